"""The line in which a text says when it was published."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from sayso.collect.published import EARLIEST_YEAR, LATEST_YEAR
from sayso.languages import READ_LANGUAGES, words

TOP_LINES = 8
BOTTOM_LINES = 6
"""How many lines with words at either end are looked at: a menu may stand before the date, a list of links after it."""
LONGEST_LINE = 80
"""In characters; a longer line is running text."""
_END = 5_000
"""Characters at either end of a text in which those lines are looked for."""

_FORMS = (
    r"(?P<month>{months})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})",
    r"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})\s*,?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
    r"(?P<day>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})",
)
_LINE = r"(?:(?P<label>{labels})\s*[:|–—-]?\s+)?(?:(?P<weekday>{weekdays})\s*,?\s+)?{form}(?:[\s,;|–—-]*{clock})?\s*\.?"
_ZONE = r"(?:\(?(?:[A-Z]{1,5}|[+-]\d\d:?\d\d)\)?)?"
_CLOCK = r"(?:at\s+|T)?(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*" + _ZONE


class DatelineWords(Struct, frozen=True):
    """The words of a publication line in one language."""

    labels: tuple[str, ...]
    """What may stand before the date."""
    weekdays: tuple[str, ...]
    """From Monday on; shortened to three or four letters they are known too."""
    months: tuple[str, ...]
    """From January on; shortened like the weekdays."""


class _Dated(NamedTuple):
    day: date
    labelled: bool


def find_published(text: str) -> str | None:
    """The day that a line of its own at the top or the bottom gives, in ISO 8601; None where none does, or two differ.

    A date without a label ("Friday, January 7, 2022") counts at the top only.

    >>> find_published("Riots go on\\n\\nPosted: January 21, 2022 at 11:34 pm\\n\\nPolice said that ...")
    '2022-01-21'
    """
    above = _read_lines(_worded(text[:_END])[:TOP_LINES])
    below = _read_lines(_worded(text[-_END:])[-BOTTOM_LINES:])
    labelled = {dated.day for dated in above + below if dated.labelled}
    days = labelled or {dated.day for dated in above}
    return days.pop().isoformat() if len(days) == 1 else None


def read_written_date(line: str) -> str | None:
    """The day that a whole line writes out ("Friday, 7 January 2022"), in ISO 8601; None where it does not."""
    dated = _read_line(line.strip())
    return dated.day.isoformat() if dated else None


def _worded(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _read_lines(lines: list[str]) -> list[_Dated]:
    return [dated for line in lines if (dated := _read_line(line))]


def _read_line(line: str) -> _Dated | None:
    if len(line) > LONGEST_LINE or not any(map(str.isdigit, line)):
        return None
    return next((dated for language in READ_LANGUAGES if (dated := _read_in(language, line))), None)


def _read_in(language: str, line: str) -> _Dated | None:
    match = next((match for pattern in _patterns(language) if (match := pattern.fullmatch(line))), None)
    day = _day(match, language) if match else None
    if match is None or day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    weekday = match["weekday"]
    if weekday and not _vocabulary(language).weekdays[day.weekday()].startswith(weekday.lower().rstrip(".")):
        return None
    return _Dated(day, match["label"] is not None)


def _day(match: re.Match[str], language: str) -> date | None:
    """The one day that the numbers can mean; none where day and month could be exchanged."""
    year, month, day = int(match["year"]), _month(match["month"], language), int(match["day"])
    possible = {_date(year, month, day)}
    if match.groupdict().get("mark") == "/":  # Americans put the month first; with points nobody does
        possible.add(_date(year, day, month))
    possible.discard(None)
    return possible.pop() if len(possible) == 1 else None


def _month(name: str, language: str) -> int:
    if name.isdigit():
        return int(name)
    months = _vocabulary(language).months
    return next(number for number, month in enumerate(months, 1) if month.startswith(name.lower()[:3]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _vocabulary(language: str) -> DatelineWords:
    vocabulary: DatelineWords = words(language, "dateline", DatelineWords)
    return vocabulary


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    vocabulary = _vocabulary(language)
    labels = "|".join(re.escape(label) for label in sorted(vocabulary.labels, key=len, reverse=True))
    weekdays, months = _shortened(vocabulary.weekdays), _shortened(vocabulary.months)
    return tuple(
        re.compile(
            _LINE.format(labels=labels, weekdays=weekdays, form=form.format(months=months), clock=_CLOCK), re.IGNORECASE
        )
        for form in _FORMS
    )


def _shortened(names: tuple[str, ...]) -> str:
    return "|".join(rf"{name}|{name[:4]}\.?|{name[:3]}\.?" for name in names)
