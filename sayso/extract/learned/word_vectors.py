"""What a word means by itself: a vector for every word, made of those of its pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

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
        self._known: dict[str, int] = {}
        self._kept = np.empty((_MOST_KEPT, vectors.shape[1]), dtype=np.float32)

    def of(self, words: Sequence[str]) -> Floats:
        """One row a word: the mean of its pieces' vectors."""
        known = self._known
        if len(known) + len(words) > _MOST_KEPT:
            known.clear()
        for word in words:
            if word not in known:
                pieces = self.pieces(word)
                vectors = self._vectors
                self._kept[len(known)] = vectors[pieces[0]] if len(pieces) == 1 else vectors[pieces].mean(axis=0)
                known[word] = len(known)
        return self._kept[[known[word] for word in words]]

    def pieces(self, word: str) -> list[int]:
        """The rows of a word's pieces."""
        plain = word.lower()
        if not plain.isascii():
            letters = unicodedata.normalize("NFD", plain)
            plain = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
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
