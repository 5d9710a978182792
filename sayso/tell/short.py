"""Ids short enough to type, long enough to tell the things on one page apart."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 8
"""Fewest characters of a short id: of hex digits, enough for tens of thousands of things."""


def shorten_ids(ids: Iterable[str]) -> dict[str, str]:
    """For each id its shortest beginning, of `LEAST` characters or more, that no other of these ids begins with."""
    ordered = sorted(set(ids))
    short = {}
    for at, id_ in enumerate(ordered):
        neighbours = (*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2])
        length = max((_common(id_, other) + 1 for other in neighbours), default=0)
        short[id_] = id_[: max(length, LEAST)]
    return short


def _common(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))
