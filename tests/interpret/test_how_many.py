"""Number phrases read into bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.interpret.how_many import read_figure
from sayso.nouns.span import Span


@pytest.mark.parametrize(
    ("words", "value", "low", "high", "qualifier"),
    [
        ("164", 164, 164, 164, "exact"),
        ("at least 164", 164, 164, None, "at_least"),
        ("No fewer than 3,547", 3547, 3547, None, "at_least"),
        ("100 or more", 100, 100, None, "at_least"),
        ("100+", 100, 100, None, "at_least"),
        ("over a hundred", 100, 100, None, "more_than"),
        ("some more than 200", 200, 200, None, "more_than"),
        ("nearly 8,000", 8000, None, 8000, "nearly"),
        ("up to 30", 30, None, 30, "at_most"),
        ("no more than five", 5, None, 5, "at_most"),
        ("fewer than 50", 50, None, 50, "less_than"),
        ("about 100", 100, 100, 100, "about"),
        ("some 200", 200, 200, 200, "about"),
        ("10 to 12", None, 10, 12, "between"),
        ("between 10 and 12", None, 10, 12, "between"),
        ("three or four", None, 3, 4, "between"),
        ("dozens", None, 24, None, "dozens"),
        ("scores", None, 40, None, "scores"),
        ("hundreds", None, 100, None, "hundreds"),
        ("thousands", None, 1000, None, "thousands"),
        ("tens of thousands", None, 10000, None, "thousands"),
        ("several", None, 3, None, "several"),
        ("several hundred", None, 300, None, "hundreds"),
        ("many", None, None, None, "many"),
        ("no one", 0, 0, 0, "none"),
        ("a", 1, 1, 1, "exact"),
        ("half a dozen", 6, 6, 6, "exact"),
        ("two dozen", 24, 24, 24, "exact"),
        ("Fifty-one", 51, 51, 51, "exact"),
        ("a hundred and sixty-four", 164, 164, 164, "exact"),
        ("three thousand two hundred", 3200, 3200, 3200, "exact"),
        ("1.5 million", 1500000, 1500000, 1500000, "exact"),
        ("8 000", 8000, 8000, 8000, "exact"),
    ],
)
def test_bounds(words: str, value: int | None, low: int | None, high: int | None, qualifier: str) -> None:
    figure = read_figure(Span(text=words, start=5, end=5 + len(words)), "en")
    assert figure is not None
    assert (figure.value, figure.low, figure.high, figure.qualifier) == (value, low, high, qualifier)
    assert (figure.start, figure.text) == (5, words)


@given(st.text(max_size=60))
def test_any_words_are_read_or_left(words: str) -> None:
    figure = read_figure(Span(text=words, start=0, end=len(words)), "en")
    assert figure is None or figure.low is None or figure.high is None or figure.low <= figure.high


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_mean_what_they_say(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        figure = read_figure(Span(text=written, start=0, end=len(written)), "en")
        assert figure is not None
        assert (figure.low, figure.value, figure.high) == (number, number, number)
