"""Trains the attribution model that is shipped in `sayso/data`, on the learn part of PolNeAR alone.

    .venv/bin/python -m pip install -r scripts/training.txt
    .venv/bin/python scripts/train_attributions.py      # an hour on two cores

Each of several teachers learns what people marked in all parts of the data but one, and sees each token as a small
encoder does, which would be too slow for reading. Together they mark texts that nobody marked (the learn parts of other
sets), and each marks the part that it has not seen. The model that is shipped learns from all of it without the
encoder: people mark less evenly than they mean to, and it comes close to its teachers.

The data stands outside this repository (`../shared/bench`): its texts belong to others.
See docs/models/attributions.md for what the model is and is not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from attribution_reports import (
    SIZE,
    Read,
    Vocabulary,
    learn_part,
    marked,
    read_texts,
    seen,
    telling_forms,
    told_of,
    unmarked_texts,
)  # fmt: skip
from attribution_worth import EAGER, worth_of
from encoder import Encoder
from numpy.typing import NDArray
from shared import need_bench
from torch import Tensor
from train_net import Example, Tagger, packed, train

from sayso.extract.learned.spans import best_labels, stretches
from sayso.extract.learned.tokens import Places
from sayso.extract.learned.worth import CONTENT, CUE, SOURCE

PARTS = 4
"""Of the data, and so many teachers."""
AT_A_TIME = 2
ROUNDS = 8
"""How often a teacher sees each example."""
STUDENT_ROUNDS = 12
FROM_TEACHER = 0.4
"""How much of a label is the teacher's where people marked as well."""
DOUBTFUL = 0.25
"""The teachers' mean probability from which a word counts as a cue to be taught: half-seen ones teach doubt."""


def taught(one: Read, view: Tensor, vocabulary: Vocabulary, teachers: Sequence[Tagger]) -> Example:
    """A report with the labels that the teachers give, each in the share that they give it."""
    plain = Example(**seen(one, vocabulary), cues=torch.zeros(0), told=None)
    viewed = with_view(plain, view)
    with torch.no_grad():
        hidden = [teacher.hidden(viewed) for teacher in teachers]
        cues = _mean([teacher.out(own) for teacher, own in zip(teachers, hidden, strict=True)])
        likely = np.where(cues[:, 0].numpy() < 1 - DOUBTFUL, cues[:, 1:].argmax(1).numpy() + 1, 0)
        places = stretches(likely, one.tokens.sentence, CUE)
        told = told_of(one, places, None) if places else None
        if told is not None:
            scores = [teacher.told(viewed, told, own) for teacher, own in zip(teachers, hidden, strict=True)]
            told = replace(told, labels=_mean(scores))
    return replace(plain, cues=cues, told=told)


def blended(example: Example, view: Tensor, teacher: Tagger) -> Example:
    """A marked report with labels between those that people gave and those of a teacher that has not seen it."""

    def between(people: Tensor, scores: Tensor) -> Tensor:
        return (1 - FROM_TEACHER) * people + FROM_TEACHER * scores.softmax(1)

    viewed = with_view(example, view)
    with torch.no_grad():
        hidden = teacher.hidden(viewed)
        told = example.told
        if told is not None:
            told = replace(told, labels=between(told.labels, teacher.told(viewed, told, hidden)))
        return replace(example, cues=between(example.cues, teacher.out(hidden)), told=told)


def with_view(example: Example, view: Tensor) -> Example:
    """The report as a teacher sees it: each token with the encoder's view of it."""
    return replace(example, vectors=torch.cat([example.vectors, view], 1))


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([one.softmax(1) for one in scores]).mean(0)


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
    encoder = Encoder()
    pieces, vectors = encoder.pieces()
    vocabulary = Vocabulary(pieces, vectors, [*reads, *unmarked])
    place = {name: number for number, name in enumerate(sorted({one.name for one in reads}))}
    Training.part = [place[one.name] % PARTS for one in reads]
    Training.words = vocabulary.vectors
    examples = [marked(one, vocabulary) for one in reads]
    views = [encoder.views(one.tokens) for one in reads]
    Training.reads = reads
    Training.examples = [with_view(example, view) for example, view in zip(examples, views, strict=True)]
    width = Training.examples[0].vectors.shape[1]
    with ProcessPoolExecutor(AT_A_TIME, mp_context=get_context("fork")) as pool:
        teachers = [restored(weights, width) for weights in pool.map(one_teacher, range(PARTS))]
    for part, teacher in enumerate(teachers):
        print(f"teacher {part} on its own part: {scored(teacher, unseen(part))}", flush=True)
    worth = worth_of((one, example, teachers[part]) for part in range(PARTS) for one, example in unseen(part))
    lessons = [
        blended(example, view, teachers[part])
        for example, view, part in zip(examples, views, Training.part, strict=True)
    ]
    lessons += [taught(one, encoder.views(one.tokens), vocabulary, teachers) for one in unmarked]
    model = one_tagger("the model", lessons, PARTS, STUDENT_ROUNDS)
    np.savez_compressed(
        target,
        eager=np.float32(EAGER),
        worth=worth,
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
