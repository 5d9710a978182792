"""The words that allege a violation, and how they are looked up."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.languages import words as word_list
from sayso.nouns.mention import ActorMention
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind
from sayso.nouns.what import ActorKind, Group

POWERS: frozenset[ActorKind] = frozenset({"security_forces", "state", "foreign_state"})


class FromEvents(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell one violation from another where an event gives it."""

    lethal: tuple[str, ...]
    deadly: tuple[str, ...]
    grave: tuple[str, ...]
    vanish: tuple[str, ...]
    disperse: tuple[str, ...]
    network: tuple[str, ...]
    assembly: tuple[str, ...]
    custody: tuple[str, ...]
    charges: tuple[str, ...]
    charges_behind: re.Pattern[str]
    captive: tuple[str, ...]
    bare: frozenset[str]
    private: tuple[str, ...]
    mishaps: tuple[str, ...]
    crimes: re.Pattern[str]
    """Behind an arrest or a sentence: what others suffered, for which it was."""


class Victims(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose arrest, beating or killing is told as a violation."""

    protected: frozenset[Group]
    fighters: frozenset[Group]
    context: tuple[str, ...]
    strong: tuple[str, ...]
    """Of those, the words that count beside a killing or an attack."""
    ordinary: tuple[str, ...]
    roles: tuple[str, ...]
    """What a report calls a protected person, before or behind the name."""
    pronouns: tuple[str, ...]
    tellers: tuple[str, ...]
    """Trades of those who only pass a story on."""
    openers: frozenset[str]
    """Capitalized words that open a sentence and no name."""


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """Set phrases for one kind; with `needs`, only beside one of those words."""

    kind: ViolationKind
    words: tuple[str, ...]
    needs: tuple[str, ...] = ()


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class Mandates(Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a phrase under which it names a law, an office or a fear, and nothing that was done."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


class ViolationWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`violations.toml` of one language."""

    from_events: FromEvents
    victims: Victims
    phrases: tuple[Phrase, ...]
    rights: tuple[Phrase, ...]
    appeals: _Words
    mandates: Mandates


class Found(Struct, frozen=True):
    """A violation before it is told who is behind it."""

    kind: ViolationKind
    trigger: Span
    actor: ActorMention | None = None
    victims: tuple[Span, ...] = ()
    content: Span | None = None


def violation_words(language: str) -> ViolationWords:
    """The words of a language that allege a violation."""
    return word_list(language, "violations", ViolationWords)


def stands_in(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words or phrases stands in a lower-case text."""
    return pattern_of(words).search(text) is not None


@cache
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole words and phrases in a lower-case text, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
