"""Events that may be one happening with another: those near it, or those of which reports with certain words tell."""

from __future__ import annotations

from sayso.nouns.event import Event
from sayso.store.bodies import value_of
from sayso.store.ledger import Ledger
from sayso.store.search import match_query

_DAYS = 14
"""Between two days that may be those of one happening."""


def events_near(ledger: Ledger, event: Event, limit: int) -> tuple[Event, ...]:
    """Those of the same country and about the same days, as far as either is known; the nearest first."""
    where, when = event.where, event.when
    day = (when.earliest or when.latest) if when else None
    rows = ledger.rows(
        "SELECT events.body FROM event_facts CROSS JOIN events ON events.id = event_facts.event"
        " WHERE event_facts.event NOT IN (?1, ?2) AND part_of IS NOT ?1"
        " AND (?3 IS NULL OR country IS NULL OR country = ?3)"
        " AND (?5 IS NULL OR coalesce(earliest, latest) IS NULL"
        "  OR abs(julianday(coalesce(earliest, latest)) - julianday(?5)) <= ?6)"
        " ORDER BY place IS ?4 DESC, abs(julianday(coalesce(earliest, latest)) - julianday(?5)) IS NULL,"
        " abs(julianday(coalesce(earliest, latest)) - julianday(?5)), main_for DESC, reports DESC, event_facts.event"
        " LIMIT ?7",
        event.id,
        event.part_of or "",
        where and where.country,
        where and (where.name or where.text),
        day and day.isoformat(),
        _DAYS,
        limit,
    )
    return tuple(value_of(body, Event) for (body,) in rows)


def events_with_words(ledger: Ledger, event: Event, words: str, limit: int) -> tuple[Event, ...]:
    """Those of which reports with all these words tell, less the event itself; those of most such reports first."""
    query = match_query(words)
    if query is None:
        return ()
    rows = ledger.rows(
        "WITH told AS (SELECT event, count(*) AS number FROM words CROSS JOIN reports ON reports.key = words.rowid"
        " CROSS JOIN event_reports ON event_reports.report = reports.id"
        " WHERE words MATCH ? AND NOT withdrawn AND event NOT IN (?, ?)"
        " GROUP BY event ORDER BY number DESC, event LIMIT ?)"
        " SELECT events.body FROM told CROSS JOIN events ON events.id = event ORDER BY number DESC, event",
        query,
        event.id,
        event.part_of or "",
        limit,
    )
    return tuple(value_of(body, Event) for (body,) in rows)
