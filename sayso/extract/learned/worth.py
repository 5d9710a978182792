"""Whether an attribution that both networks could see is worth listing: how sure they were of its parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.tokens import Floats, Places, Tokens

CUE, SOURCE, CONTENT = 1, 1, 3
"""The labels that begin a stretch; the first network marks cues, the second sources and contents."""

_HAIR = 1e-3


@dataclass(frozen=True, slots=True)
class Worth:
    """A line between what people would mark and what they would not (logistic regression)."""

    weights: NDArray[np.float64]
    """How each of the signs weighs, then a constant: what comes out above 0 is worth listing."""

    def __call__(self, of_cues: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each cue is, from its signs."""
        answer: NDArray[np.bool_] = of_cues @ self.weights[:-1] + self.weights[-1] > 0
        return answer


def signs(
    tokens: Tokens, cues: Floats, first: Places, last: Places, said: Floats, labels: Places, number: Places
) -> NDArray[np.float64]:
    """How sure the networks were of each cue, one row a cue.

    The cue's mean as a logit, that it begins where it does, that it should have begun before or gone on behind; the
    mean of what is said; the surest word of who says it.

    `cues` holds the logarithm of each label's probability for each token, `first` and `last` the ends of each cue;
    `said` and `labels` hold scores and labels for the rows of all cues' sentences, `number` the cue of each row.
    """
    inside = np.append(-np.expm1(np.minimum(cues[:, 0].astype(np.float64), 0)), 0)
    mean = np.add.reduceat(inside, np.column_stack([first, last + 1]).ravel())[::2] / (last + 1 - first)
    begins = np.flatnonzero(np.diff(number, prepend=-1))
    told = np.exp(said.astype(np.float64))
    content, source = told[:, CONTENT] + told[:, CONTENT + 1], told[:, SOURCE] + told[:, SOURCE + 1]
    words = np.add.reduceat((labels >= CONTENT).astype(np.float64), begins)
    return np.column_stack(
        [
            np.log((mean + _HAIR**2) / (1 - mean + _HAIR)),
            np.exp(cues[first, CUE]),
            np.where(first > tokens.first[first], inside[first - 1], 0),
            np.where(last < tokens.last[last], inside[last + 1], 0),
            np.add.reduceat(np.where(labels >= CONTENT, content, 0), begins) / np.maximum(words, 1),
            np.maximum.reduceat(source, begins),
        ]
    )
