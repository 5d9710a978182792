"""The things of a case by their ids, the one name of each party, and words in their context."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Record, repeated
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party, PartyKind
from sayso.nouns.span import Span
from sayso.nouns.view import View
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.names import Names

CONTEXT = 110
"""Characters shown on either side of the words: with the words, a line or two of a terminal."""

_LONGEST_NAME = 80
"""Characters of what stands for a publisher: one may be of any length."""

_COUNTED_WITHIN = 60
"""Characters after a figure within which the words for the counted people are quoted with it."""

_SENTENCE_END = re.compile(r"(?:(?<=\w{4}[.!?])|(?<=\w{4}[.!?][\"”’)]))\s+(?=[\"“‘(]?[^\W\d_])|\s*\n\s*\n\s*")

OFFICIAL: frozenset[PartyKind] = frozenset(
    {"government", "police", "military", "court", "hospital", "rescue", "intergovernmental"}
)
"""Kinds of party whose counts are official figures."""


class Quote(Struct, frozen=True, kw_only=True):
    """Exact words of a report, with what stands around them; made safe to show, on one line."""

    report: str
    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def line(self) -> str:
        """Words and context as one string."""
        return self.before + self.words + self.after


class Lookup:
    """What the account looks up in a case; keeps the last few reports, never all of them."""

    def __init__(self, view: View, record: Record) -> None:
        self.view = view
        self.record = record
        self._names = Names(record.parties)
        self._kinds = {party.name: party.kind for party in record.parties}
        self._copies = repeated(record.copies)
        self._copied = frozenset(self._copies)
        self._begin()

    def _begin(self) -> None:
        view = self.view
        self.report: Callable[[str], Report] = lru_cache(maxsize=16)(view.report)
        self.claim: Callable[[str], Claim] = lru_cache(maxsize=4096)(view.claim)
        self.mention: Callable[[str], EventMention] = lru_cache(maxsize=4096)(view.mention)
        self._said: dict[str, Violation | Attribution | None] = {}

    def over(self, events: Iterable[Event]) -> Lookup:
        """The same case with a few of its events for its record: what a page shows of a long one."""
        few = copy(self)
        few.record = replace(self.record, events=tuple(events))
        few._begin()
        return few

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these ids, less those that the case does not have."""
        found = []
        for id_ in ids:
            try:
                found.append(self.claim(id_))
            except UnknownId:
                continue
        return tuple(found)

    def said(self, id_: str) -> Violation | Attribution | None:
        """The alleged violation or attribution of this id, which `look_for` must have been asked for."""
        return self._said.get(id_)

    def look_for(self, ids: Iterable[str]) -> None:
        """Find the alleged violations and attributions among these ids, going through the case once for all."""
        wanted = {id_ for id_ in ids if id_ not in self._said and not self._is_mention(id_)}
        if not wanted:
            return
        self._said.update(dict.fromkeys(wanted))
        everything: Iterator[Violation | Attribution] = chain(self.view.violations(), self.view.attributions())
        for found in everything:
            if found.id in wanted:
                self._said[found.id] = found

    def _is_mention(self, id_: str) -> bool:
        try:
            self.mention(id_)
        except UnknownId:
            return False
        return True

    def name(self, party: Party) -> str:
        """The party's name in the case, safe to show."""
        return on_one_line(self._names.of(party))

    def known_as(self, name: str) -> str:
        """The name in the case of the party that a report gives this name; not made safe to show."""
        return self._names.known_as(name)

    def copied(self) -> Collection[str]:
        """Ids of the reports that repeat another."""
        return self._copied

    def kind_of(self, name: str) -> str | None:
        """What the party of this name in the case is."""
        return self._kinds.get(name)

    def is_official(self, name: str | None) -> bool:
        """Whether the party of this name in the case speaks for an authority."""
        return name is not None and self._kinds.get(name) in OFFICIAL

    def copy_of(self, report: str) -> str | None:
        """Id of the report that this one repeats."""
        return self._copies.get(report)

    def publisher(self, report: str) -> str:
        """Who printed the report: its publisher, else what the record calls the report by."""
        return shortened(self.report(report).teller, _LONGEST_NAME)

    def chain(self, says_who: Iterable[Party], report: str) -> tuple[str, ...]:
        """Who says it, origin first, down to the publisher of the report."""
        names = [self.name(party) for party in says_who]
        publisher = self.publisher(report)
        if not names or names[-1].casefold() != publisher.casefold():
            names.append(publisher)
        return tuple(names)

    def quote_claim(self, claim: Claim) -> Quote:
        """The figure in its sentence, with the words for the counted people where they follow it."""
        figure, affected = claim.figure.bare(), claim.affected
        if affected and 0 < affected.end - figure.end <= _COUNTED_WITHIN:
            text = self.report(claim.report).text
            figure = Span.of(text, figure.start, affected.end)
        return self.quote(claim.report, figure, claim.sentence)

    def quote(self, report: str, words: Span, sentence: Span | None = None, *, reach: int = CONTEXT) -> Quote:
        """The words with the sentence around them, or as much of the text as a line or two holds."""
        text = self.report(report).text
        least, most = (sentence.start, sentence.end) if sentence else (0, len(text))
        start, end = max(words.start - reach, least), min(words.end + reach, most)
        if sentence is None:
            start, end = _within_sentence(text, words, start, end)
        before, after = text[start : words.start], text[words.end : end]
        if start == words.start - reach > least:
            before = "…" + (before.partition(" ")[2] if " " in before.strip() else before)
        if end == words.end + reach < most:
            after = (after.rpartition(" ")[0] if " " in after.strip() else after) + "…"
        return Quote(
            report=report,
            start=words.start,
            end=words.end,
            before=_kept_space(before, at_end=True),
            words=on_one_line(words.text),
            after=_kept_space(after, at_end=False),
        )


def _within_sentence(text: str, words: Span, start: int, end: int) -> tuple[int, int]:
    """Cut the context where a line or a sentence ends; a word of up to three letters may be a short form ("Gen.")."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, words.start)]
    after = _SENTENCE_END.search(text, words.end, end)
    return max(ends, default=start), after.start() if after else end


def _kept_space(text: str, *, at_end: bool) -> str:
    """On one line, with the space between context and words kept."""
    line = on_one_line(text)
    if at_end:
        return f"{line} " if line and text[-1:].isspace() else line
    return f" {line}" if line and text[:1].isspace() else line
