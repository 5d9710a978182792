"""Whose names are private: all persons whom a case names but those of whom its reports show that they are public.

Public are officials, whoever speaks for or leads a body, lawyers, experts, and whoever wrote a report: unless something
was done to them, or they speak as witnesses or relatives. Officials stay whatever became of them. Of whom nothing is
known but the name is private: a name too many that is masked can be kept (`rulings`), one too few does harm.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from sayso.languages import READ_LANGUAGES
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Party, PartyKind
from sayso.nouns.what import Group
from sayso.tell.masking.persons import WORD, Cue, Named, masking_words, persons_in
from sayso.tell.masking.recognised import recognised
from sayso.workers import Told, spread

Why = Literal[
    "something was done to them", "they speak as a witness, relative or protester", "their age, kin or trade is told",
    "nothing is known that makes them public", "they hold an office", "they speak for or lead a body",
    "they wrote a report", "somebody said so",
]  # fmt: skip

Name = tuple[str, ...]

_WITNESSES: frozenset[PartyKind] = frozenset({"witness", "relative", "protesters"})
_PUBLIC: frozenset[PartyKind] = frozenset(
    {
        "government", "police", "military", "court", "ngo", "intergovernmental", "opposition", "militants", "media",
        "lawyer", "expert",
    }
)  # fmt: skip
"""Kinds of parties whose speakers are public. Doctors and rescuers are witnesses of what they saw."""
_BODIES: frozenset[PartyKind] = _PUBLIC | {"hospital", "rescue"}
_IN_OFFICE: frozenset[Group] = frozenset({"officials", "security_forces", "militants"})
_TO_THINGS = frozenset(
    {"censor", "seize", "restrict", "martial-law", "obstruct", "vandalize", "disarm", "ban", "curfew"}
)
"""Modes of coercion that are done to papers, streets and networks, whose names are nobody's."""
_AROUND = 60
_FEWEST = 100
"""Reports from which on more than one process is worth its start."""
_FEWEST_LETTERS = 3
"""Of a part of a name that is masked where it stands alone."""
_SPACES = re.compile(r"\s+")


class Whose(Struct, frozen=True, kw_only=True):
    """A name of a person, and whether it is masked."""

    name: str
    masked: bool
    why: Why
    report: str = ""
    """Where it first stands."""
    words: str = ""
    """The words around it there."""


class Names(Struct, frozen=True, kw_only=True):
    """The names of a case."""

    persons: tuple[Whose, ...] = ()
    alone: frozenset[str] = frozenset()
    """Words of masked names, as they are written, that are masked where they stand alone as well."""
    unread: int = 0
    """Reports in languages whose names nobody looked for."""

    @property
    def masked(self) -> int:
        """How many are masked."""
        return sum(one.masked for one in self.persons)


def names_of(
    readings: Iterable[Reading],
    rulings: Mapping[str, bool] | None = None,
    *,
    workers: int = 1,
    told: Told | None = None,
) -> Names:
    """The persons whom a case names; `rulings`: what somebody said of a name, true that it is masked.

    `workers`: processes; `told` hears how many reports are looked through.
    """
    gathered, through = _Gathered(), list(readings)
    for nth, found in enumerate(_looked_through(through, workers)):
        gathered.add(found)
        if told:
            told("report", nth + 1, len(through))
    return gathered.names(rulings or {})


class _Found(Struct, frozen=True, kw_only=True):
    """What one report shows of names."""

    report: str
    text: str
    named: tuple[Named, ...]
    done_to: tuple[str, ...]
    witnesses: tuple[str, ...]
    speakers: tuple[str, ...]
    """Names of parties whose kind makes them public."""
    others: tuple[str, ...]
    """Words of bodies, publishers, days and places."""
    places: tuple[str, ...]
    unread: bool


def _looked_through(readings: list[Reading], workers: int) -> Iterator[_Found]:
    if workers > 1 and len(readings) >= _FEWEST:
        yield from spread(readings, found_in, workers)
    else:
        yield from map(found_in, readings)


