"""Trains the attribution model that is shipped in `sayso/data`, on the learn part of PolNeAR alone.

    .venv/bin/python -m pip install -r scripts/training.txt
    .venv/bin/python scripts/train_attributions.py      # an hour on two cores

Each of several teachers learns what people marked in all parts of the data but one. Together they mark texts that
nobody marked (the learn parts of other sets), and each marks the part that it has not seen. The model that is shipped
learns from all of it: as small as a teacher, and better than each, since people mark less evenly than they mean to.

The data stands outside this repository (`../shared/bench`): its texts belong to others.
See docs/models/attributions.md for what the model is and is not.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from shared import BENCH, document, in_check_part, need_bench
from torch import Tensor
from train_net import Example, Tagger, Told, packed, train
from word_pieces import word_pieces

from sayso.extract.learned.attributions import CONTENT, CUE, SOURCE, cue_heads, sentence_rows
from sayso.extract.learned.features import cue_columns, span_columns
from sayso.extract.learned.heard import Heard
from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import Places, Tokens, tokens_of
from sayso.extract.learned.word_vectors import WordVectors
from sayso.extract.mentions import hints_of
from sayso.extract.parse import Parsed, parse_sentences
from sayso.extract.says_who import find_sayings
from sayso.extract.sentences import split_sentences

SIZE = 1 << 15
"""Rows of each network's table."""
PARTS = 4
"""Of the data, and so many teachers."""
AT_A_TIME = 2
ROUNDS = 8
"""How often a teacher sees each example."""
STUDENT_ROUNDS = 10
LONGEST = 1_500
EAGER = 0.2
"""How much less likely than computed "no cue" is taken to be; from 0 to 0.4 the scores are nearly level."""
FROM_TEACHER = 0.4
"""How much of a label is the teacher's where people marked as well."""
DOUBTFUL = 0.25
"""The teachers' mean probability from which a word counts as a cue to be taught: half-seen ones teach doubt."""
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


def taught(one: Read, vocabulary: Vocabulary, teachers: Sequence[Tagger]) -> Example:
    """A report with the labels that the teachers give, each in the share that they give it."""
    plain = Example(**seen(one, vocabulary), cues=torch.zeros(0), told=None)
    with torch.no_grad():
        hidden = [teacher.hidden(plain) for teacher in teachers]
        cues = _mean([teacher.out(own) for teacher, own in zip(teachers, hidden, strict=True)])
        likely = np.where(cues[:, 0].numpy() < 1 - DOUBTFUL, cues[:, 1:].argmax(1).numpy() + 1, 0)
        places = stretches(likely, one.tokens.sentence, CUE)
        told = told_of(one, places, None) if places else None
        if told is not None:
            scores = [teacher.told(plain, told, own) for teacher, own in zip(teachers, hidden, strict=True)]
            told = replace(told, labels=_mean(scores))
    return Example(**seen(one, vocabulary), cues=cues, told=told)


def blended(example: Example, teacher: Tagger) -> Example:
    """A marked report with labels between those that people gave and those of a teacher that has not seen it."""

    def between(people: Tensor, scores: Tensor) -> Tensor:
        return (1 - FROM_TEACHER) * people + FROM_TEACHER * scores.softmax(1)

    with torch.no_grad():
        hidden = teacher.hidden(example)
        told = example.told
        if told is not None:
            told = replace(told, labels=between(told.labels, teacher.told(example, told, hidden)))
        return replace(example, cues=between(example.cues, teacher.out(hidden)), told=told)


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([one.softmax(1) for one in scores]).mean(0)


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


def scored(tagger: Tagger, held: Sequence[tuple[Read, Example]]) -> dict[str, float]:
    """Exact F1 on reports that were held out: cues, then who says and what is said by the cues that people marked."""
    counts: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for one, example in held:
            hidden = tagger.hidden(example)
            scores = tagger.out(hidden).log_softmax(1).numpy()
            _count(counts, "cue", CUE, scores, example.cues, one.tokens.sentence)
            if example.told is not None:
                said, number = tagger.told(example, example.told, hidden).numpy(), example.told.number.numpy()
                _count(counts, "source", SOURCE, said, example.told.labels, number)
                _count(counts, "content", CONTENT, said, example.told.labels, number)
    return {name: 2 * counts[name, "right"] / max(1, counts[name, "all"]) for name in ("cue", "source", "content")}


