"""A report's id is a stranger's word too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.nouns.event import Record
from sayso.store.sqlite import Case
from sayso.tell.account import account_of
from sayso.tell.console import console_for
from sayso.tell.jsonl import ReportLine
from sayso.tell.listing import listing
from sayso.tell.markdown import markdown_of
from sayso.tell.report_lines import report_lines
from sayso.tell.terminal import terminal_text
from sayso.tell.why import explain
from sayso.tell.why_terminal import explanation_text
from tests.tell.flood import collected

ID = "\x1b[31m`evil`\n| <b>\u202e\x9b2J"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "hostile.sayso", create=True) as opened:
        opened.take(collected(ID, "Nothing.", publisher=None, published=None, title=None))
        yield opened


def shown(case: Case) -> dict[str, str]:
    account = account_of(case, Record())
    console = console_for(io.StringIO(), 80)
    return {
        "show": terminal_text(account, console),
        "markdown": markdown_of(account),
        "why": explanation_text(explain(case, Record(), ID[:4]), console),
        "list": "".join(listing(ReportLine, report_lines(case, text=False), console)),
    }


@pytest.mark.parametrize("where", ["show", "markdown", "why", "list"])
def test_it_is_harmless(where: str, case: Case) -> None:
    text = shown(case)[where]
    assert "evil" in text
    for obeyed in ("\x1b", "\x9b", "\u202e"):
        assert obeyed not in text
    if where == "markdown":
        assert "<b>" not in text
