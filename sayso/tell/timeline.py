"""The timeline: events and statements by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.event import Event
from sayso.nouns.says_who import Attribution
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup
from sayso.tell.printed import was_out

_LONGEST = 160
"""Characters of a statement's words."""


class Entry(Struct, frozen=True, kw_only=True):
    """One event, or one statement that something was not so or is disputed."""

    id: str
    earliest: date | None
    latest: date | None
    when: str
    kind: str | None
    is_statement: bool
    title: str
    where: str | None
    says_who: tuple[str, ...]
    """For a statement whoever makes it, origin first; for an event empty."""
    reports: int

    @property
    def is_dated(self) -> bool:
        """Whether a day is known."""
        return (self.earliest or self.latest) is not None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return (self.id,)


def timeline(lookup: Lookup, as_of: date | None, limit: int, undated: int) -> tuple[tuple[Entry, ...], int]:
    """The entries that most reports tell of, in order of days, and how many there are in all.

    At most `limit` have a day; at most `undated` have none, and come last, those of most reports first.
    """
    entries = list(_entries(lookup, as_of))
    entries.sort(key=lambda entry: (-entry.reports, entry.is_statement, entry.id))
    dated = [entry for entry in entries if entry.is_dated][:limit]
    return (*sorted(dated, key=_order), *[entry for entry in entries if not entry.is_dated][:undated]), len(entries)


def _order(entry: Entry) -> tuple[date, date, bool, str]:
    first = entry.earliest or entry.latest or date.max
    return first, entry.latest or date.max, entry.is_statement, entry.id


def _entries(lookup: Lookup, as_of: date | None) -> Iterator[Entry]:
    for event in lookup.record.events:
        yield _happened(event)
    for attribution in lookup.view.attributions():
        if attribution.stance in ("denies", "disputes"):
            entry = _denied(lookup, attribution, as_of)
            if entry:
                yield entry


def _happened(event: Event) -> Entry:
    title = on_one_line(event.title)
    place = event.where.name or event.where.text if event.where else ""
    return Entry(
        id=event.id,
        earliest=event.when.earliest if event.when else None,
        latest=event.when.latest if event.when else None,
        when=wording.when(event.when),
        kind=wording.kind_of_event(event.kind, event.mode) if event.kind else None,
        is_statement=event.kind in wording.STATEMENT_KINDS,
        title=title,
        where=None if place and on_one_line(place).casefold() in title.casefold() else wording.where(event.where),
        says_who=(),
        reports=len(event.reports),
    )


def _denied(lookup: Lookup, attribution: Attribution, as_of: date | None) -> Entry | None:
    try:
        report = lookup.report(attribution.report)
    except UnknownId:
        return None
    if not was_out(report, as_of) or lookup.copy_of(report.id):
        return None
    said_by = report.published_on
    return Entry(
        id=attribution.id,
        earliest=None,
        latest=said_by,
        when=wording.days(None, said_by),
        kind="denial" if attribution.stance == "denies" else "dispute",
        is_statement=True,
        title=wording.quoted(shortened(attribution.content.text, _LONGEST)),
        where=None,
        says_who=lookup.chain(attribution.says_who, attribution.report),
        reports=1,
    )
