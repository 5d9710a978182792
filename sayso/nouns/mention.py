"""Words found but not yet read into values: what `extract` hands to `interpret`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.nouns.claim import Scope
from sayso.nouns.reader import FoundBy
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind
from sayso.nouns.what import ActorKind, Effect, EventKind, Group


class ActorMention(Struct, frozen=True, kw_only=True):
    """Words for whoever did it, and the kind of actor that they name."""

    words: Span
    kind: ActorKind


class SayingMention(Struct, frozen=True, kw_only=True):
    """One attribution in the text's words; `chain` is origin first, then the carriers."""

    source: Span | None
    cue: Span | None
    content: Span
    kind: Literal["direct", "indirect", "mixed"]
    stance: Stance
    chain: tuple[Span, ...]
    """Noun phrases: origin first. Empty where nobody is named ("reportedly")."""
    reader: FoundBy = "rules"


Tie = Literal[
    "itself", "described", "undergone", "subject", "object", "preposition", "predicate", "joined", "apposed", "other",
    "pattern", "nearby", "whole",
]  # fmt: skip
"""How what happened was tied to a count.

The word counted says so itself ("12 arrests"), or a word that describes it ("wounded men", "men who died"); it is the
subject of a passive, a subject, an object; it hangs on a preposition, a predicate, or a noun that it is joined to or
says again; or the tree says nothing, and a pattern or the nearest word does; or a part has it from its whole.
"""


class Grounds(Struct, frozen=True, kw_only=True):
    """What speaks for and against a count, as the tree has it: how sure the claim is rests on it."""

    tie: Tie
    article: bool
    """Whether the figure is no number but "a", "an" or "another"."""
    apart: int
    """Words between the number and the word that says what happened."""
    across: bool
    """Whether a comma, colon, dash or quotation mark stands between them."""
    people: bool
    """Whether the word counted is known to name people."""
    counted: Literal["noun", "name", "pronoun", "number", "other"]
    """What kind of word is counted; number: none, the number stands alone."""


class FigureMention(Struct, frozen=True, kw_only=True):
    """A counting phrase with everything around it that says what it counts."""

    sentence: Span
    figure: Span
    """The number with its bound words."""
    effects: tuple[Effect, ...]
    affected: Span | None
    group: Group | None
    scope: Scope
    whole: Span | None
    """The figure words of the count that this one is a part of."""
    actor: ActorMention | None
    stance: Stance
    chain: tuple[Span, ...]
    """Who says it: noun phrases, origin first."""
    said_in: Span | None
    """The clause or sentence of the saying: a time in it, outside the content, is when it was said."""
    content: Span
    """The clause that the figure stands in: a time or place in it is the happening's."""
    grounds: Grounds


class HappeningMention(Struct, frozen=True, kw_only=True):
    """A happening: its trigger and the words of its parts."""

    sentence: Span
    kind: EventKind
    mode: str | None
    trigger: Span
    actor: ActorMention | None
    recipient: Span | None
    group: Group | None
    named: bool
    chain: tuple[Span, ...]
    content: Span
    negated: bool


class ViolationMention(Struct, frozen=True, kw_only=True):
    """Words that allege a violation."""

    sentence: Span
    trigger: Span
    kind: ViolationKind
    actor: ActorMention | None
    victims: tuple[Span, ...]
    chain: tuple[Span, ...]
    content: Span


class Mentions(Struct, frozen=True, kw_only=True):
    """All that was found in one report, in text order."""

    sentences: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    sayings: tuple[SayingMention, ...] = ()
    heard: tuple[SayingMention, ...] = ()
    """What the written rules alone find said: what is counted and what happened rests on nothing else."""
    figures: tuple[FigureMention, ...] = ()
    happenings: tuple[HappeningMention, ...] = ()
    violations: tuple[ViolationMention, ...] = ()
