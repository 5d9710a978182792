"""What is read once of a case, and anew when that changed."""

from __future__ import annotations

from sayso.judging.judge import judge
from sayso.store.at_hand import at_hand
from sayso.store.ledger import Ledger
from sayso.store.sqlite import Case
from tests.store.made import build, collected

read: list[str] = []


def of_reports(ledger: Ledger) -> int:
    read.append("reports")
    (count,) = ledger.one("SELECT count(*) FROM claims") or (0,)
    return int(count)


def of_judgements(ledger: Ledger) -> int:
    read.append("judgements")
    (count,) = ledger.one("SELECT count(*) FROM judgements") or (0,)
    return int(count)


def test_it_is_read_once_for_each_state_of_what_it_is_of(case: Case) -> None:
    read.clear()
    build(case, (collected("a", "4 dead"), collected("b", "5 dead")))
    with Case.open(case.path) as other:
        assert [at_hand(one._ledger, of_reports) for one in (case, other, case)] == [2, 2, 2]
        judge(case, "right", [next(case.claims()).id], by="Ines", because="It says so.")
        assert at_hand(other._ledger, of_reports) == 2
        assert read == ["reports"]
        assert at_hand(other._ledger, of_judgements, judged=True) == 1
        assert at_hand(case._ledger, of_judgements, judged=True) == 1
        judge(case, "wrong", [next(case.claims()).id], by="Ines", because="It does not.")
        assert at_hand(other._ledger, of_judgements, judged=True) == 2
        assert read == ["reports", "judgements", "judgements"]
        build(case, (collected("c", "6 dead"),))
        assert at_hand(other._ledger, of_reports) == 3


def test_what_stands_of_judgements_is_seen_by_others(case: Case) -> None:
    build(case, (collected("a", "4 dead"), collected("b", "5 dead")))
    with Case.open(case.path) as other:
        claim = next(case.claims())
        assert other.ruled().fates == {}
        judge(case, "wrong", [claim.id], by="Ines", because="It counts cars.")
        assert other.ruled().fates[claim.id].verdict == "wrong"
        judge(case, "right", [claim.id], by="Ines", because="It counts people.")
        assert other.ruled().fates[claim.id].verdict == "right"
        case.withdraw("a", by="Ines", because="A draft.", at="2031-05-06T10:00:00Z")
        assert other.ruled() == case.ruled()
