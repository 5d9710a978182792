"""Each token's vector, from its own features and from its neighbours': the parser's first layers, without their slack.

The same sums as spaCy's tok2vec makes, to rounding, in a third of the time. What a token gives by itself is computed
once for each distinct token and remembered, and nothing is kept that only training needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.extract.products import Floats, Product, whole

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

Keys = NDArray[np.uint64]

_REMEMBERED = 40_000
"""Distinct tokens kept, 15 MB of vectors; then all are forgotten, so that a long run needs no more."""
_TOKENS_AT_A_TIME = 1_024
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
    def of(cls, layer: Model[Any, Any]) -> _Maxout:
        """The layer as thinc has it: a maxout and its layer norm."""
        params = {(node.name, name): _values(node, name) for node in layer.walk() for name in node.param_names}
        weights, biases = params["maxout", "W"], params["maxout", "b"]
        width, pieces, inputs = weights.shape
        return cls(
            Product(np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T)),
            np.ascontiguousarray(biases.T.reshape(pieces * width)),
            width,
            params["layernorm", "G"],
            params["layernorm", "b"],
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


def _values(layer: Model[Any, Any], name: str) -> Floats:
    return np.asarray(layer.get_param(name), dtype=np.float32)


class TokenVectors:
    """A tok2vec of spaCy's (`MultiHashEmbed` and `MaxoutWindowEncoder` with a window of one), for prediction only."""

    def __init__(self, model: Model[Any, Any]) -> None:
        embed, encode = model.layers
        self._columns: list[int | str] = embed.layers[0].attrs["columns"]
        self._tables = embed.layers[2]
        self._mixed = _Maxout.of(embed.layers[3])
        self._layers = [_Maxout.of(layer) for layer in encode.layers[0].layers]
        self._padding = len(self._layers)
        self.width = self._layers[0].width
        factors = np.random.default_rng(0).integers(1, 2**63, len(self._columns), dtype=np.uint64) * np.uint64(2)
        self._factors: Keys = factors + np.uint64(1)
        self._rows: dict[int, int] = {}
        self._known = np.zeros((_REMEMBERED, self.width), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each document's tokens."""
        found: list[Floats] = []
        group: list[Doc] = []
        tokens = 0
        for doc in docs:
            group.append(doc)
            tokens += len(doc) + self._padding
            if tokens >= _TOKENS_AT_A_TIME:
                found += self._of_group(group)
                group, tokens = [], 0
        return found + self._of_group(group)

    def _of_group(self, docs: Sequence[Doc]) -> list[Floats]:
        if not docs:
            return []
        own = self._alone(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        starts: list[int] = []
        place = self._padding
        for doc in docs:
            starts.append(place)
            place += len(doc) + self._padding
        rows = np.zeros((whole(place), self.width), dtype=np.float32)
        taken = 0
        for doc, start in zip(docs, starts, strict=True):
            rows[start : start + len(doc)] = own[taken : taken + len(doc)]
            taken += len(doc)
        for layer in self._layers:
            rows += layer(_with_neighbours(rows))
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _alone(self, features: Keys) -> Floats:
        """What each token gives by itself."""
        keys = (features * self._factors).sum(axis=1, dtype=np.uint64).tolist()
        if len(self._rows) + len(keys) > _REMEMBERED:
            self._rows.clear()
        new = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if new:
            first = len(self._rows)
            places = [*new.values(), *[0] * (whole(len(new)) - len(new))]
            self._known[first : first + len(new)] = self._mixed(self._tables.predict(features[places]))[: len(new)]
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return self._known[[self._rows[key] for key in keys]]


def _with_neighbours(rows: Floats) -> Floats:
    """Each row between the one before and the one behind it."""
    width = rows.shape[1]
    wide = np.zeros((rows.shape[0], 3 * width), dtype=np.float32)
    wide[1:, :width] = rows[:-1]
    wide[:, width : 2 * width] = rows
    wide[:-1, 2 * width :] = rows[1:]
    return wide
