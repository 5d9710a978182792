"""Which words may name a place: runs of capitalised words, their bounds, and any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.where import find_places


def found(text: str) -> list[str]:
    return [span.text for span in find_places(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BOHANNON, Va. (WXYZ) — A man died.", ["BOHANNON", "Va.", "WXYZ", "A"]),
        ("near Paris, Texas, and Tripoli, Lebanon", ["Paris", "Texas", "Tripoli", "Lebanon"]),
        ("in Rapides Parish and the District of Columbia", ["Rapides Parish", "District of Columbia"]),
        ("Russia's Sochi", ["Russia", "Sochi"]),
        ("the U.S. and W.Va. courts", ["U.S. and W.Va."]),
        ("from St. Louis to Washington, D.C.", ["St. Louis", "Washington", "D.C."]),
        ("in Sana'a, Port-au-Prince and the Lebanon-Syria border", ["Sana'a", "Port-au-Prince", "Lebanon-Syria"]),
        ("the Sligo-based group", ["Sligo"]),
        ("#Almaty burns", ["Almaty"]),
        ("#President#Kassym-JomartTokayev", []),
        ("#FreeLondonNow, write to Ann@example.org", []),
        ("в городе Жаңаөзен", ["Жаңаөзен"]),
        ("", []),
    ],
)
def test_runs_begin_and_end_with_the_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_in_a_text_without_capitals_all_words_between_small_ones_are_runs() -> None:
    assert found("GUNMEN KILLED SIX IN SAN MIGUEL\nDEPARTMENT, THE ARMY SAID") == [
        "GUNMEN KILLED SIX",
        "SAN MIGUEL\nDEPARTMENT",
        "ARMY",
    ]
    assert found("lucknow: the police in gandhi nagar, said they") == ["lucknow", "police", "gandhi nagar"]


@settings(deadline=None)
@given(st.text(max_size=400))
def test_spans_of_any_text_quote_it_in_order_without_overlap(text: str) -> None:
    spans = find_places(text, "en")
    assert all(text[span.start : span.end] == span.text != "" for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@pytest.mark.parametrize("piece", ["A", "A.", "A ", "Aa-", "#A", "Of the ", "St. ", "(", " ", "a", "’s", "A’"])
def test_time_grows_with_the_text_only(piece: str) -> None:
    started = time.perf_counter()
    find_places(piece * 50_000, "en")
    assert time.perf_counter() - started < 5
