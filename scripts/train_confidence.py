"""Makes the weights behind every claim's confidence again: `sayso/data/confidence-en.toml`, and says how good they are.

    python scripts/train_confidence.py                        # about a minute; the same weights every time
    python scripts/train_confidence.py --picture docs/reliability.svg

Evidence is the labelled figures of `../shared/bench/figures`, and claims that somebody read and judged, in
`quality/judged-claims.jsonl`: {"set", "report", "start", "end", "effects", "low", "high", "right", "weight"}, the set
being a folder of `../shared/bench`. The texts stand outside this repository, since they belong to others. What is
right, and how the two are weighed: docs/models/confidence.md. All scores printed are of claims whose report the
weights never saw.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sayso  # noqa: F401  (before numpy, so that sums are done on one thread)

# isort: split
import numpy as np
from numpy.typing import NDArray
from reliability import Point, drawn
from shared import BENCH, ROOT, need_bench

from sayso.extract.mentions import extract_mentions
from sayso.interpret.confidence import facts_of
from sayso.interpret.reading import interpret_mentions
from sayso.nouns.claim import Claim
from sayso.nouns.report import Report
from sayso.settings import Settings

Record = dict[str, Any]
Numbers = NDArray[np.float64]
TARGET = ROOT / "sayso/data/confidence-en.toml"
JUDGED = ROOT / "quality/judged-claims.jsonl"

FOLDS = 10
RIDGE = 3.0
"""How strongly weights are drawn to nothing; 0.5, 1, 3, 6 and 10 are nearly level in log loss out of fold."""
FIGURES = "figures"
FIGURES_COUNT = 2.0
"""How much a labelled figure's claim counts against a judged one."""
LEAST_SEEN = 5
"""Claims of which a fact must hold to be given a weight."""


@dataclass(frozen=True)
class Example:
    """A claim that somebody judged."""

    set: str
    report: str
    facts: tuple[str, ...]
    right: bool
    weight: float
    scored: bool = True
    """Whether the claim counts in the scores of `figures`: one that overlaps an optional figure does not."""

    @property
    def fold(self) -> int:
        """All claims of a report are in one."""
        return hashlib.sha256(f"{self.set}/{self.report}".encode()).digest()[0] % FOLDS


def lines(folder: Path, name: str) -> list[Record]:
    """The records of a file of the benchmark."""
    packed = folder / f"{name}.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else (folder / f"{name}.jsonl").open() as file:
        return [json.loads(line) for line in file]


def claims_of(records: Sequence[Record]) -> Iterator[tuple[str, Claim, tuple[str, ...]]]:
    """Every claim that is made of some reports, with its report's id and its facts."""
    reports = [
        Report(
            id=record["id"],
            sha256="",
            path=None,
            url=None,
            title=record.get("title"),
            publisher=record.get("publisher"),
            published=record.get("published"),
            language="en",
            text=record["text"],
        )
        for record in records
    ]
    for report, mentions in zip(reports, extract_mentions(reports, Settings(reader="rules")), strict=True):
        grounds = {(one.figure.range, one.effects): one.grounds for one in mentions.figures}
        claims = interpret_mentions(report, mentions).claims
        beside = Counter(claim.sentence.start for claim in claims)
        for claim in claims:
            known = grounds[claim.figure.range, claim.effects]
            yield report.id, claim, facts_of(claim, known, beside[claim.sentence.start])


def labelled(folder: Path) -> Iterator[Example]:
    """The claims of the reports whose figures are labelled."""
    gold = {record["id"]: record["figures"] for record in lines(folder, "gold")}
    for report, claim, facts in claims_of(lines(folder, "reports")):
        near = [
            figure
            for figure in gold[report]
            if figure["start"] < claim.figure.end and claim.figure.start < figure["end"]
        ]
        right = any(_same(figure, claim) for figure in near)
        optional = any(figure["optional"] for figure in near)
        if right or not optional:
            yield Example(FIGURES, report, facts, right, FIGURES_COUNT, scored=not optional)


def _same(figure: Record, claim: Claim) -> bool:
    """Whether a claim that overlaps a labelled figure is right: as the benchmark's scorer has it."""
    bounds = (figure["low"], figure["high"]) == (claim.figure.low, claim.figure.high)
    return bounds and bool(set(figure["effects"]) & set(claim.effects))


