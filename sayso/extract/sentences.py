"""Where sentences begin and end."""

from __future__ import annotations

import re

from sentencex import get_sentence_boundaries

from sayso.nouns.span import Span

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
"""Lines without an empty one between them."""
_WIDEST_WRAP = 100
"""Code points; longer lines were not broken by a machine to fit a page."""
_RAGGED = 0.6
"""A line broken by a machine is at least this share of the longest one."""


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The text's sentences in order, without the white space around them.

    A line break ends a sentence, but not in a block whose lines were all broken at one width: there it is a space.
    """
    return tuple(
        sentence for start, stretch in _stretches(text) for sentence in _split_stretch(text, start, stretch, language)
    )


def _stretches(text: str) -> list[tuple[int, str]]:
    """Where each run of text starts that no sentence crosses, and its words with breaks of wrapped lines as spaces."""
    found: list[tuple[int, str]] = []
    for block in _BLOCK.finditer(text):
        lines = block.group().split("\n")
        if _is_wrapped(lines):
            found.append((block.start(), block.group().replace("\n", " ")))
            continue
        start = block.start()
        for line in lines:
            found.append((start, line))
            start += len(line) + 1
    return found


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a machine broke these lines at one width."""
    widths = [len(line.strip()) for line in lines]
    widest = max(widths)
    return (
        len(lines) > 1
        and widest <= _WIDEST_WRAP
        and min(widths[:-1]) >= _RAGGED * widest
        and widest > _WIDEST_WRAP // 3
    )


def _split_stretch(text: str, start: int, stretch: str, language: str) -> list[Span]:
    """The sentences of one run of text."""
    found = []
    for boundary in get_sentence_boundaries(language, stretch):
        words: str = boundary["text"]
        first = start + boundary["start_index"] + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if last > first:
            found.append(Span.of(text, first, last))
    return found
