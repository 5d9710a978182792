"""Word lists, one folder a language and one file a question: data, not code."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from importlib.resources import files
from typing import TypeVar, cast

import msgspec

T = TypeVar("T")

READ_LANGUAGES = ("en",)
"""ISO 639-1 codes of the languages that can be read."""


def words(language: str, question: str, kind: type[T]) -> T:
    """The word list of one question in one language, as a value of `kind` (a frozen Struct).

    Raises `msgspec.ValidationError` where the file does not fit `kind`: a fault of the package, found by its tests.
    """
    value = _decoded(language, question, cast("Hashable", kind))
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value


@cache
def _decoded(language: str, question: str, kind: Hashable) -> object:
    path = files("sayso.languages") / language / f"{question}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=kind)
