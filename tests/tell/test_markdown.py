from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.sqlite import Case
from sayso.tell.account import account_of
from sayso.tell.harmless import on_one_line
from sayso.tell.markdown import escape_markdown, markdown_of
from tests.tell.flood import RECORD


@pytest.fixture
def page(case: Case) -> str:
    return markdown_of(account_of(case, RECORD))


def test_it_has_the_sections_of_the_account(page: str) -> None:
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Tolls", "How the official figures moved", "Disputes", "Alleged violations", "Timeline", "No day known",
        "Reports",
    ]  # fmt: skip
    assert page.startswith("# Dam breach in Velm\n")


def test_the_rows_of_the_table_have_the_cells_of_its_header(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("|")]
    cells = [len(re.split(r"(?<!\\)\|", row)) for row in rows]
    assert len(set(cells)) == 1
    assert len(rows) == 3


def test_words_of_reports_make_no_markup(page: str) -> None:
    (line,) = [line for line in page.splitlines() if "Harbour Post, 2031" in line]
    assert "<script" not in line
    assert "&lt;script&gt;" in line
    assert "http://" not in line
    assert r"\`cmd\`" in line
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a | b", r"a \| b"),
        ("<b>", "&lt;b&gt;"),
        ("[x](y)", r"\[x\](y)"),
        ("![i](u)", r"!\[i\](u)"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"\1. no list"),
        ("https://evil.example", "https&#58;//evil.example"),
        ("www.evil.example", "www&#46;evil.example"),
        ("a@b.example", "a&#64;b.example"),
        ("&lt;script&gt;", "&amp;lt;script&amp;gt;"),
        ("two\nlines", "two lines"),
        ("~~gone~~", r"\~\~gone\~\~"),
    ],
)
def test_escapes(words: str, escaped: str) -> None:
    assert escape_markdown(words) == escaped


@given(st.text())
def test_a_reader_sees_the_same_characters(words: str) -> None:
    escaped = escape_markdown(words)
    assert html.unescape(re.sub(r"\\(.)", r"\1", escaped)) == on_one_line(words)
    assert "\n" not in escaped


def test_context_keeps_the_spaces_around_the_words(page: str) -> None:
    assert "Residents say that **nearly 90** were killed." in page
