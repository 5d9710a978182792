from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from sayso.store.sqlite import Case
from tests.store.made import READER, build, collected, read

ONE = collected("x", "One dead: 1.")
TWO = collected("x", "Two dead: 2.")
FIRST, SECOND = sorted((ONE, TWO), key=lambda one: one.report.sha256)
MADE_UP = f"x~{SECOND.report.sha256[:8]}"


@pytest.mark.parametrize("arrival", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_least_hash_has_the_id_and_the_other_says_so(case: Case, arrival: tuple[()]) -> None:
    build(case, arrival)
    assert {one.id: one.text for one in case.reports()} == {"x": FIRST.report.text, MADE_UP: SECOND.report.text}
    clash = [issue for issue in case.issues() if issue.stage == "store"]
    assert [issue.report for issue in clash] == [MADE_UP]
    assert "'x'" in clash[0].message
    assert repr(MADE_UP) in clash[0].message
    assert {claim.report for claim in case.claims()} == {"x", MADE_UP}


def test_a_report_that_is_renamed_is_to_be_read_again(case: Case) -> None:
    build(case, [SECOND])
    assert [claim.report for claim in case.claims()] == ["x"]
    case.take(FIRST)
    assert not list(case.claims()), "its claims were named after another id"
    assert {one.report.id for one in case.unread(READER)} == {"x", MADE_UP}
    assert all(issue.report == MADE_UP for issue in case.issues())


def test_a_reading_of_a_report_that_was_renamed_meanwhile_is_not_kept(case: Case) -> None:
    case.take(SECOND)
    (before,) = case.unread(READER)
    case.take(FIRST)
    assert not case.keep_reading(read(before.report), READER)
    assert case.count_unread(READER) == 2


def test_an_id_that_came_goes_before_one_that_was_made_up(tmp_path: Path) -> None:
    claimant = collected(MADE_UP, "Three dead: 3.")
    outcomes = set()
    for number, arrival in enumerate(permutations((FIRST, SECOND, claimant))):
        with Case.open(tmp_path / f"{number}.sayso", create=True) as case:
            build(case, arrival)
            outcomes.add(tuple((one.id, one.text) for one in case.reports()))
    (outcome,) = outcomes
    assert dict(outcome) == {
        "x": FIRST.report.text,
        MADE_UP: claimant.report.text,
        f"x~{SECOND.report.sha256}": SECOND.report.text,
    }


def test_a_judgement_stays_with_its_report(case: Case) -> None:
    build(case, [SECOND])
    case.withdraw("x", by=None, because="wrong", at="2031-05-05T00:00:00Z")
    build(case, [FIRST])
    assert [ruling.now for ruling in case.rulings()] == [((MADE_UP,),)]
    assert [reading.report.id for reading in case.readings()] == ["x"]


def test_a_thousand_texts_under_one_id_are_all_kept(case: Case) -> None:
    with case.transaction():
        for number in range(1000):
            case.take(collected("", f"{number} dead"))
    assert len({one.id for one in case.reports()}) == 1000
    assert case.count_issues() == 999
