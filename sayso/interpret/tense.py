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
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[A-Z\"“'‘])|\n\s*\n|[,!?][\"'”’]+|\s[\"“]|``|''")
"""Ends of sentences and edges of quotations: who speaks of a plan speaks in the past."""
_AT_HEAD = 2
"""Words that a sentence may begin with ("But by Monday") and still begin with its time."""


def lies_ahead(span: Span, text: str, grammar: TimeGrammar) -> bool | None:
    """True where the nearest sign points to the future ("will meet on Monday"), False to the past, None without one.

    Signs are looked for in the sentence alone, on both sides; of two equally near the earlier counts.
    """
    if POSSESSIVE.match(text, span.end):
        return False
    lead = _STOP.split(text[max(0, span.start - REACH) : span.start])[-1]
    before = _WORD.findall(lead.lower())
    if grammar.to_be_met.search(lead) or _is_deadline(before, grammar):
        return True
    near = list(_signs(before, grammar, backward=True))
    follow = text[span.end : span.end + REACH]
    if not near or not grammar.other_clause.match(follow):
        near += _signs(_WORD.findall(_STOP.split(follow)[0].lower()), grammar, backward=False)
    return min(near, key=lambda sign: sign[0])[1] if near else None


def _is_deadline(before: Sequence[str], grammar: TimeGrammar) -> bool:
    """Whether a time is one to be met ("has until Tuesday"); not "By Monday" at the head, nor "had fled by Monday"."""
    if len(before) <= _AT_HEAD or not grammar.lists(before[-1], "deadline"):
        return False
    return not any(grammar.lists(word, "over") for word in before[:-1])


def _signs(words: Sequence[str], grammar: TimeGrammar, *, backward: bool) -> Iterator[tuple[int, bool]]:
    """The nearest sign on one side, with its distance in words."""
    places = range(len(words) - 1, -1, -1) if backward else range(len(words))
    for away, at in enumerate(places):
        sign = _sign(words, at, grammar)
        if sign is not None:
            yield away, sign
            return


def _sign(words: Sequence[str], at: int, grammar: TimeGrammar) -> bool | None:
    """What one word says, together with its neighbours: "set to", "next to", "had been planned", "to be completed"."""
    word = words[at]
    if grammar.lists(word, "no_sign"):
        return None
    if at + 1 < len(words) and grammar.lists(words[at + 1], "purpose"):
        if grammar.lists(word, "beside"):
            return None
        if grammar.lists(word, "toward"):
            return True
    sign = grammar.side(word)
    if sign:
        return not any(grammar.lists(other, "before_then") for other in words[max(0, at - 2) : at])
    return True if sign is False and at > 0 and grammar.lists(words[at - 1], "infinitive") else sign
