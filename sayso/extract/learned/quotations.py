"""A quotation that goes on in the next sentence is said by the same voice: '"It was dark," he said. "Ten died."'"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.learned.attributions import Found
from sayso.nouns.span import Span

_NEXT = re.compile(
    r"[^\n.!?]{0,80}[.!?]?[^\S\n]*("
    r"“[^“”\n]+(?:”|$)|\"[^\"\n]+(?:\"|$)|''[^'\n](?:[^'\n]|'(?!'))*(?:''|$))(?!\w)",
    re.MULTILINE,
)
"""The rest of a sentence and the quotation behind it; one that no mark closes goes on in the next paragraph."""
_TO_CLOSE = {"“": re.compile(r"[^“”\n]{0,1500}”"), '"': re.compile(r"[^\"\n]{0,1500}\"(?!\w)")}
_MARKS = ("“", "”", '"', "''")


def with_quotations(sentence: Sequence[Found], text: str) -> tuple[Found, ...]:
    """The attributions of one sentence, their quotations whole.

    Whoever speaks last in it, with the longest quotation, speaks the quotation right behind it as well.
    """
    closed = [_closed(found, text) for found in sentence]
    quoting = [place for place, found in enumerate(closed) if _quotes(found)]
    if quoting:
        last = max(quoting, key=lambda place: _length(closed[place]))
        closed[last] = _going_on(closed[last], text)
    return tuple(closed)


def _quotes(found: Found) -> bool:
    return any(mark in piece.text for piece in found.contents for mark in _MARKS)


def _length(found: Found) -> int:
    return sum(len(piece.text) for piece in found.contents)


def _closed(found: Found, text: str) -> Found:
    """The attribution with its last piece up to the mark that closes a quotation, and no pieces of marks alone."""
    pieces = [piece for piece in found.contents if any(letter.isalnum() for letter in piece.text)]
    if not pieces:
        return found
    last = pieces[-1]
    for mark, to_close in _TO_CLOSE.items():
        opened = last.text.count(mark) > last.text.count("”") if mark == "“" else last.text.count(mark) % 2
        behind = to_close.match(text, last.end) if opened else None
        if behind is not None and found.cue.start < last.start:
            last = Span.of(text, last.start, behind.end())
    return replace(found, contents=(*pieces[:-1], last))


def _going_on(found: Found, text: str) -> Found:
    """The attribution with the quotation behind its sentence."""
    end = max(found.cue.end, *(piece.end for piece in found.contents), found.source.end if found.source else 0)
    behind = _NEXT.match(text, end)
    if behind is None:
        return found
    return replace(found, contents=(*found.contents, Span.of(text, behind.start(1), behind.end(1))))
