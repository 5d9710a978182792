"""The timeline: events and statements by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sayso.errors import UnknownId
from sayso.nouns.event import Event
from sayso.nouns.says_who import Attribution
from sayso.nouns.what import STATEMENT_KINDS, EventMention
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.printed import was_out

_LONGEST = 160
"""Characters of a statement's words."""
_REACH = 90
"""Characters quoted on either side of the word that tells of an event."""
_MOST_MENTIONS = 60
"""Mentions of one event among which the plainest is looked for."""


class Most(Struct, frozen=True, kw_only=True):
    """How many entries are shown: with a day, and without."""

    dated: int
    undated: int


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
    disputed: tuple[tuple[str, str], ...] = ()
    """What is disputed of it, but for its tolls, and the dispute's id: ("duration", "d1…")."""
    told: Quote | None = None
    """For an event: the words of one report that tell of it; None for a statement, whose title has them."""

    @property
    def is_dated(self) -> bool:
        """Whether a day is known."""
        return (self.earliest or self.latest) is not None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return self.id, *(dispute for _, dispute in self.disputed)


def timeline(lookup: Lookup, as_of: date | None, most: Most, *, at_home: str | None) -> tuple[tuple[Entry, ...], int]:
    """The entries that most reports tell of, in order of days, and how many there are in all.

    Those without a day come last, those of most reports first. `at_home` is the place that the whole case is about.
    """
    entries = list(_entries(lookup, as_of, at_home))
    entries.sort(key=lambda entry: (-entry.reports, entry.is_statement, entry.id))
    dated = [entry for entry in entries if entry.is_dated][: most.dated]
    undated = [entry for entry in entries if not entry.is_dated][: most.undated]
    events = {event.id: event for event in lookup.record.events}
    shown = (*sorted(dated, key=_order), *undated)
    return tuple(_with_words(lookup, entry, events.get(entry.id)) for entry in shown), len(entries)


def _with_words(lookup: Lookup, entry: Entry, event: Event | None) -> Entry:
    """The entry with the words of the mention that says most plainly when it was and who did it."""
    mentions = _mentions(lookup, event) if event else []
    best = min(mentions, key=lambda mention: _plainness(lookup, mention, entry), default=None)
    if best is None:
        return entry
    return replace(entry, told=lookup.quote(best.report, best.trigger, reach=_REACH))


def _mentions(lookup: Lookup, event: Event) -> list[EventMention]:
    found = []
    for id_ in event.mentions[:_MOST_MENTIONS]:
        try:
            found.append(lookup.mention(id_))
        except UnknownId:  # an alleged violation
            continue
    return found


def _plainness(lookup: Lookup, mention: EventMention, entry: Entry) -> tuple[bool, bool, str, str, int]:
    when = mention.when
    same_day = when is not None and when.earliest is not None and when.earliest == entry.earliest
    published = lookup.report(mention.report).published
    return (
        entry.earliest is not None and not same_day,
        mention.actor is None,
        published or "9",
        mention.report,
        mention.trigger.start,
    )


def _order(entry: Entry) -> tuple[date, date, bool, str]:
    first = entry.earliest or entry.latest or date.max
    return first, entry.latest or date.max, entry.is_statement, entry.id


def _entries(lookup: Lookup, as_of: date | None, at_home: str | None) -> Iterator[Entry]:
    for event in lookup.record.events:
        yield _happened(event, at_home)
    for attribution in lookup.view.attributions():
        if attribution.is_told_denial:
            entry = _denied(lookup, attribution, as_of)
            if entry:
                yield entry


def _happened(event: Event, at_home: str | None) -> Entry:
    title = bare_title(event, at_home)
    place = event.where.name or event.where.text if event.where else ""
    named = place and on_one_line(place).casefold() in on_one_line(event.title).casefold()
    return Entry(
        id=event.id,
        earliest=event.when.earliest if event.when else None,
        latest=event.when.latest if event.when else None,
        when=wording.when(event.when),
        kind=wording.kind_of_event(event.kind, event.mode) if event.kind else None,
        is_statement=event.kind in STATEMENT_KINDS,
        title=title,
        where=None if named else wording.where(event.where),
        says_who=(),
        reports=len(event.reports),
        disputed=tuple((wording.plain(one.about), one.id) for one in event.disputes if one.about != "figure"),
    )


def bare_title(event: Event, at_home: str | None) -> str:
    """The title without its days, which stand before it, and without the place that the whole case is about."""
    title = on_one_line(event.title)
    if event.when and (event.when.earliest or event.when.latest):
        title = title.rpartition(", ")[0] or title
    return title.removesuffix(f" in {at_home}") if at_home else title


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
