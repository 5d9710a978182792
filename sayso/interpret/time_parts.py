"""Takes a time expression apart: which words of it name a month, a number, a unit, a direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from sayso.interpret.calendar import day_of
from sayso.languages.when import TimeGrammar, Token

MONTHS = ("month", "month_name", "month_word", "month_short")
WEEKDAYS = ("weekday", "weekday_short")
UNITS = ("unit", "units", "second_units")
SMALL_UNITS = frozenset({"TH", "TM", "TS"})
"""Hours, minutes and seconds."""
YEARS = ("year", "old_year")
LONGEST_NUMBER = 12
"""Characters: no length of time has more; what has is an attack or a mistake, and counts as "many"."""
DAY_FIGURES = ("small", "padded")
NUMBERS = ("small", "padded", "tens", "year", "old_year", "military", "longer", "grouped", "decimal", "dotted_clock")


class TimeParts(Struct, frozen=True, kw_only=True):
    """What the words of one expression say; None where they say nothing of the kind."""

    words: frozenset[str]
    classes: frozenset[str]
    number: float | None
    many: bool
    """Whether a number is meant but not said: "several", "a few", a bare plural, "two or three"."""
    unit: str | None
    plural: bool
    ordinal: int | None
    weekday: int | None
    month: int | None
    day: int | None
    year: int | None
    short_year: int | None
    """Two figures of a year."""
    figures: tuple[tuple[int, int, int], ...]
    """A date all in figures: year, month and day in each order that the calendar allows."""
    clock: str | None
    """"T22:30"."""
    day_part: str | None
    from_here: int | None
    from_there: int | None
    deictic: int | None
    half: str | None
    """"early", "mid" or "late" in a longer time."""
    quarter: int | None
    """The quarter that a code like "Q3" names."""
    season: str | None
    decade: int | None
    """A decade by its figures: 199 for the 1990s, 8 for the eighties."""
    feast: str | None
    """The rule of a feast day."""
    set: str | None
    """The value of a word like "daily"."""
    ref: str | None
    """"PAST_REF", "PRESENT_REF" or "FUTURE_REF"."""

    @property
    def full_day(self) -> date | None:
        """The day, where the words name it with its year and in only one way."""
        if len(self.figures) == 1:
            return date(*self.figures[0])
        if self.month is None or self.day is None or self.year is None:
            return None
        return day_of(self.year, self.month, self.day)

    @property
    def names_a_day(self) -> bool:
        """Whether the words name a day, by the week, the calendar or its distance from today."""
        by_calendar = (self.month is not None and self.day is not None) or bool(self.figures) or self.feast is not None
        return self.weekday is not None or by_calendar or self.deictic is not None

    def says(self, *words: str) -> bool:
        """Whether any of these words (in small letters) is in the expression."""
        return not self.words.isdisjoint(words)


@lru_cache(maxsize=4_096)
def take_apart(text: str, grammar: TimeGrammar) -> TimeParts:
    """The parts of one time expression."""
    tokens = grammar.read(text)
    month = _index(tokens, MONTHS)
    clock, clock_at = _clock(tokens)
    day_at = _day_index(tokens, month, clock_at)
    year_at = _year_index(tokens, clock_at)
    rest = [index for index in range(len(tokens)) if index not in {*clock_at, day_at, year_at}]
    number, many = _number([tokens[index] for index in rest])
    unit = _text(_first(tokens, ("units",)) or _first(tokens, UNITS))
    return TimeParts(
        words=frozenset(token.text.lower() for token in tokens),
        classes=frozenset(name for token in tokens for name in token.means),
        number=number,
        many=many or (number is None and _index(tokens, ("units",)) is not None),
        unit=unit,
        plural=_index(tokens, ("units", "second_units", "parts", "weekdays")) is not None,
        ordinal=_ordinal(tokens) if day_at is None else None,
        weekday=_integer(_first(tokens, (*WEEKDAYS, "weekdays"))),
        month=_integer(_first(tokens, MONTHS)),
        day=_day(tokens, day_at),
        year=_spelled_year(tokens) if year_at is None else int(tokens[year_at].text),
        short_year=_short_year(tokens, month, day_at),
        figures=_figures(text),
        clock=clock,
        day_part=_text(_first(tokens, ("part", "parts"))),
        from_here=_integer(_first(tokens, ("from_here",))),
        from_there=_integer(_first(tokens, ("from_there",))),
        deictic=_integer(_first(tokens, ("deictic",))),
        half=_text(_first(tokens, ("some_of_it",))),
        quarter=_quarter(tokens),
        season=_text(_first(tokens, ("season", "season_word", "season_units"))),
        decade=_decade(tokens),
        feast=_text(_first(tokens, ("feast", *(("new_year",) if _is_new_year(tokens) else ())))),
        set=_text(_first(tokens, ("set",))),
        ref=_text(_first(tokens, ("ref",))),
    )


def _index(tokens: Sequence[Token], classes: Sequence[str]) -> int | None:
    return next((at for at, token in enumerate(tokens) if any(name in token.means for name in classes)), None)


def _first(tokens: Sequence[Token], classes: Sequence[str]) -> int | str | None:
    return next((token.means[name] for token in tokens for name in classes if name in token.means), None)


def _integer(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: int | str | None) -> str | None:
    return value if isinstance(value, str) else None


def _clock(tokens: Sequence[Token]) -> tuple[str | None, range]:
    """A time of day as "T22:30", and which tokens it takes."""
    for at, token in enumerate(tokens):
        follow = tokens[at + 1 :]
        if "noon" in token.means:
            return f"T{token.means['noon']}:00", range(at, at + 1)
        if "glued_half_day" in token.means:
            return _hour(int(token.text[:-2]), 0, 12 if token.text[-2] in "pP" else 0), range(at, at + 1)
        if "dotted_clock" in token.means:
            hour, minute = map(int, token.text.split("."))
            return _hour(hour, minute, _half_day(follow)), range(at, at + 1)
        if "stamp" in token.means:
            minute = int(follow[1].text[:2]) if len(follow) > 1 and follow[1].text[:2].isdecimal() else 0
            return _hour(int(token.text[3:]), minute, None), range(at, at + 3)
        if not token.text.isdecimal():
            continue
        if len(follow) > 1 and "colon" in follow[0].means and follow[1].text.isdecimal():
            return _hour(int(token.text), int(follow[1].text), _half_day(follow[2:])), range(at, at + 3)
        if len(token.text) <= 2 and (half := _half_day(follow[:1])) is not None:
            return _hour(int(token.text), 0, half), range(at, at + 1)
        if len(token.text) == 4 and follow and ("zone" in follow[0].means or follow[0].text.lower() == "hours"):
            return _hour(int(token.text[:2]), int(token.text[2:]), None), range(at, at + 1)
        if len(follow) > 2 and follow[0].text.lower() in {"o", "in"} and follow[2].text.lower() != "night":
            half = 0 if follow[2].text.lower() in {"morning", "clock"} else 12
            return _hour(int(token.text), 0, half), range(at, at + 3)
    return None, range(0)


def _half_day(tokens: Sequence[Token]) -> int | None:
    return _integer(_first(tokens[:1], ("half_day",)))


def _hour(hour: int, minute: int, half_day: int | None) -> str | None:
    if half_day is not None and hour <= 12:
        hour = hour % 12 + half_day
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _day_index(tokens: Sequence[Token], month: int | None, taken: range) -> int | None:
    """Which token has the number of the day: after the month's name, else before it."""
    if month is None:
        return None
    for step in (1, -1):
        at = month + step
        while 0 <= at < len(tokens) and (tokens[at].text.lower() in {"of", "the", "day", "."}):
            at += step
        if 0 <= at < len(tokens) and at not in taken and _day(tokens, at) is not None:
            return at
    return None


