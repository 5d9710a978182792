"""Which strands are found to tell of one happening: kept for each, and found anew where something changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec

from sayso.reconcile.candidates import candidates_for, displaced, is_rare, watched
from sayso.reconcile.compare import are_one
from sayso.reconcile.desk import Desk
from sayso.reconcile.strands import Strand
from sayso.reconcile.taken import Taken


def relink(desk: Desk, taken: Taken) -> set[str]:
    """Compare what is new, and what its coming or going brings together; the strands whose links changed."""
    wanted = taken.strands | _displaced(desk, taken) - taken.gone
    links = _links(desk, wanted)
    changes: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    changed = set()
    for strand in wanted:
        before = desk.placed(strand).links
        if before != links[strand]:
            changed.add(strand)
        for added in links[strand] - before:
            changes[added][0].add(strand)
        for dropped in before - links[strand]:
            changes[dropped][1].add(strand)
    for strand in taken.gone:
        for dropped in desk.placed(strand).links:
            changes[dropped][1].add(strand)
    for strand, (more, less) in changes.items():
        if strand not in wanted and strand not in taken.gone:
            placed = desk.placed(strand)
            desk.place(strand, msgspec.structs.replace(placed, links=(placed.links | more) - less))
            changed.add(strand)
    for strand in wanted:
        desk.place(strand, msgspec.structs.replace(desk.placed(strand), links=frozenset(links[strand])))
    return changed


def _displaced(desk: Desk, taken: Taken) -> set[str]:
    if desk.fresh:
        return set()
    return {
        strand
        for name, before in taken.first.items()
        for strand in displaced(name, before, desk.shelf.members(name, watched(name)))
    }


def _links(desk: Desk, wanted: Iterable[str]) -> dict[str, set[str]]:
    """What each strand is linked with, each pair looked at once; in the order of their days, so that few are read."""
    links: dict[str, set[str]] = {strand: set() for strand in wanted}
    rare = _Rare(desk)
    done: set[str] = set()
    for _, strand_id in sorted(_by_day(desk.strand(strand)) for strand in links):
        strand = desk.strand(strand_id)
        for other in candidates_for(desk.shelf, strand) - done:
            if may_be_linked(strand, theirs := desk.strand(other)) and are_one(strand, theirs, rare):
                links[strand.id].add(other)
                if other in links:
                    links[other].add(strand.id)
        done.add(strand.id)
    return links


class _Rare:
    """The full names that few reports have."""

    def __init__(self, desk: Desk) -> None:
        self._is_rare = cache(lambda name: is_rare(desk.shelf, name))

    def __contains__(self, name: object) -> bool:
        return bool(self._is_rare(name))


def _by_day(strand: Strand) -> tuple[date, str]:
    return strand.days.latest or strand.published or date.min, strand.id


def may_be_linked(a: Strand, b: Strand) -> bool:
    """Whether two are compared at all: unrest goes by its spells."""
    return not (a.unrest and b.unrest) and not ((a.unrest or b.unrest) and a.place and b.place)
