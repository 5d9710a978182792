"""Which of a report's places belongs to a happening: the nearest in which the clause says that something happens, else
what the clause means by "the town", else the place of what it goes on from, else the report's main place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from sayso.interpret.bind import is_anothers, within
from sayso.interpret.where_main import FINENESS, main_places
from sayso.interpret.where_stands import PlacingWords, Standing, all_standing, placing_words
from sayso.languages.places import place_words
from sayso.nouns.span import Span
from sayso.nouns.where import Where

_ASIDE = 90
"""Code points between a bracket and a place in it, at most; and of the words that lead to a place."""
_LONGEST_LINK = 80
"""Code points between a place and the one it lies in, at most."""
_NEAR = 500
"""How far back a place may stand that a sentence goes on about, in code points."""
_AHEAD = 500
"""How far ahead of a sentence the finer place of what it tells may stand, in code points."""
_FIRST_WORDS = 600
"""Code points at the top of a report in which it tells first what it tells more of later."""
_FAR = 60
"""What a clause between a happening and a place adds to their distance, in code points."""
_NEAR_WORD = 16
"""Code points in which a word like "northern" stands before a place."""


@dataclass(frozen=True)
class Places:
    """A report's places, ready to be asked which belongs to a happening."""

    text: str
    wheres: tuple[Where, ...]
    standing: dict[int, Standing]
    """How the place that begins there stands."""
    figures: tuple[Span, ...]
    """Counting phrases in text order: what stands behind another figure belongs to that one."""
    main: Where | None
    country: Where | None
    """The country, or its people, that the report names most."""
    language: str

    @classmethod
    def of(
        cls,
        text: str,
        wheres: Sequence[Where],
        *,
        speakers: Sequence[Span],
        figures: tuple[Span, ...],
        title: str | None,
        language: str,
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
        standing = all_standing(free, text, language)
        main, country = main_places(free, standing, text, title, language)
        return cls(text, free, standing, figures, main, country, language)

    def among(self, wheres: Sequence[Where]) -> Places:
        """Some of these places, as if the report named no others."""
        main, country = main_places(wheres, self.standing, self.text, None, self.language)
        return Places(self.text, tuple(wheres), self.standing, self.figures, main, country, self.language)

    @property
    def _listed(self) -> PlacingWords:
        return placing_words(self.language)

    def where(
        self,
        anchor: Span,
        clause: Span,
        sentence: Span,
        said: Sequence[Span] = (),
        *,
        before: Where | None = None,
        goes_on: bool = True,
        background: bool = False,
        left: bool = False,
        surely: bool = False,
    ) -> Where | None:
        """The place of a happening, given its word or figure, its clause and its sentence.

        `said` are the parts of the sentence that tell of the saying; `before` is where the last happening of its kind
        was; only what goes on from the sentences before has their place; of people who `left`, the place is the one
        that they left. What must have happened there `surely` has no place in which the report tells of nothing that
        happened, and no people's country.
        """
        for stretch in (clause, sentence):
            found = [
                where
                for where in within(self.wheres, stretch)
                if not is_anothers(anchor, where, self.figures, self.text, self.language)
                and not self._is_aside(where, anchor)
                and not any(part.covers(where) for part in said)
            ]
            best = self._best_place(found, anchor, left=left)
            if best is not None:
                return best if background else self._finer_ahead(best, sentence)
        told = self._meant(sentence, anchor)
        if surely:
            told = None if told is not None and told.kind == "demonym" else told
        else:
            told = told or self._of_the_long_run(sentence, background=background)
        country = self.country.country if self.country else None
        return (
            told
            or self._own_country(clause)
            or (None if surely else self.own_dateline(sentence, country))
            or self._where_it_was_said(anchor, sentence)
            or (self._going_on(sentence, before) if goes_on else self._told_again(before))
            or self._main_of(sentence, surely=surely)
        )

    def _main_of(self, sentence: Span, *, surely: bool) -> Where | None:
        """The report's main place; the finer one that the next sentences tell, if the report begins with this one."""
        if self.main is None or (surely and self.standing[self.main.start] != "at"):
            return None
        return self._finer_ahead(self.main, sentence)

    def _own_country(self, clause: Span) -> Where | None:
        """The report's country where the clause names it in whatever way: "Egypt's police have held 400 people"."""
        if self.country is None:
            return None
        named = (where for where in within(self.wheres, clause) if where.kind == "country")
        return next((where for where in named if where.country == self.country.country), None)

    def _best_place(self, found: Sequence[Where], anchor: Span, *, left: bool) -> Where | None:
        """The place nearest to the anchor in which something happens, and of "a town in a province" the town."""
        real = [where for where in found if where.kind != "demonym"]
        at = [where for where in real if self.standing[where.start] in (("at", "left") if left else ("at",))]
        loose = [where for where in real if self.standing[where.start] == "loose" and where.kind != "country"]
        sites = [where for where in at if not self._is_landmark(where)]
        best = self._place_of_clause(anchor, real) or min(
            sites or at or loose, key=self._distance_from(anchor), default=None
        )
        while best is not None and (inner := self._inner_place(best, real)) is not None:
            best = inner
        return self._with_its_part(best) if best is not None else None

    def _distance_from(self, anchor: Span) -> Callable[[Where], int]:
        """Nearest first; what follows the anchor before what precedes it, other clauses last."""

        def distance(where: Where) -> int:
            after = where.start >= anchor.end
            between = self.text[anchor.end : where.start] if after else self.text[where.end : anchor.start]
            far = _FAR if self._listed.breaks.search(between) else 0
            return len(between) + far + (0 if after else 20)

        return distance

    def _place_of_clause(self, anchor: Span, found: Sequence[Where]) -> Where | None:
        """The place that the anchor's clause hangs on: "Almaty, where protesters stormed the offices"."""
        before = [where for where in found if where.end <= anchor.start]
        return before[-1] if before and self._listed.where_clause.match(self.text, before[-1].end) else None

    def _with_its_part(self, where: Where) -> Where:
        """The words with what belongs to them: "northern Syria" is Syria, "Elm and Ford" is Elm, and more is meant."""
        part = self._listed.part_of_place.search(self.text[max(0, where.start - _NEAR_WORD) : where.start])
        if part is not None:
            start = where.start - len(part.group())
            return replace(where, text=self.text[start : where.end], start=start)
        index = bisect_left(self.wheres, where.start, key=lambda other: other.start)
        first = last = index
        while first > 0 and self._together(self.wheres[first - 1], self.wheres[first]):
            first -= 1
        while last + 1 < len(self.wheres) and self._together(self.wheres[last], self.wheres[last + 1]):
            last += 1
        start, end = self.wheres[first].start, self.wheres[last].end
        return where if first == last else replace(self.wheres[first], text=self.text[start:end], start=start, end=end)

    def _together(self, one: Where, other: Where) -> bool:
        same = FINENESS[one.kind] == FINENESS[other.kind] < FINENESS["country"]
        return same and self._listed.together.fullmatch(self.text[one.end : other.start]) is not None

    def _inner_place(self, outer: Where, places: Sequence[Where]) -> Where | None:
        """The place named right before as lying in this one."""
        before = [where for where in places if where.end <= outer.start and not self._is_landmark(where)]
        if not before or outer.start - before[-1].end > _LONGEST_LINK:
            return None
        if not self._listed.lies_in.fullmatch(self.text[before[-1].end : outer.start]):
            return None
        return before[-1] if FINENESS[before[-1].kind] <= FINENESS[outer.kind] else None

    def _is_landmark(self, where: Where) -> bool:
        """Whether it is a street, a river or the like, where a town or quarter is a better answer."""
        if where.kind != "place" or where.geonames_id is not None:
            return False
        context = place_words(self.language).context
        parts = where.text.casefold().split()
        named = not context.features.isdisjoint(parts[-1:]) or not context.features_first.isdisjoint(parts[:1])
        street = not context.streets.isdisjoint(parts[-1:]) or not context.streets_first.isdisjoint(parts[:1])
        return named or (street and "-" not in parts[0]) or (where.country is None and where.latitude is not None)

    def _is_aside(self, where: Where, anchor: Span) -> bool:
        """Whether it stands in brackets that the anchor is not in: "the group (outlawed in Russia)"."""
        opened = self.text.rfind("(", max(0, where.start - _ASIDE), where.start)
        if opened < 0 or ")" in self.text[opened : where.start]:
            return False
        closed = self.text.find(")", where.end)
        return not (opened < anchor.start and (closed < 0 or anchor.end <= closed))

    def _finer_ahead(self, where: Where, sentence: Span) -> Where:
        """What the next words say where in the country it was: "a school in Nigeria. […] They raided it in Kagara"."""
        start = max(0, where.start - _ASIDE)
        if sentence.start > _FIRST_WORDS:
            return where
        if where.kind != "country" or self._listed.several.search(self.text[start : where.start]):
            return where
        for next_one in within(
            self.wheres, Span.of(self.text, sentence.end, min(len(self.text), sentence.end + _AHEAD))
        ):
            between = self.text[sentence.end : next_one.start]
            if self._listed.elsewhere.search(between):
                return where
            if not self._is_narrow(next_one, "at") or next_one.country not in (where.country, None):
                continue
            reach = min(len(self.text), next_one.end + _LONGEST_LINK)
            counted = within(self.figures, Span.of(self.text, sentence.end, reach))
            same = {figure.text.casefold() for figure in within(self.figures, sentence)}
            another = any(figure.text.casefold() not in same for figure in counted)
            return where if another else self._with_its_part(next_one)
        return where

    def _is_narrow(self, where: Where, *standing: Standing) -> bool:
        fine = where.kind in ("city", "place") and not self._is_landmark(where)
        return fine and self.standing[where.start] in standing

    def _meant(self, sentence: Span, anchor: Span) -> Where | None:
        """What the sentence means by "the country", "the province", "the village" or "there"."""
        earlier = self.wheres[: bisect_left(self.wheres, sentence.start, key=lambda where: where.start)]
        match _pointed_at(sentence.text, self.language):
            case "country", _:
                return self.country
            case "region", word:
                return self._called(earlier, word) or next(
                    (where for where in reversed(earlier) if where.kind == "admin"), None
                )
            case "town", word:
                return self._called(earlier, word) or next(
                    (where for where in reversed(earlier) if self._is_narrow(where, "at", "loose")), None
                )
            case "here", _:
                written = (where for where in earlier if self.standing[where.start] == "dateline")
                return next((where for where in written if where.kind != "country"), None)
        if self._listed.there.search(self.text, anchor.end, sentence.end):
            same = [where for where in within(self.wheres, sentence) if where.end <= anchor.start]
            return next((where for where in reversed(same) if where.kind != "demonym"), None)
        return None

    def _called(self, earlier: Sequence[Where], word: re.Match[str]) -> Where | None:
        """The last place that the text calls so: "the village of Elm", "the Syrian province of Homs"."""
        kind = re.escape(next(group for group in word.groups() if group)[:5])
        leads, follows = re.compile(rf"{kind}\w*\s+(?:of\s+)?$", re.IGNORECASE), re.compile(rf"\s{kind}", re.IGNORECASE)
        for where in reversed(earlier):
            if leads.search(self.text[max(0, where.start - _NEAR_WORD) : where.start]) or follows.match(
                self.text, where.end
            ):
                return self._with_its_part(where)
        return None

    def _of_the_long_run(self, sentence: Span, *, background: bool) -> Where | None:
        """The country of what lasts for years, or of an older count that names no place."""
        if not background and not self._listed.lasting.search(sentence.text):
            return None
        here = [where for where in within(self.wheres, sentence) if where.kind in ("country", "demonym")]
        near = [where for where in here if self.country and where.country == self.country.country]
        return next(iter(near), None) or self.country

    def own_dateline(self, sentence: Span, country: str | None) -> Where | None:
        """Where the sentence says that it was written, if that is a town or region in this country."""
        own = [where for where in within(self.wheres, sentence) if self.standing[where.start] == "dateline"]
        return next((where for where in own if where.country == country and where.kind != "country"), None)

    def _where_it_was_said(self, anchor: Span, sentence: Span) -> Where | None:
        """A town in the words that tell of the saying, if it is in the report's country: "Police in Elm said"."""
        own = (None, self.country.country if self.country else None)
        named = [
            where for where in within(self.wheres, sentence) if self._is_narrow(where, "at") and where.country in own
        ]
        return self._best_place(named, anchor, left=False)

    def _going_on(self, sentence: Span, before: Where | None) -> Where | None:
        """The place that the sentences before are about, or the last happening of the kind."""
        if self._listed.elsewhere.search(sentence.text):
            return None
        start = max(0, sentence.start - _NEAR)
        start = max(start, self._paragraph_before(sentence.start))
        named = [
            where
            for where in within(self.wheres, Span.of(self.text, start, sentence.start))
            if self._is_narrow(where, "at", "loose") or (where.kind == "admin" and self.standing[where.start] == "at")
        ]
        if not named:
            return before
        best = named[-1]
        while (inner := self._inner_place(best, named)) is not None:
            best = inner
        return self._with_its_part(best)

    def _paragraph_before(self, start: int) -> int:
        """Where the paragraph before the one around `start` begins."""
        own = self.text.rfind("\n", 0, start)
        text = self.text[: max(own, 0)].rstrip()
        return text.rfind("\n") + 1

    def _told_again(self, before: Where | None) -> Where | None:
        """Another party's count of what was just counted: at its place, unless the report is on a whole country."""
        return before if self.main is None or self.main.kind != "country" else None


@lru_cache(maxsize=256)
def _pointed_at(
    sentence: str, language: str
) -> tuple[Literal["country", "region", "town", "here"], re.Match[str]] | None:
    """What a sentence speaks of without its name, if it does, and the words for it."""
    listed = placing_words(language)
    if word := listed.the_country.search(sentence):
        return "country", word
    if word := listed.the_region.search(sentence):
        return "region", word
    if word := listed.the_town.search(sentence):
        return "town", word
    if word := listed.here.search(sentence):
        return "here", word
    return None


def _before_hyphen(where: Where, text: str) -> bool:
    """A place that is part of a longer word: "US-led"."""
    return text[where.end : where.end + 1] in ("-", "‑")


def _starting(spans: Sequence[Span], first: int, last: int) -> Sequence[Span]:
    """Those that start between two places, both included; `spans` are in text order."""
    start = bisect_left(spans, first, key=lambda span: span.start)
    return spans[start : bisect_right(spans, last, key=lambda span: span.start)]
