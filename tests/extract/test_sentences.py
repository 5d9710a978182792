"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.sentences import split_sentences


def texts(text: str) -> list[str]:
    """The sentences' words."""
    return [sentence.text for sentence in split_sentences(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten died. Gen. Oro left.", ["Ten died.", "Gen. Oro left."]),
        ("A heading\nTen people died", ["A heading", "Ten people died"]),
        (
            "THE ARMY SAID THAT FIFTY FARMERS WERE TAKEN FROM THE\nHOMES ON FRIDAY NIGHT. NOBODY HAS SEEN THEM SINCE.",
            [
                "THE ARMY SAID THAT FIFTY FARMERS WERE TAKEN FROM THE\nHOMES ON FRIDAY NIGHT.",
                "NOBODY HAS SEEN THEM SINCE.",
            ],
        ),
        ("", []),
        (" \n \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@given(st.text(max_size=400))
def test_sentences_quote_the_text_in_order(text: str) -> None:
    end = 0
    for sentence in split_sentences(text, "en"):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.start >= end
        end = sentence.end
