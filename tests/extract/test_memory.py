"""Settings of memory are a matter of speed alone: where they cannot be made, nothing is made of it."""

from __future__ import annotations

import ctypes

import pytest

from sayso.extract.memory import keep_freed_memory


@pytest.mark.parametrize("fault", [AttributeError, OSError, TypeError])
def test_another_library_is_left_as_it_is(monkeypatch, fault):
    def library(name):
        raise fault(name)

    monkeypatch.setattr(ctypes, "CDLL", library)
    assert keep_freed_memory() is None
