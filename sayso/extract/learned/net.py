"""A small network over rows of ids: a table, a few windows over neighbours, a score for every label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.features import Columns
from sayso.extract.learned.tokens import Floats, Places

SPREADS = (1, 2, 4)
"""How far the neighbours stand that each window looks at."""


@dataclass(frozen=True, slots=True)
class Net:
    """The weights of one trained network."""

    table: Floats
    dense: Floats
    bias: Floats
    windows: tuple[tuple[Floats, Floats], ...]
    out: Floats
    out_bias: Floats

    @classmethod
    def of(cls, weights: Mapping[str, NDArray[np.generic]], name: str) -> Net:
        """The network that was saved under a name; its table is kept in bytes with one scale a row."""

        def floats(part: str) -> Floats:
            return weights[f"{name}.{part}"].astype(np.float32)

        return cls(
            table=floats("table") * floats("scale"),
            dense=floats("dense"),
            bias=floats("bias"),
            windows=tuple((floats(f"window{spread}"), floats(f"window{spread}_bias")) for spread in SPREADS),
            out=floats("out"),
            out_bias=floats("out_bias"),
        )

    def scores(self, columns: Columns, vectors: Floats, sequence: Places) -> Floats:
        """The logarithm of each label's probability, one row a token; windows end where a sequence ends."""
        hidden = vectors @ self.dense + self.bias
        rows = np.empty_like(hidden)
        for column in columns.T:
            hidden += np.take(self.table, column, axis=0, out=rows, mode="clip")
        np.maximum(hidden, 0, out=hidden)
        for spread, (weights, bias) in zip(SPREADS, self.windows, strict=True):
            hidden = hidden + np.maximum(beside(hidden, sequence, spread) @ weights + bias, 0)
        raw = hidden @ self.out + self.out_bias
        raw -= raw.max(axis=1, keepdims=True)
        scores: Floats = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        return scores


def beside(hidden: Floats, sequence: Places, spread: int) -> Floats:
    """Each row with those `spread` before and behind it, zeros where these belong to another sequence."""
    size, width = hidden.shape
    wide = np.zeros((size, 3 * width), dtype=np.float32)
    wide[:, width : 2 * width] = hidden
    if size > spread:
        same = (sequence[spread:] == sequence[:-spread])[:, None]
        wide[spread:, :width] = hidden[:-spread] * same
        wide[:-spread, 2 * width :] = hidden[spread:] * same
    return wide
