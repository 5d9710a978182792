"""Which of a report's places belongs to a happening: the nearest in its clause, else in its surroundings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sayso.interpret.bind import binding_words, distance_from, is_anothers, within
from sayso.nouns.span import Span
from sayso.nouns.where import Where

_LONGEST_LINK = 80
"""Code points between a place and the one it lies in, at most."""
_NEAR = 250
"""How far back the sentence before reaches, in code points."""
_NEAR_WORD = 16
"""Code points in which a word like "northern" stands before a place."""
_FINENESS = {"place": 0, "city": 0, "admin": 1, "country": 2, "demonym": 3}
_FIRST_WORDS = 600
"""Code points at the top of a report that name its main place more surely than the rest."""


@dataclass(frozen=True)
class Places:
    """A report's places, ready to be asked which belongs to a happening."""

    text: str
    wheres: tuple[Where, ...]
    figures: tuple[Span, ...]
    """Counting phrases in text order: what stands behind another figure belongs to that one."""
    main: Where | None
    language: str

    @classmethod
    def of(
        cls, text: str, wheres: Sequence[Where], *, speakers: Sequence[Span], figures: tuple[Span, ...], language: str
    ) -> Places:
        """The places of one report; a place in a speaker's name ("the Istanbul governor's
        office") is not where anything happened."""
        ordered = sorted(speakers, key=lambda span: span.start)
        longest = max((len(span.text) for span in ordered), default=0)
        free = tuple(
            where
            for where in wheres
            if not _before_hyphen(where, text)
            and not any(party.covers(where) for party in _starting(ordered, where.end - longest, where.start))
        )
        return cls(text, free, figures, _main_place(free), language)

    def among(self, wheres: Sequence[Where]) -> Places:
        """Some of these places, as if the report named no others."""
        return Places(self.text, tuple(wheres), self.figures, _main_place(wheres), self.language)

    def where(self, anchor: Span, clause: Span, sentence: Span, *, goes_on: bool = True) -> Where | None:
        """The place of a happening: in its clause, its sentence, the sentences before, else the report's main place.

        Only what goes on from the sentences before has their place.
        """
        for stretch in (clause, sentence):
            found = [
                where
                for where in within(self.wheres, stretch)
                if not is_anothers(anchor, where, self.figures, self.text, self.language)
            ]
            best = self._best_place(found, anchor)
            if best is not None:
                return best
        return (self._place_before(sentence) if goes_on else None) or self.main

    def _place_of_clause(self, anchor: Span, found: Sequence[Where]) -> Where | None:
        """The place that the anchor's clause hangs on: "Almaty, where protesters stormed the offices"."""
        before = [where for where in found if where.end <= anchor.start]
        if before and binding_words(self.language).where_clause.match(self.text, before[-1].end):
            return before[-1]
        return None

    def _best_place(self, found: Sequence[Where], anchor: Span) -> Where | None:
        """The place nearest to the anchor, and of "a town in a province" the town."""
        real = [where for where in found if where.kind != "demonym"]
        placed = [
            where
            for where in real
            if binding_words(self.language).placing.search(self.text[max(0, where.start - 60) : where.start])
        ]
        best = self._place_of_clause(anchor, real) or min(placed or real, key=distance_from(anchor), default=None)
        while best is not None and (inner := self._inner_place(best, real)) is not None:
            best = inner
        return self._with_its_part(best) if best is not None else None

    def _with_its_part(self, where: Where) -> Where:
        """ "northern Syria" is Syria, and the words say which part of it."""
        part = binding_words(self.language).part_of_place.search(
            self.text[max(0, where.start - _NEAR_WORD) : where.start]
        )
        if part is None:
            return where
        start = where.start - len(part.group())
        return replace(where, text=self.text[start : where.end], start=start)

    def _inner_place(self, outer: Where, places: Sequence[Where]) -> Where | None:
        """The place named right before as lying in this one."""
        before = [where for where in places if where.end <= outer.start and where is not outer]
        if not before or outer.start - before[-1].end > _LONGEST_LINK:
            return None
        if not binding_words(self.language).lies_in.fullmatch(self.text[before[-1].end : outer.start]):
            return None
        return before[-1] if _FINENESS[before[-1].kind] <= _FINENESS[outer.kind] else None

    def _place_before(self, sentence: Span) -> Where | None:
        """A town named in the sentence before, in the same paragraph."""
        start = max(self.text.rfind("\n", 0, sentence.start) + 1, sentence.start - _NEAR)
        if start >= sentence.start:
            return None
        before = [
            where
            for where in within(self.wheres, Span.of(self.text, start, sentence.start))
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
