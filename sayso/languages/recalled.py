"""Counts in a clause that only recalls a happening: "was arrested after the fire that killed 12".

Binding days to what happened and finding what a whole report is about ask the same words, so they stand here and not in
a step.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.span import Span

BEFORE = 200
"""Code points in front of a count that are looked at."""


class RecalledWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`recalled.toml` of one language."""

    happening: str
    relative: str
    clause: str
    """`<happening>` and `<relative>` stand for the other patterns."""


def recalled_from(count: Span, sentence: Span, text: str, language: str) -> int | None:
    """Where the words for a happening begin that a clause with a count in it recalls; None where none does, or where
    the sentence is about that happening and begins with it.
    """
    start = max(sentence.start, count.start - BEFORE)
    before = text[start : count.start]
    relative, clause = _patterns(language)
    found = clause.search(before) if relative.search(before) else None
    return start + found.start("known") if found and found["leads"] else None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What decides quickly that there is no such clause, and what finds one."""
    known = words(language, "recalled", RecalledWords)
    clause = known.clause.replace("<happening>", known.happening).replace("<relative>", known.relative)
    return re.compile(rf"{known.relative}$", re.IGNORECASE), re.compile(rf"{clause}$", re.IGNORECASE)
