"""The calendar in TIMEX3 values: which value a day, week, month, quarter or year has, and which days a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

Days = tuple[date | None, date | None]
"""Earliest and latest day, both inclusive; None unknown."""

NO_DAYS: Days = (None, None)

MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
DAYS_OF_UNIT = {"D": 1, "W": 7, "2W": 14}


def later(day: date, count: int, unit: str) -> date | None:
    """The day `count` units after (before, where negative); the last of the month for a day that month lacks.

    None outside the years 1 to 9999.
    """
    try:
        if unit in DAYS_OF_UNIT:
            return day + timedelta(days=count * DAYS_OF_UNIT[unit])
        year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_OF_UNIT[unit], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def value_of(day: date, unit: str) -> str:
    """The value of the unit that a day lies in: 2022-01-06 is "2022-W01" by week, "2022" by year, "202" by decade."""
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "2W":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "E":
            return f"{day.year:04}"[:3]
        case "C":
            return f"{day.year:04}"[:2]
        case _:
            return f"{day.year:04}"


def weekday_by(day: date, weekday: int) -> date:
    """The last such weekday (1 Monday to 7 Sunday) that is not after a day."""
    return date.fromordinal(max(1, day.toordinal() - (day.isoweekday() - weekday) % 7))


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(value: str) -> Days:
    """The days that a value covers: "2013-W11" Monday to Sunday; (None, None) where it leaves something open."""
    for form, days in _FORMS:
        if found := form.fullmatch(value):
            try:
                return days(found)
            except (ValueError, OverflowError):
                return NO_DAYS
    return NO_DAYS


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _years(first: int, last: int) -> Days:
    return date(max(first, 1), 1, 1), date(min(last, MAXYEAR), 12, 31)


def _week(found: re.Match[str]) -> Days:
    year, week = int(found[1]), int(found[2])
    return date.fromisocalendar(year, week, 6 if found[3] else 1), date.fromisocalendar(year, week, 7)


def _month(found: re.Match[str]) -> Days:
    return _months(int(found[1]), int(found[2]), int(found[2]))


def _day(found: re.Match[str]) -> Days:
    day = date.fromisoformat(found[1])
    return day, day


def _season(found: re.Match[str]) -> Days:
    # Summer in one hemisphere is winter in the other, and a winter runs into the next year.
    return date(int(found[1]), 1, 1), _months(int(found[1]) + 1, 2, 2)[1]


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Days]]] = [
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"), _day),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda found: _months(int(found[1]), 3 * int(found[2]) - 2, 3 * int(found[2]))),
    (re.compile(r"(\d{4})-H([12])"), lambda found: _months(int(found[1]), 6 * int(found[2]) - 5, 6 * int(found[2]))),
    (re.compile(r"(\d{4})-(?:SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{4})"), lambda found: _years(int(found[1]), int(found[1]))),
    (re.compile(r"(\d{3})"), lambda found: _years(10 * int(found[1]), 10 * int(found[1]) + 9)),
    (re.compile(r"(\d{2})"), lambda found: _years(100 * int(found[1]), 100 * int(found[1]) + 99)),
]


def part_of(days: Days, which: str) -> Days:
    """The "early", "mid" or "late" half of a range; a range of one day has no halves."""
    first, last = days
    if first is None or last is None or first == last:
        return days
    length = (last - first).days + 1
    half, quarter = timedelta(days=length // 2 - 1), timedelta(days=length // 4)
    match which:
        case "early":
            return first, first + half
        case "late":
            return last - half, last
        case "mid":
            return first + quarter, last - quarter
        case _:
            return days


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher's rule)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, over = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def feast_of(rule: str, year: int) -> date | None:
    """A feast's day in a year: "12-25" by date, "11-4-4" the fourth Thursday of November, "E+1" from Easter."""
    try:
        if rule.startswith("E"):
            return easter(year) + timedelta(days=int(rule[1:]))
        month, day, *nth = (int(part) for part in rule.split("-"))
        if not nth:
            return date(year, month, day)
        first = date(year, month, 1)
        return first + timedelta(days=(day - first.isoweekday()) % 7 + 7 * (nth[0] - 1))
    except (ValueError, OverflowError):
        return None
