"""How likely a claim is right: a probability of each, larger where the words are plainer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.interpret.confidence import confidence_of, probability
from sayso.nouns.claim import Claim
from tests.reading import read

SENTENCES = (
    "Three people were killed in the blast.",
    "Police arrested at least 40 demonstrators in the port.",
    "A fisherman drowned near the mole.",
    "Nobody was hurt, the mayor said.",
    "The ferry sank, 12 passengers died and dozens are missing.",
    "HUNDREDS WERE DETAINED IN THE HILLS, ACCORDING TO THE ARMY.",
    "Lena Falk, a nurse from the valley, was wounded on the bridge.",
    "The union, the guild and two clubs marched through the old town on Sunday.",
)


def sure(text: str) -> float:
    """The confidence of the only claim that a text makes."""
    (claim,) = read(text, "2024-03-04").claims
    assert claim.confidence is not None
    return claim.confidence


def claims(sentences: Sequence[str]) -> tuple[Claim, ...]:
    """The claims of sentences that stand in one report, each in a paragraph."""
    return read("\n\n".join(sentences), "2024-03-04").claims


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        ("Three miners were killed in the shaft.", "The valley lost 3 in the storms, four of the killed being mules."),
        ("Police arrested 14 students.", "The army seized 14 launchers."),
        ("Two nurses were wounded on the bridge.", "Lena Falk, a nurse from the valley, was wounded on the bridge."),
    ],
)
def test_plain_words_are_surer(plain: str, odd: str) -> None:
    assert sure(plain) > max((claim.confidence or 0 for claim in claims([odd])), default=0)


def test_plain_words_are_nearly_sure() -> None:
    assert sure("Three people were killed in the blast.") > 0.9


@settings(max_examples=15, deadline=None, derandomize=True)
@given(sentences=st.permutations(SENTENCES))
def test_every_claim_has_a_probability_of_its_own(sentences: list[str]) -> None:
    """Whatever stands around its sentence: what a claim is sure of is in its own words."""
    found = claims(sentences)
    assert len(found) > 5
    assert all(claim.confidence is not None and 0 < claim.confidence < 1 for claim in found)
    alone = {_words(claim): claim.confidence for sentence in sentences for claim in claims([sentence])}
    assert {_words(claim): claim.confidence for claim in found} == alone


def _words(claim: Claim) -> tuple[str, str]:
    return claim.sentence.text, claim.figure.text


@given(facts=st.lists(st.text()), weights=st.dictionaries(st.text(), st.floats(-20, 20)), base=st.floats(-20, 20))
def test_it_is_a_probability_whatever_the_order_of_the_facts(
    facts: list[str], weights: dict[str, float], base: float
) -> None:
    found = probability(base, weights, facts)
    assert 0 <= found <= 1
    assert found == probability(base, weights, facts[::-1])


def test_unknown_where_nothing_was_learned() -> None:
    assert confidence_of(["tied: object"], "tlh") is None
