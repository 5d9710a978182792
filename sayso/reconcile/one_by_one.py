"""People told of one at a time become numbers: as many as a report's words tell apart, with what became of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from sayso.nouns.event import SetAside
from sayso.nouns.report import Report
from sayso.nouns.what import Effect, EventMention
from sayso.reconcile.counted import Counted
from sayso.reconcile.fates import fates_told, lives
from sayso.reconcile.names import fold
from sayso.reconcile.persons import Fate, One, Person, Traits, is_doer, is_further, is_joined, tell_apart, traits_of
from sayso.reconcile.sums import add_up_persons, with_others
from sayso.reconcile.victims import (
    Victims,
    died_by_own_hand,
    fate_of,
    is_person,
    is_without_the_doer,
    joined_with,
    somebody_who_died,
    somebody_who_lives,
    tells_of_murder_and_suicide,
)

LEAD = 800
FIRST_PART = 0.6
"""What a report says of its happening it says in its lead or its first part; below stand other stories."""
MURDER_AND_SUICIDE = 2
"""As many die by both, at least."""
BEHIND = 60
"""Characters behind words for a person in which their age and "also" stand."""
_END_OF_PHRASE = re.compile(r"\s(?:of|who|whose|at|in|on|from|with)\s|[,;:.]\s")
_END_OF_CLAUSE = re.compile(r"[,;:.]\s")

Aside = list[tuple[Effect, SetAside]]


class OneByOne(Struct, frozen=True, kw_only=True):
    """What comes of persons told of one by one."""

    counts: list[Counted]
    """All counts, those of one person put together for each report."""
    aside: Aside
    killed: Victims | None
    """Whoever was killed, where nobody gives a number."""
    hurt: Victims | None


def count_one_by_one(
    counts: Sequence[Counted],
    mentions: Sequence[EventMention],
    reports: Mapping[str, Report],
    people: frozenset[str],
    nobody_died: Collection[str] = (),
) -> OneByOne:
    """Numbers of the killed and hurt who are told of one at a time, report by report.

    `people`: folded full names in the reports. `nobody_died`: reports whose headlines count the hurt and know of no
    death; the dead that they mention and do not count are of other happenings.
    """
    assaults = [
        mention
        for mention in mentions
        if mention.kind == "ASSAULT"
        and not (mention.report in nobody_died and fate_of(mention, reports[mention.report].text) == "killed")
    ]
    ones = _ones(counts, assaults, reports, people)
    told = {report: tell_apart(ones[report]) for report in sorted(ones)}
    _somebody_dead(counts, told, assaults, reports)
    numbered = {effect: any(_is_number(count, effect) for count in counts) for effect in ("killed", "injured")}
    dead = any(person.fate == "killed" for persons in told.values() for person in persons)
    died = None
    if not dead and not numbered["killed"]:
        died = somebody_who_died([mention for mention in assaults if mention.report not in nobody_died], reports)
    gone = _died_by_other_words(counts, told, died=died is not None)
    found = _Numbers(counts, told, gone)
    killed = found.victims("killed") or died
    hurt = found.victims("injured")
    if not (dead or died or hurt or any(numbered.values()) or any(count.effect == "injured" for count in found.kept)):
        hurt = somebody_who_lives(assaults, reports)
    return OneByOne(counts=found.kept, aside=found.aside, killed=killed, hurt=hurt)


def _ones(
    counts: Sequence[Counted], assaults: Sequence[EventMention], reports: Mapping[str, Report], people: frozenset[str]
) -> dict[str, list[One]]:
    """Everybody told of alone, by report."""
    found: defaultdict[str, list[One]] = defaultdict(list)
    doers = _doers(assaults)
    for count in counts:
        if is_of_one(count) and not _is_of_doer(count, doers, reports[count.claims[0].report]):
            found[count.claims[0].report].append(_one_counted(count, reports[count.claims[0].report]))
    for mention in assaults:
        fate = fate_of(mention, reports[mention.report].text)
        if fate and is_person(mention, people):
            found[mention.report] += _ones_mentioned(mention, fate, reports[mention.report])
    for report in {mention.report for mention in assaults} | {count.claims[0].report for count in counts}:
        found[report] += _ones_by_age(reports[report])
    for report in {mention.report for mention in assaults}:
        found[report] += _doer_who_died(reports[report])
    return found


def _doer_who_died(report: Report) -> Iterator[One]:
    """Whoever did it, where a report says that this one died by the same hand."""
    words = died_by_own_hand(report)
    if words:
        yield One(
            start=words.start(),
            sentence=None,
            words=" ".join(words.group().split()).strip(" ,"),
            traits=msgspec.structs.replace(traits_of(words.group(), doer=True), role="suspect"),
            fate="killed",
            further=False,
            definite=True,
            early=True,
        )


def _ones_mentioned(mention: EventMention, fate: Fate, report: Report) -> Iterator[One]:
    """The person to whom it is done, and another who is named with that one."""
    yield _one_mentioned(mention, fate, report)
    recipient = mention.recipient
    joined = joined_with(report.text[recipient.end : recipient.end + BEHIND]) if recipient else None
    if recipient and joined:
        yield One(
            start=recipient.end,
            sentence=None,
            words=joined.removeprefix("and").strip(),
            traits=traits_of(joined, doer=False if mention.actor else None),
            fate=fate,
            further=True,
            definite=True,
            early=_is_early(recipient.start, report),
        )


def _is_of_doer(count: Counted, doers: Mapping[str, Sequence[tuple[int, int]]], report: Report) -> bool:
    """Whether it counts whoever did it, and nobody to whom it was done."""
    claim = count.claims[0]
    start, end = claim.figure.start, claim.affected.end if claim.affected else claim.figure.end
    as_actor = any(first <= start < last for first, last in doers.get(report.id, ()))
    return as_actor or is_doer(report.text[end : end + BEHIND])


def _doers(assaults: Iterable[EventMention]) -> dict[str, list[tuple[int, int]]]:
    """By report, where words stand for whoever did it to somebody else: no count of those to whom it was done."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in assaults:
        if mention.actor and mention.recipient:
            found[mention.report].append((mention.actor.start, mention.actor.end))
    return found


