"""The reports that the attribution model learns from, as its networks see them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from shared import BENCH, document, in_check_part
from torch import Tensor
from train_net import Example, Told

from sayso.extract.learned.attributions import cue_heads, sentence_rows
from sayso.extract.learned.features import cue_columns, span_columns
from sayso.extract.learned.heard import Heard
from sayso.extract.learned.tokens import Places, Tokens, tokens_of
from sayso.extract.learned.word_vectors import WordVectors
from sayso.extract.learned.worth import CONTENT, CUE, SOURCE
from sayso.extract.mentions import hints_of
from sayso.extract.parse import Parsed, parse_sentences
from sayso.extract.says_who import find_sayings
from sayso.extract.sentences import split_sentences

SIZE = 1 << 15
"""Rows of each network's table."""
LONGEST = 1_500
FORM_SEEN, FORM_SHARE = 5, 0.15
"""A word that is part of a cue so often, and in such a share of its places, makes a sentence worth reading."""
UNMARKED = {"places": 470, "timex": 200, "hrdsattack": 330, "gva": 700}
"""Sets whose texts the teachers mark, and how many of each."""

Gold = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One report's tokens, what the written rules found in it, and what people marked in it."""

    name: str
    """The document; several people may have marked the same."""
    text: str
    gold: Gold
    tokens: Tokens
    start: Places
    """Where each token begins in the report."""
    end: Places
    heard: Heard

    def rows(self, span: Sequence[int]) -> Places:
        """The tokens of a span."""
        return np.flatnonzero((self.start < span[1]) & (self.end > span[0]))


def learn_part(name: str) -> Iterator[tuple[str, Gold]]:
    """The texts of a set that may be learned from, with what is marked in them."""
    folder = BENCH / name
    with (folder / "reports.jsonl").open() as reports, (folder / "gold.jsonl").open() as golds:
        for report, gold in zip(map(json.loads, reports), map(json.loads, golds), strict=True):
            if not in_check_part(gold):
                yield report["text"], gold


