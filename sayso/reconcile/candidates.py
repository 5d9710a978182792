"""Pairs of strands worth comparing: near in place and day, or sharing a rare name. Never all against all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from sayso.reconcile.days import width
from sayso.reconcile.main_days import WIDEST
from sayso.reconcile.names import fold
from sayso.reconcile.strands import Strand

RARE = 12
"""A full name in more reports than this is no sign of one happening (a spokesman, a president)."""
FULL_BLOCK = 40
"""Above this many strands in a block, each is compared with the first so many (by id) and not with all."""

Block = tuple[str, ...]


def rare_names(strands: Iterable[Strand]) -> frozenset[str]:
    """Full names that at least two and at most `RARE` reports of the case have."""
    counted = Counter(name for strand in strands for name in strand.names)
    return frozenset(name for name, reports in counted.items() if 2 <= reports <= RARE)


def candidate_pairs(strands: Sequence[Strand], rare: frozenset[str]) -> Iterator[tuple[Strand, Strand]]:
    """Each pair once. Cost grows with the number of strands, not with its square."""
    blocks: defaultdict[Block, list[int]] = defaultdict(list)
    for number, strand in enumerate(strands):
        for block in _blocks(strand, rare):
            blocks[block].append(number)
    wide = {
        "country": [strand.place is not None and strand.place.level == "country" for strand in strands],
        "day": [strand.place is None for strand in strands],
    }
    seen: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        numbers = blocks[block]
        pairs = _wide_pairs(numbers, wide[block[0]]) if block[0] in wide else _pairs(numbers)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield strands[pair[0]], strands[pair[1]]


def _wide_pairs(numbers: list[int], wide: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """What is of a whole country, or of no known place, with everything of those days."""
    whole = [number for number in numbers if wide[number]][:FULL_BLOCK]
    for first in whole:
        for second in numbers:
            if first != second:
                yield min(first, second), max(first, second)


def _pairs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= FULL_BLOCK:
        yield from combinations(numbers, 2)
        return
    for first in numbers[:FULL_BLOCK]:
        for second in numbers:
            if first != second:
                yield min(first, second), max(first, second)


def _blocks(strand: Strand, rare: frozenset[str]) -> Iterator[Block]:
    for name in strand.names & rare:
        yield ("name", name)
    place = strand.place
    for day in _days(strand):
        if strand.main:
            yield ("day", day.isoformat())
        if place is None:
            continue
        yield ("country", place.country, day.isoformat())
        if place.level != "country":
            yield ("place", place.country, fold(place.admin1 or place.name), day.isoformat())


def _days(strand: Strand) -> Iterator[date]:
    """Days under which the strand is looked for: its own and the next; without its own, those before publication."""
    first, last = strand.days.earliest, strand.days.latest
    if strand.sure and first and last and (width(strand.days) or 99) <= WIDEST:
        for number in range((last - first).days + 2):
            yield first + timedelta(days=number)
    elif strand.published:
        for number in range(-1, 4):
            yield strand.published - timedelta(days=number)
