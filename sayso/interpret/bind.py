"""Which of a report's times and places belongs to a happening: the nearest in its clause, else in its surroundings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sayso.languages import words
from sayso.nouns.span import Span
from sayso.nouns.when import When
from sayso.nouns.where import Where

_S = TypeVar("_S", bound=Span)
_LONGEST_LINK = 80
"""Code points between a place and the one it lies in, at most."""
_NEAR = 250
"""How far back the sentence before reaches, in code points."""
_NEAR_WORD = 16
"""Code points in which a word like "northern" stands before a place."""
_FINENESS = {"place": 0, "city": 0, "admin": 1, "country": 2, "demonym": 3}
_FIRST_WORDS = 600
"""Code points at the top of a report that name its main place more surely than the rest."""


class BindingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`binding.toml` of one language."""

    placing: re.Pattern[str]
    lies_in: re.Pattern[str]
    shared: re.Pattern[str]
    part_of_place: re.Pattern[str]
    where_clause: re.Pattern[str]
    of_another_clause: re.Pattern[str]


def _patterns(language: str) -> BindingWords:
    return words(language, "binding", BindingWords)


@dataclass(frozen=True)
class Surroundings:
    """A report's times and places, ready to be asked what belongs to a stretch of text."""

    text: str
    whens: tuple[When, ...]
    wheres: tuple[Where, ...]
    figures: tuple[Span, ...]
    """Counting phrases: what stands behind another figure belongs to that one."""
    main: Where | None
    language: str

    @classmethod
    def of(
        cls,
        text: str,
        whens: tuple[When, ...],
        wheres: tuple[Where, ...],
        *,
        speakers: Sequence[Span],
        figures: Sequence[Span],
        language: str,
    ) -> Surroundings:
        """The surroundings of one report; a place in a speaker's name ("the Istanbul governor's
        office") is not where anything happened."""
        ordered = sorted(speakers, key=lambda span: span.start)
        longest = max((len(span.text) for span in ordered), default=0)
        free = tuple(
            where
            for where in wheres
            if not _before_hyphen(where, text)
            and not any(party.covers(where) for party in _starting(ordered, where.end - longest, where.start))
        )
        return cls(text, whens, free, tuple(sorted(figures, key=lambda span: span.start)), _main_place(free), language)

    def when(
        self, anchor: Span, clause: Span, sentence: Span, said: Sequence[Span] = (), *, own_clause: bool = False
    ) -> When | None:
        """The time of a happening: in its clause, else in its sentence outside what tells of the saying.

        With `own_clause`, the anchor is the happening's own word, and a relative clause behind it is on something else.
        """
        for stretch in (clause, sentence):
            found = [
                when
                for when in _within(self.whens, stretch)
                if when.type in ("DATE", "TIME")
                and _is_a_day(when)
                and not any(part.covers(when) for part in said)
                and not self._is_anothers(anchor, when)
                and not (own_clause and self._is_of_another_clause(anchor, when))
            ]
            if found:
                return min(found, key=_distance_from(anchor))
        return None

    def duration(self, clause: Span) -> When | None:
        """How long it went on, where the clause says so."""
        return next((when for when in _within(self.whens, clause) if when.type == "DURATION"), None)

    def said_on(self, saying: Sequence[Span]) -> When | None:
        """The day of the saying: a time in the words around the content."""
        for stretch in saying:
            for when in _within(self.whens, stretch):
                if when.type in ("DATE", "TIME") and _is_a_day(when):
                    return when
        return None

    def where(self, anchor: Span, clause: Span, sentence: Span, *, goes_on: bool = True) -> Where | None:
        """The place of a happening: in its clause, its sentence, the sentences before, else the report's main place.

        Only what goes on from the sentences before has their place.
        """
        for stretch in (clause, sentence):
            found = [where for where in _within(self.wheres, stretch) if not self._is_anothers(anchor, where)]
            best = self._best_place(found, anchor)
            if best is not None:
                return best
        return (self._place_before(sentence) if goes_on else None) or self.main

    def _is_anothers(self, anchor: Span, span: Span) -> bool:
        """Whether another figure stands between the anchor and a time or place: "164 died, 103 of them in Almaty"."""
        if span.start < anchor.end:
            return False
        first = bisect_left(self.figures, anchor.end, key=lambda figure: figure.start)
        between = self.text[anchor.end : span.start]
        return (
            first < len(self.figures)
            and self.figures[first].end <= span.start
            and not _patterns(self.language).shared.search(between)
        )

    def _is_of_another_clause(self, anchor: Span, when: When) -> bool:
        between = self.text[anchor.end : when.start]
        return bool(between) and _patterns(self.language).of_another_clause.search(between) is not None

    def _place_of_clause(self, anchor: Span, found: Sequence[Where]) -> Where | None:
        """The place that the anchor's clause hangs on: "Almaty, where protesters stormed the offices"."""
        before = [where for where in found if where.end <= anchor.start]
        if before and _patterns(self.language).where_clause.match(self.text, before[-1].end):
            return before[-1]
        return None

    def _best_place(self, found: Sequence[Where], anchor: Span) -> Where | None:
        """The place nearest to the anchor, and of "a town in a province" the town."""
        real = [where for where in found if where.kind != "demonym"]
        placed = [
            where
            for where in real
            if _patterns(self.language).placing.search(self.text[max(0, where.start - 60) : where.start])
        ]
        best = self._place_of_clause(anchor, real) or min(placed or real, key=_distance_from(anchor), default=None)
        while best is not None and (inner := self._inner_place(best, real)) is not None:
            best = inner
        return self._with_its_part(best) if best is not None else None

    def _with_its_part(self, where: Where) -> Where:
        """ "northern Syria" is Syria, and the words say which part of it."""
        part = _patterns(self.language).part_of_place.search(self.text[max(0, where.start - _NEAR_WORD) : where.start])
        if part is None:
            return where
        start = where.start - len(part.group())
        return replace(where, text=self.text[start : where.end], start=start)

    def _inner_place(self, outer: Where, places: Sequence[Where]) -> Where | None:
        """The place named right before as lying in this one."""
        before = [where for where in places if where.end <= outer.start and where is not outer]
        if not before or outer.start - before[-1].end > _LONGEST_LINK:
            return None
        if not _patterns(self.language).lies_in.fullmatch(self.text[before[-1].end : outer.start]):
            return None
        return before[-1] if _FINENESS[before[-1].kind] <= _FINENESS[outer.kind] else None

    def _place_before(self, sentence: Span) -> Where | None:
        """A town named in the sentence before, in the same paragraph."""
        start = max(self.text.rfind("\n", 0, sentence.start) + 1, sentence.start - _NEAR)
        if start >= sentence.start:
            return None
        before = [
            where
            for where in _within(self.wheres, Span.of(self.text, start, sentence.start))
            if where.kind not in ("demonym", "country")
        ]
        return before[-1] if before else None


