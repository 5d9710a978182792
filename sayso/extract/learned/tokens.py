"""Many sentences' tokens as arrays, one row a token, so that a model reads a whole report at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.extract.trees.hashes import Ids, id_of
from sayso.extract.trees.tree import Tree
from sayso.extract.trees.words import LOWER, SHAPE, SUFFIX

Places = NDArray[np.int64]
Floats = NDArray[np.float32]

_STEM = 5
"""Letters of a word that stand for all its forms."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Rows of several sentences, one behind the other; every id is a hash that does not change between runs."""

    forms: tuple[str, ...]
    """Every word that occurs, once, in lower case."""
    form: Places
    """The place of each token's word among them."""
    lower: Ids
    stem: Ids
    shape: Ids
    suffix: Ids
    tag: Ids
    dep: Ids
    head: Places
    """The row of each token's head; its own where it is a root."""
    sentence: Places
    """The number of each token's sentence."""
    first: Places
    """The row of each token's sentence's first token."""
    last: Places
    quoted: Ids
    """How each token stands to the quotation marks of its sentence."""
    marks: Places
    """How many quotation marks stand before each token in its sentence."""
    vectors: Floats
    """The parser's own view of each token in its context."""
    start: Places
    """Where each token begins, in code points of its sentence."""
    end: Places

    def __len__(self) -> int:
        return len(self.lower)


def mixed(*parts: Ids) -> Ids:
    """One id for several."""
    whole = parts[0] * _FACTOR
    for part in parts[1:]:
        whole = ((whole ^ (whole >> np.uint64(29))) + part) * _FACTOR
    return whole


_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def tokens_of(docs: Sequence[Tree]) -> Tokens:
    """The tokens of parsed sentences as rows."""
    tokens = [token for doc in docs for token in doc]
    ids = np.concatenate([doc.ids for doc in docs])
    sizes = np.array([len(doc) for doc in docs])
    sentence = np.repeat(np.arange(len(docs)), sizes)
    begins = np.cumsum(sizes) - sizes
    lower = ids[:, LOWER]
    quoted, marks = _quotations(lower, begins[sentence])
    start = np.array([token.idx for token in tokens])
    places: dict[str, int] = {}
    form = np.array([places.setdefault(token.lower_, len(places)) for token in tokens])
    forms = tuple(places)
    return Tokens(
        forms=forms,
        form=form,
        lower=lower,
        stem=_stems(forms)[form],
        shape=ids[:, SHAPE],
        suffix=ids[:, SUFFIX],
        tag=_ids([token.tag_ for token in tokens]),
        dep=_ids([token.dep_ for token in tokens]),
        head=begins[sentence] + np.array([token.head.i for token in tokens]),
        sentence=sentence,
        first=begins[sentence],
        last=(begins + sizes - 1)[sentence],
        quoted=quoted,
        marks=marks,
        vectors=np.concatenate([doc.vectors for doc in docs]),
        start=start,
        end=start + np.array([len(token.text) for token in tokens]),
    )


def _ids(names: Sequence[str]) -> Ids:
    """The id of each of many names, few of which are different."""
    known = {name: id_of(name) for name in set(names)}
    return np.array([known[name] for name in names], dtype=np.uint64)


def _stems(forms: Sequence[str]) -> Ids:
    """An id for the first letters of each word."""
    return np.array([crc32(form[:_STEM].encode()) for form in forms], dtype=np.uint64)


@cache
def _mark_ids() -> tuple[Ids, Ids, Ids]:
    """The marks that open a quotation, those that close one, and those that do either."""
    opening, closing, either = (
        np.array([id_of(mark) for mark in marks], dtype=np.uint64)
        for marks in (("“", "„", "«", "``"), ("”", "»"), ('"', "''"))
    )
    return opening, closing, either


def _quotations(lower: Ids, first: Places) -> tuple[Ids, Places]:
    """Whether each token is a mark, stands between marks or outside, and how many marks are before it."""
    opening, closing, either = (np.isin(lower, ids).astype(np.int64) for ids in _mark_ids())
    mark = opening + closing + either
    before = np.cumsum(mark) - mark
    begins = first[np.flatnonzero(np.diff(first, prepend=-1))]
    opened = np.cumsum(opening - closing)
    opened = opened - (opened - opening + closing)[first]
    straight = np.cumsum(either)
    straight = straight - (straight - either)[first]
    lowest = np.minimum.reduceat(np.minimum(opened, 0), begins)
    depth = opened - np.repeat(lowest, np.diff(np.append(begins, len(lower))))
    inside = ((depth > 0) | (straight % 2 == 1)).astype(np.int64)
    return (inside + 2 * mark + 4 * closing + 8 * either).astype(np.uint64), before - before[first]
