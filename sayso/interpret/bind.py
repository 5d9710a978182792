"""Which of a report's times belongs to a happening: the nearest in its clause, else in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from sayso.languages import words
from sayso.languages.late_days import is_counted_up_to, is_of_a_birth, is_of_a_find, led_to
from sayso.languages.recalled import recalled_from
from sayso.nouns.span import Span
from sayso.nouns.when import When

_S = TypeVar("_S", bound=Span)
_NEAR = 300
"""Code points before a sentence in which its paragraph may have told the day."""
_NEAR_WORDS = 30
"""Code points before a happening in which the words stand that it is only named in."""
_SINCE = 70
"""Code points in which "since" stands before a time ("since the beginning of the siege on 3 May")."""
_LONGEST_CLAUSE = 200
"""Code points of a relative clause, at most."""
_RECENT_DAYS = 60
"""Days before publication in which a day goes over to the next sentence."""
_ANY_DAY = "XXXX-XX-XX"


class BindingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`binding.toml` of one language."""

    shared: re.Pattern[str]
    of_another_clause: re.Pattern[str]
    since: re.Pattern[str]
    lasts: re.Pattern[str]
    inside_a_phrase: re.Pattern[str]
    told_by_day: re.Pattern[str]
    thought_of: re.Pattern[str]
    others: re.Pattern[str]
    relative_clause: re.Pattern[str]
    near_a_day: re.Pattern[str]


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
    published: date | None
    language: str

    def when(
        self,
        anchor: Span,
        clause: Span,
        sentence: Span,
        said: Sequence[Span] = (),
        *,
        own_clause: bool = False,
        happened: bool = True,
    ) -> When | None:
        """The time of a happening: in its clause, else in its sentence outside what tells of the saying.

        With `own_clause`, the anchor is the happening's own word, and a relative clause behind it is on something else.
        What has `happened` did so on no day after the publication, nor on one that is later than what happened, or on
        which somebody was born.
        """
        led = led_to(anchor, self.text, self.language)
        for stretch in (clause, sentence):
            found = [
                when
                for when in within(self.whens, stretch)
                if _names_a_day(when)
                and (led is None or when.start > led)
                and not (happened and self._is_to_come(when))
                and not any(part.covers(when) for part in said)
                and not is_anothers(anchor, when, self.figures, self.text, self.language)
                and not self._is_of_what_stands_around(anchor, when, sentence)
                and not (own_clause and self._is_of_another_clause(anchor, when))
                and not self._is_late(when)
            ]
            if found:
                return min(found, key=distance_from(anchor))
        return None

    def counted_up_to(self, figure: Span, sentence: Span) -> When | None:
        """The single day up to which a sentence says that its figure counts ("rose to 9 on Wednesday")."""
        found = [
            when
            for when in within(self.whens, sentence)
            if when.latest is not None
            and when.earliest == when.latest
            and not self._is_to_come(when)
            and not is_anothers(figure, when, self.figures, self.text, self.language)
            and when.start in self._counted_up_to
        ]
        return min(found, key=distance_from(figure), default=None)

    def day_before(self, sentence: Span, said: Sequence[Span] = ()) -> When | None:
        """The day that the paragraph has told before a sentence, if the report has told no other; not of long ago."""
        start = max(self.text.rfind("\n", 0, sentence.start) + 1, sentence.start - _NEAR)
        days = [
            when
            for when in within(self.whens, Span.of(self.text, 0, sentence.start))
            if _names_a_day(when)
            and when.earliest is not None
            and not any(part.covers(when) for part in said)
            and not self._is_late(when)
        ]
        if not days or days[-1].start < start or len({(when.earliest, when.latest) for when in days}) > 1:
            return None
        last = days[-1]
        one = last.earliest == last.latest
        return last if one and not self._is_to_come(last) and not self._is_of_long_ago(last) else None

    def duration(self, clause: Span) -> When | None:
        """How long it went on, where the clause says so."""
        return next((when for when in within(self.whens, clause) if when.type == "DURATION"), None)

    def said_on(self, saying: Sequence[Span]) -> When | None:
        """The day of the saying: a time in the words around the content."""
        for stretch in saying:
            for when in within(self.whens, stretch):
                if _names_a_day(when) and when.start not in self._counted_up_to:
                    return when
        return None

    def _is_to_come(self, when: When) -> bool:
        return self.published is not None and when.earliest is not None and when.earliest > self.published

    def _is_of_long_ago(self, when: When) -> bool:
        return self.published is None or when.latest is None or (self.published - when.latest).days > _RECENT_DAYS

    def _is_late(self, when: When) -> bool:
        return when.start in self._counted_up_to or when.start in self._of_finds or when.start in self._of_births

    @cached_property
    def _counted_up_to(self) -> frozenset[int]:
        """Where the times begin up to which a count reaches."""
        return frozenset(when.start for when in self.whens if is_counted_up_to(when, self.text, self.language))

    @cached_property
    def _of_finds(self) -> frozenset[int]:
        """Where the times begin at which bodies were found."""
        return frozenset(when.start for when in self.whens if is_of_a_find(when, self.text, self.language))

    @cached_property
    def _of_births(self) -> frozenset[int]:
        """Where the times begin at which somebody was born."""
        return frozenset(when.start for when in self.whens if is_of_a_birth(when, self.text, self.language))

    def _is_of_another_clause(self, anchor: Span, when: When) -> bool:
        between = self.text[anchor.end : when.start]
        return bool(between) and binding_words(self.language).of_another_clause.search(between) is not None

    def _is_of_what_stands_around(self, anchor: Span, when: When, sentence: Span) -> bool:
        """Whether a time belongs to what the happening is only named in, or to what is only named beside it."""
        known = binding_words(self.language)
        if when.end <= anchor.start and known.told_by_day.match(self.text, when.end, anchor.start):
            return False  # "the explosion of 2010, in which 30 were killed"
        since = known.since.search(self.text, max(sentence.start, when.start - _SINCE), when.start)
        behind = when.start >= anchor.start
        recalled = None if behind else recalled_from(anchor, sentence, self.text, self.language)
        if recalled is not None:
            return when.end <= recalled  # "arrested on Tuesday after the fire that killed 12", or "after Monday's fire"
        before_anchor = self.text[max(0, anchor.start - _NEAR_WORDS) : anchor.start]
        if since and not since.start() <= anchor.start < when.start and not known.lasts.search(anchor.text):
            return True  # "held since May" began then, "200 killed since May" did not
        if when.end <= anchor.start and known.inside_a_phrase.search(before_anchor):
            return True
        if when.type == "DATE" and known.near_a_day.search(self.text, max(0, when.start - _NEAR_WORDS), when.start):
            return True
        if when.start > anchor.end and known.thought_of.search(self.text, anchor.end, when.start):
            return True  # "gathered to remember the explosion of 2010"
        clause = self._relative_clause(when, sentence)
        if clause is not None and anchor.end <= clause and not self.text[anchor.end : clause].strip():
            return False  # "the protests that began on Monday" are told by the clause
        return self._relative_clause(anchor, sentence) != clause

    def _relative_clause(self, span: Span, sentence: Span) -> int | None:
        """Where the relative clause begins that a span stands in; None outside of one."""
        start = max(sentence.start, span.start - _LONGEST_CLAUSE)
        begins = list(binding_words(self.language).relative_clause.finditer(self.text, start, max(start, span.start)))
        if not begins or "," in self.text[begins[-1].end() : span.start]:
            return None
        return begins[-1].start()


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


def _names_a_day(when: When) -> bool:
    """Whether the expression names days at all: "PAST_REF" does not, nor does "the second day" of something."""
    if when.type not in ("DATE", "TIME"):
        return False
    return when.value is None or not (when.value.endswith("_REF") or when.value.startswith(_ANY_DAY)) or _has_days(when)


def _has_days(when: When) -> bool:
    return when.earliest is not None or when.latest is not None


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
