"""Which words say when: bounds of the spans, what is left alone, any text, and no long thinking."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.when import find_times
from sayso.languages.when import time_grammar


def found(text: str) -> list[str]:
    return [span.text for span in find_times(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on Monday, 3 March, before dawn.", ["Monday, 3 March"]),
        ("early last week", ["early last week"]),
        ("Since January 2 and until March.", ["January 2", "March"]),
        ("nearly two decades after 1991", ["nearly two decades", "1991"]),
        ("a 10-day visit, an eight-year war", ["10-day", "eight-year"]),
        ("at the end of 2020", ["the end of 2020"]),
        ("Monday's raid and last year's vote", ["Monday", "last year"]),
        ("5 p.m. EST, Nov. 6", ["5 p.m. EST, Nov. 6"]),
        ("two\ndays ago", ["two\ndays ago"]),
        ("two\n\ndays", []),
        ("this month.\n\nMonday", ["this month", "Monday"]),
    ],
)
def test_bounds(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a 33-year-old man, 12 years old",
        "They may march; the second man had one second wife.",
        "The march of the miners fell apart.",
        "A score of 3:2, a ratio of 1/2, $2000 and 1,990 people",
        "Sun and sat on the fall of the mar",
        "MD-80, F-16, G20, COVID19",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


@given(st.text())
@settings(deadline=None)
def test_spans_quote_any_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for span in find_times(text, "en"):
        assert text[span.start : span.end] == span.text
        assert end <= span.start < span.end
        end = span.end


@pytest.mark.parametrize(
    "word", ["one ", "the ", "last ", "2000 ", "1,000,000 ", "Monday ", "May ", "half a ", "-", "'"]
)
def test_no_text_makes_it_slow(word: str) -> None:
    started = time.perf_counter()
    find_times(word * (200_000 // len(word)), "en")
    assert time.perf_counter() - started < 20, "time must grow with the text's length alone"


def test_every_class_in_the_patterns_is_defined() -> None:
    names = re.compile(r"[a-z]+(?:_[a-z]+)+")
    assert not [word for word in time_grammar("en").plain_words if names.fullmatch(word)]
