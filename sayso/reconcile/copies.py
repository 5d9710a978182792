"""Text that one report has from another, older one: a publisher more, not a witness more.

Candidates come from MinHash (rensa): `sketch_of` draws a text's signature, and two texts that share a passage most
likely share a number of it. Which words they have in common is then counted exactly: chance decides no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from msgspec import Struct
from numpy.typing import NDArray
from rensa import RMinHash

from sayso.nouns.event import Copy, CopyKind, Passage
from sayso.nouns.report import Report

WORDS_A_SHINGLE = 5
"""Words in a row that make a passage: fewer are shared by chance ("the police said on Monday")."""
WORDS_A_CLUE = 12
"""Words in a row from which signatures are drawn: as long as a passage, so that set phrases propose nothing."""
LEAST_WORDS = 24
"""Texts shorter than this repeat each other by chance ("Police are investigating.")."""
COPY = 0.5
"""Share of a report's words from which on it is a copy of another: more than half of it is somebody else's."""
NEAR = 0.8
"""The same from which on nothing of its own is left: a headline, a menu or a cut are no new text."""
LEAST_QUOTED = 40
"""Words in common that are worth telling where a report is no copy."""
LEAST_PASSAGE = 12
"""Words in a row that make a passage; shorter ones are set phrases."""
EDITED = 6
"""Words that an editor may have changed within a passage."""
FURNITURE = 0.3
"""Share of a report's words up to which what one publisher prints under every report is no quotation."""
NUMBERS = 48
"""How many numbers a signature has. Of texts that share a twentieth of their words, 91 in 100 share a number."""
MOST_CHARACTERS = 100_000
"""Only the beginning of a very long text is compared."""

DRAWN = f"1/{WORDS_A_CLUE}/{NUMBERS}/{LEAST_WORDS}/{MOST_CHARACTERS}"
"""Names the way in which signatures are drawn: with another, those that a case keeps are drawn anew (and
`RECORD_VERSION` is to go up)."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Sketch = NDArray[np.uint32]
"""`NUMBERS` numbers, the same for one text on every machine and in every build; empty for a text too short to copy."""


class _Words(Struct, frozen=True):
    """A text's words: folded, and where each stands."""

    folded: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def sketch_of(text: str) -> Sketch:
    """The signature of a text."""
    folded = _words(text).folded
    if len(folded) < LEAST_WORDS:
        return np.empty(0, np.uint32)
    drawn = RMinHash(num_perm=NUMBERS, seed=1)
    drawn.update(sorted(set(_runs(folded, WORDS_A_CLUE))))
    return np.array(drawn.digest(), np.uint32)


def signature_of(text: str) -> bytes:
    """The signature of a text as a case keeps it."""
    return sketch_of(text).astype("<u4").tobytes()


def most_first(copy: Copy) -> tuple[float, str]:
    """Sorts the copies of one report, those with most in common first."""
    return (-copy.share, copy.of)


def first_published(report: Report) -> tuple[bool, str, str]:
    """Sorts reports, the original before its copies."""
    return age_of(report.id, report.published)


def age_of(report: str, published: str | None) -> tuple[bool, str, str]:
    """The same of what is known by its id and its day of publication."""
    return (published is None, published or "", report)


def copies_of(report: Report, older: Sequence[Report]) -> list[Copy]:
    """What a report has from others, oldest first: of each passage the oldest text that has it is the source."""
    words = _words(report.text)
    free = [True] * len(words.folded)
    found = []
    for other in older:
        theirs = _words(other.text)
        if len(theirs.folded) < LEAST_WORDS:
            continue
        runs = list(_shared(words, theirs, free))
        common = sum(last - first for first, last, _ in runs)
        share = common / len(words.folded)
        same_house = report.publisher == other.publisher and share < FURNITURE
        if share < COPY and (common < LEAST_QUOTED or same_house):
            continue
        for first, last, _ in runs:
            free[first:last] = [False] * (last - first)
        found.append(
            Copy(
                report=report.id,
                of=other.id,
                share=round(share, 3),
                kind="exact" if words.folded == theirs.folded else _kind(share),
                words=common,
                passages=tuple(_passage(words, theirs, run) for run in runs),
            )
        )
    return found


def _kind(share: float) -> CopyKind:
    return "near" if share >= NEAR else "partial" if share >= COPY else "quotation"


def _shared(words: _Words, theirs: _Words, free: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """Runs of words that both have: first and last (exclusive) of the one, first of the other; what is taken, left out.

    A run goes on over a few words that were edited.
    """
    known = _first_places(theirs.folded)
    start = end = of = -1
    for at, shingle in enumerate(_runs(words.folded, WORDS_A_SHINGLE)):
        place = known.get(shingle)
        if place is None or not free[at]:
            continue
        if start >= 0 and at <= end + EDITED and 0 <= place - of - (at - start) + EDITED <= 2 * EDITED:
            end = at + WORDS_A_SHINGLE
            continue
        if end - start >= LEAST_PASSAGE:
            yield start, end, of
        start, end, of = at, at + WORDS_A_SHINGLE, place
    if end - start >= LEAST_PASSAGE:
        yield start, end, of


def _passage(words: _Words, theirs: _Words, run: tuple[int, int, int]) -> Passage:
    first, last, of = run
    return Passage(start=words.places[first][0], end=words.places[last - 1][1], of_start=theirs.places[of][0])


@lru_cache(maxsize=512)
def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text[:MOST_CHARACTERS]))
    return _Words(
        tuple(word.casefold() if word.isascii() else anyascii(word).casefold() for word in (one[0] for one in matches)),
        tuple(one.span() for one in matches),
    )


@lru_cache(maxsize=64)
def _first_places(folded: tuple[str, ...]) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for at, shingle in enumerate(_runs(folded, WORDS_A_SHINGLE)):
        places.setdefault(shingle, at)
    return places


def _runs(folded: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(folded[at : at + size]) for at in range(len(folded) - size + 1))
