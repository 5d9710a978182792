"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.sentences import LONGEST, split_sentences


def texts(text: str) -> list[str]:
    """The sentences' words."""
    return [sentence.text for sentence in split_sentences(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten died. Gen. Oro left.", ["Ten died.", "Gen. Oro left."]),
        ("It said that Ms. Oro died. She left.", ["It said that Ms. Oro died.", "She left."]),
        (
            "It burned at 9 p.m. Sunday. It fell at 10 p.m. Nobody died.",
            ["It burned at 9 p.m. Sunday.", "It fell at 10 p.m.", "Nobody died."],
        ),
        ("A heading\nTen people died", ["A heading", "Ten people died"]),
        (
            "THE ARMY SAID THAT FIFTY FARMERS WERE TAKEN FROM THE\nHOMES ON FRIDAY NIGHT. NOBODY HAS SEEN THEM SINCE.",
            [
                "THE ARMY SAID THAT FIFTY FARMERS WERE TAKEN FROM THE\nHOMES ON FRIDAY NIGHT.",
                "NOBODY HAS SEEN THEM SINCE.",
            ],
        ),
        (
            "The ministry said that fifty farmers were taken from the\r\nhomes on Friday night. Nobody has seen them."
            "\r\n\r\nA heading\r\nTen people died.\r\n",
            [
                "The ministry said that fifty farmers were taken from the\r\nhomes on Friday night.",
                "Nobody has seen them.",
                "A heading",
                "Ten people died.",
            ],
        ),
        ("", []),
        (" \n \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_an_apostrophe_written_twice_opens_no_quotation() -> None:
    text = "the army''s men left on friday. it was the town''s third quiet day."
    assert texts(text) == ["the army''s men left on friday.", "it was the town''s third quiet day."]


def test_what_never_ends_is_read_in_pieces() -> None:
    text = "ten people died and " * 500
    pieces = texts(text)
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces) == text.strip()
    assert "".join(texts("a" * 4_000)) == "a" * 4_000


@given(st.text(max_size=400))
def test_sentences_quote_the_text_in_order(text: str) -> None:
    end = 0
    for sentence in split_sentences(text, "en"):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.start >= end
        end = sentence.end
