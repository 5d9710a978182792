"""The computed record, replaced as a whole, with a fingerprint of what it was computed from."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from sayso.errors import UnknownId
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Overruled, Record, Toll
from sayso.store.bodies import body_of, value_of
from sayso.store.ledger import Ledger
from sayso.store.rulings import Rulings

_FINGERPRINT = "record made from"


_OVERRULED = "overruled"


def fingerprint(ledger: Ledger, rules: str, judged: Rulings) -> str:
    """SHA-256, in hex, of all that a record follows from.

    That is: the reports that count (judgements decide which) with their text and details, the reader that read each,
    what people judged of it, and the rules (settings and versions) by which they are set side by side.
    """
    digest = hashlib.sha256(rules.encode())
    counting = ledger.rows(
        "SELECT reports.id, reports.sha256, reports.details, readings.reader FROM reports CROSS JOIN readings"
        " ON readings.report = reports.key WHERE NOT reports.withdrawn ORDER BY reports.id"
    )
    for row in counting:
        digest.update(msgspec.json.encode(row))
    if judged.fates or judged.links:
        digest.update(msgspec.json.encode((sorted(judged.fates.items()), judged.links)))
    return digest.hexdigest()


def record_is_from(ledger: Ledger) -> str | None:
    """The fingerprint of what the kept record was computed from; None where none was kept."""
    row = ledger.one("SELECT value FROM meta WHERE name = ?", _FINGERPRINT)
    return None if row is None else str(row[0])


def keep_record(ledger: Ledger, record: Record, made_from: str) -> None:
    """Replace the record."""
    with ledger.transaction():
        for table in ("events", "copies", "parties"):
            ledger.write(f"DELETE FROM {table}")
        for event in record.events:
            _keep_event(ledger, event)
        ledger.write_many(
            "INSERT OR REPLACE INTO copies (report, of, body) VALUES (?, ?, ?)",
            ((copy.report, copy.of, body_of(copy)) for copy in record.copies),
        )
        ledger.write_many(
            "INSERT INTO parties (position, name, body) VALUES (?, ?, ?)",
            ((position, party.name, body_of(party)) for position, party in enumerate(record.parties)),
        )
        for name, value in ((_FINGERPRINT, made_from), (_OVERRULED, body_of(record.overruled))):
            ledger.write("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value)


def overruled(ledger: Ledger) -> tuple[Overruled, ...]:
    """The judgements that the kept record could not follow."""
    row = ledger.one("SELECT value FROM meta WHERE name = ?", _OVERRULED)
    return value_of(row[0], tuple[Overruled, ...]) if row else ()


def _keep_event(ledger: Ledger, event: Event) -> None:
    ledger.write("INSERT INTO events (id, body) VALUES (?, ?)", event.id, body_of(event))
    for table, parts in (("tolls", event.tolls), ("disputes", event.disputes)):
        ledger.write_many(
            f"INSERT OR IGNORE INTO {table} (id, event) VALUES (?, ?)", ((part.id, event.id) for part in parts)
        )


def all_events(ledger: Ledger) -> Iterator[Event]:
    """The events, by id."""
    for (body,) in ledger.rows("SELECT body FROM events ORDER BY id"):
        yield value_of(body, Event)


def one_event(ledger: Ledger, event_id: str) -> Event:
    """One event; raises `UnknownId`."""
    row = ledger.one("SELECT body FROM events WHERE id = ?", event_id)
    if row is None:
        raise UnknownId(f"the record has no event {event_id!r}")
    return value_of(row[0], Event)


def one_toll(ledger: Ledger, toll_id: str) -> Toll:
    """One toll; raises `UnknownId`."""
    return next(toll for toll in _event_of(ledger, "tolls", toll_id).tolls if toll.id == toll_id)


def one_dispute(ledger: Ledger, dispute_id: str) -> Dispute:
    """One dispute; raises `UnknownId`."""
    return next(dispute for dispute in _event_of(ledger, "disputes", dispute_id).disputes if dispute.id == dispute_id)


def _event_of(ledger: Ledger, table: Literal["tolls", "disputes"], part_id: str) -> Event:
    row = ledger.one(f"SELECT event FROM {table} WHERE id = ? ORDER BY event LIMIT 1", part_id)
    if row is None:
        raise UnknownId(f"nothing among the {table} of the record has the id {part_id!r}")
    return one_event(ledger, row[0])


def all_copies(ledger: Ledger) -> Iterator[Copy]:
    """The reports that repeat others, by id."""
    for (body,) in ledger.rows("SELECT body FROM copies ORDER BY report, of"):
        yield value_of(body, Copy)


def all_parties(ledger: Ledger) -> Iterator[KnownParty]:
    """The parties, in the record's order."""
    for (body,) in ledger.rows("SELECT body FROM parties ORDER BY position"):
        yield value_of(body, KnownParty)
