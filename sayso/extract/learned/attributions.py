"""The attributions of one report as the trained model finds them: first the cues, then who says what by each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from sayso.extract.learned.features import cue_columns, span_columns
from sayso.extract.learned.model import Model
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import Places, Tokens, tokens_of
from sayso.extract.parse import Parsed
from sayso.nouns.span import Span

CUE, SOURCE, CONTENT = 1, 1, 3
"""The labels that begin a stretch; the first model marks cues, the second sources and contents."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in spans of the report."""

    sentence: int
    """The number of the parsed sentence that it stands in."""
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]


def find_attributions(parsed: Sequence[Parsed], model: Model) -> Iterator[Found]:
    """All attributions of the parsed sentences, in text order."""
    if not parsed:
        return
    tokens = tokens_of([one.doc for one in parsed])
    scores = model.cues.scores(cue_columns(tokens, model.size), tokens.vectors, tokens.sentence)
    scores[:, 0] -= model.eager
    cues = stretches(scores.argmax(axis=1), tokens.sentence, CUE)
    if not cues:
        return
    first, last = np.array(cues).T
    heads = cue_heads(tokens, first, last)
    rows, number = sentence_rows(tokens, first)
    columns = span_columns(tokens, rows, heads[number], first[number], last[number], model.size)
    marked = model.spans.scores(columns, tokens.vectors[rows], number)
    labels = best_labels(marked, np.bincount(number, minlength=len(cues)))
    sources: dict[int, tuple[int, int]] = {}
    for begin, end in stretches(labels, number, SOURCE):
        sources.setdefault(int(number[begin]), (begin, end))
    contents: dict[int, list[tuple[int, int]]] = {}
    for begin, end in stretches(labels, number, CONTENT):
        contents.setdefault(int(number[begin]), []).append((begin, end))
    for place in range(len(cues)):
        if place not in contents:
            continue
        sentence = parsed[int(tokens.sentence[first[place]])]
        said = tuple(_span(sentence, tokens, rows[begin], rows[end]) for begin, end in contents[place])
        who = sources.get(place)
        yield Found(
            sentence=int(tokens.sentence[first[place]]),
            source=_span(sentence, tokens, rows[who[0]], rows[who[1]]) if who else None,
            cue=_span(sentence, tokens, first[place], last[place]),
            contents=said,
        )


def find_by_report(reports: Sequence[Sequence[Parsed]], model: Model) -> list[list[Found]]:
    """What `find_attributions` finds in each of several reports, found in one go."""
    owners = [number for number, report in enumerate(reports) for _ in report]
    begins = list(accumulate(map(len, reports), initial=0))
    found: list[list[Found]] = [[] for _ in reports]
    for one in find_attributions([sentence for report in reports for sentence in report], model):
        number = owners[one.sentence]
        found[number].append(replace(one, sentence=one.sentence - begins[number]))
    return found


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