def judged(file: Path) -> Iterator[Example]:
    """The claims that were judged one by one, where they are still made; those of a set weigh one each on average."""
    wanted: dict[str, dict[tuple[Any, ...], Record]] = defaultdict(dict)
    for line in file.read_text("utf-8").splitlines():
        one = json.loads(line)
        wanted[one["set"]][_key(one["report"], one["start"], one["end"], one["effects"], one["low"], one["high"])] = one
    for name, judgements in sorted(wanted.items()):
        ids = {one["report"] for one in judgements.values()}
        mean = sum(one["weight"] for one in judgements.values()) / len(judgements)
        records = [record for record in lines(BENCH / name, "reports") if record["id"] in ids]
        for report, claim, facts in claims_of(records):
            figure = claim.figure
            one = judgements.get(_key(report, figure.start, figure.end, claim.effects, figure.low, figure.high))
            if one is not None:
                yield Example(name, report, facts, one["right"], one["weight"] / mean)


def _key(
    report: str, start: int, end: int, effects: Iterable[str], low: int | None, high: int | None
) -> tuple[Any, ...]:
    return report, start, end, tuple(effects), low, high


@dataclass(frozen=True)
class Model:
    """What the data file holds."""

    base: float
    weights: Mapping[str, float]

    def log_odds(self, examples: Sequence[Example]) -> Numbers:
        """The sum for each."""
        return np.array([self.base + math.fsum(self.weights.get(fact, 0.0) for fact in one.facts) for one in examples])

    def probabilities(self, examples: Sequence[Example]) -> Numbers:
        """How likely each is right."""
        return 1 / (1 + np.exp(-self.log_odds(examples)))


def fitted(examples: Sequence[Example], ridge: float) -> Model:
    """Logistic regression with a ridge, by Newton's method."""
    seen = Counter(fact for one in examples for fact in one.facts)
    names = sorted(fact for fact, times in seen.items() if times >= LEAST_SEEN)
    place = {name: number for number, name in enumerate(names, start=1)}
    rows = np.zeros((len(examples), len(names) + 1))
    rows[:, 0] = 1
    for number, one in enumerate(examples):
        rows[number, [place[fact] for fact in one.facts if fact in place]] = 1
    right = np.array([one.right for one in examples], dtype=float)
    weight = np.array([one.weight for one in examples])
    pull = np.full(len(names) + 1, ridge)
    pull[0] = 1e-6
    found = np.zeros(len(names) + 1)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (right - chance)) - pull * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    return Model(float(found[0]), {name: float(found[number]) for name, number in place.items()})


def out_of_fold(examples: Sequence[Example], ridge: float) -> Numbers:
    """For each example the log odds by weights that saw no claim of its report."""
    found = np.zeros(len(examples))
    folds = np.array([one.fold for one in examples])
    for fold in range(FOLDS):
        model = fitted([one for one in examples if one.fold != fold], ridge)
        found[folds == fold] = model.log_odds([one for one in examples if one.fold == fold])
    return found


def scaled(log_odds: Numbers, right: Numbers, weight: Numbers) -> tuple[float, float]:
    """Platt's slope and offset: what makes probabilities out of fold as large as the share that is right."""
    rows = np.stack([log_odds, np.ones(len(log_odds))], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (right - chance))
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows
        found += np.linalg.solve(bend, slope)
    return float(found[0]), float(found[1])


@dataclass(frozen=True)
class Trial:
    """Claims with the probability that weights gave them which saw no claim of their report."""

    said: Numbers
    right: Numbers
    weight: Numbers

    @classmethod
    def of(cls, examples: Sequence[Example], said: Numbers, among: Sequence[bool]) -> Trial:
        """Some of the examples."""
        chosen = np.array(among)
        right = np.array([one.right for one in examples], dtype=float)
        weight = np.array([one.weight for one in examples])
        return cls(said[chosen], right[chosen], weight[chosen])

    def within(self, low: float, high: float) -> Trial:
        """Those that were given a probability from `low` to below `high`."""
        chosen = (self.said >= low) & (self.said < high)
        return Trial(self.said[chosen], self.right[chosen], self.weight[chosen])

    def mean(self, values: Numbers) -> float:
        """A mean, each claim by its weight."""
        return float(np.average(values, weights=self.weight)) if len(values) else math.nan

    def scores(self) -> dict[str, float]:
        """How good the probabilities are, beside those of always saying the share that is right."""
        share = self.mean(self.right)
        off = [
            (part.weight.sum(), part.mean(part.said) - part.mean(part.right)) for part in self.parts() if len(part.said)
        ]
        return {
            "claims": len(self.said),
            "right": share,
            "said": self.mean(self.said),
            "brier": self.mean((self.said - self.right) ** 2),
            "brier of a constant": share * (1 - share),
            "log loss": -self.mean(np.log(np.where(self.right == 1, self.said, 1 - self.said))),
            "log loss of a constant": -share * math.log(share) - (1 - share) * math.log(1 - share),
            "calibration error": sum(weight * abs(gap) for weight, gap in off) / self.weight.sum(),
            "area under the curve": self._area(),
        }

    def parts(self) -> list[Trial]:
        """By the bins of the table."""
        return [self.within(low, high) for low, high in BINS]

    def point(self) -> Point | None:
        """All of them as one point of the curve."""
        if not len(self.said):
            return None
        worth = float(self.weight.sum() ** 2 / (self.weight**2).sum())
        return Point(self.mean(self.said), self.mean(self.right), len(self.said), worth)

    def _area(self) -> float:
        """How often a right claim was given more than a wrong one."""
        wrong, right = self.right == 0, self.right == 1
        above = self.said[right][:, None] > self.said[wrong][None, :]
        level = self.said[right][:, None] == self.said[wrong][None, :]
        pairs = self.weight[right][:, None] * self.weight[wrong][None, :]
        return float((pairs * (above + 0.5 * level)).sum() / pairs.sum())


BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01))
LIMITS = (0.5, 0.8, 0.9, 0.95, 0.98)


def tables(trials: Mapping[str, Trial]) -> Iterator[str]:
    """Scores, reliability and what a limit buys, as Markdown."""
    names = list(trials)
    yield f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    scores = {name: trial.scores() for name, trial in trials.items()}
    for score in next(iter(scores.values())):
        yield f"| {score} | {' | '.join(f'{scores[name][score]:.3f}'.removesuffix('.000') for name in names)} |"
    yield f"\n| said | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    for number, (low, high) in enumerate(BINS):
        parts = [trial.parts()[number] for trial in trials.values()]
        cells = [
            f"{p.mean(p.right):.3f} of {len(p.said)} (said {p.mean(p.said):.3f})" if len(p.said) else "" for p in parts
        ]
        yield f"| {low:.2f} to {min(high, 1):.2f} | {' | '.join(cells)} |"
    yield f"\n| `--min-confidence` | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    for limit in LIMITS:
        cells = []
        for trial in trials.values():
            kept = trial.within(limit, 2)
            share = (kept.weight * kept.right).sum() / (trial.weight * trial.right).sum()
            cells.append(f"{kept.mean(kept.right):.3f} right, {share:.2f} of the right ones kept")
        yield f"| {limit} | {' | '.join(cells)} |"


def written(model: Model, slope: float, offset: float) -> str:
    """The data file: the scaling is folded into the weights."""
    head = (
        "# How sure a claim is: the log odds of a claim of which nothing is known, and what each fact adds to them.\n"
        "# Made by scripts/train_confidence.py; what the facts are is in sayso/interpret/confidence.py.\n"
    )
    rows = (f'"{name}" = {slope * weight:.3f}' for name, weight in sorted(model.weights.items()))
    return f"{head}base = {slope * model.base + offset:.3f}\n\n[facts]\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Read, fit, tell how good it is, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", type=Path, default=JUDGED, help="claims that were judged one by one (JSON Lines)")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--picture", type=Path, help="draw the reliability curve here (SVG)")
    options = parser.parse_args()
    need_bench()
    examples = [*labelled(BENCH / FIGURES), *judged(options.judged)]
    right = np.array([one.right for one in examples], dtype=float)
    weight = np.array([one.weight for one in examples])
    log_odds = out_of_fold(examples, RIDGE)
    slope, offset = scaled(log_odds, right, weight)
    said = 1 / (1 + np.exp(-(slope * log_odds + offset)))
    trials = {
        "labelled figures": Trial.of(examples, said, [one.set == FIGURES and one.scored for one in examples]),
        "judged claims": Trial.of(examples, said, [one.set != FIGURES for one in examples]),
    }
    trials = {name: trial for name, trial in trials.items() if len(trial.said)}
    print("\n".join(tables(trials)))
    sets = Counter((one.set, "right" if one.right else "wrong") for one in examples)
    print("\n" + ", ".join(f"{name} {kind}: {times}" for (name, kind), times in sorted(sets.items())))
    options.target.write_text(written(fitted(examples, RIDGE), slope, offset), "utf-8")
    if options.picture:
        points = {name: [part.point() for part in trial.parts()] for name, trial in trials.items()}
        names = [f"{low:.2f}–{min(high, 1):.2f}".replace("0.", ".") for low, high in BINS]
        options.picture.write_text(drawn(points, names, "Confidence of claims in reports not learned from"), "utf-8")


if __name__ == "__main__":
    main()
