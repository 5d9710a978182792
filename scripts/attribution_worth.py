"""Learns which of what might be said is worth listing: what the teachers see in reports that they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import torch
from attribution_reports import Read, told_of
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from train_net import Example, Tagger

from sayso.extract.learned.attributions import possible_cues
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.worth import CONTENT, SOURCE, signs

LOOKED_AT = 1.2
"""How much less likely than computed "no cue" is taken to be where cues to learn from are looked for."""
EAGER, LISTED_FROM = 0.4, 0.25
"""The same where the model reads, and the probability from which an attribution is listed; its student is less sure of
everything than the teachers that the line was learned from."""

Ends = tuple[int, int]


def worth_of(unseen: Iterable[tuple[Read, Example, Tagger]]) -> NDArray[np.float64]:
    """The weights of `sayso.extract.learned.worth.Worth`, from reports that the tagger beside each has not seen.

    A cue counts half for being one to the letter, half for leading to the right words and the right voice, in part.
    """
    rows: list[NDArray[np.float64]] = []
    right: list[tuple[bool, bool]] = []
    for one, example, tagger in unseen:
        of_cues, answers = _judged(one, example, tagger)
        rows += of_cues
        right += answers
    every = np.array(rows)
    learned = LogisticRegression(C=np.inf, max_iter=5000)
    learned.fit(np.concatenate([every, every]), np.concatenate(np.array(right).T))
    constant = learned.intercept_[0] - np.log(LISTED_FROM / (1 - LISTED_FROM))
    return np.append(learned.coef_[0], constant)


def _judged(one: Read, example: Example, tagger: Tagger) -> tuple[list[NDArray[np.float64]], list[tuple[bool, bool]]]:
    """The signs of each cue by which something is said, and whether it is a cue, and all of it right."""
    with torch.no_grad():
        hidden = tagger.hidden(example)
        scores = tagger.out(hidden).log_softmax(1).numpy()
        cues = possible_cues(scores, one.tokens, LOOKED_AT)
        if not cues:
            return [], []
        told = told_of(one, cues, None)
        said = tagger.told(example, told, hidden).log_softmax(1).numpy()
    number, rows = told.number.numpy(), told.rows.numpy()
    labels = best_labels(said, np.bincount(number))
    first, last = np.array(cues).T
    of_cues = signs(one.tokens, scores, first, last, said, labels, number)
    found: dict[int, dict[int, list[Ends]]] = {}
    for kind in (SOURCE, CONTENT):
        for begin, end in stretches(labels, number, kind):
            ends = int(one.start[rows[begin]]), int(one.end[rows[end]])
            found.setdefault(int(number[begin]), {}).setdefault(kind, []).append(ends)
    listed = [place for place in range(len(cues)) if CONTENT in found.get(place, {})]
    answers = [
        _right((int(one.start[first[place]]), int(one.end[last[place]])), found[place], one.gold["attributions"])
        for place in listed
    ]
    return [of_cues[place] for place in listed], answers


def _right(cue: Ends, parts: Mapping[int, Sequence[Ends]], gold: Sequence[Mapping[str, Any]]) -> tuple[bool, bool]:
    """Whether people marked the cue to the letter, and whether what is said and who says it touch theirs."""
    near = [one for one in gold if _touch(one["cue"], [cue])]
    exact = any(tuple(piece) == cue for one in gold for piece in one["cue"])
    whole = any(
        _touch(one["content"], parts[CONTENT]) and _same_voice(one["source"], parts.get(SOURCE, ())[:1]) for one in near
    )
    return exact, whole


def _same_voice(gold: Sequence[Sequence[int]], found: Sequence[Ends]) -> bool:
    return _touch(gold, found) if gold else not found


def _touch(gold: Sequence[Sequence[int]], found: Sequence[Ends]) -> bool:
    return any(start < end and begin < stop for (start, stop), (begin, end) in product(gold, found))
