"""Trains the attribution model that is shipped in `sayso/data`, on the learn part of PolNeAR alone.

    python scripts/train_attributions.py            # some minutes on two cores; the same weights every time
    python scripts/train_attributions.py --held-out # a tenth of the learn part is held out and scored as it goes

The data stands outside this repository (`../shared/bench/polnear`): its texts belong to others.
See docs/models/attributions.md for what the model is and is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shared import BENCH, need_bench
from train_net import Batch, Weights, as_net, fresh, packed, train

from sayso.extract.learned.attributions import CONTENT, CUE, SOURCE, cue_heads, sentence_rows
from sayso.extract.learned.features import cue_columns, span_columns
from sayso.extract.learned.heard import Heard
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import Places, Tokens, tokens_of
from sayso.extract.mentions import hints_of
from sayso.extract.parse import Parsed, parse_sentences
from sayso.extract.says_who import find_sayings
from sayso.extract.sentences import split_sentences
from sayso.nouns.mention import SayingMention

SIZE = 1 << 15
"""Rows of each network's table."""
WIDTH = 48
ROWS_A_BATCH = 2500
LONGEST = 1_500
SEED = 1
EAGER = 0.35
"""Chosen on the held-out tenth of the learn part."""
FORM_SEEN, FORM_SHARE = 5, 0.15
"""A word that is part of a cue so often, and in such a share of its places, makes a sentence worth reading."""

Gold = dict[str, Any]
Example = tuple[NDArray[np.int32], NDArray[np.float32], Places]
"""Columns, vectors and labels of one sequence."""


@dataclass(frozen=True)
class Labelled:
    """One report's parsed sentences and what people marked in it."""

    name: str
    """The document; several people may have marked the same."""
    text: str
    gold: Gold
    parsed: Sequence[Parsed]
    by_rules: Sequence[Sequence[SayingMention]]
    """What the written rules find in each sentence."""


def in_check_part(name: str) -> bool:
    """The fifth that scores are reported on, chosen as the benchmark's scorer does."""
    return hashlib.sha256(name.encode()).digest()[0] % 5 == 0


def document(gold: Gold) -> str:
    """The document's name without the annotator's mark."""
    return re.sub(r"_[0-9a-f]{4}$", "", str(gold["id"]))


def learn_part(folder: Path) -> Iterator[Labelled]:
    """The reports to learn from, parsed."""
    with (folder / "reports.jsonl").open() as reports, (folder / "gold.jsonl").open() as golds:
        for report_line, gold_line in zip(reports, golds, strict=True):
            report, gold = json.loads(report_line), json.loads(gold_line)
            if not in_check_part(document(gold)):
                sentences = [one for one in split_sentences(report["text"], "en") if len(one.text) <= LONGEST]
                yield labelled(report["text"], gold, tuple(parse_sentences(sentences, 256)))


def labelled(text: str, gold: Gold, parsed: Sequence[Parsed]) -> Labelled:
    """A report with what the rules find in it, where they are asked."""
    rules = [find_sayings(one, "en") if hints_of(one.span.text, "en") else () for one in parsed]
    return Labelled(document(gold), text, gold, parsed, rules)


@dataclass(frozen=True)
class Placed:
    """A report's tokens and where each stands in it."""

    tokens: Tokens
    start: Places
    end: Places
    heard: Heard

    @classmethod
    def of(cls, one: Labelled) -> Placed:
        """The tokens of a report's sentences."""
        tokens = tokens_of([sentence.doc for sentence in one.parsed])
        offset = np.array([sentence.span.start for sentence in one.parsed])[tokens.sentence]
        return cls(tokens, tokens.start + offset, tokens.end + offset, Heard(tokens, one.parsed, one.by_rules))

    def rows(self, span: Sequence[int]) -> Places:
        """The tokens of a span."""
        return np.flatnonzero((self.start < span[1]) & (self.end > span[0]))


def cue_examples(one: Labelled) -> Iterator[Example]:
    """Every sentence, its cues marked."""
    placed = Placed.of(one)
    tokens = placed.tokens
    labels = np.zeros(len(tokens), dtype=np.int64)
    for attribution in one.gold["attributions"]:
        for span in attribution["cue"][:1]:
            _mark(labels, placed.rows(span), CUE)
    yield from _by_sequence(cue_columns(tokens, placed.heard.anywhere(), SIZE), tokens.vectors, labels, tokens.sentence)


def span_examples(one: Labelled) -> Iterator[Example]:
    """The sentence of every cue, who says and what is said marked."""
    placed = Placed.of(one)
    tokens = placed.tokens
    cues, told = [], []
    for attribution in one.gold["attributions"]:
        rows = placed.rows(attribution["cue"][0]) if attribution["cue"] else np.array([], dtype=np.int64)
        if not len(rows):
            continue
        rows = rows[tokens.sentence[rows] == tokens.sentence[rows[0]]]
        labels = np.zeros(len(tokens), dtype=np.int64)
        for role, kind in (("content", CONTENT), ("source", SOURCE)):
            for span in attribution[role]:
                inside = placed.rows(span)
                _mark(labels, inside[tokens.sentence[inside] == tokens.sentence[rows[0]]], kind, over=True)
        marked = labels[tokens.first[rows[0]] : tokens.last[rows[0]] + 1]
        cues.append((rows[0], rows[-1]))
        told.append(marked)
        if len(rows) > 1:  # a cue that is found only in part must do as well
            head = cue_heads(tokens, rows[:1], rows[-1:])[0]
            cues.append((head, head))
            told.append(marked)
    if cues:
        first, last = np.array(cues).T
        rows, number = sentence_rows(tokens, first)
        heads = cue_heads(tokens, first, last)
        heard = placed.heard.by_cue(rows, number, first, last)
        columns = span_columns(tokens, heard, rows, heads[number], first[number], last[number], SIZE)
        yield from _by_sequence(columns, tokens.vectors[rows], np.concatenate(told), number)


