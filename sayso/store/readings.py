"""What reports say: kept as a reading is made, streamed back by report id and place in the text."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal, TypeVar, get_args

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading, TitlePlaces
from sayso.nouns.report import Collected, Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.store.bodies import body_of, value_of
from sayso.store.facts import write_claim_facts, write_said_facts, write_say_sos
from sayso.store.issues import Owner, drop_issues, issues_of, keep_issue
from sayso.store.ledger import Ledger, Row
from sayso.store.reports import COLUMNS, collected_again, report_from

Table = Literal["claims", "attributions", "mentions", "violations"]
Said = Claim | Attribution | EventMention | Violation
T = TypeVar("T", Claim, Attribution, EventMention, Violation)

_FEW = 100
"""Whole reports fetched at a time."""
_PAGE = 1000
"""Keys fetched at a time, so that no query is open while readings are written."""


def unread(ledger: Ledger, reader: str) -> Iterator[Collected]:
    """Reports without a reading by this reader, in the order in which they came; each may be read while streaming."""
    last = 0
    while True:
        keys = [row[0] for row in ledger.rows(f"{_UNREAD} AND reports.key > ? ORDER BY 1 LIMIT {_PAGE}", reader, last)]
        if not keys:
            return
        for key in keys:
            yield collected_again(ledger, key)
        last = keys[-1]


_UNREAD = (
    "SELECT reports.key FROM reports LEFT JOIN readings ON readings.report = reports.key WHERE readings.reader IS NOT ?"
)


def count_unread(ledger: Ledger, reader: str) -> int:
    """How many reports have no reading by this reader."""
    row = ledger.one(f"SELECT count(*) FROM ({_UNREAD})", reader)
    return int(row[0]) if row else 0


def keep_reading(ledger: Ledger, reading: Reading, reader: str) -> bool:
    """Keep what a report says, in place of an older reading; False where the report has changed since it was read."""
    report = reading.report
    row = ledger.one(
        "SELECT key FROM reports WHERE id = ? AND sha256 = ? AND text = ? AND title IS ? AND publisher IS ?"
        " AND published IS ?",
        report.id,
        report.sha256,
        report.text,
        report.title,
        report.publisher,
        report.published,
    )
    if row is None:
        return False
    key = int(row[0])
    ledger.write("DELETE FROM readings WHERE report = ?", key)
    drop_issues(ledger, key, came="reading")
    ledger.write(
        "INSERT INTO readings (report, reader, whens, wheres, title) VALUES (?, ?, ?, ?, ?)",
        key,
        reader,
        body_of(reading.whens),
        body_of(reading.wheres),
        body_of(reading.title),
    )
    _write(ledger, "claims", key, reading.claims)
    write_claim_facts(ledger, key, reading.claims)
    write_say_sos(ledger, key, reading)
    _write(ledger, "attributions", key, reading.attributions)
    _write(ledger, "mentions", key, reading.events)
    _write(ledger, "violations", key, reading.violations)
    write_said_facts(ledger, key, reading)
    owner = Owner(key, report.id, report.path)
    for issue in reading.issues:
        keep_issue(ledger, issue, owner=owner, came="reading")
    return True


def unsigned(ledger: Ledger, drawn: str) -> Iterator[Report]:
    """Reports that are read and have no signature drawn this way; signatures may be kept while this streams."""
    last = 0
    while True:
        found = list(
            ledger.rows(
                f"SELECT reports.key, {COLUMNS} FROM reports JOIN readings ON readings.report = reports.key"
                " LEFT JOIN signatures ON signatures.report = reports.key"
                f" WHERE signatures.drawn IS NOT ? AND reports.key > ? ORDER BY 1 LIMIT {_FEW}",
                drawn,
                last,
            )
        )
        for _, *of_report in found:
            yield report_from(tuple(of_report))
        if not found:
            return
        last = int(found[-1][0])


def keep_signature(ledger: Ledger, report_id: str, drawn: str, signature: bytes) -> None:
    """Keep a report's signature, in place of one that was drawn otherwise; nothing where it is no longer read."""
    ledger.write(
        "INSERT OR REPLACE INTO signatures (report, drawn, body) SELECT reports.key, ?, ? FROM reports"
        " JOIN readings ON readings.report = reports.key WHERE reports.id = ?",
        drawn,
        signature,
        report_id,
    )


def signature_of(ledger: Ledger, drawn: str, report_id: str) -> bytes | None:
    """A report's signature that was drawn this way."""
    row = ledger.one(
        "SELECT signatures.body FROM reports JOIN signatures ON signatures.report = reports.key"
        " WHERE reports.id = ? AND signatures.drawn = ?",
        report_id,
        drawn,
    )
    return None if row is None else bytes(row[0])


