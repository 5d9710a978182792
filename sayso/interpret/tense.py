"""Whether the words around a time place it before or after the day on which they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.languages.when import TimeGrammar
from sayso.nouns.span import Span

REACH = 120
"""Characters looked at on either side: a clause or two."""
POSSESSIVE = re.compile(r"['’]s\b")
"""What belongs to a day ("Wednesday's ruling") is known, so the day is past."""

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[A-Z\"“'‘])|\n\s*\n")


def lies_ahead(span: Span, text: str, grammar: TimeGrammar) -> bool | None:
    """True where the nearest sign points to the future ("will meet on Monday"), False to the past, None without one.

    Signs are looked for in the sentence alone, on both sides; of two equally near the earlier counts.
    """
    if POSSESSIVE.match(text, span.end):
        return False
    before = _WORD.findall(_STOP.split(text[max(0, span.start - REACH) : span.start])[-1].lower())
    after = _WORD.findall(_STOP.split(text[span.end : span.end + REACH])[0].lower())
    near = [*_signs(before, grammar, backward=True), *_signs(after, grammar, backward=False)]
    return min(near, key=lambda sign: sign[0])[1] if near else None


def _signs(words: Sequence[str], grammar: TimeGrammar, *, backward: bool) -> Iterator[tuple[int, bool]]:
    """The nearest sign on one side, with its distance in words."""
    places = range(len(words) - 1, -1, -1) if backward else range(len(words))
    for away, at in enumerate(places):
        sign = grammar.side(words[at])
        if sign is None:
            continue
        # "to be completed" is yet to come, for all its ending.
        yield away, sign or (at > 0 and grammar.lists(words[at - 1], "infinitive"))
        return