def _mark(labels: Places, rows: Places, kind: int, *, over: bool = False) -> None:
    """Label a stretch: its first row begins it, the others go on."""
    for place, row in enumerate(rows):
        if over or labels[row] != kind:
            labels[row] = kind if place == 0 else kind + 1


def _by_sequence(
    columns: NDArray[np.int32], vectors: NDArray[np.float32], labels: Places, sequence: Places
) -> Iterator[Example]:
    cuts = np.flatnonzero(np.diff(sequence)) + 1
    yield from zip(np.split(columns, cuts), np.split(vectors, cuts), np.split(labels, cuts), strict=True)


def batch_of(examples: Sequence[Example]) -> Batch:
    """Several sequences as one batch."""
    columns, vectors, labels = (np.concatenate(parts) for parts in zip(*examples, strict=True))
    sizes = [len(example[2]) for example in examples]
    return columns, vectors, np.repeat(np.arange(len(examples)), sizes), labels


def learned(
    examples: list[Example], held: list[Example], kinds: Sequence[int], rounds: int, rate: float, seed: int
) -> Weights:
    """A network that marks the kinds of stretches that the examples show."""
    random = np.random.default_rng(seed)
    steps = sum(len(example[2]) for example in examples) // ROWS_A_BATCH
    width = examples[0][1].shape[1]
    weights = fresh(SIZE, WIDTH, width, 1 + 2 * len(kinds), random)

    def batches(random: np.random.Generator) -> Iterator[Batch]:
        chosen, size = [], 0
        for place in random.permutation(len(examples)):
            chosen.append(examples[place])
            size += len(examples[place][2])
            if size >= ROWS_A_BATCH:
                yield batch_of(chosen)
                chosen, size = [], 0

    def after(number: int, mean: Weights, loss: float) -> None:
        print(f"round {number}: loss {loss:.4f} {scored(mean, held, kinds) if held else ''}", flush=True)

    return train(weights, batches, rounds=rounds, steps=steps, rate=rate, random=random, after=after)


def scored(weights: Weights, held: Sequence[Example], kinds: Sequence[int]) -> str:
    """Exact F1 of each kind of stretch on examples that were held out."""
    net, counts = as_net(weights), Counter[tuple[int, str]]()
    for start in range(0, len(held), 200):
        columns, vectors, sequence, labels = batch_of(held[start : start + 200])
        scores = net.scores(columns, vectors, sequence)
        if len(kinds) == 1:
            scores[:, 0] -= EAGER
        found = best_labels(scores, np.bincount(sequence))
        for kind in kinds:
            right, said = set(stretches(labels, sequence, kind)), set(stretches(found, sequence, kind))
            counts.update({(kind, "right"): len(right & said), (kind, "all"): len(right) + len(said)})
    return " ".join(f"{kind}: {2 * counts[kind, 'right'] / counts[kind, 'all']:.3f}" for kind in kinds)


def telling_forms(reports: Sequence[Labelled]) -> str:
    """The words that often stand in cues, for the fast pass."""
    seen: Counter[str] = Counter()
    in_cue: Counter[str] = Counter()
    for one in reports:
        for word in re.finditer(r"[^\W\d_]{2,}", one.text):
            seen[word.group().lower()] += 1
        for attribution in one.gold["attributions"]:
            for start, end in attribution["cue"][:1]:
                in_cue.update(word.lower() for word in re.findall(r"[^\W\d_]{2,}", one.text[start:end]))
    return " ".join(
        sorted(word for word, times in in_cue.items() if times >= FORM_SEEN and times >= FORM_SHARE * seen[word])
    )


def examples_of(reports: Sequence[Labelled], make: Callable[[Labelled], Iterator[Example]]) -> list[Example]:
    """The examples of all reports, vectors in half precision to save memory."""
    return [(columns, vectors.astype(np.float16), labels) for one in reports for columns, vectors, labels in make(one)]


def main(reports: list[Labelled], target: Path, *, held_out: bool) -> None:
    """Train both networks and save them."""
    names = sorted({one.name for one in reports})
    held_names = set(names[::10]) if held_out else set()
    held = [one for one in reports if one.name in held_names]
    taken = [one for one in reports if one.name not in held_names]
    saved: dict[str, NDArray[np.generic]] = {}
    for name, make, kinds, rounds, rate in (
        ("cues", cue_examples, (CUE,), 6, 2e-3),
        ("spans", span_examples, (SOURCE, CONTENT), 8, 1e-3),
    ):
        print(name, flush=True)
        weights = learned(examples_of(taken, make), examples_of(held, make), kinds, rounds, rate, SEED)
        saved |= packed(weights, name)
    np.savez_compressed(target, eager=np.float32(EAGER), forms=np.array(telling_forms(taken)), **saved)
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="hold a tenth of the learn part out, and score on it")
    parser.add_argument("--target", type=Path, default=Path(__file__).parents[1] / "sayso/data/attributions-en.npz")
    chosen = parser.parse_args()
    need_bench()
    main(list(learn_part(BENCH / "polnear")), chosen.target, held_out=chosen.held_out)
