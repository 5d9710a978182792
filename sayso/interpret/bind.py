"""Which of a report's times belongs to a happening: the nearest in its clause, else in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.span import Span
from sayso.nouns.when import When

_S = TypeVar("_S", bound=Span)


class BindingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`binding.toml` of one language."""

    shared: re.Pattern[str]
    of_another_clause: re.Pattern[str]
    dateline: re.Pattern[str]


def binding_words(language: str) -> BindingWords:
    """The patterns of a language that bind places and times to what happened."""
    return words(language, "binding", BindingWords)


@dataclass(frozen=True)
class Times:
    """A report's times, ready to be asked what belongs to a stretch of text."""

    text: str
    whens: tuple[When, ...]
    figures: tuple[Span, ...]
    """Counting phrases in text order: what stands behind another figure belongs to that one."""
    language: str

    def when(
        self, anchor: Span, clause: Span, sentence: Span, said: Sequence[Span] = (), *, own_clause: bool = False
    ) -> When | None:
        """The time of a happening: in its clause, else in its sentence outside what tells of the saying.

        With `own_clause`, the anchor is the happening's own word, and a relative clause behind it is on something else.
        """
        for stretch in (clause, sentence):
            found = [
                when
                for when in within(self.whens, stretch)
                if when.type in ("DATE", "TIME")
                and _is_a_day(when)
                and not any(part.covers(when) for part in said)
                and not is_anothers(anchor, when, self.figures, self.text, self.language)
                and not (own_clause and self._is_of_another_clause(anchor, when))
            ]
            if found:
                return min(found, key=distance_from(anchor))
        return None

    def duration(self, clause: Span) -> When | None:
        """How long it went on, where the clause says so."""
        return next((when for when in within(self.whens, clause) if when.type == "DURATION"), None)

    def said_on(self, saying: Sequence[Span]) -> When | None:
        """The day of the saying: a time in the words around the content."""
        for stretch in saying:
            for when in within(self.whens, stretch):
                if when.type in ("DATE", "TIME") and _is_a_day(when):
                    return when
        return None

    def _is_of_another_clause(self, anchor: Span, when: When) -> bool:
        between = self.text[anchor.end : when.start]
        return bool(between) and binding_words(self.language).of_another_clause.search(between) is not None


def is_anothers(anchor: Span, span: Span, figures: Sequence[Span], text: str, language: str) -> bool:
    """Whether another figure stands between the anchor and a time or place: "164 died, 103 of them in Almaty".

    `figures` are the counting phrases of the report, in text order.
    """
    if span.start < anchor.end:
        return False
    first = bisect_left(figures, anchor.end, key=lambda figure: figure.start)
    between = text[anchor.end : span.start]
    return (
        first < len(figures) and figures[first].end <= span.start and not binding_words(language).shared.search(between)
    )


def _is_a_day(when: When) -> bool:
    """Whether the expression names days at all ("PAST_REF" does not)."""
    return when.value is None or not when.value.endswith("_REF")


def within(spans: Sequence[_S], stretch: Span) -> list[_S]:
    """The spans that lie inside a stretch of text."""
    first = bisect_left(spans, stretch.start, key=lambda span: span.start)
    found = []
    for span in spans[first:]:
        if span.start >= stretch.end:
            break
        if span.end <= stretch.end:
            found.append(span)
    return found


def distance_from(anchor: Span) -> Callable[[Span], tuple[int, int]]:
    """Nearest first; what follows the anchor before what precedes it."""

    def distance(span: Span) -> tuple[int, int]:
        if span.start >= anchor.end:
            return span.start - anchor.end, 0
        return anchor.start - span.end + 20, 1

    return distance
