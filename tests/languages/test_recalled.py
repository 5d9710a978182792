"""Clauses that recall a happening, and those that tell of one."""

from __future__ import annotations

import pytest

from sayso.languages.recalled import recalled_from
from sayso.nouns.span import Span


@pytest.mark.parametrize(
    ("text", "count", "recalled"),
    [
        ("Police held the owner on Tuesday after the sinking that killed 44 people.", "44", "the sinking"),
        ("Two managers were held after the mill fire in which 12 workers died.", "12", "the mill fire"),
        ("The director was charged over the collapse which killed 15 miners.", "15", "the collapse"),
        ("An inquiry into last month's dam collapse, in which 40 people drowned, began.", "40", "last month's"),
        ("Candles burned for victims of the crash off Elm Point that left five dead.", "five", "the crash"),
        ("He was wanted in connection with the Oct. 14 attack that wounded 30 and killed 9.", "30", "the Oct. 14"),
        ("The storm that killed 12 people moved north.", "12", None),
        ("Crews searched after a collapse that killed 15 miners.", "15", None),
        ("Police held the owner on Tuesday; 44 people drowned when the ferry sank.", "44", None),
        ("Police said that the fire killed 12 people.", "12", None),
        ("The mayor said that the attack in which 9 died was planned.", "9", None),
        ("He looked after the dog that bit 3 people.", "3", None),
    ],
)
def test_where_what_is_recalled_begins(text: str, count: str, recalled: str | None) -> None:
    start = text.index(count)
    found = recalled_from(Span.of(text, start, start + len(count)), Span.of(text, 0, len(text)), text, "en")
    assert found == (None if recalled is None else text.index(recalled))
