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
    order = np.argsort(-sizes, kind="stable")
    longest = int(sizes.max(initial=1))
    live = np.searchsorted(-sizes[order], -np.arange(longest))
    """How many sequences have more rows than so many; the longest stand first."""
    at = np.cumsum(live) - live
    number = np.arange(len(scores)) - np.repeat(at, live)
    rows = (np.cumsum(sizes) - sizes)[order][number] + np.repeat(np.arange(longest), live)
    best = np.ascontiguousarray(scores[rows].T)  # the first rows of all sequences, then all second ones, and so on
    best[2::2, : live[0]] = _NEVER
    for place in range(1, longest):
        before = best[:, at[place - 1] : at[place - 1] + live[place]]
        here = best[:, at[place] : at[place] + live[place]]
        likeliest = before.max(axis=0)
        here[0] += likeliest
        here[1::2] += likeliest
        here[2::2] += np.maximum(before[1::2], before[2::2])
    back = np.repeat(best.argmax(axis=0)[None], len(best), axis=0)
    last = back[0]
    back[2::2] = np.arange(2, len(best), 2)[:, None] - (best[1::2] >= best[2::2])
    path = np.empty(len(scores), dtype=np.int64)
    chosen = last[:0]
    for place in range(longest - 1, -1, -1):
        begin, end = at[place], at[place] + live[place]
        chosen = np.concatenate((chosen, last[begin + len(chosen) : end]))  # some sequences end here
        path[begin:end] = chosen
        if place:
            chosen = back[chosen, number[begin:end] + at[place - 1]]
    labels = np.empty_like(path)
    labels[rows] = path
    return labels
