"""What a model sees of a token: columns of ids, each id one fact about it."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.tokens import Places, Tokens, mixed
from sayso.extract.trees.hashes import Ids, id_of

Columns = NDArray[np.int32]
"""One row a token, one column a question; the numbers are rows of the model's table."""

_MOST_STEPS = 8
"""How far up a tree a path is followed."""


def _rows(columns: list[Ids], size: int) -> Columns:
    """Ids as rows of a table of `size` (a power of two), every column on its own."""
    shift = np.uint64(64 - (size.bit_length() - 1))
    numbers = np.arange(1, len(columns) + 1, dtype=np.uint64)[:, None]
    stacked = np.stack(columns)
    return (mixed(stacked, np.broadcast_to(numbers, stacked.shape)) >> shift).T.astype(np.int32)


_ARMS = (
    ("nsubj",), ("nsubjpass",), ("dobj",), ("ccomp",), ("xcomp",), ("prep",), ("agent",), ("aux",), ("auxpass",),
    ("neg",), ("prt",), ("advmod",), ("mark",), ("pobj",), ("poss",), ("acl", "relcl"), ("det",), ("attr", "acomp"),
)  # fmt: skip
"""Kinds of children that a token may have."""


@cache
def _arm_ids() -> tuple[Ids, Ids]:
    """The ids of the labels in `_ARMS`, sorted, and the bit of each."""
    pairs = sorted((id_of(label), 1 << place) for place, labels in enumerate(_ARMS) for label in labels)
    return np.array([label for label, _ in pairs], np.uint64), np.array([bit for _, bit in pairs], np.uint64)


def _own_bits(tokens: Tokens) -> Ids:
    """Which kind of child each token is, as a bit; 0 for others."""
    labels, bits = _arm_ids()
    places = np.minimum(np.searchsorted(labels, tokens.dep), len(labels) - 1)
    return np.where(labels[places] == tokens.dep, bits[places], np.uint64(0))


def _arms(tokens: Tokens, own: Ids) -> Ids:
    """Which kinds of children a token has, as bits."""
    bits = np.zeros(len(tokens), dtype=np.uint64)
    np.bitwise_or.at(bits, tokens.head, np.where(tokens.head == np.arange(len(tokens)), np.uint64(0), own))
    return bits


def _bits(*labels: str) -> np.uint64:
    """The bits of some kinds of children."""
    return np.uint64(sum(1 << place for place, names in enumerate(_ARMS) if set(labels) & set(names)))


def _child(tokens: Tokens, own: Ids, kinds: np.uint64) -> Places:
    """The row of each token's last child of these kinds; -1 where there is none."""
    found = np.full(len(tokens), -1)
    chosen = np.flatnonzero(own & kinds)
    found[tokens.head[chosen]] = chosen
    return found


def _at(values: Ids, rows: Places) -> Ids:
    """The values at some rows; 0 where there is no row."""
    return np.where(rows >= 0, values[rows], np.uint64(0))


def _shifted(tokens: Tokens, values: Ids, by: int) -> Ids:
    """The neighbour's value; 0 beyond the sentence."""
    rows = np.arange(len(tokens)) + by
    inside = (rows >= tokens.first) & (rows <= tokens.last)
    return np.where(inside, values[np.clip(rows, 0, len(tokens) - 1)], np.uint64(0))


def cue_columns(tokens: Tokens, heard: Ids, size: int) -> Columns:
    """What tells whether a token is in a cue; `heard` is what it is in the rules' attributions."""
    t = tokens
    head = t.head
    own = _own_bits(t)
    arms = _arms(t, own)
    subject = _child(t, own, _bits("nsubj", "nsubjpass"))
    thing = _child(t, own, _bits("dobj", "pobj"))
    particle = _child(t, own, _bits("prep", "prt"))
    clause = _bits("dobj", "ccomp", "xcomp")
    position = np.minimum(np.arange(len(t)) - t.first, 6).astype(np.uint64)
    columns = [
        t.lower,
        t.stem,
        t.suffix,
        t.shape,
        t.tag,
        t.dep,
        mixed(t.stem, t.tag),
        mixed(t.stem, t.dep),
        t.lower[head],
        mixed(t.stem[head], t.dep),
        mixed(t.tag[head], t.dep, t.tag),
        arms,
        mixed(t.stem, arms & clause),
        _at(t.lower, subject),
        mixed(_at(t.tag, subject), t.tag),
        _at(t.stem, thing),
        mixed(t.stem, _at(t.tag, thing)),
        mixed(t.stem, _at(t.lower, particle)),
        mixed(t.stem, _shifted(t, t.lower, 1)),
        mixed(t.stem, _shifted(t, t.lower, -1)),
        mixed(t.quoted, position),
        mixed(t.dep[head], t.dep, t.dep[head[head]]),
        mixed(_shifted(t, t.quoted, -1), t.quoted, _shifted(t, t.quoted, 1)),
        heard,
        mixed(heard, t.stem),
    ]
    return _rows(columns, size)


