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
        parts = [(rows @ weights)[:size, _EDGE:-_EDGE] for weights in self._weights]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
