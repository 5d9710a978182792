"""One report as it is read: its text, what was read where in it, and what became of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from sayso.nouns.event import Event
from sayso.nouns.reading import Reading
from sayso.nouns.report import Original
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.view import Window
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.tell import wording
from sayso.tell.harmless import on_one_line
from sayso.tell.judged import sentences
from sayso.tell.lookup import Lookup
from sayso.tell.pages.account import EventLine, event_lines
from sayso.tell.pages.sight import Sight
from sayso.tell.why import Facts, facts_of_claim, facts_of_mention, reading_of

MarkKind = Literal["claim", "violation", "attribution", "event", "when", "where"]
MarkPart = Literal["source", "cue", "content"]
Shown = Literal["page", "text", "pictures"]
T = TypeVar("T")

STRETCH = 100_000
"""Characters of a text on one page: far more than a report has, far less than a book."""
_EVENTS = 50
_SAID = {
    "states": "statement", "denies": "denial", "disputes": "doubt", "alleges": "allegation", "predicts": "prediction",
}  # fmt: skip


class Use(Struct, frozen=True, kw_only=True):
    """What a claim or mention went into."""

    kind: Literal["toll", "dispute", "event"]
    id: str
    event: str
    told: str
    """ "killed 164", "dispute about figure"; the title of an event."""
    set_aside: str | None
    """Why a toll did not use it; None where it did."""


class Mark(Struct, frozen=True, kw_only=True):
    """A stretch of the text and what it was read as. Offsets count code points, `end` exclusive."""

    start: int
    end: int
    kind: MarkKind
    part: MarkPart | None
    """Of an attribution, each of whose parts is a mark."""
    id: str | None
    """Of a claim, event mention, violation or attribution; times and places have none."""
    words: str
    read_as: str
    """ "≥ 164 killed, in Almaty", "2022-01-06", "Almaty (Kazakhstan)"."""
    says_who: tuple[str, ...]
    """Who says it, origin first; empty for the report itself."""
    stance: str | None
    confidence: float | None
    judged: str | None
    facts: Facts
    """All of the reading, value by value."""
    said_of_it: tuple[str, ...]
    """What people said of it, a sentence each."""
    uses: tuple[Use, ...]


class ReportPage(Struct, frozen=True, kw_only=True):
    """One report with all that was read in it; of a very long one a stretch."""

    edition: str
    id: str
    called: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str | None
    language: str | None
    sha256: str
    media_type: str
    shown: Shown | None
    """How the original can be shown: a page, a text, or pictures of its pages; None where only its hash is kept."""
    copy_of: str | None
    withdrawn: bool
    """Whether it does not count, or has not been read: then there are no marks."""
    length: int
    """Characters of the whole text."""
    start: int
    """Where in it `text` begins."""
    text: str
    marks: tuple[Mark, ...]
    """In the order of the text; they may lie in one another."""
    events: tuple[EventLine, ...]
    """What it tells of."""


def report_page(sight: Sight, report_id: str, at: int = 0) -> ReportPage:
    """One report, of a very long one the stretch that the character `at` is in; raises `UnknownId`."""
    report = sight.view.report(report_id)
    original = sight.view.original(report.sha256)
    events = sight.view.events_of_report(report_id, Window(0, _EVENTS))
    lookup = sight.over(events)
    reading = sight.view.reading(report_id)
    start = min(at, max(len(report.text) - 1, 0)) // STRETCH * STRETCH
    return ReportPage(
        edition=sight.edition,
        id=report.id,
        called=lookup.publisher(report.id),
        title=report.title and on_one_line(report.title),
        publisher=report.publisher and on_one_line(report.publisher),
        published=report.published,
        url=report.url and on_one_line(report.url),
        path=report.path and on_one_line(report.path),
        language=report.language,
        sha256=report.sha256,
        media_type=original.media_type,
        shown=how_shown(original),
        copy_of=lookup.copy_of(report.id),
        withdrawn=reading is None,
        length=len(report.text),
        start=start,
        text=report.text[start : start + STRETCH],
        marks=_Marks(sight, lookup, reading, (start, start + STRETCH)).ordered() if reading else (),
        events=event_lines(events),
    )


def how_shown(original: Original) -> Shown | None:
    """In which way an original can be shown."""
    if not original.content:
        return None
    kind = original.media_type.partition(";")[0]
    if kind == "application/pdf":
        return "pictures"
    return "page" if kind in ("text/html", "application/xhtml+xml", "multipart/related") else "text"


class _Marks:
    """What was read in a stretch of a report."""

    def __init__(self, sight: Sight, lookup: Lookup, reading: Reading, stretch: tuple[int, int]) -> None:
        self._judged = sight.judged
        self._lookup = lookup
        self._reading = reading
        self._uses = _uses(lookup.record.events, reading)
        self._start, self._end = stretch

    def ordered(self) -> tuple[Mark, ...]:
        """The marks in the order of the text, the longer before what lies in it."""
        return tuple(sorted(self._all(), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id or "")))

    def _here(self, things: Iterable[T], words: Callable[[T], Span]) -> Iterator[T]:
        """The things whose words lie in the stretch."""
        return (one for one in things if words(one).start < self._end and self._start < words(one).end)

    def _all(self) -> Iterator[Mark]:
        reading = self._reading
        for claim in self._here(reading.claims, lambda one: one.figure):
            yield self._said(
                "claim", claim.figure, claim.id, reading_of(claim), claim.says_who, facts_of_claim(claim),
                stance=claim.stance, confidence=claim.confidence, judged=claim.judged,
            )  # fmt: skip
        for mention in self._here(reading.events, lambda one: one.trigger):
            told = wording.kind_of_event(mention.kind, mention.mode)
            yield self._said("event", mention.trigger, mention.id, told, mention.says_who, facts_of_mention(mention))
        for one in self._here(reading.violations, lambda one: one.sentence):
            told = f"{wording.plain(one.kind)}, alleged ({on_one_line(one.right)})"
            yield self._said(
                "violation", one.sentence, one.id, told, one.says_who, facts_of_mention(one), stance="alleges"
            )
        for attribution in reading.attributions:
            yield from self._attribution(attribution)
        for when in self._here(reading.whens, lambda one: one):
            yield self._said("when", when, None, wording.when(when), (), _facts_of_when(when))
        for where in self._here(reading.wheres, lambda one: one):
            yield self._said("where", where, None, wording.where(where) or "", (), _facts_of_where(where))

    def _attribution(self, one: Attribution) -> Iterator[Mark]:
        spans: tuple[tuple[MarkPart, Span | None], ...] = (
            ("source", one.source), ("cue", one.cue), ("content", one.content),
        )  # fmt: skip
        given = ((part, words) for part, words in spans if words)
        parts = tuple(self._here(given, lambda one: one[1]))
        if not parts:
            return
        names = " → ".join(map(self._lookup.name, one.says_who)) or "somebody unnamed"
        told = f"{_SAID[one.stance]} of {names} ({one.kind} speech)"
        facts = tuple((name, wording.quoted(words.text)) for name, words in spans if words)
        for part, words in parts:
            yield self._said(
                "attribution", words, one.id, told, one.says_who, (*facts, ("found by", f"the {one.reader}")),
                stance=one.stance, part=part,
            )  # fmt: skip

    def _said(
        self,
        kind: MarkKind,
        words: Span,
        id_: str | None,
        read_as: str,
        says_who: Sequence[Party],
        facts: Facts,
        *,
        stance: str | None = None,
        part: MarkPart | None = None,
        confidence: float | None = None,
        judged: str | None = None,
    ) -> Mark:
        return Mark(
            start=words.start,
            end=words.end,
            kind=kind,
            part=part,
            id=id_,
            words=on_one_line(words.text),
            read_as=read_as,
            says_who=tuple(map(self._lookup.name, says_who)),
            stance=stance,
            confidence=confidence,
            judged=judged,
            facts=facts,
            said_of_it=sentences(self._judged.about((id_,))) if id_ else (),
            uses=tuple(self._uses.get(id_, ())) if id_ else (),
        )


def _facts_of_when(when: When) -> Facts:
    known = (("TIMEX3", f"{when.type} {on_one_line(when.value)}" if when.value else when.type),)
    return (*known, ("days", wording.when(when)))


def _facts_of_where(where: Where) -> Facts:
    place = None
    if where.latitude is not None and where.longitude is not None:
        place = f"{where.latitude:.4f}, {where.longitude:.4f}"
    facts = (
        ("kind", where.kind),
        ("region", where.admin1 and on_one_line(where.admin1)),
        ("country", where.country),
        ("coordinates", place and f"{place} ({where.precision or 'precision unknown'})"),
        ("GeoNames", None if where.geonames_id is None else str(where.geonames_id)),
        ("or, by GeoNames", ", ".join(map(str, where.runners_up))),
    )
    return tuple((name, value) for name, value in facts if value)


def _uses(events: Sequence[Event], reading: Reading) -> Mapping[str, list[Use]]:
    """By id of what the report says: the tolls, disputes and events that it went into."""
    ids = {
        one.id for said in (reading.claims, reading.events, reading.violations, reading.attributions) for one in said
    }
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    for event in events:
        for toll in event.tolls:
            of_whom = f", {wording.plain(toll.group)}" if toll.group else ""
            told = f"{wording.plain(toll.effect)}{of_whom}: {wording.count(toll.best)}"
            for id_ in ids.intersection((*toll.claims, *toll.mentions)):
                uses[id_].append(Use(kind="toll", id=toll.id, event=event.id, told=told, set_aside=None))
            for aside in toll.set_aside:
                if aside.claim in ids:
                    why = on_one_line(aside.why)
                    uses[aside.claim].append(Use(kind="toll", id=toll.id, event=event.id, told=told, set_aside=why))
        for dispute in event.disputes:
            told = wording.join((f"dispute about {wording.plain(dispute.about)}", dispute.effect), ", ")
            sides = (id_ for side in dispute.sides for id_ in (*side.claims, *side.mentions))
            for id_ in ids.intersection(sides):
                uses[id_].append(Use(kind="dispute", id=dispute.id, event=event.id, told=told, set_aside=None))
        for id_ in ids.intersection(event.mentions):
            told = on_one_line(event.title)
            uses[id_].append(Use(kind="event", id=event.id, event=event.id, told=told, set_aside=None))
    return uses
