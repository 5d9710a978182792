"""What time expressions mean: the case table, the limits of what may be said, and properties on any text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.when import find_times
from sayso.interpret.calendar import NO_DAYS, days_of, easter, later, value_of
from sayso.interpret.dateline import publication_is_doubtful
from sayso.interpret.when import read_whens
from sayso.nouns.when import When

CASES = [json.loads(line) for line in Path("tests/cases/when.jsonl").read_text("utf-8").splitlines()]

WORDS = [
    "on", "the", "of", "last", "next", "this", "that", "earlier", "later", "ago", "two", "several", "a", "half",
    "and", "day", "days", "week", "weeks", "month", "years", "decade", "century", "quarter", "Monday",
    "Mondays", "May", "MARCH", "january", "Sept.", "31", "30", "0", "05", "1999", "99", "2022-02-30",
    "31/12/99", "24:99", "11:30", "p.m.", "noon", "GMT", "second", "third", "21st", "1990s", "eighties",
    "summer", "fall", "weekend", "Christmas", "Eve", "every", "daily", "now", "past", "future", "yesterday",
    "tonight", "morning", "each", "overnight", "early", "mid-", "end", "year", "nineteen", "ninety", "hundred",
    "thousand", "9999", "will", "said", "before", ",", ".", "-", "'s", "1/2", "Q3", "2022-01-06T23:34", "\n\n",
]  # fmt: skip
any_text = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
any_day = st.one_of(st.none(), st.dates())


def read(text: str, published: str | None, *, doubtful: bool = False) -> tuple[When, ...]:
    day = date.fromisoformat(published) if published else None
    return read_whens(find_times(text, "en"), text, day, "en", doubtful=doubtful)


def told(when: When) -> dict[str, Any]:
    days = {name: day and day.isoformat() for name, day in (("earliest", when.earliest), ("latest", when.latest))}
    return {"text": when.text, "type": when.type, "value": when.value, **days}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['note']}: {case['sentence'][:40]}")
def test_case_table(case: dict[str, Any]) -> None:
    whens = read(case["sentence"], case["published"], doubtful=case["doubtful"])
    assert [told(when) for when in whens] == case["expected"]


def test_a_weekday_of_a_copy_is_never_a_day() -> None:
    text = (
        "Posted: January 21, 2022\n\nAuthorities reported on Monday that 12 people had been held.\n\nContinued here:\n"
    )
    published = date(2022, 1, 21)
    doubtful = publication_is_doubtful(text, published)
    monday = read(text, "2022-01-21", doubtful=doubtful)[-1]
    assert doubtful
    assert (monday.value, monday.earliest, monday.latest) == ("XXXX-WXX-1", None, date(2022, 1, 17))


@pytest.mark.parametrize(
    "mark",
    [
        "Continued here:",
        "Read the full story here: a link",
        "Originally published by the Harbour Courier",
        "This article was first published on another site.",
        "Republished with permission of the Harbour Courier",
    ],
)
def test_marks_of_a_copy_make_the_publication_doubtful(mark: str) -> None:
    assert publication_is_doubtful(f"Two men drowned on Monday.\n\n{mark}\n", date(2022, 1, 21))


@pytest.mark.parametrize(
    "line",
    [
        "Read more: five other stories of the week",
        "The list was originally published by the ministry, "
        + "which has since said a number of things about it, " * 4,
        "She was first posted to the north.",
        "CONTINUED ON THE ROAD TO THE COAST, WHERE",
        "Read more from our partners at the Harbour Courier",
    ],
)
def test_other_lines_do_not(line: str) -> None:
    assert not publication_is_doubtful(f"Two men drowned on Monday.\n\n{line}\n", date(2022, 1, 21))


def test_without_a_day_of_publication_it_is_doubtful() -> None:
    assert publication_is_doubtful("Two men drowned on Monday.", None)


def test_a_stamp_in_a_heading_is_no_evidence_of_the_day_of_writing() -> None:
    text = "Posted: January 19, 2022\n\nThree miners died on Monday."
    assert read(text, "2022-01-21", doubtful=True)[-1].earliest is None


@pytest.mark.parametrize("text", ["The Harbour Daily reported it.", "She edits the Tallinn Weekly, said a friend."])
def test_a_newspapers_name_is_no_time(text: str) -> None:
    assert read(text, None) == ()


@given(any_text, any_day, st.booleans())
@settings(deadline=None)
def test_any_text_gives_one_when_a_time_with_its_words_and_ordered_days(
    text: str, published: date | None, doubtful: bool
) -> None:
    times = find_times(text, "en")
    whens = read_whens(times, text, published, "en", doubtful=doubtful)
    assert [when.range for when in whens] == [span.range for span in times]
    for when in whens:
        assert text[when.start : when.end] == when.text
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        if when.type in ("DURATION", "SET") or (when.value or "").endswith("_REF"):
            assert (when.earliest, when.latest) == NO_DAYS


@given(any_text)
@settings(deadline=None)
def test_without_a_day_of_publication_only_full_values_have_days(text: str) -> None:
    for when in read_whens(find_times(text, "en"), text, None, "en"):
        if when.earliest is not None and when.latest is not None and "X" in (when.value or ""):
            assert "/" in when.text or "-" in when.text, "only a date in figures is open and yet bounded"


@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "Y", "E", "C"]))
def test_the_value_of_a_days_unit_covers_the_day(day: date, unit: str) -> None:
    first, last = days_of(value_of(day, unit))
    if first is None or last is None:
        assert day.year in (1, 9999) or day.isocalendar().year in (0, 10_000), "only the calendar's ends have no range"
    else:
        assert first <= day <= last


@given(st.dates(), st.integers(-200, 200), st.sampled_from(["D", "W", "2W"]))
def test_later_and_back_is_the_same_day(day: date, count: int, unit: str) -> None:
    moved = later(day, count, unit)
    assert moved is None or later(moved, -count, unit) == day


@pytest.mark.parametrize("figures", ["9" * 400, "9" * 5000, "1" + ",000" * 200, "9" * 12, "1/0", "2 1/0", "0.5.5"])
def test_no_number_is_too_long(figures: str) -> None:
    for words in ("days", "years ago", "weeks later", "centuries", "hours"):
        assert len(read(f"It was {figures} {words}.", "2022-01-12")) <= 2


def test_later_keeps_to_the_calendar() -> None:
    assert later(date(2024, 1, 31), 1, "M") == date(2024, 2, 29)
    assert later(date(9999, 12, 31), 1, "D") is None
    assert later(date(1, 1, 1), -1, "C") is None


def test_easter_sundays() -> None:
    assert [easter(year) for year in (1998, 2008, 2011, 2024)] == [
        date(1998, 4, 12), date(2008, 3, 23), date(2011, 4, 24), date(2024, 3, 31),
    ]  # fmt: skip
