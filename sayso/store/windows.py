"""Long lists of a case, a window at a time: each is found by an index, and only what is shown is decoded."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache, partial

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Toll
from sayso.nouns.view import Stake, Totals, Window
from sayso.store.bodies import body_of, value_of
from sayso.store.ledger import Ledger
from sayso.store.record import one_event

_EVENTS = "SELECT events.body FROM event_facts CROSS JOIN events ON events.id = event_facts.event"
_PROMINENCE = "main_for DESC, reports DESC, part_of IS NOT NULL, event"
_DAY = "coalesce(earliest, latest)"


def edition(ledger: Ledger) -> str:
    """Changes with whatever changes in the case: what came, what was judged, and the record."""
    row = ledger.one(
        "SELECT (SELECT value FROM meta WHERE name = 'record made from'), (SELECT max(position) FROM judgements),"
        " (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), (SELECT max(key) FROM reports)"
    )
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def totals(ledger: Ledger) -> Totals:
    """How much of everything there is."""
    counts = (
        "SELECT count(*) FROM reports",
        "SELECT count(*) FROM reports WHERE withdrawn",
        "SELECT substr(min(published), 1, 10) FROM reports WHERE NOT withdrawn",
        "SELECT substr(max(published), 1, 10) FROM reports WHERE NOT withdrawn",
        "SELECT count(*) - (SELECT count(*) FROM reports CROSS JOIN claims ON claims.report = reports.key"
        " WHERE withdrawn) FROM claims",
        "SELECT count(*) FROM event_facts",
        f"SELECT count(*) FROM event_facts WHERE {_DAY} IS NOT NULL",
        "SELECT count(*) FROM event_facts WHERE disputes > 0",
        "SELECT coalesce(sum(disputes), 0) FROM event_facts WHERE disputes > 0",
        "SELECT count(*) FROM judgements",
        "SELECT count(*) FROM parties",
    )
    row = ledger.one("SELECT " + ", ".join(f"({one})" for one in counts)) or ()
    return value_of(body_of(dict(zip(Totals.__struct_fields__, row, strict=True))), Totals)


def prominent_events(ledger: Ledger, window: Window) -> tuple[Event, ...]:
    """Those that most reports are about first."""
    return _events(ledger, f"ORDER BY {_PROMINENCE}", window)


def disputes(
    ledger: Ledger, about: str | None, effect: str | None, window: Window
) -> tuple[tuple[tuple[Event, str], ...], int]:
    """Disputes by their ids, each with its event, those of the most prominent events first; and how many there are."""
    which = "(? IS NULL OR about = ?) AND (? IS NULL OR effect = ?)"
    asked = (about, about, effect, effect)
    (total,) = ledger.one(f"SELECT count(*) FROM disputes WHERE {which}", *asked) or (0,)
    found = ledger.rows(
        f"SELECT disputes.id, disputes.event FROM disputes JOIN event_facts USING (event) WHERE {which}"
        f" ORDER BY {_PROMINENCE}, position LIMIT ? OFFSET ?",
        *asked,
        window.limit,
        window.offset,
    )
    event = cache(partial(one_event, ledger))
    return tuple((event(of), str(dispute)) for dispute, of in list(found)), int(total)


def dispute_counts(ledger: Ledger) -> tuple[tuple[str, str | None, int], ...]:
    """How many disputes there are of each kind and effect."""
    found = ledger.rows("SELECT about, effect, count(*) FROM disputes GROUP BY about, effect ORDER BY 3 DESC, 1, 2")
    return tuple((str(about), effect, int(count)) for about, effect, count in found)


def parts_of(ledger: Ledger, event_id: str, window: Window) -> tuple[Event, ...]:
    """The events that are part of one, the most prominent first."""
    return _events(ledger, f"WHERE part_of = ? ORDER BY {_PROMINENCE}", window, event_id)


def events_of_report(ledger: Ledger, report_id: str, window: Window) -> tuple[Event, ...]:
    """The events that a report tells of, the most prominent first."""
    return _events(
        ledger,
        f"WHERE event IN (SELECT event FROM event_reports WHERE report = ?) ORDER BY {_PROMINENCE}",
        window,
        report_id,
    )


def weightiest(ledger: Ledger) -> Iterator[Stake]:
    """What tolls rest on, the most people first that a misreading would be expected to move."""
    rows = ledger.rows(
        "SELECT event, toll, claim, people, expected FROM stakes ORDER BY expected DESC, people DESC, claim"
    )
    for event, toll, claim, people, expected in rows:
        yield Stake(event=event, toll=toll, claim=claim, people=people, expected=expected)


def tolls(ledger: Ledger, window: Window, effect: str | None) -> tuple[tuple[Event, Toll], ...]:
    """Tolls with their events, those of the events that most reports are about first."""
    rows = ledger.rows(
        "SELECT tolls.event, tolls.id FROM event_facts CROSS JOIN tolls ON tolls.event = event_facts.event"
        f" WHERE ?1 IS NULL OR effect = ?1 ORDER BY {_PROMINENCE.removesuffix('event')} event_facts.event, steps DESC,"
        " tolls.id LIMIT ?2 OFFSET ?3",
        effect,
        window.limit,
        window.offset,
    )
    event = cache(partial(one_event, ledger))
    return tuple(
        (event(of), next(toll for toll in event(of).tolls if toll.id == toll_id)) for of, toll_id in list(rows)
    )


def withdrawn_claims(ledger: Ledger, effect: str, most: int) -> tuple[Claim, ...]:
    """Claims of an effect in reports that are withdrawn, by report and place in the text."""
    rows = ledger.rows(
        "SELECT claims.body FROM (SELECT key FROM reports WHERE withdrawn ORDER BY id) AS gone"
        " CROSS JOIN claims ON claims.report = gone.key WHERE EXISTS (SELECT 1 FROM claim_facts"
        " WHERE claim_facts.report = gone.key AND claim_facts.claim = claims.id AND effect = ?) LIMIT ?",
        effect,
        most,
    )
    return tuple(value_of(body, Claim) for (body,) in rows)


def count_tolls(ledger: Ledger) -> dict[str, int]:
    """How many tolls there are by effect."""
    return dict(ledger.rows("SELECT effect, count(*) FROM tolls GROUP BY effect ORDER BY count(*) DESC, effect"))


def _events(ledger: Ledger, which: str, window: Window, *values: object) -> tuple[Event, ...]:
    rows = ledger.rows(f"{_EVENTS} {which} LIMIT ? OFFSET ?", *values, window.limit, window.offset)
    return tuple(value_of(body, Event) for (body,) in rows)