def _write(ledger: Ledger, table: Table, key: int, said: Sequence[Said]) -> None:
    rows = ((key, position, thing.id, body_of(thing)) for position, thing in enumerate(said))
    ledger.write_many(f"INSERT INTO {table} (report, position, id, body) VALUES (?, ?, ?, ?)", rows)


_WHOLE = (
    f"SELECT reports.key, readings.whens, readings.wheres, readings.title, {COLUMNS}"
    " FROM reports CROSS JOIN readings ON readings.report = reports.key WHERE NOT reports.withdrawn"
)


def all_readings(ledger: Ledger) -> Iterator[Reading]:
    """Every reading of a report that counts, by report id; one in memory at a time."""
    for row in ledger.rows(f"{_WHOLE} ORDER BY reports.id"):
        yield _reading(ledger, row)


def one_reading(ledger: Ledger, report_id: str) -> Reading | None:
    """The reading of a report; None where it is not read, does not count, or is not there."""
    row = ledger.one(f"{_WHOLE} AND reports.id = ?", report_id)
    return None if row is None else _reading(ledger, row)


def read_ids(ledger: Ledger) -> list[str]:
    """The ids of all reports that count and are read, in their order."""
    found = ledger.rows(
        "SELECT reports.id FROM readings JOIN reports ON reports.key = readings.report WHERE NOT reports.withdrawn"
    )
    return sorted(name for (name,) in found)


def _reading(ledger: Ledger, row: Row) -> Reading:
    key, whens, wheres, title, *of_report = row
    report = report_from(tuple(of_report))
    return Reading(
        report=report,
        claims=_said_by(ledger, "claims", key, Claim),
        attributions=_said_by(ledger, "attributions", key, Attribution),
        whens=value_of(whens, tuple[When, ...]),
        wheres=value_of(wheres, tuple[Where, ...]),
        title=value_of(title, TitlePlaces),
        events=_said_by(ledger, "mentions", key, EventMention),
        violations=_said_by(ledger, "violations", key, Violation),
        issues=issues_of(ledger, Owner(key, report.id, report.path)),
    )


def _said_by(ledger: Ledger, table: Table, key: int, kind: type[T]) -> tuple[T, ...]:
    bodies = ledger.rows(f"SELECT body FROM {table} WHERE report = ? ORDER BY position", key)
    return tuple(value_of(body, kind) for (body,) in bodies)


def all_said(ledger: Ledger, table: Table, kind: type[T]) -> Iterator[T]:
    """Everything of one kind that the reports that count say, by report id and place in the text."""
    for (body,) in ledger.rows(in_order(table)):
        yield value_of(body, kind)


def in_order(table: Table) -> str:
    """The query behind `all_said`: CROSS JOIN holds SQLite to an order that needs no sorting."""
    return (
        f"SELECT {table}.body FROM reports CROSS JOIN {table} ON {table}.report = reports.key"
        f" WHERE NOT reports.withdrawn ORDER BY reports.id, {table}.position"
    )


def reports_that_say(ledger: Ledger, thing_id: str) -> Iterator[str]:
    """The ids of the reports that say the thing with this id, whatever it is."""
    for table in get_args(Table):
        yield from (
            report
            for (report,) in ledger.rows(
                f"SELECT reports.id FROM {table} JOIN reports ON reports.key = {table}.report WHERE {table}.id = ?",
                thing_id,
            )
        )


def one_said(ledger: Ledger, table: Table, thing_id: str, kind: type[T]) -> T:
    """The thing of one kind with this id; raises `UnknownId`, and says so where its report is withdrawn."""
    row: tuple[Any, ...] | None = ledger.one(
        f"SELECT {table}.body, reports.withdrawn, reports.id FROM {table} JOIN reports ON reports.key = {table}.report"
        f" WHERE {table}.id = ? ORDER BY reports.withdrawn LIMIT 1",
        thing_id,
    )
    if row is None:
        raise UnknownId(f"nothing among the {table} of the case has the id {thing_id!r}")
    body, withdrawn, report_id = row
    if withdrawn:
        raise UnknownId(f"{thing_id!r} is of the report {report_id!r}, which is withdrawn")
    return value_of(body, kind)


def many_said(ledger: Ledger, table: Table, ids: Collection[str], kind: type[T]) -> Iterator[T]:
    """The things of one kind with these ids, in their order, less those that no report that counts says."""
    rows = ledger.pages(
        f"SELECT value, {table}.body FROM json_each(?) CROSS JOIN {table} ON {table}.id = value"
        f" CROSS JOIN reports ON reports.key = {table}.report WHERE NOT withdrawn ORDER BY json_each.key",
        json.dumps(tuple(ids)),
    )
    bodies: dict[str, str] = dict(rows)
    for body in bodies.values():
        yield value_of(body, kind)
