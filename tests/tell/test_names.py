from __future__ import annotations

from sayso.nouns.event import KnownParty
from sayso.tell.names import Names
from tests.tell.flood import C_41, C_90, READINGS, RECORD


def test_a_claim_gets_the_name_of_the_case_and_keeps_its_words() -> None:
    (party,) = Names(RECORD.parties).unified(C_41).says_who
    assert party.name == "Interior Ministry of Norland"
    assert (party.text, party.range) == (C_41.says_who[0].text, C_41.says_who[0].range)


def test_what_has_its_name_already_is_left_alone() -> None:
    assert Names(RECORD.parties).unified(C_90) is C_90


def test_a_name_of_several_parties_is_left_as_it_is() -> None:
    two = (
        KnownParty(name="A", kind="other", also=("ministry",)),
        KnownParty(name="B", kind="other", also=("Ministry",)),
    )
    assert Names(two).unified(C_41).says_who[0].name == "ministry"


def test_everything_that_a_reading_says_is_named_alike() -> None:
    reading = Names(RECORD.parties).unified_reading(READINGS[0])
    assert reading.claims[0].says_who[0].name == "Interior Ministry of Norland"
    assert reading.events[0].says_who[0].name == "Interior Ministry of Norland"
    assert reading.attributions[0].says_who[0].name == "mayor"
    assert reading.report is READINGS[0].report
