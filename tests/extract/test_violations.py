"""Alleged violations: a table of sentences with the article that each touches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.glance import Glance
from sayso.extract.parse import parse_sentences
from sayso.extract.protected import Protected
from sayso.extract.violation_phrases import may_hold_violation
from sayso.extract.violation_words import violation_words
from sayso.extract.violations import find_violations
from sayso.extract.what import find_happenings, may_hold_event
from sayso.interpret.violations import RightWords, right_of
from sayso.languages import words
from sayso.nouns.mention import ViolationMention
from sayso.nouns.span import Span
from sayso.nouns.violation import ViolationKind
from tests.reading import read

CASES = [
    json.loads(line) for line in Path(__file__).parents[1].joinpath("cases/violations.jsonl").read_text().splitlines()
]


def violations_in(sentence: str, chain: tuple[Span, ...] = (), before: str = "") -> tuple[ViolationMention, ...]:
    text = before + sentence
    (parsed,) = parse_sentences([Span.of(text, len(before), len(text))], 1)
    return find_violations(parsed, find_happenings(parsed, chain, "en"), chain, Protected(text, "en"), "en")


def told(violation: ViolationMention) -> dict[str, Any]:
    return {
        "kind": violation.kind,
        "right": right_of(violation.kind, violation.sentence.text),
        "actor": violation.actor.words.text if violation.actor else None,
        "victims": [victim.text for victim in violation.victims],
        "says_who": [party.text for party in violation.chain],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:50] for case in CASES])
def test_table(case: dict[str, Any]) -> None:
    found = [told(violation) for violation in violations_in(case["sentence"])]
    if not case.get("also"):
        assert len(found) == len(case["expected"]), found
    for wanted in case["expected"]:
        assert any(wanted.items() <= one.items() for one in found), (wanted, found)


@pytest.mark.parametrize("case", [case for case in CASES if case["expected"]], ids=lambda case: case["sentence"][:50])
def test_fast_looks_let_every_violation_through(case: dict[str, Any]) -> None:
    glance = Glance.of(case["sentence"])
    assert may_hold_violation(glance, "en") or may_hold_event(glance, "en")


@pytest.mark.parametrize("sentence", ["The choir sang.", "", "Human rights matter to everyone."])
def test_fast_look_stops_the_rest(sentence: str) -> None:
    assert not may_hold_violation(Glance.of(sentence), "en")


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:50] for case in CASES])
def test_spans_and_kinds(case: dict[str, Any]) -> None:
    before = "Ночь. "
    text = before + case["sentence"]
    found = violations_in(case["sentence"], before=before)
    assert len({violation.kind for violation in found}) == len(found)
    for violation in found:
        for span in (violation.trigger, violation.content, violation.sentence, *violation.victims):
            assert text[span.start : span.end] == span.text


def test_the_chain_given_outranks_the_sentence() -> None:
    text = "Campaigners condemned the arrest of two reporters."
    speaker = Span.of(text, 0, 11)
    (violation,) = violations_in(text, (speaker,))
    assert violation.chain == (speaker,)


def test_a_violation_of_a_kind_names_who_did_it_where_the_sentence_does() -> None:
    (violation,) = [
        one
        for one in violations_in(
            "Protesters were killed in the square, and soldiers killed more students on the campus."
        )
        if one.kind == "killing"
    ]
    assert violation.actor is not None
    assert violation.actor.words.text == "soldiers"


def test_a_powers_own_death_count_alleges_nothing() -> None:
    assert not read("The Interior Ministry said that 164 people were killed in the protests.").violations
    (violation,) = read("Amnesty International said that soldiers killed nine people in the protests.").violations
    assert violation.kind == "killing"


def test_every_kind_touches_an_article() -> None:
    listed = words("en", "rights", RightWords)
    assert set(listed.kinds) == set(get_args(ViolationKind))
    articles = [*listed.kinds.values(), *(exception.right for exception in listed.unless)]
    assert all(right.startswith("ICCPR ") and 6 <= int(right[6:]) <= 27 for right in articles)


@pytest.mark.parametrize(
    ("kind", "sentence", "right"),
    [
        ("excessive_force", "police beat students", "ICCPR 7"),
        ("excessive_force", "Troops FIRED ON the crowd", "ICCPR 6"),
        ("other", "their passports were taken", "ICCPR 9"),
        ("other", "the party was banned", "ICCPR 22"),
        ("other", "police searched homes", "ICCPR 17"),
        ("other", "", "ICCPR 9"),
    ],
)
def test_rights(kind: ViolationKind, sentence: str, right: str) -> None:
    assert right_of(kind, sentence) == right


def test_word_list_is_lower_case() -> None:
    listed = violation_words("en")
    for phrase in (*listed.phrases, *listed.rights):
        assert all(word == word.lower() for word in (*phrase.words, *phrase.needs))


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("tortured killed, 20 journalists “censorship” must free speech\u0130'’\u0301\u202e"),
        max_size=80,
    )
)
def test_strange_text_never_breaks(sentence: str) -> None:
    for violation in violations_in(sentence):
        assert sentence[violation.trigger.start : violation.trigger.end] == violation.trigger.text


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    text = "İİİ: they stifle free speech."
    (violation,) = violations_in(text)
    assert violation.trigger.text == "free speech"
