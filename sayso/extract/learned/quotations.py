"""A quotation that goes on in the next sentence is said by the same voice: '"It was dark," he said. "Ten died."'"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.extract.learned.attributions import Found
from sayso.nouns.span import Span

_NEXT = re.compile(r"[.!?]?\s?[^\S\n]*(“[^“”\n]+”|\"[^\"\n]+\"|''[^'\n](?:[^'\n]|'(?!'))*'')(?=\s|$)")
_MARKS = ("“", "”", '"', "''")


def with_quotations(attributions: Iterable[Found], text: str) -> Iterator[Found]:
    """Each attribution with the quotation right behind its sentence, where it has quoted words itself."""
    ordered = sorted(attributions, key=lambda found: (found.sentence, found.cue.start))
    for place, found in enumerate(ordered):
        alone = place + 1 == len(ordered) or ordered[place + 1].sentence != found.sentence
        yield _going_on(found, text) if alone and _quotes(found) else found


def _quotes(found: Found) -> bool:
    return any(mark in piece.text for piece in found.contents for mark in _MARKS)


def _going_on(found: Found, text: str) -> Found:
    end = max(found.cue.end, *(piece.end for piece in found.contents), found.source.end if found.source else 0)
    stop = re.compile(r"[^\n.!?]{0,80}").match(text, end)
    start = stop.end() if stop else end
    behind = _NEXT.match(text, start)
    if behind is None:
        return found
    return replace(found, contents=(*found.contents, Span.of(text, behind.start(1), behind.end(1))))
