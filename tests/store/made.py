"""Reports, readings and records made by hand: small, but whole enough for a case to hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sayso.nouns.claim import Claim
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Record, Side, Toll
from sayso.nouns.how_many import Figure
from sayso.nouns.issue import Issue
from sayso.nouns.reading import Reading, TitlePlaces
from sayso.nouns.report import Collected, Original, Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.view import View
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.store.record import Remade
from sayso.store.sqlite import Case

READER = "by hand 1"
RULES = "by hand"


def collected(
    name: str, text: str, *, issues: tuple[Issue, ...] = (), readable: bool = True, **details: Any
) -> Collected:
    """A report that came in."""
    content = f"{name}\n{text}".encode("utf-8", "surrogatepass")
    sha256 = hashlib.sha256(content).hexdigest()
    known: dict[str, Any] = {"path": None, "url": None, "title": None, "publisher": None, "published": None}
    report = Report(**(known | {"id": name, "language": "en", "sha256": sha256, "text": text} | details))
    original = Original(sha256=report.sha256, media_type="text/plain", content=content)
    return Collected(report=report, original=original, issues=issues, readable=readable)


def read(report: Report) -> Reading:
    """Every number in the text is a claim of killed, by the Harbour Office, with everything else said once."""
    text = report.text
    numbers = list(re.finditer(r"\d+", text))
    whole = Span.of(text, 0, len(text))
    party = Party(text=text[:1], start=0, end=len(text[:1]), name="Harbour Office", kind="government")
    when = When(text=text[:1], start=0, end=len(text[:1]), type="DATE", value="2031-05-04", earliest=None, latest=None)
    where = Where(
        text=text[:1], start=0, end=len(text[:1]), name="Port Ambler", kind="city", country="XX", admin1=None,
        latitude=1.5, longitude=-2.25, precision="exact", geonames_id=7,
    )  # fmt: skip
    if not numbers:
        return Reading(report=report)
    return Reading(
        report=report,
        claims=tuple(_claim(report, whole, when, where, party, number) for number in numbers),
        attributions=(
            Attribution(
                id=_id(report.id, "said"), report=report.id, source=None, cue=None, content=whole, kind="indirect",
                stance="states", says_who=(party,),
            ),
        ),
        whens=(when,),
        wheres=(where,),
        title=TitlePlaces(headline=(where,)),
        events=(
            EventMention(
                id=_id(report.id, "event"), report=report.id, kind="ASSAULT", mode=None, trigger=whole, actor=None,
                recipient=None, when=when, where=where, says_who=(party,),
            ),
        ),
        violations=(
            Violation(
                id=_id(report.id, "violation"), report=report.id, kind="killing", right="ICCPR 6", sentence=whole,
                actor=None, victims=(), when=None, where=where, says_who=(party,),
            ),
        ),
        issues=(_issue(report, f"{len(numbers)} numbers, taken as they stand"),),
    )  # fmt: skip


def _claim(report: Report, sentence: Span, when: When, where: Where, party: Party, number: re.Match[str]) -> Claim:
    value = int(number.group())
    figure = Figure(
        text=number.group(),
        start=number.start(),
        end=number.end(),
        value=value,
        low=value,
        high=value,
        qualifier="exact",
    )
    return Claim(
        id=_id(report.id, number.span()), report=report.id, sentence=sentence, effects=("killed",), figure=figure,
        affected=None, scope="total", part_of=None, when=when, as_of=when.earliest, said=None, where=where, actor=None,
        stance="states", says_who=(party,), confidence=0.5,
    )  # fmt: skip


def _issue(report: Report, message: str) -> Issue:
    return Issue(report=report.id, path=report.path, stage="interpret", place=None, message=message, hint=None)


def _id(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def reconcile(readings: Iterable[Reading]) -> Record:
    """One event an amount, told by all that give it; reports of equal text are copies."""
    by_value: dict[int, list[Claim]] = {}
    by_text: dict[str, list[str]] = {}
    for reading in readings:
        by_text.setdefault(reading.report.text, []).append(reading.report.id)
        for claim in reading.claims:
            by_value.setdefault(claim.figure.value or 0, []).append(claim)
    events = sorted((_event(value, claims) for value, claims in by_value.items()), key=lambda event: event.id)
    copies = [
        Copy(report=name, of=names[0], share=1.0, kind="exact", words=9, passages=())
        for names in by_text.values()
        for name in names[1:]
    ]
    return Record(
        events=tuple(events),
        copies=tuple(sorted(copies, key=lambda copy: copy.report)),
        parties=(KnownParty(name="Harbour Office", kind="government", also=("the office",)),),
    )


def _event(value: int, claims: Sequence[Claim]) -> Event:
    name = _id("event", value)
    ids = tuple(sorted(claim.id for claim in claims))
    toll = Toll(
        id=_id("toll", value), event=name, effect="killed", group=None, where=None, low=value, best=value, high=value,
        as_of=None, why="the one figure", origins=1, claims=ids, mentions=(), parties=("Harbour Office",), set_aside=(),
        series=(),
    )  # fmt: skip
    sides = (Side(says_who=("Harbour Office",), claims=ids, mentions=()),)
    dispute = Dispute(id=_id("dispute", value), event=name, about="figure", effect="killed", why="by hand", sides=sides)
    return Event(
        id=name, kind="ASSAULT", mode=None, title=f"{value} killed", part_of=None, when=None, where=None, actors=(),
        reports=tuple(sorted({claim.report for claim in claims})), main_for=(), tolls=(toll,), disputes=(dispute,),
        mentions=(),
    )  # fmt: skip


def build(case: Case, reports: Iterable[Collected]) -> None:
    """Take reports, read what is unread, and keep the record: what the pipeline does, with steps made by hand."""
    for one in reports:
        case.take(one)
    for one in case.unread(READER):
        case.keep_reading(read(one.report), READER)
    keep_record(case)


def keep_record(case: Case) -> None:
    """Compute the record and keep it."""
    with case.snapshot():
        new = case.remade(RULES)
        record = reconcile(case.readings())
    put_record(new, record)


def put_record(new: Remade, record: Record) -> None:
    """Put a record made by hand in place of the one that a case has, as the pipeline does with one that it made."""
    for event in record.events:
        new.book.write_event(event)
    for report in sorted({copy.report for copy in record.copies}):
        new.book.write_copies(report, [copy for copy in record.copies if copy.report == report])
    new.book.change_parties(gone=(), new=record.parties)
    new.book.write_overruled(record.overruled)
    new.keep()


def all_of(view: View) -> bytes:
    """Everything that a case says, byte for byte; its issues as a set, since they have no place in the record."""
    streams = (view.reports(), view.readings(), view.claims(), view.mentions(), view.attributions(), view.violations())
    record = (view.events(), view.copies(), view.parties(), view.judgements())
    lines = [msgspec.json.encode(thing) for stream in (*streams, *record) for thing in stream]
    return b"\n".join(lines + sorted(msgspec.json.encode(issue) for issue in view.issues()))
