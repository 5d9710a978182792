"""The words of a run that may hold names."""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.nouns.span import Span

_WORD = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W\d_]\.[^\W\d_](?!\w)|[^\W\d_](?:[^\W\d_]|[’'ʻ`](?=[^\W\d_]))*\.?")


class Word(Struct, frozen=True):
    """One word of a run."""

    start: int
    end: int
    key: str
    """Lower case, without a dot at its end."""
    initial: bool
    """A single letter with a dot."""
    small: bool
    """Written in lower case."""
    hyphened: bool
    """Tied to the word before by a hyphen."""


def words_of(text: str, run: Span) -> tuple[Word, ...]:
    """The words of a run, in order; each part of a hyphenated word is one."""
    return tuple(_word(text, run.start, match) for match in _WORD.finditer(text[run.start : run.end]))


def _word(text: str, offset: int, match: re.Match[str]) -> Word:
    word = match.group()
    start = offset + match.start()
    return Word(
        start,
        offset + match.end(),
        word.rstrip(".").casefold(),
        len(word) == 2 and word.endswith("."),
        word[0].islower(),
        text[start - 1 : start] in ("-", "–") if match.start() else False,
    )
