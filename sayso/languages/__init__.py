"""Word lists, one folder a language and one file a question: data, not code."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast, get_origin

import msgspec

T = TypeVar("T")

READ_LANGUAGES = ("en",)
"""ISO 639-1 codes of the languages that can be read."""


def words(language: str, question: str, kind: type[T]) -> T:
    """The word list of one question in one language, as a value of `kind` (a frozen Struct).

    Raises `msgspec.ValidationError` where the file does not fit `kind`: a fault of the package, found by its tests.
    """
    value: T = _decoded(language, question, cast("Hashable", kind))
    return value


@cache
def _decoded(language: str, question: str, kind: Hashable) -> Any:
    path = files("sayso.languages") / language / f"{question}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=kind, dec_hook=_pattern)


def _pattern(kind: type[object], written: object) -> object:
    """A pattern that a word list writes as one string, or as several of which any will do; cases are alike."""
    if get_origin(kind) is not re.Pattern and kind is not re.Pattern:
        raise NotImplementedError(kind)
    parts = [written] if isinstance(written, str) else msgspec.convert(written, list[str])
    return re.compile("|".join(parts), re.IGNORECASE)
