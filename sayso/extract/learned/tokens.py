"""Many sentences' tokens as arrays, one row a token, so that a model reads a whole report at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ids = NDArray[np.uint64]
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


_READ: list[int | str] = ["LOWER", "SHAPE", "SUFFIX", "TAG", "DEP", "HEAD", "IDX", "LENGTH"]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def tokens_of(docs: Sequence[Doc]) -> Tokens:
    """The tokens of parsed sentences as rows."""
    table = np.concatenate([doc.to_array(_READ) for doc in docs])
    sizes = np.array([len(doc) for doc in docs])
    sentence = np.repeat(np.arange(len(docs)), sizes)
    begins = np.cumsum(sizes) - sizes
    rows = np.arange(len(table))
    lower = table[:, 0].astype(np.uint64)
    quoted, marks = _quotations(lower, begins[sentence])
    start = table[:, 6].astype(np.int64)
    words, form = np.unique(lower, return_inverse=True)
    forms = tuple(docs[0].vocab.strings[int(word)] for word in words)
    return Tokens(
        forms=forms,
        form=form,
        lower=lower,
        stem=_stems(forms)[form],
        shape=table[:, 1].astype(np.uint64),
        suffix=table[:, 2].astype(np.uint64),
        tag=table[:, 3].astype(np.uint64),
        dep=table[:, 4].astype(np.uint64),
        head=rows + table[:, 5].astype(np.int64),
        sentence=sentence,
        first=begins[sentence],
        last=(begins + sizes - 1)[sentence],
        quoted=quoted,
        marks=marks,
        vectors=np.concatenate([doc.tensor for doc in docs]).astype(np.float32),
        start=start,
        end=start + table[:, 7].astype(np.int64),
    )


def _stems(forms: Sequence[str]) -> Ids:
    """An id for the first letters of each word."""
    return np.array([crc32(form[:_STEM].encode()) for form in forms], dtype=np.uint64)


@cache
def name_id(name: str) -> int:
    """The parser's id of a word or a label."""
    from spacy.strings import StringStore

    return int(StringStore([name]).add(name))


@cache
def _mark_ids() -> tuple[Ids, Ids, Ids]:
    """The marks that open a quotation, those that close one, and those that do either."""
    opening, closing, either = (
        np.array([name_id(mark) for mark in marks], dtype=np.uint64)
        for marks in (("“", "„", "«", "``"), ("”", "»"), ('"', "''"))
    )
    return opening, closing, either


def _quotations(lower: Ids, first: Places) -> tuple[Ids, Places]:
    """Whether each token is a mark, stands between marks or outside, and how many marks are before it."""
    opening, closing, either = (np.isin(lower, ids).astype(np.int64) for ids in _mark_ids())
    mark = opening + closing + either
    before = np.cumsum(mark) - mark
    begins = np.unique(first)
    opened = np.cumsum(opening - closing)
    opened = opened - (opened - opening + closing)[first]
    straight = np.cumsum(either)
    straight = straight - (straight - either)[first]
    lowest = np.minimum.reduceat(np.minimum(opened, 0), begins)
    depth = opened - np.repeat(lowest, np.diff(np.append(begins, len(lower))))
    inside = ((depth > 0) | (straight % 2 == 1)).astype(np.int64)
    return (inside + 2 * mark + 4 * closing + 8 * either).astype(np.uint64), before - before[first]