def _ones_by_age(report: Report) -> Iterator[One]:
    """Everybody of whom an age is given and what became of that one, be it in words of no event."""
    for told in fates_told(report.text):
        yield One(
            start=told.start,
            sentence=None,
            words=told.words,
            traits=told.traits,
            fate=told.fate,
            further=is_further(told.words, ""),
            definite=not told.words.casefold().startswith(("a ", "an ")),
            early=_is_early(told.start, report),
        )


def is_of_one(count: Counted) -> bool:
    """Whether it counts one person killed or hurt, and nobody else."""
    claim = count.claims[0]
    return (
        count.effect in ("killed", "injured")
        and count.exact
        and count.value == 1
        and count.place is None
        and claim.scope in ("total", "additional")
        and claim.stance in ("states", "alleges")
    )


def _is_number(count: Counted, effect: str) -> bool:
    """Whether it counts several of everyone, or leaves open how many."""
    of_all = count.place is None and count.claims[0].scope in ("total", "additional") and count.high != 0
    return count.effect == effect and of_all and not is_of_one(count)


def _one_counted(count: Counted, report: Report) -> One:
    claim = count.claims[0]
    end = claim.affected.end if claim.affected else claim.figure.end
    words, behind = report.text[claim.figure.start : end], report.text[end : end + BEHIND]
    around = report.text[max(claim.sentence.start, claim.figure.start - BEHIND) : end + BEHIND]
    fate: Fate = "killed" if count.effect == "killed" else "wounded" if lives(around) else "hit"
    return One(
        start=claim.figure.start,
        sentence=claim.sentence.start,
        words=words,
        traits=traits_of(_cut(words, _END_OF_PHRASE), behind),
        fate=fate,
        further=claim.scope == "additional" or is_further(words, _cut(behind, _END_OF_CLAUSE)),
        definite=False,
        listed=is_joined(report.text[claim.sentence.start : claim.figure.start]),
        early=_is_early(claim.figure.start, report),
        count=count,
    )


