"""The first page, and that of one event: what, where and when, the board of tolls, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

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
from sayso.tell.printed import Shelf
from sayso.tell.tolls import TollRow, toll_rows

_EVENTS = 24
"""Events whose tolls are on the first page."""
_TOLLS = 40
_DISPUTES = 20
_PARTS = 50
_REPORTS = 200
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
    reports: tuple[Cited, ...]
    """The first that tell of it; `event` has how many there are."""


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


def event_page(sight: Sight, event_id: str) -> EventPage:
    """What one event of the case is; raises `UnknownId`."""
    event = sight.view.event(event_id)
    lookup = sight.over((event,))
    wider = sight.view.event(event.part_of) if event.part_of else None
    return EventPage(
        edition=sight.edition,
        event=event_line(event),
        actors=tuple(map(on_one_line, event.actors)),
        whole=event_line(wider) if wider else None,
        parts=event_lines(sight.view.parts_of(event_id, Window(0, _PARTS))),
        board=board(sight, lookup),
        disputes=first_sides(lookup, tuple((event, dispute) for dispute in event.disputes)),
        reports=tuple(cite(lookup, report) for report in event.reports[:_REPORTS]),
    )


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
