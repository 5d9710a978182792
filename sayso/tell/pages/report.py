"""One report as it is read: its text, and what was read where in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Party
from sayso.nouns.span import Span
from sayso.tell import wording
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup
from sayso.tell.pages.sight import Sight

MarkKind = Literal["claim", "event", "violation", "attribution", "when", "where"]


class Mark(Struct, frozen=True, kw_only=True):
    """A stretch of the text and what it was read as. Offsets count code points, `end` exclusive."""

    start: int
    end: int
    kind: MarkKind
    id: str | None
    """Of a claim, event mention, violation or attribution; times and places have none."""
    read_as: str
    """ "≥ 164 killed", "2022-01-06", "Almaty (Kazakhstan)"."""
    says_who: tuple[str, ...]
    """Who says it, origin first; empty for the report itself."""
    confidence: float | None
    judged: str | None


class ReportPage(Struct, frozen=True, kw_only=True):
    """One report with all that was read in it."""

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
    has_original: bool
    """Whether the bytes are kept and not their hash alone."""
    copy_of: str | None
    text: str
    marks: tuple[Mark, ...]
    """In the order of the text; they may lie in one another."""


def report_page(sight: Sight, report_id: str) -> ReportPage:
    """One report; raises `UnknownId`."""
    report = sight.view.report(report_id)
    original = sight.view.original(report.sha256)
    lookup = sight.over()
    reading = sight.view.reading(report_id)
    return ReportPage(
        edition=sight.edition,
        id=report.id,
        called=lookup.publisher(report.id),
        title=report.title and on_one_line(report.title),
        publisher=report.publisher and on_one_line(report.publisher),
        published=report.published,
        url=report.url,
        path=report.path,
        language=report.language,
        sha256=report.sha256,
        media_type=original.media_type,
        has_original=bool(original.content),
        copy_of=lookup.copy_of(report.id),
        text=report.text,
        marks=marks_of(lookup, reading) if reading else (),
    )


def marks_of(lookup: Lookup, reading: Reading) -> tuple[Mark, ...]:
    """All that was read in a report, in the order of its text, the longer before what lies in it."""
    return tuple(sorted(_marks(lookup, reading), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id or "")))


def _marks(lookup: Lookup, reading: Reading) -> Iterator[Mark]:
    for claim in reading.claims:
        yield _mark(lookup, "claim", claim.figure.bare(), claim.id, _counted(claim), claim.says_who, claim)
    for mention in reading.events:
        told = wording.kind_of_event(mention.kind, mention.mode)
        yield _mark(lookup, "event", mention.trigger, mention.id, told, mention.says_who)
    for violation in reading.violations:
        told = f"{wording.plain(violation.kind)} alleged ({on_one_line(violation.right)})"
        yield _mark(lookup, "violation", violation.sentence, violation.id, told, violation.says_who)
    for attribution in reading.attributions:
        yield _mark(
            lookup, "attribution", attribution.content, attribution.id, attribution.stance, attribution.says_who
        )
    for when in reading.whens:
        yield _mark(lookup, "when", when, None, wording.when(when), ())
    for where in reading.wheres:
        yield _mark(lookup, "where", where, None, wording.where(where) or wording.UNKNOWN, ())


def _counted(claim: Claim) -> str:
    effects = " or ".join(map(wording.plain, claim.effects))
    return f"{wording.figure(claim.figure)} {effects}"


def _mark(
    lookup: Lookup,
    kind: MarkKind,
    words: Span,
    id_: str | None,
    read_as: str,
    says_who: tuple[Party, ...],
    claim: Claim | None = None,
) -> Mark:
    return Mark(
        start=words.start,
        end=words.end,
        kind=kind,
        id=id_,
        read_as=read_as,
        says_who=tuple(map(lookup.name, says_who)),
        confidence=claim.confidence if claim else None,
        judged=claim.judged if claim else None,
    )
