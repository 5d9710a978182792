"""How an article ends: after its last words pages go on with offers to the reader, its author, and other articles."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.languages import READ_LANGUAGES, words

LONGEST_TEASER = 300
"""Characters: behind a heading over other articles no line is longer."""


class EndingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`ending.toml` of one language."""

    others: re.Pattern[str]
    """A whole line: the heading of a list of other articles."""
    offers: re.Pattern[str]
    """How a line begins that asks the reader to do something, or tells who wrote the article."""


def without_ending(text: str) -> str:
    """The text up to the last line of the article; never less than half of its lines.

    >>> without_ending("Six people died.\\nThe mine was shut.\\nSubscribe to our newsletter")
    'Six people died.\\nThe mine was shut.'
    """
    lines = text.split("\n")
    least = len(lines) - len(lines) // 2
    end = next(
        (
            place
            for place in range(least, len(lines) - 1)
            if _is_heading_of_others(lines[place]) and max(map(len, lines[place:])) <= LONGEST_TEASER
        ),
        len(lines),
    )
    while end > least and _is_offer(lines[end - 1]):
        end -= 1
    return "\n".join(lines[:end])


def _is_heading_of_others(line: str) -> bool:
    return any(known.others.fullmatch(line) for known in _endings())


def _is_offer(line: str) -> bool:
    return any(known.offers.match(line) for known in _endings())


@cache
def _endings() -> tuple[EndingWords, ...]:
    return tuple(words(language, "ending", EndingWords) for language in READ_LANGUAGES)
