"""What a report is about, by its words: how much two reports have in common, rare words before common ones.

How common a word is does not depend on the case: what a report on one thing has in common with another is the same
whatever else has come in.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import log

from msgspec import Struct

from sayso.nouns.report import Report
from sayso.reconcile.names import fold_text

BEGINNING = 1_500
"""Characters read: news puts first what it is about."""
LEAST_LETTERS = 5
"""Shorter words are mostly grammar."""
LEAST_SHARE = 0.001
"""Share of reports that a word must have to be counted as common; all others are as rare as this."""
EXACT = 2**20
"""Weights are whole numbers of so many parts, whose sum is the same in any order."""


class Topics(Struct, frozen=True):
    """The words that say what a report is about, and how much they say together."""

    words: frozenset[str] = frozenset()
    weight: int = 0

    def __bool__(self) -> bool:
        return bool(self.words)


NOTHING = Topics()


def topics_of(report: Report) -> Topics:
    """The longer words of the title and the beginning."""
    words = words_of(report)
    return Topics(words, _weight(words))


def words_of(report: Report) -> frozenset[str]:
    """The longer words of the title and the beginning, folded."""
    words = fold_text(f"{report.title or ''} {report.text[:BEGINNING]}").split()
    return frozenset(word for word in words if len(word) >= LEAST_LETTERS and word.isalpha())


def likeness(a: Topics, b: Topics) -> float:
    """Share of what the shorter of two beginnings tells that the other tells too, 0..1."""
    least = min(a.weight, b.weight)
    return _weight(a.words & b.words) / least if least else 0.0


def _weight(words: Iterable[str]) -> int:
    common = _common()
    return sum(common.get(word, RAREST) for word in words)


def _telling(share: float) -> int:
    """How much a word says that so large a share of reports has (inverse document frequency)."""
    return round(EXACT * log(1 + 1 / share))


RAREST = _telling(LEAST_SHARE)


@cache
def _common() -> dict[str, int]:
    """How much each common word says: `data/common-words-en.csv`, made by `scripts/count_words.py`."""
    lines = (files("sayso.data") / "common-words-en.csv").read_text("utf-8").splitlines()
    return {row["word"]: _telling(float(row["share"])) for row in csv.DictReader(lines)}
