from __future__ import annotations

import pytest

from sayso.errors import CaseUnusable, UnknownId, WrongUse
from sayso.store.sqlite import Case
from tests.store.made import RULES, all_of, build, collected, keep_record

REPORTS = (collected("alpha", "4 dead"), collected("alpine", "5 dead"), collected("beta", "6 dead"))
WHEN = "2031-05-05T08:00:00Z"


def test_a_withdrawn_report_leaves_the_record_and_stays_in_the_case(case: Case) -> None:
    build(case, REPORTS)
    claim = next(claim for claim in case.claims() if claim.report == "beta")
    judgement = case.withdraw("b", by="Ines", because="the paper retracted it", at=WHEN)
    assert (judgement.kind, judgement.about[0].id, judgement.by, judgement.at) == ("withdrawn", "beta", "Ines", WHEN)
    assert not case.record_is_current(RULES)
    keep_record(case)
    assert {one.id for one in case.reports()} == {"alpha", "alpine", "beta"}
    assert {one.report.id for one in case.readings()} == {"alpha", "alpine"}
    assert {one.report for one in case.claims()} == {"alpha", "alpine"}
    assert [event.title for event in case.events() if "6" in event.title] == []
    assert case.original(REPORTS[2].report.sha256) == REPORTS[2].original
    with pytest.raises(UnknownId, match="'beta', which is withdrawn"):
        case.claim(claim.id)
    assert not list(case.search("6 dead"))


def test_a_restored_report_counts_as_before(case: Case) -> None:
    build(case, REPORTS)
    before = [*case.events()]
    case.withdraw("beta", by=None, because="doubt", at=WHEN)
    case.restore("beta", by="Ines", because="it held", at="2031-05-06T08:00:00Z")
    assert not case.record_is_current(RULES)
    keep_record(case)
    assert [*case.events()] == before
    assert [(one.kind, one.because) for one in case.judgements()] == [("withdrawn", "doubt"), ("restored", "it held")]


def test_a_build_does_not_undo_a_judgement(case: Case) -> None:
    build(case, REPORTS)
    case.withdraw("beta", by=None, because="doubt", at=WHEN)
    keep_record(case)
    before = all_of(case)
    build(case, REPORTS)
    assert all_of(case) == before


@pytest.mark.parametrize(
    ("about", "said"),
    [("al", "more than one report.*'alpha', 'alpine'"), ("gamma", "no report"), ("", "no report"), ("%", "no report")],
)
def test_what_is_judged_must_be_one_report(case: Case, about: str, said: str) -> None:
    build(case, REPORTS)
    with pytest.raises(UnknownId, match=said):
        case.withdraw(about, by=None, because="doubt", at=WHEN)
    assert not list(case.judgements())


def test_a_judgement_that_changes_nothing_or_has_no_reason_is_refused(case: Case) -> None:
    build(case, REPORTS)
    with pytest.raises(WrongUse, match="not withdrawn"):
        case.restore("beta", by=None, because="x", at=WHEN)
    with pytest.raises(WrongUse, match="say why"):
        case.withdraw("beta", by=None, because=" ", at=WHEN)
    case.withdraw("beta", by=None, because="doubt", at=WHEN)
    with pytest.raises(WrongUse, match=f"already withdrawn, since {WHEN}: doubt"):
        case.withdraw("beta", by=None, because="again", at=WHEN)


@pytest.mark.parametrize("change", ["UPDATE judgements SET body = 'other'", "DELETE FROM judgements"])
def test_no_judgement_can_be_changed(case: Case, change: str) -> None:
    build(case, REPORTS)
    case.withdraw("beta", by=None, because="doubt", at=WHEN)
    with pytest.raises(CaseUnusable, match="only ever superseded"):
        case._ledger.write(change)
    assert [one.because for one in case.judgements()] == ["doubt"]