def _one_mentioned(mention: EventMention, fate: Fate, report: Report) -> One:
    recipient = mention.recipient
    if recipient is None:
        raise ValueError(mention.id)
    behind = report.text[recipient.end : recipient.end + BEHIND]
    named = recipient.named and fold(recipient.text).rpartition(" ")[2]
    low = recipient.text.casefold()
    return One(
        start=recipient.start,
        sentence=None,
        words=recipient.text,
        traits=traits_of(
            _cut(recipient.text, _END_OF_PHRASE), behind, surname=named or None, doer=False if mention.actor else None
        ),
        fate=fate,
        further=is_further(recipient.text, _cut(behind, _END_OF_CLAUSE)),
        definite=bool(named) or low.startswith(("the ", "his ", "her ", "their ")),
        early=_is_early(recipient.start, report),
        mention=mention,
    )


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.split(text, maxsplit=1)[0]


def _is_early(start: int, report: Report) -> bool:
    return start < max(LEAD, len(report.text) * FIRST_PART)


def _somebody_dead(
    counts: Sequence[Counted],
    told: dict[str, list[Person]],
    assaults: Sequence[EventMention],
    reports: Mapping[str, Report],
) -> None:
    """A killing that names nobody ("the fatal shooting"): it is of the only one who was hit, else of one more."""
    counting = {count.claims[0].report for count in counts if count.effect == "killed" and count.high != 0}
    for mention in assaults:
        if mention.report in counting:
            continue
        persons = told.setdefault(mention.report, [])
        report = reports[mention.report]
        deadly = fate_of(mention, report.text) == "killed" and _is_early(mention.trigger.start, report)
        if not deadly or any(person.fate == "killed" for person in persons):
            continue
        if len(persons) == 1 and persons[0].fate == "hit":
            persons[0].fate = "killed"
        elif not persons:
            persons.append(_nobody(mention.trigger.start, "somebody without a name", mention))
    numbering = {count.claims[0].report for count in counts if _is_number(count, "killed")}
    for id, persons in told.items():  # noqa: A001
        words = tells_of_murder_and_suicide(reports[id])
        if words and id not in numbering:
            dead = _dead_in(persons)
            persons += [_nobody(words.start(), words.group(), None) for _ in range(MURDER_AND_SUICIDE - dead)]


def _nobody(start: int, words: str, mention: EventMention | None) -> Person:
    """Somebody killed of whom nothing is known."""
    one = One(
        start=start,
        sentence=None,
        words=words,
        traits=Traits(),
        fate="killed",
        further=False,
        definite=True,
        early=True,
        mention=mention,
    )
    return Person(traits=one.traits, fate="killed", further=False, ones=[one])


def _died_by_other_words(counts: Sequence[Counted], told: Mapping[str, Sequence[Person]], *, died: bool) -> set[int]:
    """Persons, by identity, who were hit or hurt in a report that tells of no death, and died by another's words."""
    dead = [person for persons in told.values() for person in persons if person.fate == "killed"]
    counted = max((count.value or 0 for count in counts if _is_number(count, "killed")), default=0)
    number = max(counted, max((_dead_in(persons) for persons in told.values()), default=0), int(died))
    telling = {count.claims[0].report for count in counts if count.effect == "killed"}
    gone: set[int] = set()
    for report, persons in told.items():
        if report in telling or _dead_in(persons):
            continue
        for person in persons[:number]:
            if not dead or any(person.traits.may_be(other.traits) for other in dead):
                gone.add(id(person))
    return gone


def _is_added(person: Person) -> bool:
    """Whether nobody counts him, and he is yet one more: who did it and died, or one of a murder and a suicide."""
    return bool(person.traits.doer) or person.traits == Traits()


def _dead_in(persons: Iterable[Person]) -> int:
    return sum(person.fate == "killed" for person in persons)


