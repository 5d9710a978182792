"""Reports that repeat another's text: one more publisher, not one more witness."""

from __future__ import annotations

from collections.abc import Iterable

from rensa import RMinHash, RMinHashLSH

from sayso.nouns.event import Copy
from sayso.nouns.report import Report
from sayso.reconcile.names import fold_text

WORDS_A_SHINGLE = 5
LEAST_SHARE = 0.8
"""Share of the shorter text's shingles that must stand in the other: an added headline or menu is no new text."""
LEAST_SHINGLES = 20
"""Texts shorter than this repeat each other by chance ("Police are investigating.")."""
CANDIDATE_SHARE = 0.5
PERMUTATIONS = 64
MOST_CANDIDATES = 32
"""Of one text, oldest first: what is printed a thousand times must not cost a million comparisons."""
MOST_CHARACTERS = 100_000
"""Only the beginning of a very long text is compared."""

Shingles = frozenset[str]


def find_copies(reports: Iterable[Report]) -> tuple[Copy, ...]:
    """Which reports repeat another, by report id. The first published is the original, then the least id."""
    index = RMinHashLSH(threshold=CANDIDATE_SHARE, num_perm=PERMUTATIONS, num_bands=PERMUTATIONS // 4)
    originals: list[Report] = []
    copies: list[Copy] = []
    for report in sorted(reports, key=_first_published):
        words = _shingles(report.text)
        if len(words) < LEAST_SHINGLES:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(words))
        candidates = [originals[number] for number in sorted(index.query(sketch))[:MOST_CANDIDATES]]
        copy = _copy_of(report, words, candidates)
        if copy:
            copies.append(copy)
        else:
            index.insert(len(originals), sketch)
            originals.append(report)
    return tuple(sorted(copies, key=lambda copy: copy.report))


def _first_published(report: Report) -> tuple[bool, str, str]:
    return (report.published is None, report.published or "", report.id)


def _copy_of(report: Report, words: Shingles, candidates: list[Report]) -> Copy | None:
    """The candidate with the most text in common, the oldest of equals; None where none has enough."""
    shares = [_share(words, _shingles(candidate.text)) for candidate in candidates]
    most = max(shares, default=0.0)
    if most < LEAST_SHARE:
        return None
    return Copy(report=report.id, of=candidates[shares.index(most)].id, share=round(most, 3))


def _shingles(text: str) -> Shingles:
    words = fold_text(text[:MOST_CHARACTERS]).split()
    return frozenset(" ".join(words[i : i + WORDS_A_SHINGLE]) for i in range(len(words) - WORDS_A_SHINGLE + 1))


def _share(a: Shingles, b: Shingles) -> float:
    return len(a & b) / min(len(a), len(b))
