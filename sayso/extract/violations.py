"""Which violations of rights a sentence alleges: from its events, from set phrases, from appeals to a right."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.extract.glance import Glance
from sayso.extract.groups import actor_kind_of
from sayso.extract.parse import Parsed
from sayso.extract.protected import Protected
from sayso.extract.violation_events import violations_of_events
from sayso.extract.violation_phrases import may_hold_violation, violations_of_phrases, violations_of_rights
from sayso.extract.violation_words import POWERS, Found
from sayso.nouns.mention import ActorMention, HappeningMention, ViolationMention
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind

_DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_CALLS = frozenset({"REQUEST", "ACCUSE"})


def find_violations(
    sentence: Parsed,
    happenings: Iterable[HappeningMention],
    chain: tuple[Span, ...],
    known: Protected,
    language: str,
) -> tuple[ViolationMention, ...]:
    """The violations that a parsed sentence alleges, in text order, each kind once.

    `chain` says on whose word, origin first; without one, whoever in the sentence accuses or appeals is the origin.
    `known` are the persons whom the report has called journalists, defenders and the like by name.
    """
    told = tuple(happenings)
    found = [*violations_of_events(sentence, told, known, language)]
    if may_hold_violation(Glance.of(sentence.span.text), language):
        found += [*violations_of_phrases(sentence, language), *violations_of_rights(sentence, language)]
    in_order = sorted(_one_of_each(found), key=lambda one: (one.trigger.start, one.kind))
    return tuple(_mention(sentence, one, told, chain, language) for one in in_order)


def _one_of_each(found: Iterable[Found]) -> list[Found]:
    """The first of each kind, or the first that names who did it; "other" only where nothing says it better."""
    kept: dict[ViolationKind, Found] = {}
    for one in found:
        known = kept.get(one.kind)
        if known is None or (known.actor is None and one.actor is not None):
            kept[one.kind] = one
    rest = kept.pop("other", None)
    named = list(kept.values())
    said_better = rest is None or any(one.trigger.overlaps(rest.trigger) for one in named)
    return named if rest is None or said_better else [*named, rest]


def _mention(
    sentence: Parsed, one: Found, told: tuple[HappeningMention, ...], chain: tuple[Span, ...], language: str
) -> ViolationMention:
    beside = next(
        (event for event in told if event.actor and event.actor.kind in POWERS and event.kind in _DEEDS), None
    )
    actor = one.actor or (beside.actor if beside else None) or _called_upon(told, language)
    return ViolationMention(
        sentence=sentence.span,
        trigger=one.trigger,
        kind=one.kind,
        actor=actor,
        victims=one.victims,
        chain=chain or _accuser(one, told),
        content=one.content or sentence.span,
    )


def _accuser(one: Found, told: tuple[HappeningMention, ...]) -> tuple[Span, ...]:
    """Whoever accuses or appeals in the sentence, if somebody does."""
    for event in told:
        if event.kind in _CALLS and event.actor and not event.negated and event.content.covers(one.trigger):
            return (event.actor.words,) if not event.actor.words.overlaps(one.trigger) else ()
    return ()


def _called_upon(told: tuple[HappeningMention, ...], language: str) -> ActorMention | None:
    """The state that an appeal or accusation is made to."""
    for event in told:
        if event.kind in _CALLS and event.recipient is not None:
            kind = actor_kind_of(event.recipient.text, language)
            if kind in POWERS:
                return ActorMention(words=event.recipient, kind=kind)
    return None
