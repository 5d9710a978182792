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


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, str, str]]) -> tuple[str, ...]:
    """Base, third person, past, participle, -ing form of a verb; of a phrase, its first word is inflected."""
    first, *rest = verb.split(" ")
    past, participle, ing = irregular.get(first) or _regular_verb(first)
    return tuple(" ".join([form, *rest]) for form in (first, _third_person(first), past, participle, ing))


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else verb + "s"


def _regular_verb(verb: str) -> tuple[str, str, str]:
    """Past, participle and -ing form by rule; doubled consonants are for the list of irregular verbs."""
    if verb.endswith("e"):
        return verb + "d", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    return verb + "ed", verb + "ed", verb + "ing"
