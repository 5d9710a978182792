"""Reads time expressions into TIMEX3 values and the days that they can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from sayso.interpret import lengths, named_days, named_periods
from sayso.interpret.tense import lies_ahead
from sayso.interpret.time_parts import TimeParts, take_apart
from sayso.interpret.time_setting import Setting, Value
from sayso.languages.when import TimeGrammar, time_grammar
from sayso.nouns.span import Span
from sayso.nouns.when import When

TEXT_LINE = 80
"""Characters: a line at least this long is running text; shorter ones are headings, bylines and stamps of the page."""
BESIDE = len(" through ")
"""Characters: a day's number shares the month of a date at most this far away."""

READINGS: tuple[Callable[[TimeParts, Setting], Value | None], ...] = (
    lengths.again, named_days.calendar_day, named_days.weekday, named_days.deictic, named_days.part_spoken_of,
    lengths.distance, lengths.stretch, named_days.feast, named_days.weekend, named_days.year_end, named_periods.quarter,
    named_periods.month, named_periods.season, named_periods.decade, named_periods.year, named_periods.unit,
    named_days.clock, lengths.duration,
)  # fmt: skip
"""The first that the words of an expression allow is its reading."""


def read_whens(
    times: Sequence[Span], text: str, published: date | None, language: str, *, doubtful: bool = False
) -> tuple[When, ...]:
    """One `When` a time, in the same order: "Monday" in a report of Wednesday 2022-01-12 is 2022-01-10.

    `times` are spans of `text` in text order. `doubtful` says that `published` is only the latest day on which the
    text can have been written (the day of a copy): what is counted from the day of writing then keeps its X's.
    """
    grammar = time_grammar(language)
    taken = [take_apart(span.text, grammar) for span in times]
    setting = Setting(
        published=published,
        doubtful=doubtful or published is None,
        not_before=_newest_full_date(times, taken, text, published, grammar),
    )
    whens = []
    for place, span in enumerate(times):
        parts = _with_time_of_day(_with_month_beside(place, times, taken), span, text, grammar)
        parts = _with_day_behind(parts, place, times, taken, text)
        read = _read(parts, _beside(setting, span, text, grammar))
        whens.append(
            When(text=span.text, start=span.start, end=span.end, type=read.type, value=read.value,
                 earliest=read.days[0], latest=read.days[1])
        )  # fmt: skip
        setting = setting.after(read, parts)
    return tuple(whens)


def _read(parts: TimeParts, setting: Setting) -> Value:
    for reading in READINGS:
        value = reading(parts, setting)
        if value is not None:
            return value
    return Value("DATE", parts.ref)


def _beside(setting: Setting, span: Span, text: str, grammar: TimeGrammar) -> Setting:
    """The setting with what the words next to the expression tell."""
    before, after = (
        grammar.read(text[max(0, span.start - 12) : span.start]),
        grammar.read(text[span.end : span.end + 9]),
    )
    return replace(
        setting,
        ahead=lies_ahead(span, text, grammar),
        rate=bool(before) and "rate" in before[-1].means,
        ended=bool(after) and "ended" in after[0].means,
    )


def _newest_full_date(
    times: Sequence[Span], taken: Sequence[TimeParts], text: str, published: date | None, grammar: TimeGrammar
) -> date | None:
    """The newest day that running text names in full and not as to come: the text was not written before it."""
    days = []
    for span, parts in zip(times, taken, strict=True):
        day = parts.full_day
        if day is None or (published is not None and day >= published):
            continue
        ends = text.find("\n", span.end)
        line = (ends if ends >= 0 else len(text)) - text.rfind("\n", 0, span.start)
        if line > TEXT_LINE and not lies_ahead(span, text, grammar):
            days.append(day)
    return max(days, default=None)


def _with_time_of_day(parts: TimeParts, span: Span, text: str, grammar: TimeGrammar) -> TimeParts:
    """Four figures that are no year: "at approximately 1940", "after 1000 (1600 GMT)"."""
    if not _FOUR_FIGURES.fullmatch(span.text):
        return parts
    if not (
        grammar.clock_before.search(text[max(0, span.start - BEFORE_CLOCK) : span.start])
        or _ZONED_TOO.match(text, span.end)
    ):
        return parts
    return replace(parts, year=None, clock=f"T{span.text[:2]}:{span.text[2:]}")


_FOUR_FIGURES = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_ZONED_TOO = re.compile(r"\s*[(\[]\s*\d{4}\s+[A-Z]{3,4}\b")
"""The same time by another zone."""
BEFORE_CLOCK = len("at approximately ")
"""Characters."""


def _with_month_beside(place: int, times: Sequence[Span], taken: Sequence[TimeParts]) -> TimeParts:
    """A bare "25" in "April 24 and 25", or "2" in "from 2 to 10 January", with the month that stands beside it."""
    span, parts = times[place], taken[place]
    if not (span.text.isdecimal() and len(span.text) <= 2):
        return parts
    for other in (place - 1, place + 1):
        if 0 <= other < len(times) and taken[other].month is not None:
            gap = max(span.start, times[other].start) - min(span.end, times[other].end)
            if gap <= BESIDE:
                month, year = taken[other].month, taken[other].year
                return replace(parts, month=month, year=year, day=int(span.text), number=None)
    return parts


def _with_day_behind(
    parts: TimeParts, place: int, times: Sequence[Span], taken: Sequence[TimeParts], text: str
) -> TimeParts:
    """A time of day with the day that words apart from it tell: "in the early morning hours of July 31"."""
    if not (parts.day_part or parts.clock) or parts.names_a_day or parts.unit or parts.set:
        return parts
    if parts.from_here is not None or parts.from_there is not None:
        return parts
    if place + 1 == len(times) or not taken[place + 1].names_a_day:
        return parts
    behind, following = times[place].end, times[place + 1].start
    if following - behind > LONGEST_BEFORE_DAY or not _BEFORE_DAY.fullmatch(text, behind, following):
        return parts
    day = taken[place + 1]
    return replace(day, clock=parts.clock or day.clock, day_part=parts.day_part or day.day_part)


_BEFORE_DAY = re.compile(r",?\s(?:hours?\b,?\s)?(?:(?:on|of)\s)?(?:the\s)?")
LONGEST_BEFORE_DAY = len(", hours, of the ")
"""Characters between a time of day and its day."""
