from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.tell.harmless import on_one_line, safe_json, shortened, without_controls

OBEYED = ["\x1b", "\x9b", "\x07", "\x08", "\r", "\x00", "\x7f", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("26 killed", "26 killed"),
        ("a\x1b[31mred\x1b[0m", "a\ufffdred\ufffd"),
        ("a\x9b2Jb", "a\ufffdb"),
        ("\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "\ufffdlink\ufffd"),
        ("\x1b]0;title", "\ufffd"),
        ("abc\u202edef", "abcdef"),
        ("zero\u200bwidth", "zerowidth"),
        ("two\r\nlines\u2028three", "two lines three"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Жаңаөзен", "Жаңаөзен"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
    ],
)
def test_words_are_shown_on_one_line_without_what_a_terminal_obeys(text: str, shown: str) -> None:
    assert on_one_line(text) == shown


@given(st.text())
def test_nothing_that_is_obeyed_survives(text: str) -> None:
    shown = on_one_line(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert not any(character in shown for character in OBEYED)
    assert on_one_line(shown) == shown


def test_lines_can_be_kept() -> None:
    assert without_controls("one\n\ttwo\x1b[1m") == "one\n\ttwo\ufffd"


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_shortened_keeps_to_its_length(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_for_a_terminal_has_the_same_value_and_nothing_that_is_obeyed(text: str) -> None:
    line = json.dumps({"text": text}, ensure_ascii=False).encode()
    safe = safe_json(line)
    assert json.loads(safe) == {"text": text}
    assert not any(character in safe.decode() for character in OBEYED)


def test_characters_beyond_the_first_plane_are_escaped_as_pairs() -> None:
    assert safe_json(json.dumps("\U000e0041", ensure_ascii=False).encode()) == b'"\\udb40\\udc41"'
