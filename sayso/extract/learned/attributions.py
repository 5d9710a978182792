"""The attributions of one report as the trained model finds them: first the cues, then who says what by each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.extract.learned.features import cue_columns, span_columns
from sayso.extract.learned.heard import Heard
from sayso.extract.learned.model import Model
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import Floats, Places, Tokens, tokens_of
from sayso.extract.learned.worth import CONTENT, CUE, SOURCE, signs
from sayso.extract.parse import Parsed
from sayso.nouns.mention import SayingMention
from sayso.nouns.span import Span

_TOKENS_AT_A_TIME = 3_000
"""Rows that are read together: enough for speed, few enough for memory."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in spans of the report."""

    source: Span | None
    cue: Span
    contents: tuple[Span, ...]


def find_attributions(
    parsed: Sequence[Parsed], by_rules: Sequence[Sequence[SayingMention]], model: Model
) -> tuple[tuple[Found, ...], ...]:
    """The attributions of each parsed sentence, in text order; what the rules found in it is a hint.

    Sentences are read together for speed, and each by itself: whose company it has changes nothing.
    """
    found: list[tuple[Found, ...]] = []
    for start, end in _portions([len(one.doc) for one in parsed]):
        found += _read_together(parsed[start:end], by_rules[start:end], model)
    return tuple(found)


def _portions(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of sentences of about as many tokens as are read at a time."""
    start = tokens = 0
    for place, size in enumerate(sizes):
        if tokens and tokens + size > _TOKENS_AT_A_TIME:
            yield start, place
            start, tokens = place, 0
        tokens += size
    if tokens:
        yield start, len(sizes)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Some sentences and what the first network makes of each of their tokens."""

    parsed: Sequence[Parsed]
    tokens: Tokens
    heard: Heard
    hidden: Floats
    scores: Floats


def _read_together(
    parsed: Sequence[Parsed], by_rules: Sequence[Sequence[SayingMention]], model: Model
) -> list[tuple[Found, ...]]:
    tokens = tokens_of([one.doc for one in parsed])
    heard = Heard(tokens, parsed, by_rules)
    dense = model.cues.dense(tokens.vectors)
    dense += model.words.of(tokens.forms)[tokens.form]
    hidden = model.cues.hidden(cue_columns(tokens, heard.anywhere(), model.size), dense, tokens.sentence)
    seen = _Seen(parsed, tokens, heard, hidden, model.cues.scores(hidden))
    cues = possible_cues(seen.scores, tokens, model.eager)
    told: list[list[Found]] = [[] for _ in parsed]
    if cues:
        for place, found in _said(np.array(cues).T, seen, model):
            told[place].append(found)
    return [tuple(one) for one in told]


def possible_cues(scores: Floats, tokens: Tokens, eager: float) -> list[tuple[int, int]]:
    """The first and last row of whatever might be a cue, with "no cue" taken to be less likely by `eager`."""
    scores = scores.copy()
    scores[:, 0] -= eager
    return stretches(best_labels(scores, np.bincount(tokens.sentence)), tokens.sentence, CUE)


def _said(cues: Places, seen: _Seen, model: Model) -> Iterator[tuple[int, Found]]:
    """Who says what by each cue, and the sentence it stands in.

    A cue by which nothing is said is none; what is not worth listing, all its parts taken together, is left out.
    """
    tokens = seen.tokens
    first, last = cues
    heads = cue_heads(tokens, first, last)
    rows, number = sentence_rows(tokens, first)
    hints = seen.heard.by_cue(rows, number, first, last)
    columns = span_columns(tokens, hints, rows, heads[number], first[number], last[number], model.size)
    dense = model.spans.dense(np.hstack([tokens.vectors, seen.hidden]))[rows]
    dense += model.by_cue(seen.hidden[heads])[number]
    scores = model.spans.scores(model.spans.hidden(columns, dense, number))
    labels = best_labels(scores, np.bincount(number))
    worth = model.worth(signs(tokens, seen.scores, first, last, scores, labels, number))
    sources: dict[int, tuple[int, int]] = {}
    for begin, end in stretches(labels, number, SOURCE):
        sources.setdefault(int(number[begin]), (begin, end))
    contents: dict[int, list[tuple[int, int]]] = {}
    for begin, end in stretches(labels, number, CONTENT):
        if worth[number[begin]]:
            contents.setdefault(int(number[begin]), []).append((begin, end))
    for place, pieces in contents.items():
        which = int(tokens.sentence[first[place]])
        sentence, who = seen.parsed[which], sources.get(place)
        yield (
            which,
            Found(
                source=_span(sentence, tokens, rows[who[0]], rows[who[1]]) if who else None,
                cue=_span(sentence, tokens, first[place], last[place]),
                contents=tuple(_span(sentence, tokens, rows[begin], rows[end]) for begin, end in pieces),
            ),
        )


def cue_heads(tokens: Tokens, first: Places, last: Places) -> Places:
    """The token of each cue that the tree hangs the others on."""
    heads = first.copy()
    for place, (begin, end) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        above = tokens.head[begin : end + 1]
        inside = np.arange(begin, end + 1)
        free = inside[(above < begin) | (above > end) | (above == inside)]
        heads[place] = free[0] if len(free) else begin
    return heads


def sentence_rows(tokens: Tokens, first: Places) -> tuple[Places, Places]:
    """All rows of the sentence of each cue, and the number of the cue that each belongs to."""
    begins, ends = tokens.first[first], tokens.last[first] + 1
    rows = [np.arange(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
    return np.concatenate(rows), np.repeat(np.arange(len(first)), ends - begins)


def _span(sentence: Parsed, tokens: Tokens, first: np.int64, last: np.int64) -> Span:
    """The words from one row to another."""
    start, end = int(tokens.start[first]), int(tokens.end[last])
    text = sentence.span.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Span(text=text, start=sentence.span.start + start, end=sentence.span.start + start + len(text))