def unmarked_texts() -> Iterator[tuple[str, Gold]]:
    """Texts in which nobody marked attributions."""
    for name, most in UNMARKED.items():
        texts = [text for text, _ in learn_part(name)]
        for place, text in enumerate(texts[:: max(1, len(texts) // most)][:most]):
            yield text, {"id": f"{name} {place}", "attributions": []}


def read_texts(texts: Iterator[tuple[str, Gold]]) -> Iterator[Read]:
    """Each text parsed and heard by the rules; a sentence that came before is left out where nothing is marked."""
    seen: set[str] = set()
    for text, gold in texts:
        sentences = [one for one in split_sentences(text, "en") if len(one.text) <= LONGEST]
        if not gold["attributions"]:
            sentences = [one for one in sentences if one.text not in seen]
            seen.update(one.text for one in sentences)
        if sentences:
            yield read_parsed(text, gold, tuple(parse_sentences(sentences, 256)))


def read_parsed(text: str, gold: Gold, parsed: Sequence[Parsed]) -> Read:
    """A text with its tokens and what the rules find, where they are asked."""
    by_rules = [find_sayings(one, "en") if hints_of(one.span.text, "en") else () for one in parsed]
    tokens = tokens_of([one.doc for one in parsed])
    offset = np.array([one.span.start for one in parsed])[tokens.sentence]
    heard = Heard(tokens, parsed, by_rules)
    return Read(document(gold), text, gold, tokens, tokens.start + offset, tokens.end + offset, heard)


class Vocabulary:
    """Every word of some texts, with its vector."""

    def __init__(self, pieces: Sequence[str], vectors: NDArray[np.float32], reads: Sequence[Read]) -> None:
        forms = sorted({form for one in reads for form in one.tokens.forms})
        self._rows: Mapping[str, int] = {form: row for row, form in enumerate(forms)}
        self.vectors = torch.tensor(WordVectors(pieces, vectors).of(forms))

    def rows(self, tokens: Tokens) -> Tensor:
        """The row of each token's word."""
        return torch.tensor([self._rows[form] for form in tokens.forms])[torch.tensor(tokens.form)]


def marked(one: Read, vocabulary: Vocabulary) -> Example:
    """A report with the labels that people gave."""
    tokens = one.tokens
    labels = np.zeros(len(tokens), dtype=np.int64)
    cues: list[tuple[int, int]] = []
    told: list[Places] = []
    for attribution in one.gold["attributions"]:
        rows = one.rows(attribution["cue"][0]) if attribution["cue"] else np.array([], dtype=np.int64)
        if not len(rows):
            continue
        _mark(labels, rows, CUE)
        first = rows[0]
        rows = rows[tokens.sentence[rows] == tokens.sentence[first]]
        said = np.zeros(len(tokens), dtype=np.int64)
        for role, kind in (("content", CONTENT), ("source", SOURCE)):
            for span in attribution[role]:
                inside = one.rows(span)
                _mark(said, inside[tokens.sentence[inside] == tokens.sentence[first]], kind, over=True)
        of_sentence = said[tokens.first[first] : tokens.last[first] + 1]
        heads = [] if len(rows) == 1 else [int(cue_heads(tokens, rows[:1], rows[-1:])[0])]
        for ends in ((int(first), int(rows[-1])), *((head, head) for head in heads)):
            cues.append(ends)  # a cue that is found only in part must do as well
            told.append(of_sentence)
    return Example(
        **seen(one, vocabulary),
        cues=_shares(labels, 3),
        told=told_of(one, cues, _shares(np.concatenate(told), 5)) if cues else None,
    )


def seen(one: Read, vocabulary: Vocabulary) -> dict[str, Tensor]:
    """What the networks see of each token."""
    return {
        "columns": torch.tensor(cue_columns(one.tokens, one.heard.anywhere(), SIZE)),
        "vectors": torch.tensor(one.tokens.vectors).half(),
        "words": vocabulary.rows(one.tokens),
        "sentence": torch.tensor(one.tokens.sentence),
    }


def told_of(one: Read, cues: Sequence[tuple[int, int]], labels: Tensor | None) -> Told:
    """The sentences of some cues, each given by its first and last token."""
    first, last = np.array(cues).T
    rows, number = sentence_rows(one.tokens, first)
    heads = cue_heads(one.tokens, first, last)[number]
    heard = one.heard.by_cue(rows, number, first, last)
    columns = span_columns(one.tokens, heard, rows, heads, first[number], last[number], SIZE)
    return Told(
        columns=torch.tensor(columns),
        rows=torch.tensor(rows),
        number=torch.tensor(number),
        heads=torch.tensor(heads),
        labels=torch.zeros(0) if labels is None else labels,
    )


def _mark(labels: Places, rows: Places, kind: int, *, over: bool = False) -> None:
    """Label a stretch: its first row begins it, the others go on."""
    for place, row in enumerate(rows):
        if over or labels[row] != kind:
            labels[row] = kind if place == 0 else kind + 1


def _shares(labels: Places, kinds: int) -> Tensor:
    return torch.nn.functional.one_hot(torch.tensor(labels), kinds).float()


def telling_forms(reads: Sequence[Read]) -> str:
    """The words that often stand in cues, for the fast pass."""
    found: Counter[str] = Counter()
    in_cue: Counter[str] = Counter()
    for one in reads:
        for word in re.finditer(r"[^\W\d_]{2,}", one.text):
            found[word.group().lower()] += 1
        for attribution in one.gold["attributions"]:
            for start, end in attribution["cue"][:1]:
                in_cue.update(word.lower() for word in re.findall(r"[^\W\d_]{2,}", one.text[start:end]))
    return " ".join(
        sorted(word for word, times in in_cue.items() if times >= FORM_SEEN and times >= FORM_SHARE * found[word])
    )
