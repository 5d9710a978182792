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
    going_on = np.arange(2, labels, 2)
    others = np.setdiff1d(np.arange(labels), going_on)
    order = np.argsort(-sizes, kind="stable")
    longest = int(sizes.max(initial=1))
    live = np.searchsorted(-sizes[order], -np.arange(longest))
    """How many sequences have more rows than so many; the longest stand first."""
    begins = (np.cumsum(sizes) - sizes)[order][: live[0]]
    best = scores[begins]
    best[:, going_on] = _NEVER
    back = np.zeros((longest, len(begins), labels), dtype=np.int64)
    for place in range(1, longest):
        some = live[place]
        before = best[:some]
        chosen = back[place, :some]
        chosen[:, others] = before.argmax(axis=1)[:, None]
        chosen[:, going_on] = going_on - (before[:, going_on - 1] >= before[:, going_on])
        best[:some] = np.take_along_axis(before, chosen, axis=1) + scores[begins[:some] + place]
    path = np.empty(len(scores), dtype=np.int64)
    chosen = best.argmax(axis=1)
    rows = np.arange(len(begins))
    for place in range(longest - 1, -1, -1):
        some = live[place]
        path[begins[:some] + place] = chosen[:some]
        chosen[:some] = back[place, rows[:some], chosen[:some]]
    return path
