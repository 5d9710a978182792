"""The most likely labels in a row, and the stretches that they mark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.tokens import Floats, Places

_NEVER = np.float32(-1e9)


def stretches(labels: Places, sequence: Places, kind: int) -> list[tuple[int, int]]:
    """The first and last row of each stretch: `kind` begins one, `kind + 1` goes on with it."""
    begins = labels == kind
    inside = begins | (labels == kind + 1)
    fresh = np.ones(len(labels), dtype=bool)
    fresh[1:] = (sequence[1:] != sequence[:-1]) | ~inside[:-1]
    firsts = np.flatnonzero(inside & (begins | fresh))
    stops = np.ones(len(labels), dtype=bool)
    stops[:-1] = ~inside[1:] | begins[1:] | (sequence[1:] != sequence[:-1])
    lasts = np.flatnonzero(inside & stops)
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def best_labels(scores: Floats, sizes: NDArray[np.int64]) -> Places:
    """The most likely labels of each sequence in which nothing goes on that has not begun.

    Sequences stand one behind the other; labels are 0 for nothing, then a pair "begins", "goes on" for each kind.
    """
    labels = scores.shape[1]
    longest = int(sizes.max(initial=1))
    filled = np.arange(longest) < sizes[:, None]
    padded = np.zeros((len(sizes), longest, labels), dtype=np.float32)
    padded[filled] = scores
    step = np.zeros((labels, labels), dtype=np.float32)
    going_on = np.arange(2, labels, 2)
    step[:, going_on] = _NEVER
    step[going_on, going_on] = 0
    step[going_on - 1, going_on] = 0
    best = padded[:, 0].copy()
    best[:, going_on] = _NEVER
    back = np.zeros((longest, len(sizes), labels), dtype=np.int64)
    stay = np.arange(labels)
    for place in range(1, longest):
        ways = best[:, :, None] + step
        chosen = ways.argmax(axis=1)
        live = filled[:, place, None]
        back[place] = np.where(live, chosen, stay)
        best = np.where(live, np.take_along_axis(ways, chosen[:, None, :], axis=1)[:, 0] + padded[:, place], best)
    path = np.zeros((len(sizes), longest), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(len(sizes))
    for place in range(longest - 1, 0, -1):
        path[:, place - 1] = back[place, rows, path[:, place]]
    return path[filled]
