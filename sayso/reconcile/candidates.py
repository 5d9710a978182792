"""Pairs of strands worth comparing: near in place and day, or sharing a rare name. Never all against all.

Strands are put into blocks by place and day, and by name. In a small block each is compared with each; in a full one
each with the first so many, by id, so that the work grows with the number of strands and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sayso.reconcile.days import width
from sayso.reconcile.main_days import WIDEST
from sayso.reconcile.names import fold
from sayso.reconcile.shelf import Shelf, mark, parts_of
from sayso.reconcile.strands import Strand

RARE = 12
"""A full name in more reports than this is no sign of one happening (a spokesman, a president)."""
FULL_BLOCK = 40
"""Above this many strands in a block, each is compared with the first so many (by id) and not with all."""


def blocks_of(strand: Strand) -> Iterator[str]:
    """The blocks in which each is compared with each: by name, and by place and day."""
    for name in strand.names:
        yield block_of_name(name)
    place = strand.place
    if place is not None and place.level != "country":
        for day in _days(strand):
            yield mark("place", place.country, fold(place.admin1 or place.name), day.isoformat())


def wide_blocks_of(strand: Strand) -> Iterator[tuple[str, bool]]:
    """The blocks in which only what is of no narrow place, or recalls a happening, is compared with all, and whether
    this strand is such.
    """
    place = strand.place
    for day in _days(strand):
        if strand.main:
            yield mark("day", day.isoformat()), place is None
        if place is not None:
            yield mark("country", place.country, day.isoformat()), place.level == "country"
    for count in strand.recallable:
        yield mark("recallable", count), strand.recalls


def block_of_name(name: str) -> str:
    """The block of those whose reports have a full name."""
    return mark("name", name)


def hubs_of(block: str) -> str:
    """Those of a wide block that are compared with all in it."""
    return mark("wide", block)


def is_rare(shelf: Shelf, name: str) -> bool:
    """Whether at least two reports of the case have a full name, and few."""
    return _few(shelf.members(block_of_name(name), RARE + 1))


def candidates_for(shelf: Shelf, strand: Strand) -> set[str]:
    """The ids of the strands that one is worth comparing with. If it is one of theirs, they are its own."""
    found: set[str] = set()
    for block in blocks_of(strand):
        if parts_of(block)[0] == "name":
            first = shelf.members(block, RARE + 1)
            found.update(first if _few(first) else ())
        else:
            found.update(compared_with(shelf, block, strand.id, FULL_BLOCK))
    for block, wide in wide_blocks_of(strand):
        hubs = shelf.members(hubs_of(block), FULL_BLOCK)
        found.update(shelf.members(block) if wide and strand.id in hubs else hubs)
    found.discard(strand.id)
    return found


def compared_with(shelf: Shelf, block: str, member: str, full: int) -> list[str]:
    """Whom one of a block is compared with: all; above `full` members the first so many, and all if it is of these."""
    first = shelf.members(block, full + 1)
    if len(first) <= full:
        return first
    return shelf.members(block) if member <= first[full - 1] else first[:full]


def watched(name: str) -> int:
    """On how many of its first members it depends whom the strands of a block are compared with; 0 for no block."""
    sort = parts_of(name)[0]
    return RARE + 1 if sort == "name" else FULL_BLOCK if sort in ("place", "wide") else 0


def displaced(name: str, before: Sequence[str], now: Sequence[str]) -> set[str]:
    """The strands that are to be compared anew since the first members of a block changed."""
    if parts_of(name)[0] != "name":
        return set(before) ^ set(now)
    return {*before, *now} if _few(before) != _few(now) else set()


def _few(members: Sequence[str]) -> bool:
    return 2 <= len(members) <= RARE


def _days(strand: Strand) -> Iterator[date]:
    """Days under which the strand is looked for: its own and the next; without its own, those before publication."""
    first, last = strand.days.earliest, strand.days.latest
    if strand.sure and first and last and (width(strand.days) or 99) <= WIDEST:
        for number in range((last - first).days + 2):
            yield first + timedelta(days=number)
    elif strand.published:
        for number in range(-1, 4):
            yield strand.published - timedelta(days=number)
