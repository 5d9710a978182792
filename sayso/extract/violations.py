"""Which violations of rights a sentence alleges: from its events, from set phrases, from appeals to a right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from sayso.extract.glance import Glance
from sayso.extract.groups import actor_kind_of, names_people
from sayso.extract.parse import Parsed
from sayso.languages import words as word_list
from sayso.nouns.mention import ActorMention, HappeningMention, ViolationMention
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind
from sayso.nouns.what import ActorKind, Group

_POWERS: frozenset[ActorKind] = frozenset({"security_forces", "state", "foreign_state"})
_ARMED: frozenset[ActorKind] = _POWERS | {"militants"}
_WORD = re.compile(r"[^\W_]+")
_PERSON = re.compile(r"(?:he|him|she|her|them|they|us|we|me|all those|those|his|their)\b", re.IGNORECASE)
_DEEDS = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_CALLS = frozenset({"REQUEST", "ACCUSE"})


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
    court: tuple[str, ...]


class Victims(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose arrest, beating or killing is told as a violation."""

    protected: frozenset[Group]
    fighters: frozenset[Group]
    context: tuple[str, ...]
    strong: tuple[str, ...]
    """Of those, the words that count beside a killing or an attack."""
    ordinary: tuple[str, ...]


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """Set phrases for one kind; with `needs`, only beside one of those words."""

    kind: ViolationKind
    words: tuple[str, ...]
    needs: tuple[str, ...] = ()


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class ViolationWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`violations.toml` of one language."""

    from_events: FromEvents
    victims: Victims
    phrases: tuple[Phrase, ...]
    rights: tuple[Phrase, ...]
    appeals: _Words


class _Found(Struct, frozen=True):
    """A violation before it is told who is behind it."""

    kind: ViolationKind
    trigger: Span
    actor: ActorMention | None = None
    victims: tuple[Span, ...] = ()
    content: Span | None = None


def may_hold_violation(sentence: Glance, language: str) -> bool:
    """Whether a sentence may allege a violation by a set phrase or the name of a right, before it is parsed.

    Violations that follow from events need `may_hold_event`.
    """
    rare = not _rarest_words(language).isdisjoint(sentence.words)
    return rare and _any_phrase(language).search(sentence.low) is not None


def find_violations(
    sentence: Parsed, happenings: Iterable[HappeningMention], chain: tuple[Span, ...], language: str
) -> tuple[ViolationMention, ...]:
    """The violations that a parsed sentence alleges, in text order, each kind once.

    `chain` says on whose word, origin first; without one, whoever in the sentence accuses or appeals is the origin.
    """
    told = tuple(happenings)
    found = [*_from_events(sentence, told, language)]
    if may_hold_violation(Glance.of(sentence.span.text), language):
        found += [*_from_phrases(sentence, language), *_from_rights(sentence, language)]
    in_order = sorted(_one_of_each(found), key=lambda one: (one.trigger.start, one.kind))
    return tuple(_mention(sentence, one, told, chain, language) for one in in_order)


def _one_of_each(found: Iterable[_Found]) -> list[_Found]:
    """The first of each kind, or the first that names who did it; "other" only where nothing says it better."""
    kept: dict[ViolationKind, _Found] = {}
    for one in found:
        known = kept.get(one.kind)
        if known is None or (known.actor is None and one.actor is not None):
            kept[one.kind] = one
    rest = kept.pop("other", None)
    named = list(kept.values())
    said_better = rest is None or any(one.trigger.overlaps(rest.trigger) for one in named)
    return named if rest is None or said_better else [*named, rest]


def _mention(
    sentence: Parsed, one: _Found, told: tuple[HappeningMention, ...], chain: tuple[Span, ...], language: str
) -> ViolationMention:
    beside = next(
        (event for event in told if event.actor and event.actor.kind in _POWERS and event.kind in _DEEDS), None
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


def _accuser(one: _Found, told: tuple[HappeningMention, ...]) -> tuple[Span, ...]:
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
            if kind in _POWERS:
                return ActorMention(words=event.recipient, kind=kind)
    return None


def _from_events(sentence: Parsed, told: tuple[HappeningMention, ...], language: str) -> Iterator[_Found]:
    """One violation for each event that is one by its kind, doer and victim."""
    for event in told:
        if _is_a_charge(event, sentence, language):
            continue
        kind = _kind_of(event, sentence.span.text.lower(), language)
        if kind is not None:
            victims = _victims(event, language)
            yield _Found(kind, event.trigger, event.actor, victims, event.content)


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
    if event.recipient is not None or (event.actor is not None and event.actor.kind in _POWERS):
        return False
    before = sentence.span.text[: event.trigger.start - sentence.span.start].lower()
    charges = word_list(language, "violations", ViolationWords).from_events.charges
    return event.kind == "ASSAULT" and _pattern(charges).search(before) is not None


def _kind_of(event: HappeningMention, text: str, language: str) -> ViolationKind | None:
    if event.kind == "THREATEN":
        return _kind_of_threat(event, text, language)
    if event.negated:
        return None
    if event.kind == "ASSAULT":
        return _kind_of_assault(event, text, language)
    return _kind_of_coercion(event, text, language) if event.kind == "COERCE" else None


def _kind_of_threat(event: HappeningMention, text: str, language: str) -> ViolationKind | None:
    """An order to shoot, or a threat against protected people."""
    if event.mode == "violence" and event.trigger.text.lower().startswith(
        ("shoot", "order", "authori", "command", "instruct")
    ):
        return "excessive_force"
    if event.negated:
        return None
    return "other" if _protects(event, text, language) else None


def _kind_of_assault(event: HappeningMention, text: str, language: str) -> ViolationKind | None:
    listed = word_list(language, "violations", ViolationWords).from_events
    trigger = event.trigger.text.lower()
    power = event.actor is not None and event.actor.kind in _POWERS
    protects = _protects(event, text, language)
    if event.group in word_list(language, "violations", ViolationWords).victims.fighters or _is_done_to_self(event):
        return None
    if _kills(event, trigger, listed):
        return "killing" if _is_alleged_killing(event, trigger, protects, listed) else None
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
    listed = word_list(language, "violations", ViolationWords).from_events
    if event.mode == "crowd-control":
        return "restriction_of_assembly" if _holds(trigger, listed.disperse) else "excessive_force"
    if event.mode == "beat" and (power or protects) and _stands_in(text, listed.custody):
        return "torture"
    raids = trigger.startswith(("raid", "storm"))
    if power and not raids and event.mode in {"beat", "firearms", None} and event.recipient is not None:
        return "excessive_force" if protects or event.mode == "beat" else None
    if event.actor is None and event.mode is None:
        return None  # somebody was hurt, and nobody says by whom or how
    by_protesters = event.actor is not None and event.actor.kind == "protesters"
    return "other" if protects and not by_protesters and _victims(event, language) else None


def _kills(event: HappeningMention, trigger: str, listed: FromEvents) -> bool:
    if _holds(trigger, listed.lethal):
        return True
    return (
        event.mode == "firearms"
        and _holds(trigger, ("shoot", "shot", "gunfire", "fir"))
        and _stands_in(event.content.text.lower(), listed.deadly)
    )


def _is_alleged_killing(event: HappeningMention, trigger: str, protects: bool, listed: FromEvents) -> bool:
    armed = event.actor is not None and event.actor.kind in _ARMED
    return armed or protects or _holds(trigger, listed.grave)


def _kind_of_coercion(event: HappeningMention, text: str, language: str) -> ViolationKind | None:
    words = word_list(language, "violations", ViolationWords)
    listed = words.from_events
    if event.mode == "censor":
        return (
            "internet_shutdown"
            if _stands_in(event.content.text.lower(), listed.network)
            else "restriction_of_expression"
        )
    if event.group in words.victims.fighters or not _protects(event, text, language):
        return None
    if event.mode == "arrest" or _holds(event.trigger.text.lower(), ("sentenc", "convict")):
        return "arbitrary_detention"
    if event.mode == "restrict":
        return "restriction_of_assembly" if _stands_in(text, listed.assembly) else "other"
    return "other" if event.mode not in {"curfew", "martial-law"} and _aims_at_people(event, language) else None


def _aims_at_people(event: HappeningMention, language: str) -> bool:
    """Whether somebody is named to whom it is done, or a power that does it to something."""
    if event.recipient is None:
        return False
    power = event.actor is not None and event.actor.kind in _POWERS
    return power or names_people(event.recipient.text, language) or event.named


def _protects(event: HappeningMention, text: str, language: str) -> bool:
    """Whether the victim is one whose treatment is told as a violation, by group or by the words around."""
    victims = word_list(language, "violations", ViolationWords).victims
    if event.group in victims.protected:
        return True
    if event.group in victims.fighters:
        return False
    context = victims.strong if event.kind == "ASSAULT" else victims.context
    return _stands_in(text, context) and not _stands_in(text, victims.ordinary)


def _from_phrases(sentence: Parsed, language: str) -> Iterator[_Found]:
    text = _lower(sentence.span.text)
    for phrase, pattern, needs in _phrases(language):
        match = pattern.search(text)
        if match is not None and (needs is None or needs.search(text)):
            yield _Found(phrase.kind, _span(sentence, match))


def _from_rights(sentence: Parsed, language: str) -> Iterator[_Found]:
    """A right named in a complaint or an appeal."""
    text = _lower(sentence.span.text)
    if not _pattern(word_list(language, "violations", ViolationWords).appeals.words).search(text):
        return
    for right in word_list(language, "violations", ViolationWords).rights:
        match = _pattern(right.words).search(text)
        if match is not None:
            yield _Found(right.kind, _span(sentence, match))


def _span(sentence: Parsed, match: re.Match[str]) -> Span:
    start, end = match.span()
    words = sentence.span
    return Span(text=words.text[start:end], start=words.start + start, end=words.start + end)


def _lower(words: str) -> str:
    """Lower case at the same length: a few letters grow ("İ"), and offsets must not move."""
    low = words.lower()
    return low if len(low) == len(words) else "".join(c if len(c.lower()) > 1 else c.lower() for c in words)


def _holds(words: str, stems: tuple[str, ...]) -> bool:
    return any(stem in words for stem in stems)


def _stands_in(text: str, words: tuple[str, ...]) -> bool:
    return _pattern(words).search(text) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@cache
def _phrases(language: str) -> tuple[tuple[Phrase, re.Pattern[str], re.Pattern[str] | None], ...]:
    listed = word_list(language, "violations", ViolationWords).phrases
    return tuple((one, _pattern(one.words), _pattern(one.needs) if one.needs else None) for one in listed)


@cache
def _any_phrase(language: str) -> re.Pattern[str]:
    return _pattern(_all_phrases(language))


@cache
def _rarest_words(language: str) -> frozenset[str]:
    """The longest word of each phrase: a text without any of these has none of the phrases."""
    return frozenset(max(_WORD.findall(phrase), key=len) for phrase in _all_phrases(language))


def _all_phrases(language: str) -> tuple[str, ...]:
    listed = word_list(language, "violations", ViolationWords)
    return tuple(phrase for one in (*listed.phrases, *listed.rights) for phrase in one.words)
