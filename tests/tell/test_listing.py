"""Lists for people: what must not be broken is not, and ids are as short as can be."""

from __future__ import annotations

import io
import re

import pytest
from msgspec import Struct
from msgspec.structs import replace

from sayso.nouns.event import Event, Toll
from sayso.nouns.issue import Issue
from sayso.store.sqlite import Case
from sayso.tell.console import console_for
from sayso.tell.listing import listing


def listed(row: Struct) -> str:
    return "".join(listing(type(row), [row], console_for(io.StringIO(), 80)))


@pytest.fixture
def event(case: Case) -> Event:
    return next(event for event in case.events() if event.tolls and event.where)


def test_large_numbers_and_long_names_stay_whole(event: Event) -> None:
    toll = replace(event.tolls[0], low=103_000, best=108_250, high=999_999, parties=("Organization of Kazakhstan",))
    words = re.split(r"\s+", listed(toll))
    assert {"103,000", "108,250", "999,999", "Kazakhstan"} <= set(words)


def test_places_kinds_and_days_stay_whole(event: Event) -> None:
    assert event.where
    where = replace(event.where, name="Kazakhstan")
    words = set(re.split(r"\s+", listed(replace(event, where=where, kind="ACCUSE", mode="disapprove"))))
    assert {"Kazakhstan", "accusation", "(disapprove)"} <= words


def test_a_hash_is_cut_and_a_name_is_not(event: Event) -> None:
    toll: Toll = event.tolls[0]
    assert "t93c373f7517 " in listed(replace(toll, id="t93c373f75177b389"))
    named = listed(replace(toll, id="owp-thousands-held")).splitlines()
    assert [line[:12].strip() for line in named[1:3]] == ["owp-thousand", "s-held"]


def test_an_issue_names_the_file_and_the_report() -> None:
    issue = Issue(report="a" * 64, path="in/ru.txt", stage="collect", place=None, message="is empty", hint=None)
    assert {"in/ru.txt", f"({'a' * 12})"} <= set(re.split(r"\s+", listed(issue)))
    assert "in/ru.txt" in listed(replace(issue, report=None))
