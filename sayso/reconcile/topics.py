"""What a report is about, by its words: how much two reports have in common, rare words before common ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from sayso.nouns.report import Report
from sayso.reconcile.names import fold_text

BEGINNING = 1_500
"""Characters read: news puts first what it is about."""
LEAST_LETTERS = 5
"""Shorter words are mostly grammar."""
EXACT = 2**20
"""Weights are whole numbers of so many parts, whose sum is the same in any order."""


def topics_of(report: Report) -> frozenset[str]:
    """The longer words of the title and the beginning."""
    words = fold_text(f"{report.title or ''} {report.text[:BEGINNING]}").split()
    return frozenset(word for word in words if len(word) >= LEAST_LETTERS and word.isalpha())


class Topics:
    """How telling each word is: one that few reports of the case have says more."""

    def __init__(self, reports: Iterable[frozenset[str]]) -> None:
        self._with: Counter[str] = Counter()
        count = 0
        for words in reports:
            count += 1
            self._with.update(words)
        self._weights = {word: round(EXACT * log(1 + count / number)) for word, number in self._with.items()}
        self._whole: dict[frozenset[str], int] = {}

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Share of what the shorter of two beginnings tells that the other tells too, 0..1."""
        least = min(self._weight(a), self._weight(b))
        return sum(map(self._weights.__getitem__, a & b)) / least if least else 0.0

    def _weight(self, words: frozenset[str]) -> int:
        """Kept: a beginning is compared with many."""
        whole = self._whole.get(words)
        if whole is None:
            whole = self._whole[words] = sum(map(self._weights.__getitem__, words))
        return whole
