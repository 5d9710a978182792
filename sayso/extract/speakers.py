"""Who is still speaking: say-so carries over a sentence's end, through quotations and to counts that go on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from sayso.extract.nearby import Nearby
from sayso.extract.quote_marks import QUOTES
from sayso.extract.saying_words import saying_words
from sayso.extract.says_who import chain_of
from sayso.extract.scope import breaks_down
from sayso.nouns.mention import FigureMention, HappeningMention, SayingMention
from sayso.nouns.span import Span
from sayso.nouns.what import Effect

_QUOTATION = re.compile(r"“[^“”\n]{15,}(?:”|$)|\"[^\"\n]{15,}(?:\"|$)|''[^'\n]{15,}''|«[^«»\n]{15,}»", re.MULTILINE)
_REACH = 220
"""How far from a quotation its "he said" may stand, in characters."""
_NEXT_TO = 60
"""How far behind "he said" a quotation that goes on may start."""
_BY_ASSAULT: frozenset[Effect] = frozenset({"killed", "injured", "missing", "displaced", "abducted", "evacuated"})
"""What one assault or disaster does to people: a count of one goes on from a count of another."""


def quotations(text: str) -> tuple[Span, ...]:
    """Every quotation of more than a few words, marks included; none crosses a line."""
    return tuple(Span.of(text, found.start(), found.end()) for found in _QUOTATION.finditer(text))


class Speakers:
    """Who says what stands at a place of one report."""

    def __init__(self, sayings: Sequence[SayingMention], sentences: Sequence[Span], text: str, language: str) -> None:
        self._by_content = Nearby(sayings, lambda saying: saying.content)
        self._by_cue = Nearby((saying for saying in sayings if saying.cue), lambda saying: saying.cue or saying.content)
        self._sentences = sentences
        self._sentence_ends = [sentence.end for sentence in sentences]
        self._text = text
        self._language = language
        self._quoted = quotations(text)
        self._quotation_starts = [quotation.start for quotation in self._quoted]
        self._goes_on_from = _continued(self._quoted, text)

    def at(self, place: Span) -> tuple[tuple[Span, ...], SayingMention | None]:
        """The chain of parties behind the words at `place`, origin first, and the saying that holds them."""
        chain, saying = chain_of(place, self._by_content.around(place), self._language)
        if not chain and saying is None:
            saying = self._speaker_of_quotation(place)
            chain = saying.chain if saying else ()
        return chain, saying

    def of_most(self, sentence: Span, share: float) -> tuple[Span, ...]:
        """The parties behind the longest saying of which this much of a sentence is part; none where there is none."""
        inside = [
            saying
            for saying in self._by_content.around(sentence)
            if saying.content.overlaps(sentence) and len(saying.content.text) >= share * len(sentence.text)
        ]
        widest = max(inside, key=lambda saying: saying.content.end - saying.content.start, default=None)
        return widest.chain if widest else ()

    def _speaker_of_quotation(self, place: Span) -> SayingMention | None:
        """The saying beside the quotation that holds the place, or beside the one that it goes on from."""
        last = bisect_right(self._quotation_starts, place.start) - 1
        at = last if last >= 0 and self._quoted[last].covers(place) else None
        while at is not None:
            saying = _saying_beside(self._quoted[at], self._by_cue.around(self._quoted[at], _REACH))
            if saying is not None:
                return saying
            at = self._goes_on_from.get(at)
        return None

    def attribute_figures(
        self, figures: Sequence[FigureMention], happenings: Sequence[HappeningMention]
    ) -> tuple[FigureMention, ...]:
        """Give each figure its chain, in text order; a saying's denial or prediction becomes the figure's stance."""
        told: list[FigureMention] = []
        harm = Nearby(_harm(figures, happenings), lambda harm: harm.words)
        for figure in figures:
            chain, saying = self.at(figure.figure)
            if not chain and saying is None and told:
                chain = _carried(figure, told[-1], self._text, self._language)
            if not chain and saying is None:
                chain = self._from_sentence_before(figure, harm)
            stance = figure.stance if saying is None or figure.stance != "states" else saying.stance
            said_in = saying.source.bare() if saying and saying.source else None
            told.append(replace(figure, chain=chain, stance=stance, said_in=said_in))
        return tuple(told)

    def _from_sentence_before(self, figure: FigureMention, harm: Nearby[_Harm]) -> tuple[Span, ...]:
        """Who spoke in the sentence before, where this one only goes on: no new paragraph, speaker or thought.

        What was said there must itself be of harm done to people, or no count goes on from it.
        """
        listed = saying_words(self._language).listed
        words = re.findall(r"[\w'’-]+", figure.sentence.text.lower())
        if not words or words[0] in listed.break_off.words:
            return ()
        if "since" in words and listed.background.words & set(words):
            return ()
        near = self._by_cue.around(figure.sentence)
        if any(saying.cue is not None and figure.sentence.covers(saying.cue) for saying in near):
            return ()
        last = bisect_right(self._sentence_ends, figure.sentence.start) - 1
        before = self._sentences[last] if last >= 0 else None
        if before is None or "\n" in self._text[before.end : figure.sentence.start]:
            return ()
        spoke = [
            saying
            for saying in self._by_cue.around(before)
            if saying.chain and saying.cue is not None and before.covers(saying.cue) and saying.kind != "direct"
        ]
        whole = [
            saying
            for saying in spoke
            if len(saying.content.text) * 2 > len(before.text)
            and any(saying.content.covers(one.words) and one.leads_to(figure) for one in harm.around(saying.content))
        ]
        return whole[-1].chain if whole else ()


@dataclass(frozen=True, slots=True)
class _Harm:
    """Words that count people or tell of an assault, and what happened to those people."""

    words: Span
    effects: frozenset[Effect]

    def leads_to(self, figure: FigureMention) -> bool:
        """Whether a count goes on from it: of the same effect, or of what an assault does to people."""
        return bool(self.effects & set(figure.effects))


def _harm(figures: Sequence[FigureMention], happenings: Sequence[HappeningMention]) -> Iterator[_Harm]:
    for figure in figures:
        effects = frozenset(figure.effects)
        yield _Harm(figure.figure, effects | _BY_ASSAULT if effects & _BY_ASSAULT else effects)
    for happening in happenings:
        if happening.kind == "ASSAULT":
            yield _Harm(happening.trigger, _BY_ASSAULT)


def _continued(quoted: Sequence[Span], text: str) -> dict[int, int]:
    """By number of a quotation that opens a paragraph: the one before it, which its own paragraph left open.

    A speech of several paragraphs opens each of them with a mark and closes only the last.
    """
    return {
        at: at - 1
        for at, (before, quote) in enumerate(pairwise(quoted), 1)
        if before.text[-1] not in QUOTES and not text[before.end : quote.start].strip()
    }


def _saying_beside(quotation: Span, sayings: Sequence[SayingMention]) -> SayingMention | None:
    """The saying next to a quotation: '"Ten died. It was dark," he said.'"""
    near = [
        saying
        for saying in sayings
        if saying.cue is not None
        and saying.chain
        and _distance(saying.cue, quotation) <= _REACH
        and (_touches(saying, quotation) or 0 <= quotation.start - saying.cue.end <= _NEXT_TO)
    ]
    return min(near, key=lambda saying: _distance(saying.cue or saying.content, quotation), default=None)


def _touches(saying: SayingMention, quotation: Span) -> bool:
    return saying.content.overlaps(quotation)


def _distance(cue: Span, quotation: Span) -> int:
    """Characters between a cue and a quotation."""
    return max(0, cue.start - quotation.end, quotation.start - cue.end)


def _carried(figure: FigureMention, before: FigureMention, text: str, language: str) -> tuple[Span, ...]:
    """A count that only goes on from the one before it has that one's say-so."""
    goes_on = figure.scope == "additional" or breaks_down(figure.sentence.text, language)
    if not goes_on or not before.chain:
        return ()
    between = text[before.sentence.end : figure.sentence.start]
    near = len(between.split()) <= 12 and "\n" not in between.strip("\n ")
    return before.chain if near else ()
