"""Violations that an event is by its kind, its doer and whom it is done to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.extract.groups import actor_kind_of, names_people, names_state
from sayso.extract.parse import Parsed
from sayso.extract.protected import Protected
from sayso.extract.violation_words import POWERS, Found, FromEvents, pattern_of, stands_in, violation_words
from sayso.nouns.mention import HappeningMention
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind
from sayso.nouns.what import ActorKind

_ARMED: frozenset[ActorKind] = POWERS | {"militants"}
_OWN: frozenset[ActorKind] = frozenset({"security_forces", "state"})
_PERSON = re.compile(r"(?:he|him|she|her|them|they|us|we|me|all those|those|his|their)\b", re.IGNORECASE)


def violations_of_events(
    sentence: Parsed, told: Iterable[HappeningMention], known: Protected, language: str
) -> Iterator[Found]:
    """One violation for each event that is one by its kind, doer and victim."""
    for event in told:
        if _is_a_charge(event, sentence, language):
            continue
        kind = _kind_of(event, _without_tellers(sentence.span, event, language), known, language)
        if kind is not None and not _is_bare(event, language):
            victims = _victims(event, language)
            yield Found(kind, event.trigger, event.actor, victims, event.content)


def _without_tellers(sentence: Span, event: HappeningMention, language: str) -> str:
    """The sentence in lower case without the trade of whoever says it: that a newspaper says so makes no journalist."""
    text = sentence.text.lower()
    for party in event.chain:
        if sentence.covers(party):
            start, end = party.start - sentence.start, party.end - sentence.start
            told = pattern_of(violation_words(language).victims.tellers).sub(_blank, text[start:end])
            text = text[:start] + told + text[end:]
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _victims(event: HappeningMention, language: str) -> tuple[Span, ...]:
    """The recipient, where it is people."""
    words = event.recipient
    if words is None or event.kind == "THREATEN":
        return ()
    return (
        (words,)
        if event.named or event.group or _PERSON.match(words.text) or names_people(words.text, language)
        else ()
    )


def _is_a_charge(event: HappeningMention, sentence: Parsed, language: str) -> bool:
    """Whether the event is what somebody other than a power is charged with, or the subject of a mandate."""
    if event.kind != "ASSAULT" or (event.actor is not None and event.actor.kind in POWERS):
        return False
    words, at = sentence.span.text.lower(), event.trigger.start - sentence.span.start
    listed = violation_words(language).from_events
    if event.recipient is None and pattern_of(listed.charges).search(words[:at]):
        return True
    return listed.charges_behind.match(words, at + len(event.trigger.text)) is not None


def _is_bare(event: HappeningMention, language: str) -> bool:
    """Whether a noun names deeds without anybody who did or suffered them: "killings, kidnappings and theft"."""
    nobody = event.actor is None and event.recipient is None
    return nobody and event.trigger.text.lower() in violation_words(language).from_events.bare


def _kind_of(event: HappeningMention, text: str, known: Protected, language: str) -> ViolationKind | None:
    if event.kind == "THREATEN":
        return _kind_of_threat(event, text, known, language)
    if event.negated:
        return None
    if event.kind == "ASSAULT":
        return _kind_of_assault(event, text, known, language)
    return _kind_of_coercion(event, text, known, language) if event.kind == "COERCE" else None


def _kind_of_threat(event: HappeningMention, text: str, known: Protected, language: str) -> ViolationKind | None:
    """An order to shoot, or a threat against protected people."""
    if event.mode == "violence" and event.trigger.text.lower().startswith(
        ("shoot", "order", "authori", "command", "instruct")
    ):
        return "excessive_force"
    if event.negated:
        return None
    return "other" if _protects(event, text, known, language) else None


def _kind_of_assault(event: HappeningMention, text: str, known: Protected, language: str) -> ViolationKind | None:
    listed = violation_words(language).from_events
    trigger = event.trigger.text.lower()
    power = event.actor is not None and event.actor.kind in POWERS
    protects = _protects(event, text, known, language)
    if event.group in violation_words(language).victims.fighters or _is_done_to_self(event):
        return None
    if _kills(event, trigger, listed):
        return "killing" if _is_alleged_killing(event, text, language, protects=protects) else None
    if event.mode == "abduct":
        return "enforced_disappearance" if _holds(trigger, listed.vanish) else "kidnapping"
    if event.mode == "torture":
        return "torture" if power or protects or event.recipient is not None else None
    if event.mode == "sexual":
        return "sexual_violence" if power or protects or (event.actor and event.actor.kind == "militants") else None
    return _kind_of_force(event, text, trigger, language, power=power, protects=protects)


def _is_done_to_self(event: HappeningMention) -> bool:
    return event.recipient is not None and event.recipient.text.lower().endswith(("self", "selves"))


def _kind_of_force(
    event: HappeningMention, text: str, trigger: str, language: str, *, power: bool, protects: bool
) -> ViolationKind | None:
    """Force short of killing."""
    listed = violation_words(language).from_events
    if event.mode == "crowd-control":
        return "restriction_of_assembly" if _holds(trigger, listed.disperse) else "excessive_force"
    if event.mode == "beat" and (power or protects) and stands_in(text, listed.custody):
        return "torture"
    raids = trigger.startswith(("raid", "storm"))
    if power and not raids and event.mode in {"beat", "firearms", None} and event.recipient is not None:
        return "excessive_force" if protects or event.mode == "beat" else None
    whose = event.group in violation_words(language).victims.protected
    if event.actor is None and event.mode is None and not whose:
        return None  # somebody was hurt, and nobody says by whom or how
    by_protesters = event.actor is not None and event.actor.kind == "protesters"
    return "other" if protects and not by_protesters and _victims(event, language) else None


def _kills(event: HappeningMention, trigger: str, listed: FromEvents) -> bool:
    if _holds(trigger, listed.lethal):
        return True
    return (
        event.mode == "firearms"
        and _holds(trigger, ("shoot", "shot", "gunfire", "fir"))
        and stands_in(event.content.text.lower(), listed.deadly)
    )


def _is_alleged_killing(event: HappeningMention, text: str, language: str, *, protects: bool) -> bool:
    """Whether a killing is told as more than a crime among private persons, a death count or a disaster."""
    words = violation_words(language)
    listed, trigger = words.from_events, event.trigger.text.lower()
    if _is_armed(event, listed):
        by_name = event.actor is not None and names_state(event.actor.words.text, language)  # Haiti, after a quake
        return not stands_in(text if by_name else event.content.text.lower(), listed.mishaps)
    if event.recipient is not None and stands_in(text, listed.captive):
        return True
    if event.actor is None and event.group not in words.victims.protected and _is_counted(event, trigger, language):
        return False
    return protects or _holds(trigger, listed.grave)


def _is_armed(event: HappeningMention, listed: FromEvents) -> bool:
    """Whether a power or an armed side did it; a gunman of no side did not act for one."""
    actor = event.actor
    if actor is None or actor.kind not in _ARMED:
        return False
    return actor.kind != "militants" or not actor.words.text.lower().endswith(listed.private)


def _is_counted(event: HappeningMention, trigger: str, language: str) -> bool:
    """Whether deaths are only told: that people died, or by a power that names nobody who did it."""
    if _holds(trigger, ("die", "dying", "perish", "succumb")):
        return not stands_in(event.content.text.lower(), violation_words(language).from_events.custody)
    return any(actor_kind_of(party.text, language) in _OWN for party in event.chain)


def _kind_of_coercion(event: HappeningMention, text: str, known: Protected, language: str) -> ViolationKind | None:
    words = violation_words(language)
    listed = words.from_events
    if event.mode == "censor":
        return (
            "internet_shutdown"
            if stands_in(event.content.text.lower(), listed.network)
            else "restriction_of_expression"
        )
    if event.group in words.victims.fighters or not _protects(event, text, known, language):
        return None
    if event.group not in words.victims.protected and _is_for_a_crime(event, text, language):
        return None
    if event.mode == "arrest" or _holds(event.trigger.text.lower(), ("sentenc", "convict")):
        return "arbitrary_detention"
    if event.mode == "restrict":
        return "restriction_of_assembly" if stands_in(text, listed.assembly) else "other"
    return "other" if event.mode not in {"curfew", "martial-law"} and _aims_at_people(event, language) else None


def _is_for_a_crime(event: HappeningMention, text: str, language: str) -> bool:
    """Whether it is for what others suffered: "sentenced two men for an attack on a blogger"."""
    behind = event.trigger.end - event.sentence.start
    return violation_words(language).from_events.crimes.search(text, behind) is not None


def _aims_at_people(event: HappeningMention, language: str) -> bool:
    """Whether somebody is named to whom it is done, or a power that does it to something."""
    if event.recipient is None:
        return False
    power = event.actor is not None and event.actor.kind in POWERS
    return power or names_people(event.recipient.text, language) or event.named


def _protects(event: HappeningMention, text: str, known: Protected, language: str) -> bool:
    """Whether the victim is one whose treatment is told as a violation, by group or by the words around."""
    victims = violation_words(language).victims
    if event.group in victims.protected:
        return True
    if event.group in victims.fighters:
        return False
    if event.recipient is not None and known.includes(event.recipient):
        return True
    context = victims.strong if event.kind == "ASSAULT" else victims.context
    return stands_in(text, context) and not stands_in(text, victims.ordinary)


def _holds(words: str, stems: tuple[str, ...]) -> bool:
    return any(stem in words for stem in stems)
