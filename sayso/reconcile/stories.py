"""Strands of all reports put together: each story is one happening as all its reports tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from sayso.nouns.event import Copy, Days, repeated
from sayso.reconcile.candidates import candidate_pairs, rare_names
from sayso.reconcile.compare import are_one
from sayso.reconcile.days import gap, hull, is_known
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.strands import Strand
from sayso.reconcile.topics import likeness
from sayso.ties import Ties

QUIET_DAYS = 10
"""Days without news after which unrest in one place counts as over, and the next as another."""
LATE_DAYS = 60
"""How long after unrest a report without days of its own can still be about it."""


class Story(Struct, frozen=True, kw_only=True):
    """One happening: its strands, least id first."""

    unrest: bool
    strands: tuple[Strand, ...]


def tell_stories(strands: Iterable[Strand], copies: Sequence[Copy], word: Word = NOBODYS) -> tuple[Story, ...]:
    """Every strand in exactly one story. A function of the set of strands: their order does not matter.

    What people joined or held apart goes first; what is found to be one is joined as far as that allows, the surest
    first.
    """
    ordered = sorted(strands, key=lambda strand: (strand.id, strand.report))
    groups = Ties(len(ordered))
    number = {strand.id: i for i, strand in enumerate(ordered)}
    word.tie_strands(groups, {telling.id: number[strand.id] for strand in ordered for telling in strand.tellings})
    rare = rare_names(ordered)
    found = [
        (a, b)
        for a, b in candidate_pairs(ordered, rare)
        if not (a.unrest and b.unrest)
        and not ((a.unrest or b.unrest) and a.place and b.place)  # unrest goes by spells
        and are_one(a, b, rare)
    ]
    if groups.holds_apart:
        found.sort(key=lambda pair: (-likeness(pair[0].topics, pair[1].topics), -_shared_words(*pair)))
    spells = ((spell[0], strand) for spell in _spells(ordered) for strand in spell[1:])
    for a, b in (*_copied(ordered, copies), *found, *_mentioned_alike(ordered), *spells):
        groups.join(number[a.id], number[b.id])
    stories = ([ordered[member] for member in group] for group in groups.groups())
    return tuple(Story(unrest=any(strand.unrest for strand in story), strands=tuple(story)) for story in stories)


def _shared_words(a: Strand, b: Strand) -> int:
    return len(a.topics.words & b.topics.words)


def _copied(strands: Sequence[Strand], copies: Sequence[Copy]) -> Iterable[tuple[Strand, Strand]]:
    """A copy is about what its original is about, unless it tells of nothing but in its headline."""
    main = {strand.report: strand for strand in strands if strand.main and strand.tellings}
    for report, of in repeated(copies).items():
        if report in main and of in main:
            yield main[report], main[of]


def _mentioned_alike(strands: Sequence[Strand]) -> Iterable[tuple[Strand, Strand]]:
    """Older happenings that reports mention beside their own: one where place, days and kind are equal."""
    first: dict[tuple[object, ...], Strand] = {}
    for strand in strands:
        if not strand.main and strand.place and strand.kind and is_known(strand.days):
            key = (strand.place.key, strand.kind, strand.days.earliest, strand.days.latest)
            yield first.setdefault(key, strand), strand


def _spells(strands: Sequence[Strand]) -> Iterable[list[Strand]]:
    """Unrest on contiguous days: a country's with all that is told of it, and that of places outside such a spell."""
    by_country: defaultdict[str, list[Strand]] = defaultdict(list)
    for strand in strands:
        if strand.place and (strand.unrest or (strand.main and strand.place.level == "country")):
            by_country[strand.place.country].append(strand)
    for _, together in sorted(by_country.items()):
        spells = _spells_of_one_place([one for one in together if one.place and one.place.level == "country"])
        left = _taken_home([one for one in together if one.place and one.place.level != "country"], spells)
        yield from spells
        by_place: defaultdict[tuple[str, ...], list[Strand]] = defaultdict(list)
        for strand in left:
            if strand.place:
                by_place[strand.place.key].append(strand)
        for _, in_place in sorted(by_place.items()):
            yield from _spells_of_one_place(in_place)


def _spells_of_one_place(together: Sequence[Strand]) -> list[list[Strand]]:
    dated = sorted(
        (strand for strand in together if strand.unrest and strand.sure and is_known(strand.days)),
        key=lambda strand: (strand.days.earliest or date.min, strand.id),
    )
    placed = {strand.id for strand in dated}
    spells = _contiguous(dated)
    rest = [strand for strand in together if strand.id not in placed]
    if not spells:
        spells = [[strand] for strand in rest if strand.unrest][:1]
        rest = [strand for strand in rest if not spells or strand.id != spells[0][0].id]
    _taken_home(rest, spells)
    return spells


def _taken_home(strands: Sequence[Strand], spells: Sequence[list[Strand]]) -> list[Strand]:
    """Puts each strand with the spell that it is of; returns those that are of none.

    Only what some report is mainly about draws others: an older protest that is mentioned beside it does not.
    """
    homes = [spell for spell in spells if any(strand.main for strand in spell)]
    days = [hull(strand.days for strand in spell if strand.sure) for spell in homes]
    left = []
    for strand in strands:
        home = _home(strand, days)
        if home is None:
            left.append(strand)
        else:
            homes[home].append(strand)
    return left


def _contiguous(dated: Sequence[Strand]) -> list[list[Strand]]:
    spells: list[list[Strand]] = []
    end: date | None = None
    for strand in dated:
        first, last = strand.days.earliest, strand.days.latest
        if first is None or last is None:
            continue
        if end is not None and (first - end).days <= QUIET_DAYS:
            spells[-1].append(strand)
            end = max(end, last)
        else:
            spells.append([strand])
            end = last
    return spells


def _home(strand: Strand, spells: Sequence[Days]) -> int | None:
    """The spell that a strand is of: the only one, or the latest that was not over long before it."""
    fitting = [number for number, spell in enumerate(spells) if _fits(strand, spell)]
    if not fitting or (strand.days.latest is None and len(fitting) > 1):
        return None
    return fitting[-1]


def _fits(strand: Strand, spell: Days) -> bool:
    if strand.sure and is_known(strand.days):
        apart = gap(strand.days, spell)
        return apart is None or apart <= QUIET_DAYS
    end = strand.days.latest
    if end is None or spell.earliest is None or spell.latest is None:
        return True
    return spell.earliest <= end and (end - spell.latest).days <= LATE_DAYS
