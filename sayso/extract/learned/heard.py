"""What the written rules heard, set down beside the tokens, so that the model can lean on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from sayso.extract.learned.tokens import Places, Tokens
from sayso.extract.parse import Parsed
from sayso.extract.trees.hashes import Ids
from sayso.nouns.mention import SayingMention
from sayso.nouns.span import Span

_CUE, _SOURCE, _CONTENT, _FIRST, _LAST = (1 << place for place in range(5))
"""What a token is in a rule's attribution; the last two are for the ends of a content."""

Stretch = tuple[int, int]
"""A first row, and the row behind the last."""


class Heard:
    """The rules' attributions of some parsed sentences, given for each sentence."""

    def __init__(self, tokens: Tokens, parsed: Sequence[Parsed], by_rules: Sequence[Sequence[SayingMention]]) -> None:
        self._tokens = tokens
        self._starts: list[int] = tokens.start.tolist()
        self._cues: list[Stretch] = []
        self._roles: list[list[tuple[Stretch, int]]] = []
        begin = 0
        for sentence, sayings in zip(parsed, by_rules, strict=True):
            end = begin + len(sentence.doc)
            for saying in sayings:
                self._add(saying, sentence.span.start, (begin, end))
            begin = end

    def _add(self, saying: SayingMention, offset: int, sentence: Stretch) -> None:
        starts = self._starts

        def rows(span: Span) -> Stretch:
            return bisect_left(starts, span.start - offset, *sentence), bisect_left(
                starts, span.end - offset, *sentence
            )

        first, end = rows(saying.content)
        roles = [((first, end), _CONTENT), ((first, first + 1), _FIRST), ((end - 1, end), _LAST)]
        if saying.cue is not None:
            roles.append((rows(saying.cue), _CUE))
        if saying.source is not None:
            roles.append((rows(saying.source), _SOURCE))
        self._cues.append(rows(saying.cue) if saying.cue is not None else (0, 0))
        self._roles.append(roles)

    def anywhere(self) -> Ids:
        """What each token is in any attribution of the rules."""
        bits = [0] * len(self._tokens)
        for roles in self._roles:
            for (first, end), bit in roles:
                for row in range(first, end):
                    bits[row] |= bit
        return np.array(bits, dtype=np.uint64)

    def by_cue(self, rows: Places, number: Places, first: Places, last: Places) -> Ids:
        """What each row is in those attributions of the rules whose cue is the row's own, or shares a word with it."""
        bits = [0] * len(rows)
        begins = np.flatnonzero(np.diff(number, prepend=-1))
        ends = np.append(begins[1:], len(rows))
        order = np.argsort(first, kind="stable")
        ordered = first[order].tolist()
        for (cue_first, cue_end), roles in zip(self._cues, self._roles, strict=True):
            reached = bisect_left(ordered, cue_end)
            near = order[max(0, reached - _MOST_CUES) : reached]
            for place in near[last[near] >= cue_first].tolist():
                begin, end = int(begins[place]), int(ends[place])
                shift = begin - int(rows[begin])
                for (role_first, role_end), bit in roles:
                    for row in range(max(begin, role_first + shift), min(end, role_end + shift)):
                        bits[row] |= bit
        return np.array(bits, dtype=np.uint64)


_MOST_CUES = 64
"""How many cues before a place are looked at for one that reaches it."""