def _day(tokens: Sequence[Token], at: int | None) -> int | None:
    if at is None:
        return None
    token = tokens[at]
    if any(name in token.means for name in DAY_FIGURES):
        return int(token.text) or None
    if "ordinal_figure" in token.means:
        return int(token.text[:-2])
    tens = [t.means.get("numeral") for t in tokens[max(0, at - 2) : at]]
    ordinal = _integer(_first([token], ("ordinal", "second")))
    if ordinal is None:
        return None
    return ordinal + next((int(ten) for ten in tens if ten in {20, 30}), 0)


def _year_index(tokens: Sequence[Token], taken: range) -> int | None:
    years = [at for at, t in enumerate(tokens) if any(name in t.means for name in YEARS) and at not in taken]
    followed = {at for at in years if any(name in t.means for t in tokens[at + 1 : at + 2] for name in UNITS[1:])}
    return next((at for at in years if at not in followed), None)


def _short_year(tokens: Sequence[Token], month: int | None, day_at: int | None) -> int | None:
    """The two figures of "3 Jan 90"."""
    if month is None or day_at is None or not day_at < month < len(tokens) - 1:
        return None
    last = tokens[-1]
    return int(last.text) if "tens" in last.means or "padded" in last.means else None


def _spelled_year(tokens: Sequence[Token]) -> int | None:
    """ "nineteen ninety-six", "the year two thousand and one"."""
    at = _index(tokens, ("century_word",))
    if at is not None and len(tokens) > at + 1:
        follow = tokens[at + 1].text.lower()
        rest = [int(token.means["numeral"]) for token in tokens[at + 1 :] if "numeral" in token.means]
        if (rest and rest[0] >= 10) or follow == "oh" or (follow == "hundred" and _index(tokens, UNITS) is None):
            return 100 * int(tokens[at].means["century_word"]) + sum(rest[:2])
    said = [token.text.lower() for token in tokens]
    if said[:2] == ["the", "year"] and "thousand" in said:
        number, _ = _number(tokens[2:])
        return int(number) if number and number < 10_000 else None
    return None


