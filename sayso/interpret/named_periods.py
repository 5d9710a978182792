"""Weeks, months, quarters, years and longer, by their name or by their place beside another."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sayso.interpret.calendar import days_of, later, part_of, value_of
from sayso.interpret.named_days import day_from_there, year_of_day
from sayso.interpret.time_parts import SMALL_UNITS, TimeParts
from sayso.interpret.time_setting import Setting, Value, whole

MIDDLE_OF_MONTH = 15
FAR_QUARTER = 100
"""Days: a quarter that would begin later than this is last year's."""


def month(parts: TimeParts, setting: Setting) -> Value | None:
    """A month by its name: the nearest that fits the tense where no year is said."""
    if parts.month is None:
        return None
    year = parts.year if parts.year is not None else _year_of_month(parts.month, parts, setting)
    return whole(f"{year:04}-{parts.month:02}", parts.half) if year else Value("DATE", f"XXXX-{parts.month:02}")


def _year_of_month(number: int, parts: TimeParts, setting: Setting) -> int | None:
    published = setting.published
    if parts.says("year"):
        there = _year_in(setting.spoken_of)
        if parts.from_there is not None:
            return None if there is None else there + parts.from_there
        return setting.today.year + (parts.from_here or 0) if setting.today else None
    if published is None:
        return None
    back = published.year - (number > published.month)
    if parts.says("last"):
        return back - (number == published.month)
    if number == published.month or setting.doubtful:
        return back
    if parts.says("next"):
        return back + 1
    if parts.says("this"):
        return published.year
    return year_of_day(number, MIDDLE_OF_MONTH, setting)


def _year_in(value: str | None) -> int | None:
    return int(value[:4]) if value and value[:4].isdecimal() and len(value) >= 4 else None


def quarter(parts: TimeParts, setting: Setting) -> Value | None:
    """Quarters and halves of a year; which one "the quarter" is, the text has said before."""
    named = "quarter_word" in parts.classes or parts.says("half", "halves", "period")
    compares = parts.says("year") and parts.says("ago", "earlier") and (named or "hyphen" in parts.classes)
    if not (named or parts.quarter or compares):
        return None
    number = parts.quarter or parts.ordinal
    if number is None and parts.says("half") and parts.says("last", "latter"):
        number = 2
    letter = "H" if parts.says("half") else "Q"
    if number is None or number > 4 or (letter == "H" and number > 2):
        return _quarter_spoken_of(parts, setting)
    if parts.says("half") and parts.decade is not None:
        return None
    year = _year_of_quarter(number, letter, parts, setting)
    return whole(f"{year:04}-{letter}{number}") if year else Value("DATE", f"XXXX-{letter}{number}")


def _year_of_quarter(number: int, letter: str, parts: TimeParts, setting: Setting) -> int | None:
    if parts.year is not None:
        return parts.year
    today = setting.today
    if today is None:
        return None
    if parts.says("year") and parts.says("ago", "earlier"):
        return today.year - 1
    if parts.says("year"):
        return today.year + (parts.from_here or 0)
    start = days_of(f"{today.year:04}-{letter}{number}")[0]
    far = start is not None and (start - today).days > FAR_QUARTER
    return today.year - (far and not setting.ahead)


def _quarter_spoken_of(parts: TimeParts, setting: Setting) -> Value:
    compares = parts.says("ago", "earlier") or (parts.says("year") and parts.says("last"))
    if setting.quarter is not None and (compares or parts.from_here is None) and not _is_not_over(parts, setting):
        year = int(setting.quarter[:4]) - 1 if compares else parts.year or int(setting.quarter[:4])
        return whole(f"{year:04}{setting.quarter[4:]}")
    today = setting.today
    if "quarter_word" in parts.classes and today is not None and parts.year is None and not compares:
        # A report on "the quarter" looks back on one that is over.
        moved = later(today, -1 if parts.from_here is None else parts.from_here, "Q")
        return whole(value_of(moved, "Q")) if moved else Value("DATE", None)
    year_of = parts.year or (today.year - compares if today else None)
    if year_of is None:
        return Value("DATE", "XXXX-QX" if "quarter_word" in parts.classes else "XXXX")
    which = "-QX" if "quarter_word" in parts.classes else ""
    return Value("DATE", f"{year_of:04}{which}", days_of(f"{year_of:04}"))


