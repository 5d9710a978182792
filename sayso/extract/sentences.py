"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from sentencex import get_sentence_boundaries

from sayso.languages import READ_LANGUAGES
from sayso.languages import words as word_list
from sayso.nouns.span import Span

_WIDEST_WRAP = 100
"""Code points; longer lines were not broken by a machine to fit a page."""
_RAGGED = 0.6
"""A line broken by a machine is at least this share of the longest one."""
_DOUBLED = re.compile(r"(?<=\w)''(?=\w)")
"""Two apostrophes inside a word: one, damaged ("the army''s"), and no quotation that keeps its sentences together."""
LONGEST = 1_500
"""Code points; what runs on for longer is a list or a damaged page, and a parser's memory grows with its square."""


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The text's sentences in order, without the white space around them.

    A line break ends a sentence, but not in a block whose lines were all broken at one width: there it is a space.
    What runs on for more than `LONGEST` without an end is cut at a space, so that all of it is read.
    """
    return tuple(
        sentence for start, stretch in _stretches(text) for sentence in _split_stretch(text, start, stretch, language)
    )


def _stretches(text: str) -> list[tuple[int, str]]:
    """Where each run of text starts that no sentence crosses, and its words with breaks of wrapped lines as spaces."""
    found: list[tuple[int, str]] = []
    for start, lines in _blocks(text):
        if _is_wrapped(lines):
            found.append((start, " ".join(lines).replace("\r", " ")))
            continue
        for line in lines:
            found.append((start, line))
            start += len(line) + 1
    return found


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines without a blank one between them, and where the first begins; a line may end with CR LF."""
    start = 0
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(line)
            continue
        if lines:
            yield start, lines
        start += sum(map(len, lines)) + len(lines) + len(line) + 1
        lines = []


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
    for begin, sentence in _whole(stretch, language):
        for offset, words in _pieces(sentence):
            first = start + begin + offset + len(words) - len(words.lstrip())
            last = first + len(words.strip())
            if last > first:
                found.append(Span.of(text, first, last))
    return found


def _whole(stretch: str, language: str) -> Iterator[tuple[int, str]]:
    """The sentences as they are split, and where each begins; what ends with a title goes on with the name, what ends
    with an hour with its day."""
    begin, open_words = 0, ""
    for boundary in get_sentence_boundaries(language, _DOUBLED.sub("xx", stretch)):
        words: str = boundary["text"]
        if open_words and not _goes_on(open_words, words, language):
            yield begin, open_words
            open_words = ""
        begin = begin if open_words else boundary["start_index"]
        open_words += words
    if open_words:
        yield begin, open_words


def _goes_on(words: str, following: str, language: str) -> bool:
    """Whether the full stop that words end with ends no sentence."""
    if language not in READ_LANGUAGES:
        return False
    end, listed = words.rstrip(), _listed(language)
    if end.endswith(listed.titles):
        return True
    return end.endswith(listed.hours) and following.lstrip().startswith(listed.days)


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _SentencesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`sentences.toml` of one language."""

    titles: _Words
    hours: _Words
    days: _Words


class _Listed(Struct, frozen=True):
    """What a full stop may belong to, as it stands in a text."""

    titles: tuple[str, ...]
    """Titles, each a word of its own."""
    hours: tuple[str, ...]
    days: tuple[str, ...]


@cache
def _listed(language: str) -> _Listed:
    read = word_list(language, "sentences", _SentencesFile)
    titles = tuple(f"{before}{title}" for title in read.titles.words for before in (" ", "“", '"', "("))
    return _Listed(titles, read.hours.words, read.days.words)


def _pieces(words: str) -> Iterator[tuple[int, str]]:
    """A sentence whole; of one that is too long, pieces and where each begins in it."""
    start = 0
    while len(words) - start > LONGEST:
        space = words.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield start, words[start:end]
        start = end
    yield start, words[start:]