def _ordinal(tokens: Sequence[Token]) -> int | None:
    at = _index(tokens, ("ordinal_figure", "ordinal"))
    if at is None:
        return _integer(_first(tokens, ("second",)))
    return _day(tokens, at)


def _quarter(tokens: Sequence[Token]) -> int | None:
    at = _index(tokens, ("quarter_code",))
    return None if at is None else int(tokens[at].text[1])


def _decade(tokens: Sequence[Token]) -> int | None:
    at = _index(tokens, ("decade", "short_decade"))
    return _integer(_first(tokens, ("decade_word",))) if at is None else int(tokens[at].text[:-2])


def _is_new_year(tokens: Sequence[Token]) -> bool:
    """Whether the feast is meant, as in "New Year's Eve", and not "the new year"."""
    return len(tokens) > 3 and tokens[1].text.lower() == "year"


_DATE_IN_FIGURES = re.compile(r"(?<!\d)(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")


def _figures(text: str) -> tuple[tuple[int, int, int], ...]:
    """The days that a date in figures can mean."""
    found = _DATE_IN_FIGURES.search(text)
    if not found:
        return ()
    first, middle, last = found[1], found[3], found[4]
    if len(first) == 4:
        orders = [(first, middle, last)]
    elif found[2] == ".":
        orders = [(last, middle, first)]
    else:
        orders = [(last, middle, first), (last, first, middle)]
    read = {(_full_year(year), int(month), int(day)) for year, month, day in orders}
    return tuple(sorted(order for order in read if day_of(*order)))


def _full_year(year: str) -> int:
    # Two figures: the century whose year is nearer to our time, as POSIX does.
    return int(year) if len(year) > 2 else int(year) + (1900 if int(year) > 68 else 2000)


def _number(tokens: Sequence[Token]) -> tuple[float | None, bool]:
    """How many, and whether it is only vaguely said."""
    total, current, seen, many = 0.0, 0.0, False, False
    for at, token in enumerate(tokens):
        word, means = token.text.lower(), token.means
        if any(name in means for name in NUMBERS) and len(word) > LONGEST_NUMBER:
            return None, True
        if any(name in means for name in NUMBERS):
            if "slash" in (tokens[at - 1].means if at else {}):
                current += _fraction(tokens[at - 2], token)
                continue
            many = many or (seen and not _starts_fraction(tokens, at))
            current += 0 if _starts_fraction(tokens, at) else float(token.text.replace(",", ""))
            seen = True
        elif "numeral" in means:
            many = many or (seen and tokens[at - 1].text.lower() in {"or", "to"})
            current, seen = current + int(means["numeral"]), True
        elif "big" in means:
            total, current, seen = total + (current or 1) * int(means["big"]), 0.0, True
        elif word == "half":
            current, seen = current + 0.5, True
        elif word in {"a", "an", "another"} and not seen and _counts_one(tokens, at):
            current, seen = 1.0, True
        elif word in {"few", "several", "many", "some", "couple", "handful"}:
            current, seen, many = (2.0, True, False) if word == "couple" else (0.0, True, True)
            if word != "couple":
                return None, True
    return (None, True) if many else ((total + current) if seen else None, False)


def _counts_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" counts one: the next word is a unit, or leads to one."""
    follow = tokens[at + 1 : at + 3]
    return (
        bool(follow)
        and "half" not in {t.text.lower() for t in follow[:1]}
        and any(any(name in t.means for name in UNITS) for t in follow)
    )


def _starts_fraction(tokens: Sequence[Token], at: int) -> bool:
    return len(tokens) > at + 1 and "slash" in tokens[at + 1].means


def _fraction(above: Token, below: Token) -> float:
    return int(above.text) / int(below.text) if int(below.text) else 0.0
