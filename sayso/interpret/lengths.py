"""Lengths of time, what comes again, and distances from now or from another day."""

from __future__ import annotations

from datetime import date

from sayso.interpret.calendar import days_of, later, value_of, weekday_by
from sayso.interpret.named_periods import unknown
from sayso.interpret.time_parts import SMALL_UNITS, TimeParts
from sayso.interpret.time_setting import Setting, Value, timed, whole

YEARS_IN = {"E": 10, "C": 100}
PIECES = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}
"""The smaller unit, and how many of it make one."""


def again(parts: TimeParts, setting: Setting) -> Value | None:
    """What comes again and again: "every Monday", "daily", "each July"."""
    if parts.set is not None:
        return Value("SET", parts.set)
    every = "every" in parts.classes and not parts.says("of", "the")
    if parts.weekday is not None and (every or "weekdays" in parts.classes or "parts" in parts.classes):
        return Value("SET", f"XXXX-WXX-{parts.weekday}" + (f"T{parts.day_part}" if parts.day_part else ""))
    if every and parts.month is not None:
        return Value("SET", f"XXXX-{parts.month:02}")
    if every and parts.unit is not None:
        return Value("SET", amount(parts.number or 1, parts.unit))
    if every and parts.day_part:
        return Value("SET", f"XXXX-XX-XXT{parts.day_part}")
    if every and parts.season:
        return Value("SET", f"XXXX-{parts.season}")
    if setting.rate and parts.unit is not None and parts.number == 1 and len(parts.words) == 2:
        return Value("SET", amount(1, parts.unit))
    return None


def distance(parts: TimeParts, setting: Setting) -> Value | None:
    """So many units from now or from the day spoken of: "two days ago", "a week later"."""
    if parts.unit is None or parts.from_here is not None or not parts.says("ago", "earlier", "later", "now"):
        return None
    if (parts.number is None and not parts.many) or not parts.classes.isdisjoint({"quarter_word", "hyphen"}):
        return None
    back = parts.says("ago", "earlier")
    if parts.number is None or parts.unit in SMALL_UNITS:
        if parts.says("ago", "now"):
            return Value("DATE", "PAST_REF" if back else "FUTURE_REF")
        return Value("DURATION", amount(parts.number, parts.unit))
    count = round(parts.number) * (-1 if back else 1)
    if back and parts.unit == "Y" and setting.compared:
        # Companies compare a quarter with the same quarter of another year.
        return whole(f"{int(setting.compared[:4]) + count:04}{setting.compared[4:]}")
    start = setting.today
    if parts.says("earlier", "later") and setting.spoken_of:
        start = days_of(setting.spoken_of)[1] or start
    if parts.says("later") and not setting.spoken_of:
        return Value("DATE", unknown(parts.unit))
    if start is None:
        return _distance_from_unknown(count, parts.unit, setting)
    return _distance_from(start, count, parts, parts.unit)


def _distance_from(start: date, count: int, parts: TimeParts, unit: str) -> Value:
    moved = later(start, count, unit)
    if moved is None:
        return Value("DATE", None)
    if parts.weekday is not None:
        return timed(parts, weekday_by(moved, parts.weekday).isoformat())
    return whole(value_of(moved, "Y" if unit in YEARS_IN else unit))


def _distance_from_unknown(count: int, unit: str, setting: Setting) -> Value:
    latest = later(setting.published, count, unit) if setting.published and count < 0 else None
    return Value("DATE", unknown(unit), (None, days_of(value_of(latest, unit))[1] if latest else None))


def stretch(parts: TimeParts, setting: Setting) -> Value | None:  # noqa: ARG001
    """Several units up to now, from now on or elsewhere: "the past three months", "recent weeks"."""
    if parts.unit is None or any(part is not None for part in (parts.weekday, parts.month, parts.year, parts.decade)):
        return None
    if parts.says("these"):
        return None
    if parts.plural or parts.many or (parts.number is not None and parts.number != 1):
        return Value("DURATION", amount(None if parts.many else parts.number, parts.unit))
    if parts.unit in YEARS_IN and parts.says("past", "last"):
        return Value("DURATION", amount(1, parts.unit)) if parts.ordinal is None else None
    return None


def duration(parts: TimeParts, setting: Setting) -> Value | None:  # noqa: ARG001
    """A length of time: "five days", "a week", "years"."""
    if parts.says("these"):
        return None
    if parts.unit is None:
        return Value("DURATION", "PXX") if parts.says("time", "while") and not parts.says("ago") else None
    return Value("DURATION", amount(None if parts.many else (parts.number or 1), parts.unit))


def amount(number: float | None, unit: str) -> str:
    """A length as its value: "P5D", "PT1M30S"; "PXW" where it is not said how many."""
    if unit == "2W":
        number, unit = None if number is None else 2 * number, "W"
    prefix, letter = ("PT", unit[1]) if unit in SMALL_UNITS else ("P", unit)
    if number is None:
        return f"{prefix}X{letter}"
    if unit in YEARS_IN:
        number, unit, letter = number * YEARS_IN[unit], "Y", "Y"
    count, rest = int(number), number - int(number)
    if not rest:
        return f"{prefix}{count}{letter}"
    smaller, pieces = PIECES.get(unit, ("", 0))
    if pieces and (rest * pieces).is_integer():
        return f"{prefix}{f'{count}{letter}' if count else ''}{int(rest * pieces)}{smaller}"
    return f"{prefix}{round(number, 2)}{letter}"
