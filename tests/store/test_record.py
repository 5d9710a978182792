from __future__ import annotations

import pytest
from msgspec.structs import replace

from sayso.nouns.event import Record
from sayso.store.recomputed import RecomputedCase
from sayso.store.sqlite import Case
from tests.store.made import READER, RULES, all_of, build, collected, put_record, read, reconcile

REPORTS = (collected("a", "4 dead"), collected("b", "5 dead"), collected("c", "4 dead"))


def test_a_record_is_current_until_what_it_follows_from_changes(case: Case) -> None:
    assert not case.record_is_current(RULES), "none was made"
    build(case, REPORTS)
    assert case.record_is_current(RULES)
    assert not case.record_is_current("other rules")
    case.take(collected("d", "6 dead"))
    assert case.record_is_current(RULES), "an unread report says nothing yet"
    build(case, [])
    assert "6 killed" in [event.title for event in case.events()]
    assert case.record_is_current(RULES)


def test_a_record_made_from_what_is_no_longer_so_is_not_current(case: Case) -> None:
    build(case, REPORTS[:1])
    with case.snapshot():
        new = case.remade(RULES)
        record = reconcile(case.readings())
    for one in REPORTS[1:]:
        case.take(one)
        case.keep_reading(read(one.report), READER)
    put_record(new, record)
    assert not case.record_is_current(RULES)


def test_a_new_record_leaves_nothing_of_the_old(case: Case) -> None:
    build(case, REPORTS)
    put_record(case.remade(RULES), Record())
    assert [*case.events(), *case.copies(), *case.parties()] == []
    for table in ("tolls", "disputes"):
        assert case._ledger.one(f"SELECT count(*) FROM {table}") == (0,)


def test_a_record_made_anew_never_replaces_one_of_a_later_state(case: Case) -> None:
    build(case, REPORTS[:1])
    with case.snapshot():
        older = case.remade(RULES)
    build(case, REPORTS[1:])
    with case.transaction():
        case.record_followed(RULES)
    before = all_of(case)
    older.keep()
    assert all_of(case) == before
    assert case.record_is_current(RULES)


def test_what_changed_since_a_record_is_known_whoever_changed_it(case: Case) -> None:
    assert case.changed_since(RULES, 10) is None, "none was made"
    build(case, REPORTS)
    assert case.changed_since("other rules", 10) is None
    with Case.open(case.path) as other:
        other.withdraw("b", by=None, because="doubt", at="2031-05-05T08:00:00Z")
    changed = case.changed_since(RULES, 10)
    assert changed is not None
    assert changed.reports == ("b",)
    assert case.changed_since(RULES, 0) is None, "too many to follow"


def test_a_record_that_is_not_made_to_its_end_replaces_nothing(case: Case) -> None:
    build(case, REPORTS)
    before = all_of(case)
    event = next(case.events())
    case.remade(RULES).book.write_event(replace(event, title="another"))
    assert all_of(case) == before
    put_record(case.remade(RULES), Record(events=(replace(event, title="a third"),)))
    assert [event.title for event in case.events()] == ["a third"]


def test_a_case_can_be_seen_with_another_record(case: Case) -> None:
    build(case, REPORTS)
    record = reconcile(reading for reading in case.readings() if reading.report.id != "b")
    with RecomputedCase.of(case, record) as seen:
        assert tuple(seen.events()) == record.events
        assert tuple(seen.copies()) == record.copies
        assert tuple(seen.parties()) == record.parties
        (event,) = record.events
        assert seen.event(event.id) == event
        assert seen.toll(event.tolls[0].id) == event.tolls[0]
        assert seen.dispute(event.disputes[0].id) == event.disputes[0]
        assert len(list(seen.claims())) == 3
        with pytest.raises(Exception, match="no toll 'x'"):
            seen.toll("x")
