"""What a word means by itself: a vector for every word, made of those of its pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sayso.extract.learned.tokens import Floats

_PARTS = re.compile(r"\w+|[^\w\s]")
_LONGEST = 100
"""Letters of a word beyond which nobody looks for pieces in it."""
_UNKNOWN = "[UNK]"
_MOST_KEPT = 100_000


class WordVectors:
    """Vectors of word pieces, and of every word that can be made of them.

    Words are cut as WordPiece cuts them (Wu et al. 2016, in the form that BERT's uncased models use): lower case, no
    accents, the longest piece first; pieces inside a word begin with "##".
    """

    def __init__(self, pieces: Sequence[str], vectors: Floats) -> None:
        self._rows: Mapping[str, int] = {piece: row for row, piece in enumerate(pieces)}
        self._vectors = vectors
        self._known: dict[str, Floats] = {}

    def of(self, words: Iterable[str]) -> Floats:
        """One row a word: the mean of its pieces' vectors."""
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        known = self._known
        rows = []
        for word in words:
            vector = known.get(word)
            if vector is None:
                vector = known[word] = self._vectors[[*self._pieces(word)]].mean(axis=0)
            rows.append(vector)
        return np.stack(rows)

    def _pieces(self, word: str) -> list[int]:
        """The rows of a word's pieces."""
        plain = "".join(
            letter for letter in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(letter) != "Mn"
        )
        rows = [row for part in _PARTS.findall(plain[:_LONGEST]) for row in self._cut(part)]
        return rows or [self._rows[_UNKNOWN]]

    def _cut(self, part: str) -> list[int]:
        rows: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                row = self._rows.get(("##" if start else "") + part[start:end])
                if row is not None:
                    rows.append(row)
                    start = end
                    break
            else:
                return [self._rows[_UNKNOWN]]
        return rows
