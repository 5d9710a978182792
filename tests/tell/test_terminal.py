from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from sayso.nouns.event import Record
from sayso.store.sqlite import Case
from sayso.tell.account import Account, account_of
from sayso.tell.console import console_for
from sayso.tell.terminal import terminal_text
from sayso.tell.why import explain
from sayso.tell.why_terminal import explanation_text
from tests.tell.flood import RECORD

HEADINGS = [
    "Tolls",
    "How the official figures moved",
    "Disputes",
    "Alleged violations",
    "Timeline",
    "No day known",
    "Reports",
]


@pytest.fixture
def account(case: Case) -> Account:
    return account_of(case, RECORD)


def shown(account: Account, width: int) -> str:
    return terminal_text(account, console_for(io.StringIO(), width))


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120, 200])
def test_every_line_fits_and_ends_without_blanks(account: Account, width: int) -> None:
    for line in shown(account, width).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_sections_come_in_order(account: Account, width: int) -> None:
    lines = shown(account, width).splitlines()
    assert [line for line in lines if line in HEADINGS] == HEADINGS


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_lost_in_a_narrow_terminal(account: Account, width: int) -> None:
    text = re.sub(r"\s+", "", shown(account, width))
    for words in (
        "Interior Ministry of Norland",
        "≤ 90",
        "nearly 90",
        "41",
        "revised up",
        "copy of aharbour",
        "alleged",
    ):
        assert words.replace(" ", "") in text


@pytest.mark.parametrize("width", [40, 80])
def test_a_pipe_gets_no_colours_and_words_are_not_markup(account: Account, width: int) -> None:
    text = shown(account, width)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert "[bold" in text


def test_a_terminal_gets_colours_and_still_nothing_of_the_reports(account: Account) -> None:
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard", markup=False)
    text = terminal_text(account, console)
    assert "\x1b[1m" in text
    assert set(re.findall(r"\x1b\[[0-9;]*([A-Za-z])", text)) == {"m"}
    assert "\x1b[2J" not in text
    assert "\x1b[31m" not in text  # red is said in the headline, and nothing here is red


def test_an_empty_case_says_so(case: Case) -> None:
    text = terminal_text(account_of(case, Record()), console_for(io.StringIO(), 80))
    assert "A case without events" in text
    assert "No report gives a count of people." in text


def test_an_encoding_without_the_signs_says_them_plainly(account: Account) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    stream.write(terminal_text(account, console_for(stream, 80)))
    stream.flush()
    assert "<= 90" in raw.getvalue().decode("ascii")


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("id_", ["t1a", "d1a", "e1a", "c41", "m1a", "v1a", "a1a", "aharbour"])
def test_an_explanation_fits(case: Case, id_: str, width: int) -> None:
    text = explanation_text(explain(case, RECORD, id_), console_for(io.StringIO(), width))
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert "\x1b" not in text


def test_the_figure_stands_out_where_nothing_can_be_bold(case: Case) -> None:
    text = explanation_text(explain(case, RECORD, "c90"), console_for(io.StringIO(), 80))
    assert "Residents say that »nearly 90« were killed." in text
