"""Which article of the civil and political covenant an alleged violation touches."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.languages import words as word_list
from sayso.nouns.violation import ViolationKind


class _Exception(Struct, frozen=True, forbid_unknown_fields=True):
    """Words under which a kind touches another article than its usual one."""

    kind: ViolationKind
    right: str
    words: tuple[str, ...]


class RightWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`rights.toml` of one language."""

    kinds: dict[ViolationKind, str]
    unless: tuple[_Exception, ...]


def right_of(kind: ViolationKind, words: str, language: str = "en") -> str:
    """The article that a kind of violation touches, given the words that allege it.

    Excessive force touches the right to life where weapons are fired, else the ban on ill-treatment:
    ("excessive_force", "police fired on the crowd") is "ICCPR 6",
    ("excessive_force", "police beat students") is "ICCPR 7".
    """
    low = words.lower()
    for exception, pattern in _exceptions(language):
        if exception.kind == kind and pattern.search(low):
            return exception.right
    kinds: dict[ViolationKind, str] = word_list(language, "rights", RightWords).kinds
    return kinds[kind]


@cache
def _exceptions(language: str) -> tuple[tuple[_Exception, re.Pattern[str]], ...]:
    listed = word_list(language, "rights", RightWords).unless
    return tuple((one, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, one.words))})(?!\w)")) for one in listed)
