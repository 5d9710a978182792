"""The parser's arc-eager transitions for many sentences at a time.

The same moves by the same weights as spaCy's parser makes them, one move of every open sentence at each step: spaCy's
loop takes each sentence's move by itself, and asks after each of many small sums whether Python has an error.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.extract.products import Floats, Product, whole
from sayso.extract.trees.model_files import Layers, moves

Places = NDArray[np.int64]

_TOKENS_AT_A_TIME = 4_096
"""What is known of each token in each of its roles takes 4 KB."""
_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = range(5)
_MAY_SHIFT, _MAY_REDUCE, _MAY_ARC, _MAY_BREAK = 1, 2, 4, 8
_NEEDS = {_SHIFT: _MAY_SHIFT, _REDUCE: _MAY_REDUCE, _LEFT: _MAY_ARC, _RIGHT: _MAY_ARC, _BREAK: _MAY_BREAK}
_STEPS_ON_STACK = np.array([1, -1, -1, 1, 0])
_STEPS_IN_BUFFER = np.array([1, 0, 0, 1, 0])
_STARTS, _WAS_PUT_BACK = np.uint8(1), np.uint8(2)
"""What is known of a token: a sentence begins with it; it was put back and may not be shifted again."""


class Transitions:
    """A trained parser's moves, for prediction only."""

    def __init__(self) -> None:
        layers = Layers("parser")
        (lower,) = layers.weights("precomputable_affine")
        upper, narrow = layers.weights("linear")
        names = moves()
        self._narrow, self._narrow_bias = Product(narrow["W"].T), narrow["b"]
        self._roles, self._width, _, inputs = lower["W"].shape
        self._lower = Product(lower["W"].transpose(3, 0, 2, 1).reshape(inputs, -1))
        self._lower_bias = lower["b"].T.reshape(-1)
        self._nobody = lower["pad"][0].transpose(0, 2, 1).reshape(-1)
        self._upper, self._upper_bias = Product(upper["W"].T), upper["b"]
        self._kinds = np.array(["SDLRB".index(name[0]) for name in names])
        self.labels = [name[2:] for name in names]
        barred = np.zeros((16, len(names)), dtype=np.float32)
        for number, kind in enumerate(self._kinds.tolist()):
            barred[[may for may in range(16) if not may & _NEEDS[kind]], number] = -np.inf
        self._barred = barred

    def of(self, vectors: Floats, sizes: Places) -> tuple[Places, Places]:
        """How far from each token its head stands, and by which of `labels`; 0 and -1 for one without a head.

        `vectors` holds a row for each token of sentences of these `sizes`, one behind the other.
        """
        heads, labels = np.empty((2, len(vectors)), dtype=np.int64)
        begins = np.cumsum(sizes) - sizes
        for group in _groups(sizes):
            rows = np.concatenate(
                [np.arange(begin, begin + size) for begin, size in zip(begins[group], sizes[group], strict=True)]
            )
            heads[rows], labels[rows] = self._read(vectors[rows], sizes[group])
        return heads, labels

    def _roles_of(self, vectors: Floats) -> Floats:
        """What each token adds to a state in each role; a row a role and token, the last of each role for no token."""
        size = len(vectors)
        padded = np.zeros((whole(size + 1), vectors.shape[1]), dtype=np.float32)
        padded[:size] = vectors
        narrow = self._narrow(padded)
        narrow += self._narrow_bias
        roles = self._lower(narrow)
        roles[size] = self._nobody
        return roles.reshape(len(roles) * self._roles, -1)

    def _scores(self, rows: Floats) -> Floats:
        """How good each move is, for states given as what their tokens add to them: a row a state."""
        size = rows.shape[1]
        summed = np.zeros((whole(size), rows.shape[2]), dtype=np.float32)
        np.add.reduce(rows, axis=0, out=summed[:size])
        summed += self._lower_bias
        scores = self._upper(np.maximum(summed[:, : self._width], summed[:, self._width :]))
        scores += self._upper_bias
        return scores[:size]

    def _read(self, vectors: Floats, sizes: Places) -> tuple[Places, Places]:
        """Heads, as distances, and labels of the tokens of some sentences that stand one behind the other."""
        roles = self._roles_of(vectors)
        role = np.arange(self._roles)[:, None]
        nobody = len(vectors)
        head, label, earlier, last_left, last_right = np.full((5, nobody + 1), nobody)
        known = np.zeros(nobody + 1, dtype=np.uint8)
        known[nobody] = _STARTS
        # Each sentence has room for its tokens and three for nobody: at the stack's bottom, behind the buffer's end.
        top = np.cumsum(sizes + 3) - sizes - 1
        bottom, begin, end = top.copy(), top - 2, top - 2 + sizes
        stack, buffer = np.full((2, nobody + 3 * len(sizes)), nobody)
        buffer[np.arange(nobody) + np.repeat(3 * np.arange(len(sizes)), sizes)] = np.arange(nobody)
        while True:
            open_ones = (top > bottom) | (begin < end)
            if not open_ones.all():
                top, bottom, begin, end = (one[open_ones] for one in (top, bottom, begin, end))
            if not len(top):
                break
            first, second, over = buffer[begin], buffer[begin + 1], stack[top]
            tokens = np.empty((self._roles, len(top)), dtype=np.int64)
            tokens[0], tokens[1], tokens[2], tokens[3], tokens[4] = first, second, over, stack[top - 1], stack[top - 2]
            tokens[5], tokens[6], tokens[7] = last_left[first], last_left[over], last_right[over]
            tokens *= self._roles
            tokens += role
            scores = self._scores(roles.take(tokens, axis=0))
            some = top > bottom
            starts = known[first]
            may = _MAY_SHIFT * (~some | ((second < nobody) & (starts == 0)))
            may += _MAY_REDUCE * some
            may += _MAY_ARC * (some & ((starts & _STARTS) == 0))
            may += _MAY_BREAK * ((second == first + 1) & ((known[second] & _STARTS) == 0))
            scores += self._barred[may]
            move = scores.argmax(axis=1)
            kind = self._kinds[move]

            left = np.flatnonzero(kind == _LEFT)
            if len(left):
                child, above = over[left], first[left]
                _let_go(child, head, earlier, last_right, nobody)
                head[child], label[child], last_left[above] = above, move[left], child
                known[above] &= ~_WAS_PUT_BACK
            right = np.flatnonzero(kind == _RIGHT)
            if len(right):
                child, above = first[right], over[right]
                head[child], label[child], earlier[child] = above, move[right], last_right[above]
                last_right[above] = child
            known[second[kind == _BREAK]] |= _STARTS
            back = np.flatnonzero((kind == _REDUCE) & (head[over] == nobody) & (top > bottom + 1))
            if len(back):
                known[over[back]] |= _WAS_PUT_BACK
                begin[back] -= 1
                buffer[begin[back]] = over[back]
            pushed = (kind == _SHIFT) | (kind == _RIGHT)
            top += _STEPS_ON_STACK[kind]
            begin += _STEPS_IN_BUFFER[kind]
            stack[top[pushed]] = first[pushed]
        headless = head[:nobody] == nobody
        return (
            np.where(headless, 0, head[:nobody] - np.arange(nobody)),
            np.where(headless, -1, label[:nobody]),
        )


def _let_go(children: Places, head: Places, earlier: Places, last_right: Places, nobody: int) -> None:
    """Take tokens that get another head off the one before, which stands to the left."""
    for child in children[head[children] < nobody].tolist():
        above = head[child]
        if last_right[above] == child:
            last_right[above] = earlier[child]
            continue
        at = last_right[above]
        while earlier[at] != child:
            at = earlier[at]
        earlier[at] = earlier[child]


def _groups(sizes: Places) -> list[Places]:
    """The numbers of the sentences to read together: those of like length, so that few wait for the longest."""
    order = np.argsort(sizes, kind="stable")
    parts = np.cumsum(sizes[order]) // _TOKENS_AT_A_TIME
    return np.split(order, np.flatnonzero(np.diff(parts)) + 1)