def _before_hyphen(where: Where, text: str) -> bool:
    """A place that is part of a longer word: "US-led"."""
    return text[where.end : where.end + 1] in ("-", "‑")


def _starting(spans: Sequence[Span], first: int, last: int) -> Sequence[Span]:
    """Those that start between two places, both included; `spans` are in text order."""
    start = bisect_left(spans, first, key=lambda span: span.start)
    return spans[start : bisect_right(spans, last, key=lambda span: span.start)]


def _is_a_day(when: When) -> bool:
    """Whether the expression names days at all ("PAST_REF" does not)."""
    return when.value is None or not when.value.endswith("_REF")


def _within(spans: Sequence[_S], stretch: Span) -> list[_S]:
    """The spans that lie inside a stretch of text."""
    first = bisect_left(spans, stretch.start, key=lambda span: span.start)
    found = []
    for span in spans[first:]:
        if span.start >= stretch.end:
            break
        if span.end <= stretch.end:
            found.append(span)
    return found


def _distance_from(anchor: Span) -> Callable[[Span], tuple[int, int]]:
    """Nearest first; what follows the anchor before what precedes it."""

    def distance(span: Span) -> tuple[int, int]:
        if span.start >= anchor.end:
            return span.start - anchor.end, 0
        return anchor.start - span.end + 20, 1

    return distance


def _main_place(wheres: Sequence[Where]) -> Where | None:
    """The place that a report is about: named most and first; of two that are nested, the finer if named as often."""
    real = [where for where in wheres if where.kind != "demonym" and where.name]
    if not real:
        return None
    weight: Counter[tuple[str | None, str | None]] = Counter()
    for where in real:
        weight[where.name, where.country] += 3 if where.start < _FIRST_WORDS else 1
    first = {(where.name, where.country): where for where in reversed(real)}
    return max(
        first.values(),
        key=lambda where: (
            weight[where.name, where.country] - 2 * (where.kind == "country" and _has_finer(where, real, weight)),
            -_FINENESS[where.kind],
            -where.start,
        ),
    )


def _has_finer(country: Where, real: Sequence[Where], weight: Counter[tuple[str | None, str | None]]) -> bool:
    """Whether a place within the country is named about as often."""
    of_country = weight[country.name, country.country]
    return any(
        where.country == country.country
        and where.kind != "country"
        and weight[where.name, where.country] * 2 >= of_country
        for where in real
    )