def found_in(reading: Reading) -> _Found:
    """What one report shows of names."""
    report = reading.report
    text = f"{report.title}\n\n{report.text}" if report.title else report.text
    ahead = len(text) - len(report.text)
    is_read = report.language is None or report.language in READ_LANGUAGES
    names = recognised(text) if is_read else ()
    places = [(where.start + ahead, where.end + ahead) for where in reading.wheres]
    parties = [party for party in reading.parties if party.name[:1].isupper() or any(map(str.isupper, party.name))]
    return _Found(
        report=report.id,
        text=text,
        named=tuple(persons_in(text, names, places)) if is_read else (),
        done_to=tuple(_done_to(reading)),
        witnesses=tuple(party.name for party in parties if party.kind in _WITNESSES),
        speakers=tuple(party.name for party in parties if _is_public(party)),
        others=(
            report.publisher or "",
            *(when.text for when in reading.whens),  # "Aug", "Christmas"
            *(party.name for party in parties if party.kind in _BODIES or party.kind == "other"),
        ),
        places=tuple(where.text for where in reading.wheres),
        unread=not is_read,
    )


def _done_to(reading: Reading) -> Iterator[str]:
    for mention in reading.events:
        recipient = mention.recipient
        to_people = mention.kind == "ASSAULT" or (mention.kind == "COERCE" and mention.mode not in _TO_THINGS)
        if recipient and to_people and recipient.group not in _IN_OFFICE:
            yield recipient.text
    for violation in reading.violations:
        yield from (victim.text for victim in violation.victims)


def _is_public(party: Party) -> bool:
    return party.kind in _PUBLIC and not masking_words().without_office.search(party.text)


