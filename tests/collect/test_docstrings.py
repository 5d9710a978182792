"""The examples in the docstrings of this step are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import sayso.collect

MODULES = [module.name for module in pkgutil.iter_modules(sayso.collect.__path__, "sayso.collect.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
