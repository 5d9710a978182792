"""The names of places in a headline: without the name of the site behind it, and with its capitals read by the text."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.interpret.where_runs import Named, Text, named_places
from sayso.languages.places import find_runs
from sayso.nouns.span import Span

_BETWEEN_PARTS = re.compile(r"\s[-|«»·]+\s|\|")
"""What stands between a headline and the name of its site, or parts of that name."""
_FEWEST_WORDS = 3
"""Words that a part needs to be a headline."""
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_]+")


@lru_cache(maxsize=4)
def names_in_title(title: str, text: str, language: str) -> tuple[Named, ...]:
    """The names of places in a title, in order, that of its site included; `text` is what stands under it."""
    plain = _with_small_words(title, text)
    return tuple(name for name in named_places(Text.of(plain, find_runs(plain, language), language)) if name.meanings)


def headline_of(title: str) -> Span:
    """The part of a title that is the headline, not the name of the site.

    >>> headline_of("Two hurt in Elmford fire - Channel 5 | Salem News").text
    'Two hurt in Elmford fire'
    """
    starts, ends = [0], []
    for between in _BETWEEN_PARTS.finditer(title):
        ends.append(between.start())
        starts.append(between.end())
    parts = [Span.of(title, start, end) for start, end in zip(starts, [*ends, len(title)], strict=True)]
    return next((part for part in parts if len(part.text.split()) >= _FEWEST_WORDS), parts[0])


def _with_small_words(title: str, text: str) -> str:
    """The title with a small first letter where the text writes the word so: "Found In Salem Fire" names no "Fire"."""

    def written(word: re.Match[str]) -> str:
        letters = word[0]
        small = letters[0].lower() + letters[1:]
        return small if small != letters and text.count(small) > text.count(letters) else letters

    return _CAPITALISED.sub(written, title)