class _Gathered:
    """What all reports show of each name, folded."""

    def __init__(self) -> None:
        self._first: dict[Name, Whose] = {}
        self._cues: defaultdict[Name, set[Cue | Why]] = defaultdict(set)
        self._by_last: defaultdict[str, set[Name]] = defaultdict(set)
        self._said: list[tuple[str, Why]] = []
        self._others: set[str] = set()
        self._places: Counter[str] = Counter()
        self._times: Counter[str] = Counter()
        self._small: set[str] = set()
        self._unread = 0

    def add(self, found: _Found) -> None:
        """Take what one report shows."""
        for named in found.named:
            name = _folded(named.name)
            self._by_last[name[-1]].add(name)
            self._cues[name] |= named.cues
            self._times[" ".join(named.name)] += 1
            self._first.setdefault(name, _first(named, found))
        self._said += [(words, "something was done to them") for words in found.done_to]
        self._said += [(words, "they speak as a witness, relative or protester") for words in found.witnesses]
        self._said += [(words, "they speak for or lead a body") for words in found.speakers]
        self._others.update(found.others)
        for place in found.places:
            words = WORD.findall(place)
            self._places.update([place, *words] if len(words) > 1 else words)
        self._small.update(word for word in WORD.findall(found.text) if word.islower())
        self._unread += found.unread

    def names(self, rulings: Mapping[str, bool]) -> Names:
        """The names, and which are masked."""
        for words, why in self._said:
            for name in self._named_in(words):
                self._cues[name].add(why)
        told = {_folded(WORD.findall(name)): masked for name, masked in rulings.items()}
        persons = [self._whose(name, told) for name in self._first if name in told or not self._is_place(name)]
        persons += [
            Whose(name=name, masked=masked, why="somebody said so")
            for name, masked in rulings.items()
            if _folded(WORD.findall(name)) not in self._first
        ]
        return Names(
            persons=tuple(sorted(persons, key=lambda one: one.name)),
            alone=frozenset(self._masked_alone(persons)),
            unread=self._unread,
        )

    def _named_in(self, words: str) -> set[Name]:
        """The names that stand in the words of a party or a recipient: none of them but a part of another's."""
        folded = _folded(WORD.findall(words))
        return {
            name
            for at, word in enumerate(folded)
            for name in self._by_last.get(word, ())
            if folded[max(0, at + 1 - len(name)) : at + 1] == name
        }

    def _is_place(self, name: Name) -> bool:
        """Whether a name is a place's at least as often as a person's."""
        written = self._first[name].name
        return 0 < self._places[written] >= self._times[written]

    def _whose(self, name: Name, told: Mapping[Name, bool]) -> Whose:
        first = self._first[name]
        if name in told:
            return Whose(
                name=first.name, masked=told[name], why="somebody said so", report=first.report, words=first.words
            )
        masked, why = _decided(self._known_of(name))
        return Whose(name=first.name, masked=masked, why=why, report=first.report, words=first.words)

    def _known_of(self, name: Name) -> set[Cue | Why]:
        """What is known of somebody by any form of the name: of a surname by all full names that have it, of a full
        name by its surname where nobody else has that."""
        alike = [other for other in self._by_last[name[-1]] if other != name and _is_form(name, other)]
        if len(name) > 1:
            full = [other for other in self._by_last[name[-1]] if len(other) > 1 and not _is_form(name, other)]
            alike = [other for other in alike if len(other) > 1 or not full]
        return set(self._cues[name]).union(*(self._cues[other] for other in alike))

    def _masked_alone(self, persons: Iterable[Whose]) -> Iterator[str]:
        """Words of masked names that mean nothing else where they stand alone: not those of who stays, of bodies and of
        places, and not common words, but where somebody is called by that word alone more often than a place is."""
        kept = {
            word.casefold()
            for words in (*(one.name for one in persons if not one.masked), *self._others_than(persons))
            for word in WORD.findall(words)
        }
        for one in persons:
            if one.masked and one.why == "somebody said so" and " " not in one.name:
                yield one.name
            for word in WORD.findall(one.name) if one.masked else ():
                known = word.casefold()
                if self._times[word] <= self._places[word] and (self._places[word] or known in self._small):
                    continue
                fewest = _FEWEST_LETTERS if self._times[word] else _FEWEST_LETTERS + 1
                if len(word) >= fewest and known not in kept and word[0].isupper():
                    yield word

    def _others_than(self, persons: Iterable[Whose]) -> Iterator[str]:
        """Bodies, publishers and days that are no person's name."""
        masked = {_folded(WORD.findall(one.name)) for one in persons if one.masked}
        lasts = {name[-1] for name in masked}
        for words in self._others:
            folded = _folded(WORD.findall(words))
            if not folded or folded[-1] not in lasts or not any(set(name) & set(folded) for name in masked):
                yield words


def _decided(known: set[Cue | Why]) -> tuple[bool, Why]:
    if "office" in known:
        return False, "they hold an office"
    if "harmed" in known:
        return True, "something was done to them"
    for why in ("something was done to them", "they speak as a witness, relative or protester"):
        if why in known:
            return True, why
    if known & {"age", "kin", "role"} or ("described" in known and "post" not in known):
        return True, "their age, kin or trade is told"
    if "post" in known or "they speak for or lead a body" in known:
        return False, "they speak for or lead a body"
    if "byline" in known:
        return False, "they wrote a report"
    return True, "nothing is known that makes them public"


def _first(named: Named, found: _Found) -> Whose:
    words = found.text[max(0, named.start - _AROUND) : named.end + _AROUND]
    return Whose(
        name=_SPACES.sub(" ", found.text[named.start : named.end]),
        masked=True,
        why="nothing is known that makes them public",
        report=found.report,
        words=_SPACES.sub(" ", words).strip(),
    )


def _folded(words: Iterable[str]) -> Name:
    return tuple(word.casefold() for word in words)


def _is_form(name: Name, other: Name) -> bool:
    """Whether the shorter of two names with one last word is the longer without some words."""
    shorter, longer = sorted((name, other), key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)
