"""What happened: a table of sentences, and what holds for every one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.glance import Glance
from sayso.extract.groups import actor_kind_of, group_of, names_people
from sayso.extract.parse import parse_sentences
from sayso.extract.triggers import index_of, what_words
from sayso.extract.what import find_happenings, may_hold_event
from sayso.nouns.mention import HappeningMention
from sayso.nouns.span import Span
from tests.reading import read

CASES = [json.loads(line) for line in Path(__file__).parents[1].joinpath("cases/what.jsonl").read_text().splitlines()]


def happenings_in(sentence: str, before: str = "") -> tuple[HappeningMention, ...]:
    text = before + sentence
    span = Span.of(text, len(before), len(text))
    (parsed,) = parse_sentences([span], 1)
    return find_happenings(parsed, (), "en")


def told(happening: HappeningMention) -> dict[str, Any]:
    return {
        "kind": happening.kind,
        "mode": happening.mode,
        "trigger": happening.trigger.text,
        "actor": happening.actor.words.text if happening.actor else None,
        "actor_kind": happening.actor.kind if happening.actor else None,
        "recipient": happening.recipient.text if happening.recipient else None,
        "group": happening.group,
        "named": happening.named,
        "negated": happening.negated,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:50] for case in CASES])
def test_table(case: dict[str, Any]) -> None:
    found = [told(happening) for happening in happenings_in(case["sentence"])]
    if not case.get("also"):
        assert len(found) == len(case["expected"]), found
    for wanted in case["expected"]:
        assert any(wanted.items() <= one.items() for one in found), (wanted, found)


@pytest.mark.parametrize("case", [case for case in CASES if case["expected"]], ids=lambda case: case["sentence"][:50])
def test_fast_look_lets_every_event_through(case: dict[str, Any]) -> None:
    assert may_hold_event(Glance.of(case["sentence"]), "en")


@pytest.mark.parametrize(
    "sentence",
    ["The orchestra played until midnight.", "", "Shares fell by two per cent.", "12345 !?", "警察は発表した。"],
)
def test_fast_look_stops_the_rest(sentence: str) -> None:
    assert not may_hold_event(Glance.of(sentence), "en")


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:50] for case in CASES])
def test_spans_are_the_texts_own_words_wherever_the_sentence_stands(case: dict[str, Any]) -> None:
    before = "Čas běží. "
    text = before + case["sentence"]
    for happening in happenings_in(case["sentence"], before):
        spans = [happening.trigger, happening.content, happening.recipient, happening.actor and happening.actor.words]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text
        assert happening.content.covers(happening.trigger)


def test_one_mention_a_trigger() -> None:
    for case in CASES:
        triggers = [happening.trigger for happening in happenings_in(case["sentence"])]
        assert all(not a.overlaps(b) for i, a in enumerate(triggers) for b in triggers[i + 1 :])


def test_chain_is_passed_on() -> None:
    text = "Police arrested a teacher, a witness said."
    (parsed,) = parse_sentences([Span.of(text, 0, len(text))], 1)
    witness = Span.of(text, 27, 36)
    assert find_happenings(parsed, (witness,), "en")[0].chain == (witness,)


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("police killed, 20 protesters “shot” -by of arrest #'’\u0301\u202e\n"), max_size=80
    )
)
def test_strange_text_never_breaks(sentence: str) -> None:
    happenings_in(sentence)


@pytest.mark.parametrize(
    ("words", "group", "actor"),
    [
        ("26 demonstrators", "protesters", "protesters"),
        ("three children", "children", None),
        ("18 members of the security forces", "security_forces", "security_forces"),
        ("police officers", "security_forces", "security_forces"),
        ("human rights defenders", "human_rights_defenders", None),
        ("more than 3,000 people", None, "other"),
        ("the police station", None, None),
        ("journalist Ana Ruiz", "journalists", "other"),
        ("the government", None, "state"),
        ("government forces", "security_forces", "security_forces"),
        ("a UN-backed peacekeeping force", None, "foreign_state"),
        ("unidentified gunmen", "militants", "militants"),
        ("SIX FARMERS", "civilians", None),
        ("police violence", None, None),
        ("", None, None),
    ],
)
def test_groups_and_actors(words: str, group: str | None, actor: str | None) -> None:
    assert group_of(words, "en") == group
    if actor != "other":
        assert actor_kind_of(words, "en") == actor


@pytest.mark.parametrize("words", ["three men", "40 persons", "dozens", "the jailed editor", "22 CIVILIANS"])
def test_people(words: str) -> None:
    assert names_people(words, "en")


@pytest.mark.parametrize("words", ["the statement", "two bridges", "a police station", ""])
def test_things(words: str) -> None:
    assert not names_people(words, "en")


def test_word_list_codes_only_modes_that_plover_has() -> None:
    modes = {
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
        "drone heavy-weapons crowd-control unconventional",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "MOBILIZE": "troops weapons police militia",
        "ACCUSE": "disapprove investigate allege",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "THREATEN": "restrict arrest relations expel territory violence",
        "CONSULT": "visit third-party multilateral phone",
    }
    listed = what_words("en")
    for trigger in listed.triggers:
        assert trigger.mode is None or trigger.mode in modes[trigger.kind].split(), trigger
    assert set(listed.modes) <= set(modes["ASSAULT"].split())
    assert {trigger.kind for trigger in listed.triggers} >= set(modes) | {
        "REQUEST",
        "REJECT",
        "AGREE",
        "SUPPORT",
        "AID",
    }
    assert index_of("en").entries["shot"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Police opened fire on the crowd. Two men were killed in the firing.", "Police"),
        ("Two robbers opened fire in the bar. A woman was killed in the shooting.", "Two robbers"),
        ("Police opened fire on the crowd. Two men were killed in a stabbing.", None),
        ("A man was killed in the firing.", None),
    ],
)
def test_deaths_in_the_firing_told_before(text: str, actor: str | None) -> None:
    (killed,) = [one for one in read(text).events if one.trigger.text == "killed"]
    assert (killed.actor.text if killed.actor else None) == actor
