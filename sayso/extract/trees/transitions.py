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
_SHIFT, _REDUCE, _LEFT, _RIGHT, _BREAK = _KINDS = range(5)
_STEPS_ON_STACK = np.array([1, -1, -1, 1, 0])
_STEPS_IN_BUFFER = np.array([1, 0, 0, 1, 0])
_STARTS, _WAS_PUT_BACK, _IS_NOBODY = np.uint8(1), np.uint8(2), np.uint8(4)
"""What is known of a token: a sentence begins with it; it was put back and may not be shifted again; it is none."""
_OF_SECOND, _STACK_HOLDS_ANY, _ARE_BESIDE = np.uint8(8), np.uint8(64), np.uint8(128)
"""A state in eight bits: three of what is known of the first token ahead, three of the second, then whether the stack
is not empty and whether the two stand side by side in the sentence."""
_KEPT_OF_ABOVE = np.array([255 - _WAS_PUT_BACK, 255], dtype=np.uint8)
"""Of what is known of a token that gets a child: on its left, on its right."""
_SPOTS = np.array([0, 0, 1, 1, 1])
_SPOTS_OFF = np.array([0, 1, 0, -1, -2])[:, None]
"""Which tokens are looked at: two of the buffer (0), three of the stack (1), so far from where it begins."""


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
        self._upper = Product(upper["W"].T)
        self._kinds = np.array(["SDLRB".index(name[0]) for name in names])
        self._is_arc, self._is_pushed = np.isin(self._kinds, [_LEFT, _RIGHT]), np.isin(self._kinds, [_SHIFT, _RIGHT])
        self._steps = np.array([_STEPS_IN_BUFFER[self._kinds], _STEPS_ON_STACK[self._kinds]])
        self.labels = [name[2:] for name in names]
        self._biases = np.where([_allowed(state)[self._kinds] for state in range(256)], upper["b"], np.float32(-np.inf))

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
        """How good each move is but for its bias, for states given as what their tokens add to them: a row a state."""
        size = rows.shape[1]
        summed = np.zeros((whole(size), rows.shape[2]), dtype=np.float32)
        np.add.reduce(rows, axis=0, out=summed[:size])
        summed += self._lower_bias
        return self._upper(np.maximum(summed[:, : self._width], summed[:, self._width :]))[:size]

    def _read(self, vectors: Floats, sizes: Places) -> tuple[Places, Places]:
        """Heads, as distances, and labels of the tokens of some sentences that stand one behind the other."""
        roles = self._roles_of(vectors)
        role = np.arange(self._roles)[:, None]
        nobody = len(vectors)
        head, label, earlier = np.full((3, nobody + 1), nobody)
        last = np.full(2 * (nobody + 1), nobody)  # the last child of each token on its left, then those on the right
        last_right = last[nobody + 1 :]
        known = np.zeros(nobody + 1, dtype=np.uint8)
        known[nobody] = _STARTS | _IS_NOBODY
        # Each sentence has room for its tokens and three for nobody: at the stack's bottom, behind the buffer's end.
        # All stacks stand in one line, and all buffers behind them.
        room = nobody + 3 * len(sizes)
        line = np.full(2 * room, nobody)
        begin = room + np.cumsum(sizes + 3) - sizes - 3
        end, bottom = begin + sizes, begin - room + 2
        line[np.arange(room, room + nobody) + np.repeat(3 * np.arange(len(sizes)), sizes)] = np.arange(nobody)
        at = np.array([begin, bottom])
        while True:
            begin, top = at
            open_ones = (top > bottom) | (begin < end)
            if np.count_nonzero(open_ones) < len(top):
                at, bottom, end = at[:, open_ones], bottom[open_ones], end[open_ones]
                begin, top = at
            if not len(top):
                break
            tokens = np.empty((self._roles, len(top)), dtype=np.int64)
            line.take(at.take(_SPOTS, axis=0) + _SPOTS_OFF, out=tokens[:5], mode="clip")
            first, second, over = tokens[:3]
            tokens[5], tokens[6], tokens[7] = last[first], last[over], last_right[over]
            scores = self._scores(roles.take(tokens * self._roles + role, axis=0))
            of_first, of_second = known.take(tokens[:2])
            state = of_first + _OF_SECOND * of_second + _STACK_HOLDS_ANY * (top > bottom)
            state += _ARE_BESIDE * (second == first + 1)
            scores += self._biases.take(state, axis=0)
            move = scores.argmax(axis=1)
            kind = self._kinds.take(move)

            (arcs,) = self._is_arc.take(move).nonzero()
            if len(arcs):
                ahead, behind, on_right = first[arcs], over[arcs], kind[arcs] == _RIGHT
                child, above = np.where(on_right, (ahead, behind), (behind, ahead))
                _let_go(child, head, earlier, last_right, nobody)
                spot = above + on_right * (nobody + 1)
                head[child], label[child], earlier[child], last[spot] = above, move[arcs], last[spot], child
                known[above] &= _KEPT_OF_ABOVE.take(on_right)
            breaks = kind == _BREAK
            if np.count_nonzero(breaks):
                known[second[breaks]] |= _STARTS
            (back,) = ((kind == _REDUCE) & (head.take(over) == nobody) & (top > bottom + 1)).nonzero()
            if len(back):
                known[over[back]] |= _WAS_PUT_BACK
                begin[back] -= 1
                line[begin[back]] = over[back]
            at += self._steps.take(move, axis=1)
            pushed = self._is_pushed.take(move)
            line[top[pushed]] = first[pushed]
        headless = head[:nobody] == nobody
        return (
            np.where(headless, 0, head[:nobody] - np.arange(nobody)),
            np.where(headless, -1, label[:nobody]),
        )


def _allowed(state: int) -> NDArray[np.bool_]:
    """Whether each kind of move may be made in a state."""
    of_first, of_second = state & 7, state // int(_OF_SECOND) & 7
    any_on_stack, beside = bool(state & _STACK_HOLDS_ANY), bool(state & _ARE_BESIDE)
    allowed = np.empty(len(_KINDS), dtype=bool)
    allowed[_SHIFT] = not any_on_stack or (of_first == 0 and not of_second & _IS_NOBODY)
    allowed[_REDUCE] = any_on_stack
    allowed[[_LEFT, _RIGHT]] = any_on_stack and not of_first & _STARTS
    allowed[_BREAK] = beside and not of_second & _STARTS
    return allowed


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
