"""The trained reader of attributions: what it must do whatever its weights are, and some plain sentences."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.extract.learned.attributions import find_attributions
from sayso.extract.learned.model import load_model
from sayso.extract.learned.quotations import with_quotations
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import tokens_of
from sayso.extract.learned.word_vectors import WordVectors
from sayso.extract.learned.worth import Worth, signs
from sayso.extract.mentions import extract_mentions
from sayso.extract.parse import parse_sentences
from sayso.extract.sentences import split_sentences
from sayso.interpret.reading import interpret_mentions
from sayso.nouns.mention import SayingMention
from sayso.settings import Reader, Settings
from tests.reading import report as report_of


def sayings(text: str, reader: Reader = "full") -> tuple[SayingMention, ...]:
    return next(iter(extract_mentions([report_of(text)], Settings(reader=reader)))).sayings


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        (
            "The mayor said that the bridge would stay closed.",
            "The mayor",
            "said",
            ["that the bridge would stay closed"],
        ),
        ("“The bridge stays closed,” the mayor said.", "the mayor", "said", ["“The bridge stays closed,”"]),
        (
            "“The bridge stays closed,” the mayor said. “It is not safe.”",
            "the mayor",
            "said",
            ["“The bridge stays closed,”", "“It is not safe.”"],
        ),
        (
            "“The bridge stays closed,” the mayor said. “It is not safe.\n“It never was.”",
            "the mayor",
            "said",
            ["“The bridge stays closed,”", "“It is not safe."],
        ),
        (
            "According to the ministry, the bridge would stay closed.",
            "the ministry",
            "According to",
            ["the bridge would stay closed"],
        ),
    ],
)
def test_plain_sentences(text: str, source: str, cue: str, contents: list[str]) -> None:
    found = [saying for saying in sayings(text) if saying.cue and saying.cue.text == cue]
    assert [saying.content.text for saying in found] == contents
    assert {saying.source.text for saying in found if saying.source} == {source}


def test_every_span_is_the_text_s_own() -> None:
    text = "Officials  denied it.\nTHE ARMY SAID SIX DIED.\n“No,” she told Reuters — “never.” He wants peace, they say."
    for saying in sayings(text):
        for span in (saying.source, saying.cue, saying.content, *saying.chain):
            assert span is None or text[span.start : span.end] == span.text


def test_the_rules_alone_read_without_a_model() -> None:
    found = sayings("The mayor said that the bridge would stay closed.", "rules")
    assert [saying.cue.text for saying in found if saying.cue] == ["said"]


def test_a_quotation_goes_on_only_behind_a_quotation() -> None:
    text = "The mayor said that all was well. “It is not safe,” a sign read."
    found = [saying for saying in sayings(text) if saying.source and saying.source.text == "The mayor"]
    assert [saying.content.text for saying in found] == ["that all was well"]


def test_nothing_is_found_where_there_is_nothing() -> None:
    model = load_model("en")
    assert model is not None
    assert find_attributions([], [], model) == ()
    text = "Rain. Wind."
    parsed = tuple(parse_sentences(split_sentences(text, "en"), 8))
    found = find_attributions(parsed, [()] * len(parsed), model)
    assert found == ((),) * len(parsed)
    assert with_quotations(found[0], text) == ()


def test_sentences_read_together_say_what_each_says_alone() -> None:
    model = load_model("en")
    assert model is not None
    texts = ("The mayor said that all was well.", "Rain.", "Officials denied it. “No one died,” she told Reuters.")
    parsed = [one for text in texts for one in parse_sentences(split_sentences(text, "en"), 8)]
    alone = [find_attributions([one], [()], model)[0] for one in parsed]
    assert list(find_attributions(parsed, [()] * len(parsed), model)) == alone
    assert any(alone)


def test_no_language_without_a_model_has_one() -> None:
    assert load_model("xx") is None


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(0, 1000))
def test_the_best_labels_never_go_on_with_what_has_not_begun(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((sum(sizes), 5)).astype(np.float32)
    labels = best_labels(scores, np.array(sizes))
    for row in np.split(labels, np.cumsum(sizes)[:-1]):
        for before, now in zip([0, *row], row, strict=False):
            assert now not in (2, 4) or before in (now - 1, now)


def test_stretches_end_where_their_sequence_ends() -> None:
    labels, sequence = np.array([1, 2, 2, 1, 0, 2]), np.array([0, 0, 1, 1, 1, 1])
    assert stretches(labels, sequence, 1) == [(0, 1), (2, 2), (3, 3), (5, 5)]


def test_counts_and_happenings_never_rest_on_the_model() -> None:
    text = "The ministry lifted the ban. It said that 11 people had been killed in Oro. Critics mocked the ministry."
    full, rules = (
        interpret_mentions(report_of(text), next(iter(extract_mentions([report_of(text)], Settings(reader=reader)))))
        for reader in get_args(Reader)
    )
    assert (full.claims, full.events, full.violations) == (rules.claims, rules.events, rules.violations)
    assert len(full.attributions) > len(rules.attributions)


def test_what_is_found_names_its_reader() -> None:
    text = "The ministry said that 11 people had been killed in Oro. Critics mocked the ministry."
    reading = interpret_mentions(report_of(text), next(iter(extract_mentions([report_of(text)], Settings()))))
    assert [claim.reader for claim in reading.claims] == ["rules"]
    assert {found.cue.text: found.reader for found in reading.attributions if found.cue} == {
        "said": "rules",
        "mocked": "model",
    }


@pytest.mark.parametrize(
    ("word", "same"),
    [("Žañaözen", "zanaozen"), ("MINISTRY", "ministry"), ("", "\u0301"), ("a" * 500, "a" * 900)],
)
def test_a_word_has_the_vector_of_its_plain_letters(word: str, same: str) -> None:
    model = load_model("en")
    assert model is not None
    first, second = model.words.of([word, same])
    assert (first == second).all()


def test_words_made_of_other_pieces_differ() -> None:
    words = WordVectors(["[UNK]", "sa", "##id", "##ys"], np.eye(4, dtype=np.float32))
    assert words.of(["said", "says", "x"]).tolist() == [[0, 0.5, 0.5, 0], [0, 0.5, 0, 0.5], [1, 0, 0, 0]]


def certain(labels: list[int], kinds: int, chance: float) -> NDArray[np.float32]:
    """Scores that give each label this chance, and the rest to the others."""
    scores = np.full((len(labels), kinds), (1 - chance) / (kinds - 1), dtype=np.float32)
    scores[np.arange(len(labels)), labels] = chance
    return np.log(scores)


@pytest.mark.parametrize("before", ["", "It rained. "])
def test_what_the_networks_are_surer_of_is_worth_more(before: str) -> None:
    text = before + "The mayor said that it fell."
    parsed = list(parse_sentences(split_sentences(text, "en"), 256))
    tokens = tokens_of([one.doc for one in parsed])
    begin = len(tokens) - 7
    cues, labels = [0] * begin + [0, 0, 1, 0, 0, 0, 0], [1, 2, 0, 3, 4, 4, 0]
    first = np.array([begin + 2])
    worth = Worth(np.array([0, 1, 0, 0, 1, 1, -2.1]))
    of_chance = {
        chance: signs(
            tokens,
            certain(cues, 3, chance),
            first,
            first,
            certain(labels, 5, chance),
            np.array(labels),
            np.zeros(7, int),
        )
        for chance in (0.5, 0.9)
    }
    assert of_chance[0.9][0] == pytest.approx([np.log(0.95 / 0.051), 0.9, 0.1, 0.1, 0.925, 0.925], abs=1e-4)
    assert [bool(worth(one)[0]) for one in of_chance.values()] == [False, True]


def test_a_cue_at_the_ends_of_its_sentence_has_no_neighbours() -> None:
    parsed = list(parse_sentences(split_sentences("Stop. Go. Stay.", "en"), 256))
    tokens = tokens_of([one.doc for one in parsed])
    rows = np.arange(len(tokens))
    scores = certain([1] * len(tokens), 3, 0.8)
    found = signs(
        tokens,
        scores,
        tokens.first[rows],
        tokens.last[rows],
        certain([0] * len(tokens), 5, 0.8),
        np.zeros_like(rows),
        rows,
    )
    assert np.all(found[:, 2:4] == 0)
