"""Whether the words around a time place it before or after the day on which they were written."""

from __future__ import annotations

import re

from sayso.languages.when import TimeGrammar
from sayso.nouns.span import Span

REACH = 140
"""Characters looked at on either side: a clause or two."""

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[A-Z\"“'‘])|\n\s*\n")


def lies_ahead(span: Span, text: str, grammar: TimeGrammar) -> bool | None:
    """True where the nearest sign points to the future ("will meet on Monday"), False to the past, None without one.

    The words before it in the sentence are asked first, nearest first; then the words after it.
    """
    before = _STOP.split(text[max(0, span.start - REACH) : span.start])[-1]
    after = _STOP.split(text[span.end : span.end + REACH])[0]
    for word in [*reversed(_WORD.findall(before)), *_WORD.findall(after)]:
        sign = grammar.side(word.lower())
        if sign is not None:
            return sign
    return None
