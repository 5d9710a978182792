"""A small network over rows of ids: a table, a few windows over neighbours, a score for every label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.features import Columns
from sayso.extract.learned.tokens import Floats, Places
from sayso.extract.products import Product, whole

SPREADS = (1, 2, 4)
"""How far the neighbours stand that each window looks at."""

_ROWS_KEPT_NEAR = 700
"""So many rows are summed up at a time: the processor's cache holds them meanwhile."""

Weights = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Net:
    """The weights of one trained network."""

    table: Floats
    dense: Product
    bias: Floats
    windows: tuple[tuple[Product, Floats], ...]
    out: Product
    out_bias: Floats

    @classmethod
    def of(cls, weights: Weights, name: str) -> Net:
        """The network that was saved under a name."""

        def floats(part: str) -> Floats:
            return weights[f"{name}.{part}"].astype(np.float32)

        return cls(
            table=unpacked(weights, f"{name}.table"),
            dense=Product(floats("dense")),
            bias=floats("bias"),
            windows=tuple((Product(floats(f"window{spread}")), floats(f"window{spread}_bias")) for spread in SPREADS),
            out=Product(floats("out")),
            out_bias=floats("out_bias"),
        )

    def hidden(self, columns: Columns, seen: Floats, sequence: Places) -> Floats:
        """What the network makes of each row, from its ids and from what is `seen` of it besides.

        `seen` has the network's width and is used up. Windows end where a sequence ends.
        """
        hidden = seen
        hidden += self.bias
        for start in range(0, len(hidden), _ROWS_KEPT_NEAR):
            some = hidden[start : start + _ROWS_KEPT_NEAR]
            rows = np.empty_like(some)
            for column in columns[start : start + _ROWS_KEPT_NEAR].T:
                some += np.take(self.table, column, axis=0, out=rows, mode="clip")
        np.maximum(hidden, 0, out=hidden)
        for spread, (weights, bias) in zip(SPREADS, self.windows, strict=True):
            inner = weights(beside(hidden, sequence, spread))[: len(hidden)]
            inner += bias
            hidden += np.maximum(inner, 0, out=inner)
        return hidden

    def scores(self, hidden: Floats) -> Floats:
        """The logarithm of each label's probability, one row a token."""
        raw = self.out(hidden)
        raw += self.out_bias
        raw -= raw.max(axis=1, keepdims=True)
        scores: Floats = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        return scores


def unpacked(weights: Weights, name: str) -> Floats:
    """A table that was saved in bytes with one scale a row."""
    table: Floats = weights[name].astype(np.float32)
    table *= weights[f"{name}_scale"].astype(np.float32)
    return table


def beside(hidden: Floats, sequence: Places, spread: int) -> Floats:
    """Each row with those `spread` before and behind it, zeros where these belong to another sequence.

    Rows of zeros stand behind the last, for `Product`.
    """
    size, width = hidden.shape
    wide = np.empty((whole(size), 3 * width), dtype=np.float32)
    before, own, behind = wide[:, :width], wide[:, width : 2 * width], wide[:, 2 * width :]
    own[:size] = hidden
    if size > spread:
        before[spread:size], behind[: size - spread] = hidden[:-spread], hidden[spread:]
        strangers = np.flatnonzero(sequence[spread:] != sequence[:-spread])
        before[strangers + spread] = behind[strangers] = 0
    before[:spread] = behind[max(0, size - spread) :] = 0
    wide[size:] = 0
    return wide
