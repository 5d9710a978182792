"""The first page, and that of one event: what, where and when, the board of tolls, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.event import Event, Toll
from sayso.nouns.view import Totals, Window
from sayso.tell import wording
from sayso.tell.about import about, place_line, time_line
from sayso.tell.cited import Cited, cite
from sayso.tell.disputed import Disputed
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup
from sayso.tell.pages.disputes import first_disputes, first_sides
from sayso.tell.pages.sight import Sight
from sayso.tell.parts import claims_in, has_part
from sayso.tell.printed import Shelf
from sayso.tell.tolls import TollRow, toll_rows

_EVENTS = 24
"""Events whose tolls are on the first page."""
_TOLLS = 40
_DISPUTES = 20
_PARTS = 50
_REPORTS = 200
_EVENTS_OF_ONE = 200
"""Events that one report tells of, among which one is looked for."""
_MOST_PARTS = 2_000
_MOST_CLAIMS = 400
"""Claims of a toll whose reports are counted."""


class BoardRow(TollRow, frozen=True, kw_only=True):
    """A toll on the board, with how many reports it rests on."""

    reports: int
    cited: Cited | None
    """Where `words` stand."""


class EventLine(Struct, frozen=True, kw_only=True):
    """One event in a list."""

    id: str
    title: str
    kind: str | None
    when: str
    where: str | None
    reports: int
    tolls: int
    disputes: int


class AccountPage(Struct, frozen=True, kw_only=True):
    """The case on one page."""

    edition: str
    name: str
    """Of the case's file, without its ending."""
    title: str | None
    where: str
    when: str
    totals: Totals
    issues: int
    disputes: tuple[Disputed, ...]
    """The first of them; `totals` has how many there are."""
    board: tuple[BoardRow, ...]
    """Tolls of the events that most reports are about."""
    events: tuple[EventLine, ...]


class EventReport(Cited, frozen=True, kw_only=True):
    """A report that tells of an event."""

    part: str | None
    """A claim or mention by which it does; None where only its title tells of it."""


class EventPage(Struct, frozen=True, kw_only=True):
    """One event on one page."""

    edition: str
    event: EventLine
    actors: tuple[str, ...]
    whole: EventLine | None
    """The wider event that it is part of."""
    parts: tuple[EventLine, ...]
    board: tuple[BoardRow, ...]
    disputes: tuple[Disputed, ...]
    reports: tuple[EventReport, ...]
    """The first that tell of it; `event` has how many there are."""


class NearPage(Struct, frozen=True, kw_only=True):
    """Events that may be one happening with another."""

    edition: str
    events: tuple[EventLine, ...]


def account_page(sight: Sight, name: str) -> AccountPage:
    """What the case says, in short; of a long case what its most prominent events say."""
    view, totals = sight.view, sight.view.totals()
    events = view.prominent_events(Window(0, _EVENTS))
    lookup = sight.over(events)
    what = about(lookup, _shelf(lookup, totals))
    return AccountPage(
        edition=sight.edition,
        name=name,
        title=what.title,
        where=place_line(what),
        when=time_line(what),
        totals=totals,
        issues=view.count_issues(),
        disputes=first_disputes(sight, _DISPUTES),
        board=board(sight, lookup, _TOLLS),
        events=event_lines(events),
    )


def event_page(sight: Sight, event_id: str, part: str | None = None) -> EventPage:
    """What one event of the case is; raises `UnknownId`.

    `part`: a claim or mention of it, by which it is found where the record has given it another id since.
    """
    event = _event_with(sight, event_id, part)
    lookup = sight.over((event,))
    wider = sight.view.event(event.part_of) if event.part_of else None
    return EventPage(
        edition=sight.edition,
        event=event_line(event),
        actors=tuple(map(on_one_line, event.actors)),
        whole=event_line(wider) if wider else None,
        parts=event_lines(sight.view.parts_of(event.id, Window(0, _PARTS))),
        board=board(sight, lookup),
        disputes=first_sides(lookup, tuple((event, dispute) for dispute in event.disputes)),
        reports=tuple(_tellers(lookup, event)),
    )


def near_page(sight: Sight, event_id: str, part: str | None, words: str | None, limit: int) -> NearPage:
    """What an event may be joined with: what is near it, or told by reports with these words; raises `UnknownId`."""
    event = _event_with(sight, event_id, part)
    found = sight.view.events_with_words(event, words, limit) if words else sight.view.events_near(event, limit)
    return NearPage(edition=sight.edition, events=event_lines(found))


def _event_with(sight: Sight, event_id: str, part: str | None) -> Event:
    """The event of this id if it has the part, else the most prominent that has it, else that of this id."""
    try:
        event = sight.view.event(event_id)
    except UnknownId:
        event = None
    if part is not None and not (event and has_part(event, part)):
        with suppress(UnknownId):
            told = sight.view.events_of_report(sight.view.teller_of(part), Window(0, _EVENTS_OF_ONE))
            event = next((one for one in told if has_part(one, part)), event)
    return event or sight.view.event(event_id)


def _tellers(lookup: Lookup, event: Event) -> Iterator[EventReport]:
    parts: dict[str, str] = {}
    for claim in lookup.claims(dict.fromkeys(islice(claims_in(event), _MOST_PARTS))):
        parts.setdefault(claim.report, claim.id)
    shown = event.reports[:_REPORTS]
    if not parts.keys() >= set(shown):
        for id_ in event.mentions[:_MOST_PARTS]:
            with suppress(UnknownId):
                parts.setdefault(lookup.mention(id_).report, id_)
    for report in shown:
        cited = cite(lookup, report)
        told = {name: getattr(cited, name) for name in Cited.__struct_fields__}
        yield EventReport(**told, part=parts.get(report))


def board(sight: Sight, lookup: Lookup, most: int | None = None) -> tuple[BoardRow, ...]:
    """The tolls of the events that `lookup` is over; `most`: how many of them at most."""
    tolls = {(event.id, toll.id): toll for event in lookup.record.events for toll in event.tolls}
    rows = []
    for row in toll_rows(lookup, sight.judged, most):
        toll = tolls[row.event, row.id]
        told = {name: getattr(row, name) for name in TollRow.__struct_fields__}
        cited = cite(lookup, row.words.report) if row.words else None
        rows.append(BoardRow(**told, reports=len(set(_reports(lookup, toll))), cited=cited))
    return tuple(rows)


def _reports(lookup: Lookup, toll: Toll) -> Iterator[str]:
    yield from (claim.report for claim in lookup.claims(toll.claims[:_MOST_CLAIMS]))
    for id_ in toll.mentions[:_MOST_CLAIMS]:
        with suppress(UnknownId):
            yield lookup.mention(id_).report


def event_lines(events: Iterable[Event]) -> tuple[EventLine, ...]:
    """The events as lines of a list."""
    return tuple(map(event_line, events))


def event_line(event: Event) -> EventLine:
    """The event as a line of a list."""
    return EventLine(
        id=event.id,
        title=on_one_line(event.title),
        kind=wording.kind_of_event(event.kind, event.mode) if event.kind else None,
        when=wording.when(event.when),
        where=wording.where(event.where),
        reports=len(event.reports),
        tolls=len(event.tolls),
        disputes=len(event.disputes),
    )


def _shelf(lookup: Lookup, totals: Totals) -> Shelf:
    return Shelf(
        total=totals.reports,
        copies=len({copy.report for copy in lookup.record.copies if copy.kind != "quotation"}),
        withdrawn=totals.withdrawn,
        later=0,
        undated=0,
        first=totals.first_published,
        last=totals.last_published,
    )
