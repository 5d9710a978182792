"""The words of saying, typed and ready to look forms up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from sayso.extract.glance import Listed
from sayso.languages import words as word_list
from sayso.nouns.says_who import Stance


class _KindsFile(Struct, frozen=True):
    """The part of `party_kinds.toml` that a heading is checked against."""

    kinds: dict[str, tuple[str, ...]]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Give(_Words, frozen=True, forbid_unknown_fields=True):
    objects: frozenset[str]


class _Accounts(_Words, frozen=True, forbid_unknown_fields=True):
    of: frozenset[str]


class _Untrue(Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    objects: frozenset[str]


class _Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    person: frozenset[str]
    thing: frozenset[str]
    many: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every pronoun."""
        return self.person | self.thing | self.many


class SayingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`says_who.toml` of one language."""

    cues: dict[Stance, _Words]
    weak: _Words
    objects: _Words
    citing: _Words
    phrases: _Words
    unnamed: _Words
    mute: _Words
    not_said: _Words
    break_off: _Words
    tell: _Words
    give: _Give
    accounts: _Accounts
    charging: _Words
    puts: _Words
    taken_to_be: _Words
    announcing: _Give
    untrue: _Untrue
    when: _Words
    where_said: _Words
    within_names: _Words
    doubting: _Words
    no_heading: _Words
    background: _Words
    pronouns: _Pronouns


@dataclass(frozen=True)
class SayingWords:
    """The word list, ready to look forms up in."""

    stance: Mapping[str, Stance]
    listed: SayingFile


@cache
def saying_words(language: str) -> SayingWords:
    """The words of saying of a language."""
    listed = word_list(language, "says_who", SayingFile)
    stance: dict[str, Stance] = {form: kind for kind, entry in listed.cues.items() for form in entry.words}
    return SayingWords(stance, listed)


@cache
def strong_cues(language: str) -> Listed:
    """Any word that may attribute: the fast pass over sentences."""
    known = saying_words(language)
    strong = known.stance.keys() - known.listed.weak.words
    return Listed.of(strong | known.listed.citing.words | known.listed.unnamed.words | known.listed.phrases.words)


@cache
def every_cue(language: str) -> frozenset[str]:
    """Every word that can signal an attribution in a sentence that is parsed."""
    known = saying_words(language)
    return frozenset({*known.stance, *known.listed.unnamed.words, *known.listed.accounts.words, "according"})


@cache
def speaker_words(language: str) -> frozenset[str]:
    """Single words that name a kind of speaker, for headings."""
    listed = word_list(language, "party_kinds", _KindsFile)
    return frozenset(phrase for phrases in listed.kinds.values() for phrase in phrases if " " not in phrase) - {
        "some",
        "many",
        "others",
        "news",
    }
