from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.collect.dateline import find_published, read_written_date

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "dateline.jsonl").read_text("utf-8").splitlines()
]
STORY = "Six people were killed in the harbour town on Monday, the ministry said.\n\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_line(case: dict[str, Any]) -> None:
    assert read_written_date(case["line"]) == case["published"]


def test_bare_date_counts_at_the_top_below_a_menu() -> None:
    assert find_published("Menu\n\nSearch\n\nFriday, January 7, 2022\n\nRiots go on\n\n" + STORY * 20) == "2022-01-07"


def test_bare_date_at_the_bottom_belongs_to_another_text() -> None:
    assert find_published(STORY * 20 + "Friday, January 7, 2022\n") is None


def test_labelled_date_counts_at_the_bottom() -> None:
    assert find_published(STORY * 2000 + "Posted: January 21, 2022 at 11:34 pm\n\nRelated posts") == "2022-01-21"


def test_date_in_the_middle_does_not_count() -> None:
    assert find_published(STORY * 20 + "Published: January 7, 2022\n\n" + STORY * 20) is None


def test_two_different_dates_leave_it_open() -> None:
    assert find_published("January 7, 2022\nJanuary 9, 2022\n" + STORY) is None


def test_label_outranks_a_bare_date() -> None:
    assert find_published("January 9, 2022\nPublished: January 7, 2022\n" + STORY) == "2022-01-07"
