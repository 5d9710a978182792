from __future__ import annotations

import pytest

from sayso.errors import CaseUnusable
from sayso.store.readings import Table, in_order
from sayso.store.sqlite import Case
from tests.store.made import READER, build, collected, read

TABLES: tuple[Table, ...] = ("claims", "attributions", "mentions", "violations")


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_sorted_to_be_streamed(case: Case, table: Table) -> None:
    """A sort would hold the whole case before its first line."""
    build(case, [collected("a", "4 dead")])
    plan = [row[-1] for row in case._ledger.rows(f"EXPLAIN QUERY PLAN {in_order(table)}")]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_a_case_streams_by_id_then_place(case: Case) -> None:
    build(case, [collected("b", "30 then 2"), collected("a", "9, 10 and 11"), collected("A", "7")])
    assert [(claim.report, claim.figure.text) for claim in case.claims()] == [
        ("A", "7"), ("a", "9"), ("a", "10"), ("a", "11"), ("b", "30"), ("b", "2"),
    ]  # fmt: skip


def test_what_an_older_reader_read_is_read_anew_from_the_stored_text(case: Case) -> None:
    build(case, [collected("a", "4 dead"), collected("b", "5 dead")])
    assert case.count_unread("by hand 2") == 2
    for one in case.unread("by hand 2"):
        assert case.keep_reading(read(one.report), "by hand 2")
    assert case.count_unread("by hand 2") == 0
    assert len(list(case.claims())) == 2
    assert case.count_issues() == 2, "the issues of the older readings went with them"


def test_more_reports_than_a_page_are_all_read(case: Case) -> None:
    with case.transaction():
        for number in range(2100):
            case.take(collected(str(number), ""))
    assert len({one.report.id for one in case.unread(READER) if case.keep_reading(read(one.report), READER)}) == 2100


def test_issues_that_came_with_the_report_are_not_doubled_by_its_reading(case: Case) -> None:
    issue = read(collected("a", "4 dead").report).issues
    build(case, [collected("a", "4 dead", issues=issue)])
    assert tuple(case.issues()) == issue
    assert next(case.readings()).issues == issue


def test_a_damaged_row_is_told_plainly(case: Case) -> None:
    build(case, [collected("a", "4 dead")])
    case._ledger.write("UPDATE claims SET body = '{\"id\": 4}'")
    with pytest.raises(CaseUnusable, match="holds a Claim that cannot be read"):
        list(case.claims())
