"""The way back from a page's cleaned text to its source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from sayso.collect.visible import Piece, pieces, visible_runs
from sayso.nouns.report import Stretch

SURE = 20
"""Letters from which a paragraph may be looked for anywhere; a shorter one could stand in a menu too."""
NEAR = 4_000
"""Letters ahead in which a shorter one is looked for."""
WORDS = 8
"""Words of the pieces that a paragraph is cut into where it does not stand in the page in one piece."""

_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PART = re.compile(rf"\S+(?:[^\S\n]+\S+){{0,{WORDS - 1}}}")


class _Letters(NamedTuple):
    """Everything that a page shows, without white space, and where each letter begins and ends in the source."""

    text: str
    starts: array[int]
    ends: array[int]


class _Run(NamedTuple):
    """Letters of the text that stand in the source side by side."""

    start: int
    end: int
    original_start: int
    original_end: int


def trace(text: str, source: str) -> tuple[Stretch, ...]:
    """Where the parts of a cleaned text stand in the page's source; what cannot be found there is left out.

    A stretch ends at each tag, entity and fold of white space. So inside it text and source are the same characters,
    but for white space itself and for a stretch that is one entity.

    >>> trace("Six & two", "<p>Six <b>&amp;</b> two")[0].original_start
    3
    """
    page = _letters(source)
    runs = [run for start, end, index in _find_parts(text, page.text) for run in _place(text, start, end, index, page)]
    return tuple(
        Stretch(start=run.start, end=run.end, original_start=run.original_start, original_end=run.original_end)
        for run in _joined(runs, text, source)
    )


def _letters(source: str) -> _Letters:
    shown: list[str] = []
    starts, ends = array("L"), array("L")
    for run in visible_runs(source):
        for piece in pieces(source, run):
            for letters in _words(piece):
                shown.append(letters.text)
                if letters.end - letters.start == len(letters.text):
                    starts.extend(range(letters.start, letters.end))
                    ends.extend(range(letters.start + 1, letters.end + 1))
                else:
                    starts.extend([letters.start] * len(letters.text))
                    ends.extend([letters.end] * len(letters.text))
    return _Letters("".join(shown), starts, ends)


def _words(piece: Piece) -> Iterator[Piece]:
    """A piece without white space and without characters that are never printed, which cleaning removes too."""
    for found in _WORD.finditer(piece.text):
        word = found[0]
        if piece.end - piece.start != len(piece.text):  # an entity: all of its letters stand in all of its place
            yield Piece(word, piece.start, piece.end)
        else:
            yield from _printed(word, piece.start + found.start())


def _printed(word: str, start: int) -> Iterator[Piece]:
    """The word, cut where there are characters that are never printed."""
    if word.isprintable():
        yield Piece(word, start, start + len(word))
        return
    for printed, letters in groupby(enumerate(word), key=lambda letter: letter[1].isprintable()):
        places = [place for place, _ in letters]
        if printed:
            yield Piece(word[places[0] : places[-1] + 1], start + places[0], start + places[-1] + 1)


def _find_parts(text: str, page: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each part of the text that stands in the page, and the letter of the page at which it does."""
    after = 0
    for paragraph in _LINE.finditer(text):
        index = _find(paragraph[0], page, after)
        if index is None and len(paragraph[0]) >= SURE:
            index = _found(page.find("".join(paragraph[0].split())))  # out of order: found, but no step forward
        elif index is not None:
            after = index + len("".join(paragraph[0].split()))
        if index is not None:
            yield *paragraph.span(), index
            continue
        for part in _PART.finditer(paragraph[0]):
            index = _find(part[0], page, after, within=NEAR)
            if index is not None:
                after = index + len("".join(part[0].split()))
                yield part.start() + paragraph.start(), part.end() + paragraph.start(), index


def _find(words: str, page: str, after: int, within: int | None = None) -> int | None:
    letters = "".join(words.split())
    if not letters:
        return None
    near = NEAR if len(letters) < SURE else within
    return _found(page.find(letters, after, None if near is None else after + near + len(letters)))


def _found(index: int) -> int | None:
    return index if index >= 0 else None


def _place(text: str, start: int, end: int, index: int, page: _Letters) -> Iterator[_Run]:
    """The runs of text[start:end], whose first letter is the page's letter `index`."""
    for word in _WORD.finditer(text, start, end):
        size = len(word[0])
        first, last = page.starts[index], page.ends[index + size - 1]
        if last - first == size:
            yield _Run(*word.span(), first, last)
        else:
            yield from _letter_runs(word.start(), index, size, page)
        index += size


def _letter_runs(start: int, index: int, size: int, page: _Letters) -> Iterator[_Run]:
    """The runs of a word that is broken by a tag or holds entities."""
    place = 0
    while place < size:
        first, last = page.starts[index + place], page.ends[index + place]
        length = 1
        while place + length < size and page.starts[index + place + length] == first:
            length += 1  # one entity that stands for several letters
        yield _Run(start + place, start + place + length, first, last)
        place += length


def _joined(runs: list[_Run], text: str, source: str) -> Iterator[_Run]:
    """Runs that follow on one another in text and source, with at most one white space between them in both, as one."""
    if not runs:
        return
    whole = runs[0]
    for run in runs[1:]:
        gap, original_gap = text[whole.end : run.start], source[whole.original_end : run.original_start]
        follows = whole.end <= run.start and whole.original_end <= run.original_start
        same = len(gap) == len(original_gap) <= 1 and not gap.strip() and not original_gap.strip()
        if follows and same and _is_plain(whole) and _is_plain(run):
            whole = _Run(whole.start, run.end, whole.original_start, run.original_end)
        else:
            yield whole
            whole = run
    yield whole


def _is_plain(run: _Run) -> bool:
    return run.end - run.start == run.original_end - run.original_start
