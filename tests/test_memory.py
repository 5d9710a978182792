"""Settings of memory are a matter of speed alone: where they cannot be made, nothing is made of it."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from sayso.memory import keep_freed_memory


@pytest.mark.parametrize("fault", [AttributeError, OSError, TypeError])
def test_another_library_is_left_as_it_is(monkeypatch, fault):
    def library(name):
        raise fault(name)

    monkeypatch.setattr(ctypes, "CDLL", library)
    assert keep_freed_memory() is None


def test_the_program_collects_rarely_and_a_user_of_the_package_as_before() -> None:
    code = "import gc; before = gc.get_threshold(); import sayso.api, sayso.cli; print(before == gc.get_threshold()); "
    code += "sayso.cli.main(['--version'])"
    shown = "import atexit, gc; atexit.register(lambda: print(gc.get_threshold()[0] > 700)); " + code
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "True"
    assert done.stdout.split()[-1] == "True"
