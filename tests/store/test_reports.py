from __future__ import annotations

import sqlite3
from itertools import permutations
from pathlib import Path

import msgspec

from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected, Stretch
from sayso.store.sqlite import Case
from tests.store.made import READER, RULES, all_of, build, collected


def with_published(day: str | None, path: str) -> Collected:
    issue = Issue(report="a", path=path, stage="collect", place=None, message=f"published {day}", hint=None)
    return collected("a", "4 dead on Monday", published=day, path=path, issues=(issue,))


def test_a_report_comes_back_with_the_way_to_its_original(case: Case) -> None:
    offsets = (Stretch(start=0, end=4, original_start=10, original_end=14),)
    one = msgspec.structs.replace(collected("a", "4 dead", readable=False), offsets=offsets)
    case.take(one)
    assert case.collected("a") == one
    assert list(case.unread(READER)) == [one]


def test_what_the_user_says_later_of_a_file_counts(case: Case) -> None:
    build(case, [with_published(None, "a.txt")])
    assert case.take(with_published("2031-05-05", "a.txt")) == "changed"
    assert case.report("a").published == "2031-05-05"
    assert case.count_unread(READER) == 1, "its Monday is another one now"
    assert [issue.message for issue in case.issues()] == ["published 2031-05-05"]
    assert not case.record_is_current(RULES)
    assert case.take(with_published(None, "a.txt")) == "changed", "also when it is taken back"


def test_of_one_file_in_two_places_the_one_that_says_more_counts(tmp_path: Path) -> None:
    silent, telling, other = (
        with_published(None, "a.txt"), with_published("2031-05-05", "b.txt"), with_published("2031-05-06", "c.txt"),
    )  # fmt: skip
    kept = set()
    for number, arrival in enumerate(permutations((silent, telling, other))):
        with Case.open(tmp_path / f"{number}.sayso", create=True) as case:
            build(case, arrival)
            kept.add(all_of(case))
            assert case.report("a").published == "2031-05-05"
            assert [issue.path for issue in case.issues() if issue.stage == "store"] == ["c.txt"]
    assert len(kept) == 1


def test_a_file_that_was_moved_is_known(case: Case) -> None:
    build(case, [collected("a", "4 dead", path="b.txt")])
    assert case.take(collected("a", "4 dead", path="c.txt")) == "known"
    assert case.take(collected("a", "4 dead", path="a.txt")) == "known"
    assert case.report("a").path == "a.txt"
    assert case.count_unread(READER) == 0


def test_a_report_too_large_for_sqlite_becomes_an_issue(case: Case) -> None:
    case._ledger._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000)
    assert case.take(collected("a", "9 " * 60_000)) == "refused"
    assert case.take(collected("b", "4 dead")) == "new"
    assert [one.id for one in case.reports()] == ["b"]
    assert [issue.report for issue in case.issues()] == ["a"]