def _is_not_over(parts: TimeParts, setting: Setting) -> bool:
    """Whether "the latest quarter" is another than the one spoken of, which has not ended yet."""
    end = days_of(setting.quarter)[1] if setting.quarter else None
    return parts.says("latest") and end is not None and setting.today is not None and end >= setting.today


def season(parts: TimeParts, setting: Setting) -> Value | None:
    """A season: the current one, else the last, else as the words say. Its days may lie anywhere in its year."""
    if parts.season is None:
        return None
    year = parts.year
    today = setting.today
    if year is None and today is None:
        return Value("DATE", f"XXXX-{parts.season}")
    if year is None and today is not None:
        year = _year_of_season(_FIRST_MONTH[parts.season], today, parts, setting)
    return whole(f"{year:04}-{parts.season}")


_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _year_of_season(starts: int, today: date, parts: TimeParts, setting: Setting) -> int:
    if parts.says("year"):
        return today.year + (parts.from_here or 0)
    year = today.year - (today.month < starts)
    within = (today.month - starts) % 12 < 3
    if parts.says("last"):
        return year - within
    soon = parts.says("this") and not parts.says("past") and (starts - today.month) % 12 <= 6
    ahead = parts.says("next") or (not within and (soon or bool(setting.ahead)))
    return year + ahead


def decade(parts: TimeParts, setting: Setting) -> Value | None:
    """Decades and centuries as their first figures: "199" for the 1990s, "19" for the 20th century."""
    if parts.unit == "C" and parts.ordinal is not None:
        return whole(f"{parts.ordinal - 1:02}", parts.half)
    if parts.decade is None:
        return None
    if parts.decade >= 10:
        return whole(f"{parts.decade}", parts.half)
    if setting.published is None:
        return Value("DATE", f"XX{parts.decade}")
    century = setting.published.year // 100 - (parts.decade > setting.published.year % 100 // 10)
    return whole(f"{century:02}{parts.decade}", parts.half)


def year(parts: TimeParts, setting: Setting) -> Value | None:  # noqa: ARG001
    """A year by its number."""
    return None if parts.year is None else whole(f"{parts.year:04}", parts.half)


def unit(parts: TimeParts, setting: Setting) -> Value | None:
    """One unit by its place: "last week", "this year", "the following month", "the day before"."""
    kind = parts.unit
    if kind is None or kind in SMALL_UNITS or parts.number is not None or parts.plural:
        return None
    if parts.says("ahead", "all", "long"):
        return None
    if parts.ordinal is not None and parts.from_here is None:
        return Value("DATE", unknown(kind))  # the second day of what, the words do not say
    if parts.from_there is not None:
        return _unit_from_there(parts, setting, kind, parts.from_there)
    if parts.from_here is None and not parts.says("the", "year"):
        return None
    if parts.from_here is None and setting.ended:
        return None
    if kind == "D" and (parts.from_here is None or parts.says("the")):
        return day_from_there(parts, setting, parts.from_here or 0)
    return _unit_from_here(parts, setting, kind)


def _unit_from_there(parts: TimeParts, setting: Setting, kind: str, shift: int) -> Value:
    if kind == "D":
        return day_from_there(parts, setting, shift)
    there = days_of(setting.spoken_of)[0] if setting.spoken_of else None
    moved = later(there, shift, kind) if there else None
    return whole(value_of(moved, kind), parts.half) if moved else Value("DATE", unknown(kind))


def _unit_from_here(parts: TimeParts, setting: Setting, kind: str) -> Value:
    today, shift = setting.today, parts.from_here or 0
    if today is None:
        ends_by_now = shift < 0 or (shift == 0 and parts.half != "late" and not setting.ahead)
        return Value("DATE", unknown(kind), (None, setting.published if ends_by_now else None))
    moved = later(today, shift, kind)
    if moved is None:
        return Value("DATE", None)
    read = whole(value_of(moved, kind))
    first, last = read.days
    if shift == 0 and parts.says("earlier"):
        return replace(read, days=(first, today))
    if shift == 0 and parts.says("later"):
        return replace(read, days=(today, last))
    return replace(read, days=part_of(read.days, parts.half)) if parts.half else read


def unknown(kind: str) -> str:
    """The value of one unit that could be any."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "E": "XXX",
            "C": "XX"}.get(kind, "XXXX")  # fmt: skip