class _Numbers:
    """Work in progress: for each report and effect one count of all persons told of, the others set aside."""

    def __init__(self, counts: Sequence[Counted], told: Mapping[str, Sequence[Person]], gone: set[int]) -> None:
        self.kept = [count for count in counts if not is_of_one(count)]
        self.aside: Aside = []
        self._victims: dict[Effect, list[Victims]] = {"killed": [], "injured": []}
        self._numbers: defaultdict[tuple[str, Effect], list[Counted]] = defaultdict(list)
        self._deadly = {count.claims[0].report for count in counts if count.effect == "killed" and count.high != 0}
        for count in counts:
            if _is_number(count, count.effect):
                self._numbers[count.claims[0].report, count.effect].append(count)
        self._told = told
        persons_of = {
            count.id + count.effect: person
            for persons in told.values()
            for person in persons
            for count in person.counts
        }
        self._left = [count for count in counts if is_of_one(count) and count.id + count.effect not in persons_of]
        for report, persons in told.items():
            for effect in ("killed", "injured"):
                chosen = [
                    person
                    for person in persons
                    if (person.fate == "killed") == (effect == "killed") and id(person) not in gone
                ]
                self._take(report, effect, chosen)
            for person in persons:
                for count in person.counts:
                    moved = (person.fate == "killed") != (count.effect == "killed") or id(person) in gone
                    if moved:
                        self._drop(count, "One person, who was hurt and died.")
        for count in self._left:
            self._drop(count, "Whoever did it, or below, where the report tells other things.")

    def victims(self, effect: Effect) -> Victims | None:
        """As many as most reports tell of, of equals the most; None where somebody counts them."""
        found = self._victims[effect]
        if not found or any(count.effect == effect and count.high != 0 for count in self.kept):
            return None
        sizes = [len(victims.names) for victims in found]
        size = max(sizes, key=lambda size: (sizes.count(size), size))
        chosen = [victims for victims in found if len(victims.names) == size]
        first = min(chosen, key=lambda victims: (not victims.named, victims.names))
        mentions = tuple(sorted({id for victims in chosen for id in victims.mentions}))  # noqa: A001
        return msgspec.structs.replace(first, mentions=mentions)

    def _take(self, report: str, effect: Effect, persons: Sequence[Person]) -> None:
        numbers = self._numbers.get((report, effect), [])
        own = [[count for count in person.counts if count.effect == effect] for person in persons]
        if numbers:
            if effect == "killed":
                self._with_doer(numbers, persons)
            sentences = {count.claims[0].sentence.start for count in numbers}
            for count in (count for counts in own for count in counts):
                if count.claims[0].sentence.start in sentences:
                    self.kept.append(count)
                else:
                    self._drop(count, "One of those whom the same report counts.")
            return
        firsts = [counts[0] for counts in own if counts]
        for counts in own:
            for count in counts[1:]:
                self._drop(count, "The same person again.")
        others = [person for person, counts in zip(persons, own, strict=True) if not counts]
        if effect == "injured" and self._has_dead(report):
            others = [
                person for person in others if person.traits.surname or person.traits.age or person.fate == "wounded"
            ]
        if firsts:
            self.kept += add_up_persons(firsts, [person.words for person in others if _is_added(person)])
        elif others:
            self._victims[effect].append(
                Victims(
                    names=tuple(person.words for person in others),
                    mentions=tuple(sorted(id for person in others for id in person.mentions)),  # noqa: A001
                    named=any(person.traits.surname for person in others),
                )
            )

    def _with_doer(self, numbers: Sequence[Counted], persons: Sequence[Person]) -> None:
        """Adds whoever did it, and died by the same hand, to numbers of those whom that one killed."""
        doer = next((person for person in persons if person.traits.doer), None)
        values = {count.value for count in numbers}
        for count in numbers if doer else ():
            if doer and count.value and count.value + 1 not in values and is_without_the_doer(count.claims[0]):
                self.kept[self.kept.index(count)] = with_others(count, [doer.words])

    def _has_dead(self, report: str) -> bool:
        return report in self._deadly or any(person.fate == "killed" for person in self._told[report])

    def _drop(self, count: Counted, why: str) -> None:
        self.aside.append((count.effect, SetAside(claim=count.id, why=why)))
