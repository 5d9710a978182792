"""Each token's vector, from its own features and from its neighbours': the parser's first layers, without their slack.

The same sums as spaCy's tok2vec makes, to rounding, in a third of the time: nothing is kept that only training needs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.extract.products import Floats, Product, whole
from sayso.extract.trees.hashes import Ids, four_of
from sayso.extract.trees.model_files import Layers

_TOKENS_AT_A_TIME = 2_048
"""Rows multiplied together: what is made of them stays in the processor's cache."""
_TINY = 1e-8
"""What spaCy adds to a variance."""


class _Maxout(Struct, frozen=True):
    """A layer: the greatest of a few linear maps, brought to one scale."""

    product: Product
    """The maps one beside the other."""
    biases: Floats
    width: int
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: dict[str, Floats], norm: dict[str, Floats]) -> _Maxout:
        """The layer as it was trained: a maxout and its layer norm."""
        weights = maxout["W"]
        width, pieces, inputs = weights.shape
        return cls(
            Product(np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T)),
            np.ascontiguousarray(maxout["b"].T.reshape(pieces * width)),
            width,
            norm["G"],
            norm["b"],
        )

    def __call__(self, rows: Floats) -> Floats:
        pieces = self.product(rows)
        pieces += self.biases
        best = pieces[:, : self.width]
        for start in range(self.width, pieces.shape[1], self.width):
            best = np.maximum(best, pieces[:, start : start + self.width])
        best -= (np.einsum("ij->i", best) / self.width)[:, None]
        variance = np.einsum("ij,ij->i", best, best) / self.width
        best *= ((variance + _TINY) ** -0.5)[:, None]
        best *= self.scale
        best += self.shift
        return best


class TokenVectors:
    """A tok2vec of spaCy's (`MultiHashEmbed` and `MaxoutWindowEncoder` with a window of one), for prediction only."""

    def __init__(self) -> None:
        layers = Layers("tok2vec")
        self._tables = [one["E"] for one in layers.weights("hashembed")]
        self._seeds: list[int] = list(layers.attribute("hashembed", "seed"))
        self._mixed, *self._layers = map(_Maxout.of, layers.weights("maxout"), layers.weights("layernorm"))
        self._padding = len(self._layers)
        self.width = self._mixed.width

    def alone(self, ids: Ids) -> Floats:
        """What words give by themselves; `ids` holds a row a word, see `Word.ids`."""
        parts = []
        for table, seed, column in zip(self._tables, self._seeds, ids.T, strict=False):
            first, *others = (four_of(column, seed) % len(table)).T
            part = table[first]
            for rows in others:
                part += table[rows]
            parts.append(part)
        return self._mixed(np.concatenate(parts, axis=1))

    def in_context(self, own: Floats, sizes: Sequence[int]) -> Floats:
        """The vectors of tokens among their neighbours, of sentences of these sizes that stand one behind the other.

        `own` is what their words give by themselves; a row a token in both.
        """
        found = np.empty_like(own)
        group: list[int] = []
        begin = end = tokens = 0
        for size in sizes:
            group.append(size)
            end += size
            tokens += size + self._padding
            if tokens >= _TOKENS_AT_A_TIME:
                self._read(own[begin:end], group, found[begin:end])
                group, begin, tokens = [], end, 0
        self._read(own[begin:], group, found[begin:])
        return found

    def _read(self, own: Floats, sizes: Sequence[int], found: Floats) -> None:
        """Vectors of a few sentences, written into `found`; between any two of them stand rows of zeros."""
        places = np.arange(len(own)) + self._padding * np.repeat(np.arange(1, len(sizes) + 1), sizes)
        rows = np.zeros((whole(len(own) + self._padding * (len(sizes) + 1)), self.width), dtype=np.float32)
        rows[places] = own
        for layer in self._layers:
            rows += layer(_with_neighbours(rows))
        found[:] = rows[places]


def _with_neighbours(rows: Floats) -> Floats:
    """Each row between the one before and the one behind it."""
    width = rows.shape[1]
    wide = np.zeros((rows.shape[0], 3 * width), dtype=np.float32)
    wide[1:, :width] = rows[:-1]
    wide[:, width : 2 * width] = rows
    wide[:-1, 2 * width :] = rows[1:]
    return wide
