"""Whether the day of publication that came with a text can be the day on which it was written."""

from __future__ import annotations

from datetime import date

from sayso.languages.when import time_grammar

MARK_LINE = 200
"""A mark of a copy stands in a short line of its own; in a longer one the words are the story's."""


def publication_is_doubtful(text: str, published: date | None, language: str = "en") -> bool:
    """True where the text carries the mark of a copy ("Originally published ..."), or there is no day at all."""
    if published is None:
        return True
    marks = time_grammar(language).copy_marks
    return any(len(line) <= MARK_LINE and marks.match(line.strip(" \t*_>([-–—")) for line in text.splitlines())
