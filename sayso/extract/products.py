"""Products of matrices in which what is computed of one row never depends on the rows around it.

A processor's kernels take some 12 or 16 rows at a time. Rows that are left over they sum up in another order, and in
the outermost columns some of them do so by the place of a row: the last bit of a sum then tells its company.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ROWS_AT_A_TIME = 48
_EDGE = 8
_WIDEST = 288
"""Columns that a kernel takes at a time, their edges included, at least."""
_ROWS_KEPT_NEAR = 10 * _ROWS_AT_A_TIME
"""So many rows of a wide product are made at a time: they are copied while the processor's cache still holds them."""


def whole(rows: int) -> int:
    """So many rows or a few more, of which none is left over; what the added ones hold does not matter.

    >>> whole(0), whole(1), whole(48), whole(49)
    (48, 48, 48, 96)
    """
    return max(1, -(-rows // _ROWS_AT_A_TIME)) * _ROWS_AT_A_TIME


class Product:
    """Weights to multiply rows with; as many rows as `whole` says are taken as they are, others are copied first."""

    def __init__(self, weights: Floats) -> None:
        """`weights` are inputs by outputs."""
        width = weights.shape[1]
        parts = -(-width // _WIDEST)
        self._width = width
        self._weights = [np.pad(part, ((0, 0), (_EDGE, _EDGE))) for part in np.array_split(weights, parts, axis=1)]

    def __call__(self, rows: Floats) -> Floats:
        """What each row gives."""
        size = len(rows)
        if size != whole(size):
            filled = np.zeros((whole(size), rows.shape[1]), dtype=np.float32)
            filled[:size] = rows
            rows = filled
        if len(self._weights) == 1:
            return (rows @ self._weights[0])[:size, _EDGE:-_EDGE]
        found = np.empty((len(rows), self._width), dtype=np.float32)
        for start in range(0, len(rows), _ROWS_KEPT_NEAR):
            some, into = rows[start : start + _ROWS_KEPT_NEAR], found[start : start + _ROWS_KEPT_NEAR]
            column = 0
            for weights in self._weights:
                part = (some @ weights)[:, _EDGE:-_EDGE]
                into[:, column : column + part.shape[1]] = part
                column += part.shape[1]
        return found[:size]