def span_columns(
    tokens: Tokens, heard: Ids, rows: Places, cues: Places, first: Places, last: Places, size: int
) -> Columns:
    """What tells whether a token is said, or says it: rows of `tokens` as they stand to one cue each.

    The rows of one cue are those of its whole sentence, in order. `cues` holds the row of each cue's head, `first` and
    `last` those of its ends, `heard` what each row is in the rules' attribution by that cue.
    """
    t = tokens
    arm, steps, from_cue, met, other = _paths(t, rows, cues)
    side = (np.sign(rows - cues) + 1 + 3 * ((rows >= first) & (rows <= last))).astype(np.uint64)
    distance = np.where(rows < first, first - rows, np.maximum(rows - last, 0))
    bucket = np.minimum(distance, 4 + distance // 8).clip(0, 12).astype(np.uint64)
    marks = (np.clip(t.marks[rows] - t.marks[cues], -3, 3) + 3).astype(np.uint64)
    before, behind = np.maximum(rows - 1, t.first[rows]), np.minimum(rows + 1, t.last[rows])
    places = np.arange(len(rows))
    edge = ((arm[places + before - rows] == arm) + 2 * (arm[places + behind - rows] == arm)).astype(np.uint64)
    level = np.minimum(steps, 5).astype(np.uint64)
    above = np.minimum(from_cue, 4).astype(np.uint64)
    arm_dep = t.dep[arm]
    quoted, at_cue = t.quoted[rows], t.quoted[cues]
    verb, verb_arms = t.stem[cues], _arms(t, _own_bits(t))[cues]
    columns = [
        t.lower[rows],
        t.tag[rows],
        t.dep[rows],
        t.shape[rows],
        mixed(side, bucket),
        mixed(side, t.tag[rows], np.minimum(bucket, np.uint64(2))),
        mixed(arm_dep, side, above),
        mixed(arm_dep, side, above, edge),
        mixed(arm_dep, level, t.dep[rows], side),
        mixed(arm_dep, t.tag[arm], side, above, t.dep[other]),
        mixed(verb, arm_dep, side, above),
        mixed(verb, side, t.tag[cues]),
        mixed(verb_arms, side, arm_dep),
        mixed(verb_arms, above, side),
        mixed(t.dep[cues], side, above, arm_dep),
        mixed(t.dep[cues], t.dep[met], side),
        mixed(quoted, at_cue, marks, side),
        mixed(quoted, arm_dep, side),
        mixed(t.lower[arm], t.dep[arm], side),
        mixed(level, above, side),
        mixed(t.lower[last], side, arm_dep),
        mixed(t.lower[before], t.tag[rows], side),
        mixed(t.lower[behind], t.tag[rows], side),
        mixed(t.tag[cues], t.dep[cues], t.dep[rows], t.dep[t.head[rows]], (t.head[rows] == cues).astype(np.uint64)),
        mixed(edge, t.lower[rows], above),
        heard,
        mixed(heard, arm_dep, side),
    ]
    return _rows(columns, size)


def _paths(t: Tokens, rows: Places, cues: Places) -> tuple[Places, Places, Places, Places, Places]:
    """How each row hangs together with its cue in the tree.

    The ancestor of the row right below the token where both paths meet (the row itself where it is that token), the
    steps up to there, the steps from the cue to there, the token where they meet, and the cue's ancestor right
    below it.
    """
    arm = rows.copy()
    steps = np.zeros(len(rows), dtype=np.int64)
    from_cue = np.full(len(rows), _MOST_STEPS)
    met = t.head[cues]
    other = cues.copy()
    open_rows = np.ones(len(rows), dtype=bool)
    cue_at = cues.copy()
    cue_below = cues.copy()
    for up in range(5):
        at, below = rows, rows
        for taken in range(_MOST_STEPS):
            hit = open_rows & (at == cue_at)
            if hit.any():
                arm[hit], steps[hit], from_cue[hit], met[hit] = below[hit], taken, up, at[hit]
                other[hit] = cue_below[hit]
                open_rows &= ~hit
            below, at = at, t.head[at]
        if not open_rows.any():
            break
        cue_below, cue_at = cue_at, t.head[cue_at]
    return arm, steps, from_cue, met, other
