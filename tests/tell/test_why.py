from __future__ import annotations

import pytest

from sayso.errors import UnknownId, WrongUse
from sayso.store.sqlite import Case
from sayso.tell.find import find_thing
from sayso.tell.why import explain
from tests.tell.flood import C_COPY, RECORD, REPORTS


def test_a_toll_names_its_rule_what_it_used_and_what_it_set_aside(case: Case) -> None:
    told = explain(case, RECORD, "t1aaaaaa")
    assert told.kind == "toll"
    assert told.rule == "the newest count of the Interior Ministry (c41aaaaaaaaaaaaaa)"
    assert [one.id[:3] for one in told.used] == ["c41", "c26", "c90"]
    (aside,) = told.set_aside
    assert (aside.id, aside.why) == (C_COPY.id, "its report is a copy of aharbour")
    assert aside.evidence is not None
    assert aside.evidence.cited.copy_of == "aharbour"


def test_evidence_has_words_context_chain_report_and_hash(case: Case) -> None:
    (one,) = explain(case, RECORD, "c26a").used
    assert one.quote.words == "at least 26"
    assert one.quote.line == (
        "The Interior Ministry said on Friday that at least 26 people were killed when the dam above Velm gave way."
    )
    assert one.chain == ("Interior Ministry of Norland", "Harbour Post")
    assert one.reading == "≥ 26 killed, in Velm (Norland), as of 2031-05-02"
    assert one.cited.sha256 == REPORTS[0].report.sha256
    assert REPORTS[0].report.text[one.quote.start : one.quote.end] == "at least 26"


def test_a_claim_tells_where_it_is_used_and_where_it_is_set_aside(case: Case) -> None:
    assert dict(explain(case, RECORD, "c41").facts)["used in"] == (
        "toll killed 41 (t1aaaaaaaaaaaaaaa); dispute about figure (d1aaaaaaaaaaaaaaa)"
    )
    facts = dict(explain(case, RECORD, "c26b").facts)
    assert facts["set aside in"] == "toll killed 41 (t1aaaaaaaaaaaaaaa): its report is a copy of aharbour"
    assert facts["copy"] == "repeats aharbour: no new witness"


def test_a_dispute_has_its_sides(case: Case) -> None:
    told = explain(case, RECORD, "d1")
    assert [(side.says_who, side.used[0].quote.words) for side in told.sides] == [
        (("Interior Ministry of Norland",), "41"),
        (("residents",), "nearly 90"),
    ]


def test_an_event_has_its_mentions_and_claims(case: Case) -> None:
    told = explain(case, RECORD, "e1")
    assert [one.kind for one in told.used] == ["event mention", "claim", "claim", "claim"]
    assert dict(told.facts)["tolls"] == "killed 41 (t1aaaaaaaaaaaaaaa)"


def test_a_violation_is_said_to_be_alleged(case: Case) -> None:
    told = explain(case, RECORD, "v1")
    assert told.heading == "alleged excessive force (ICCPR 7, freedom from torture)"
    assert told.rule is not None
    assert told.rule.startswith("Alleged, not found")


def test_a_report_leads_to_its_original(case: Case) -> None:
    facts = dict(explain(case, RECORD, "creprint").facts)
    assert facts["original"] == f"text/plain, {len(REPORTS[2].original.content)} bytes, kept in the case"
    assert facts["sha256"] == REPORTS[2].report.sha256


def test_more_than_the_limit_is_counted(case: Case) -> None:
    told = explain(case, RECORD, "t1", limit=1)
    assert (len(told.used), told.omitted) == (1, 2)


@pytest.mark.parametrize("id_", ["nothing", "t9", "%", "t1aaaaaaaaaaaaaaaa"])
def test_an_unknown_id_is_wrong_use(case: Case, id_: str) -> None:
    with pytest.raises(UnknownId, match="sayso show"):
        find_thing(case, RECORD, id_)


def test_blanks_and_dots_that_came_along_are_dropped(case: Case) -> None:
    assert find_thing(case, RECORD, " t1aaa… ").id == "t1aaaaaaaaaaaaaaa"


def test_an_ambiguous_beginning_names_the_candidates(case: Case) -> None:
    with pytest.raises(WrongUse, match=r"claim c26aaaaaaaaaaaaaa, claim c26bbbbbbbbbbbbbb; give more of it"):
        find_thing(case, RECORD, "c26")


@pytest.mark.parametrize("id_", ["", "  "])
def test_an_empty_id_is_wrong_use(case: Case, id_: str) -> None:
    with pytest.raises(WrongUse, match="empty id"):
        find_thing(case, RECORD, id_)
