"""The day on which a text was written: the one that came with it, or an earlier one that the text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.languages.when import time_grammar
from sayso.nouns.when import When

MARK_LINE = 200
"""A mark of a copy stands in a short line of its own; in a longer one the words are the story's."""

BEFORE_ITS_DAY = 50
"""Code points in front of a day in which the text says that it is its own."""
YEAR = re.compile(r"\d{4}$|/\d\d$")
NEAR = 7
"""Days within which all the days lie that a text gives as its own; further apart, some are of other texts."""


def publication_is_doubtful(text: str, published: date | None, language: str = "en") -> bool:
    """True where the text carries the mark of a copy ("Originally published ..."), or there is no day at all."""
    if published is None:
        return True
    marks = time_grammar(language).copy_marks
    return any(len(line) <= MARK_LINE and marks.match(line.strip(" \t*_>([-–—")) for line in text.splitlines())


def written_on(whens: Sequence[When], text: str, published: date, language: str = "en") -> date:
    """The last day that the text gives as its own ("(Published Thursday, Sept. 1, 2016)"), where it was put up, or
    changed, later; else the day of publication.
    """
    own_day = time_grammar(language).own_day
    days = {
        when.latest
        for when in whens
        if when.latest is not None
        and when.earliest == when.latest
        and YEAR.search(when.text)
        and own_day.search(text, max(0, when.start - BEFORE_ITS_DAY), when.start)
    }
    if not days or max(days) >= published or (max(days) - min(days)).days > NEAR:
        return published
    return max(days)
