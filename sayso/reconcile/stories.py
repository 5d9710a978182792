"""A story is one happening as all its reports tell it; what is joined beside links: spells of unrest, and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from sayso.nouns.event import Days
from sayso.reconcile.days import gap, hull, is_known
from sayso.reconcile.shelf import mark
from sayso.reconcile.strands import Strand

QUIET_DAYS = 10
"""Days without news after which unrest in one place counts as over, and the next as another."""
LATE_DAYS = 60
"""How long after unrest a report without days of its own can still be about it."""


class Story(Struct, frozen=True, kw_only=True):
    """One happening: its strands, least id first."""

    unrest: bool
    strands: tuple[Strand, ...]


def mentioned_alike(strand: Strand) -> str | None:
    """The mark of an older happening that is mentioned beside another: one where place, days and kind are equal."""
    if strand.main or not (strand.place and strand.kind and is_known(strand.days)):
        return None
    return mark("alike", *strand.place.key, strand.kind, f"{strand.days.earliest}", f"{strand.days.latest}")


def spell_of(strand: Strand) -> str | None:
    """The mark of what is looked at for spells of unrest: a country's, and all that is told of the whole country."""
    if strand.place and (strand.unrest or (strand.main and strand.place.level == "country")):
        return mark("spell", strand.place.country)
    return None


def spells_of(together: Sequence[Strand]) -> Iterable[list[Strand]]:
    """Unrest on contiguous days in one country: the country's with all that is told of it, and that of places outside
    such a spell. `together`: by id.
    """
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
