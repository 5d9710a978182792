"""Ranges of days: whether two can be the same, how far apart they are, how they are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.nouns.event import Days
from sayso.nouns.when import When

UNKNOWN = Days(earliest=None, latest=None)


def days_of(when: When | None) -> Days:
    """The days that a time expression can mean; unknown for durations, sets and times that could not be placed."""
    if when is None or when.type in ("DURATION", "SET"):
        return UNKNOWN
    return Days(earliest=when.earliest, latest=when.latest)


def is_known(days: Days) -> bool:
    """Whether both ends are known."""
    return days.earliest is not None and days.latest is not None


def width(days: Days) -> int | None:
    """How many days the range holds; None where an end is open."""
    if days.earliest is None or days.latest is None:
        return None
    return (days.latest - days.earliest).days + 1


def gap(a: Days, b: Days) -> int | None:
    """Days between two ranges: 0 where they meet; None where open ends leave it open."""
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return (b.earliest - a.latest).days
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return (a.earliest - b.latest).days
    return 0 if is_known(a) and is_known(b) else None


def hull(ranges: Iterable[Days]) -> Days:
    """The range that holds all the known ends."""
    ends = [end for days in ranges for end in (days.earliest, days.latest) if end]
    return Days(earliest=min(ends), latest=max(ends)) if ends else UNKNOWN


def tell_day(day: date) -> str:
    """A day as a reader writes it: "9 January 2022"."""
    return f"{day.day} {day:%B} {day.year}"


def tell_days(days: Days) -> str:
    """A range as a reader writes it: "2–10 January 2022"; empty where nothing is known."""
    first, last = days.earliest, days.latest
    if first is None or last is None:
        end = first or last
        return f"{'from' if first else 'by'} {tell_day(end)}" if end else ""
    if first == last:
        return tell_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tell_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {tell_day(last)}"
    return f"{tell_day(first)} – {tell_day(last)}"
