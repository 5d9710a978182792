from __future__ import annotations

from sayso.nouns.issue import Issue
from sayso.store.sqlite import Case
from tests.store.made import collected


def issue(message: str, *, report: str | None = None, path: str = "feed.jsonl:3") -> Issue:
    return Issue(report=report, path=path, stage="collect", place=None, message=message, hint=None)


def test_an_issue_of_no_report_is_kept_once(case: Case) -> None:
    assert case.keep_issue(issue("no JSON"))
    assert not case.keep_issue(issue("no JSON"))
    assert case.keep_issue(issue("no JSON", path="feed.jsonl:4"))
    assert [one.path for one in case.issues()] == ["feed.jsonl:3", "feed.jsonl:4"]
    assert case.count_issues() == 2


def test_an_issue_keeps_the_report_id_that_it_came_with_where_the_case_has_none(case: Case) -> None:
    case.keep_issue(issue("vanished while read", report="gone"))
    assert [one.report for one in case.issues()] == ["gone"]


def test_issues_of_a_report_that_comes_again_are_added_not_doubled(case: Case) -> None:
    for message in ("bad bytes", "bad bytes", "no date"):
        case.take(collected("a", "4 dead", issues=(issue(message, report="a"),)))
    assert [one.message for one in case.issues()] == ["bad bytes", "no date"]


def test_an_issue_of_a_report_that_moved_is_the_same_issue(case: Case) -> None:
    for path in ("b.txt", "a.txt", "c.txt"):
        case.take(collected("a", "4 dead", path=path, issues=(issue("no date", report="a", path=path),)))
    assert [(one.message, one.path) for one in case.issues()] == [("no date", "a.txt")]
    assert case.collected("a").issues == tuple(case.issues())
