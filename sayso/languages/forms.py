"""The regular forms of English words, so that word lists hold each word once."""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"


def plural_of(noun: str, irregular: Mapping[str, str]) -> str:
    """The plural of a noun or of a phrase that ends in one; `irregular` is asked for its last word first."""
    *before, last = noun.split(" ")
    return " ".join([*before, irregular.get(last) or _regular_plural(last, irregular)])


def _regular_plural(noun: str, irregular: Mapping[str, str]) -> str:
    """The plural by rule; "-man" and "-woman" as in "man"."""
    if noun.endswith("man") and noun not in irregular and not noun.endswith("human"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def singular_or_plural(nouns: tuple[str, ...] | frozenset[str], irregular: Mapping[str, str]) -> frozenset[str]:
    """Every noun in both numbers."""
    return frozenset(nouns) | {plural_of(noun, irregular) for noun in nouns}
