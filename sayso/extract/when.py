"""Finds the words that say when."""

from __future__ import annotations

from sayso.languages.when import time_grammar
from sayso.nouns.span import Span


def find_times(text: str, language: str) -> tuple[Span, ...]:
    """All time expressions in text order, none overlapping: "on Monday, 3 March" gives "Monday, 3 March".

    Prepositions stay outside ("since", "on"), words that move or blur the time inside ("early last week").
    """
    return tuple(Span.of(text, start, end) for start, end in time_grammar(language).find(text))