def _count(
    counts: Counter[tuple[str, str]], name: str, kind: int, scores: NDArray[np.float32], gold: Tensor, sequence: Places
) -> None:
    right = set(stretches(gold.argmax(1).numpy(), sequence, kind))
    said = set(stretches(best_labels(scores, np.bincount(sequence)), sequence, kind))
    counts.update({(name, "right"): len(right & said), (name, "all"): len(right) + len(said)})


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


class Training:
    """What every process that trains has at hand; it is inherited, not sent."""

    words: Tensor
    reads: Sequence[Read]
    examples: Sequence[Example]
    part: Sequence[int]
    """The part of the data that each marked report belongs to: all copies of a document to one."""


def one_teacher(part: int) -> dict[str, Tensor]:
    """The weights of a teacher that has seen all parts but one."""
    taken = [one for one, own in zip(Training.examples, Training.part, strict=True) if own != part]
    return one_tagger(f"teacher {part}", taken, part, ROUNDS).state_dict()


def one_tagger(name: str, examples: Sequence[Example], seed: int, rounds: int) -> Tagger:
    """A tagger that has learned from these examples."""
    torch.set_num_threads(1)

    def after(number: int, loss: float) -> None:
        print(f"{name}, round {number + 1}: loss {loss:.4f}", flush=True)

    return train(examples, Training.words, SIZE, rounds=rounds, seed=seed, after=after)


def restored(weights: Mapping[str, Tensor], vector: int) -> Tagger:
    """A tagger from its weights."""
    tagger = Tagger(SIZE, Training.words, vector)
    tagger.load_state_dict(weights)
    return tagger.eval()


def unseen(part: int) -> list[tuple[Read, Example]]:
    """The marked reports of one part."""
    whole = zip(Training.reads, Training.examples, Training.part, strict=True)
    return [(one, example) for one, example, own in whole if own == part]


def main(target: Path) -> None:
    """Read, train the teachers, let them mark, train the model, save it."""
    torch.set_num_threads(1)
    reads = list(read_texts(learn_part("polnear")))
    unmarked = list(read_texts(unmarked_texts()))
    print(f"{len(reads)} marked reports, {len(unmarked)} others", flush=True)
    pieces, vectors = word_pieces()
    vocabulary = Vocabulary(pieces, vectors, [*reads, *unmarked])
    place = {name: number for number, name in enumerate(sorted({one.name for one in reads}))}
    Training.words = vocabulary.vectors
    Training.reads = reads
    Training.examples = [marked(one, vocabulary) for one in reads]
    Training.part = [place[one.name] % PARTS for one in reads]
    width = Training.examples[0].vectors.shape[1]
    with ProcessPoolExecutor(AT_A_TIME, mp_context=get_context("fork")) as pool:
        teachers = [restored(weights, width) for weights in pool.map(one_teacher, range(PARTS))]
    for part, teacher in enumerate(teachers):
        print(f"teacher {part} on its own part: {scored(teacher, unseen(part))}", flush=True)
    examples = [blended(one, teachers[part]) for one, part in zip(Training.examples, Training.part, strict=True)]
    examples += [taught(one, vocabulary, teachers) for one in unmarked]
    model = one_tagger("the model", examples, PARTS, STUDENT_ROUNDS)
    np.savez_compressed(
        target,
        eager=np.float32(EAGER),
        forms=np.array(telling_forms(reads)),
        pieces=np.array("\n".join(pieces)),
        **packed(model, torch.tensor(vectors)),
    )
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", type=Path, default=Path(__file__).parents[1] / "sayso/data/attributions-en.npz")
    chosen = parser.parse_args()
    need_bench()
    main(chosen.target)
