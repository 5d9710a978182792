"""Where: the words that may name a place. Nothing is looked up here; interpret drops what is no place."""

from __future__ import annotations

from sayso.languages.places import find_runs
from sayso.nouns.span import Span


def find_places(text: str, language: str) -> tuple[Span, ...]:
    """Runs of words that may hold names of places, in order; more than are places, by far.

    >>> [span.text for span in find_places("Two men were shot in Rapides Parish, La., near St. Louis.", "en")]
    ['Two', 'Rapides Parish', 'La.', 'St. Louis']
    """
    return find_runs(text, language)
