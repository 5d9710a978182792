"""Where the work on the record is kept: notes and marks (see `reconcile/shelf.py`), and the record as it is written.

A record that is made from the start is made in tables of this process alone, and moved into the case whole.
"""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.nouns.event import Copy, Event, KnownParty, Overruled
from sayso.store.bodies import body_of, value_of
from sayso.store.facts import EVENT_FACTS, PLACE_FACTS, write_facts, write_place_facts, write_stakes
from sayso.store.ledger import Ledger

_OVERRULED = "overruled"
"""The note of the judgements that the record could not follow."""

_KEPT_TOGETHER = (
    "notes",
    "marks",
    "events",
    "event_facts",
    "event_reports",
    "stakes",
    "place_facts",
    "tolls",
    "disputes",
    "copies",
    "parties",
)
_IN_CASE = {name: f"main.{name}" for name in _KEPT_TOGETHER}
_APART = {name: f"temp.new_{name}" for name in _KEPT_TOGETHER}
_AFTER_A_SORT = " "
"""Sorts right behind what stands between the parts of a name."""


class CaseShelf:
    """Notes and marks in the case, or apart."""

    def __init__(self, ledger: Ledger, *, apart: bool = False) -> None:
        tables = _APART if apart else _IN_CASE
        self._ledger, self._notes, self._marks = ledger, tables["notes"], tables["marks"]

    def note(self, name: str) -> bytes | None:
        """The note of this name."""
        row = self._ledger.one(f"SELECT body FROM {self._notes} WHERE name = ?", name)
        return None if row is None else bytes(row[0])

    def notes(self, sort: str) -> Iterator[tuple[str, bytes]]:
        """All notes of a sort, by name."""
        yield from self._ledger.pages(
            f"SELECT name, body FROM {self._notes} WHERE name > ? AND name < ? ORDER BY name", *_range(sort)
        )

    def put(self, name: str, body: bytes | None) -> None:
        """Keep a note in place of the one before; None: keep none."""
        if body is None:
            self._ledger.write(f"DELETE FROM {self._notes} WHERE name = ?", name)
        else:
            self._ledger.write(f"INSERT OR REPLACE INTO {self._notes} (name, body) VALUES (?, ?)", name, body)

    def members(self, name: str, most: int | None = None) -> list[str]:
        """The members of a mark in their order, at most so many."""
        found = self._ledger.rows(
            f"SELECT member FROM {self._marks} WHERE name = ? ORDER BY member LIMIT ?",
            name,
            -1 if most is None else most,
        )
        return [member for (member,) in found]

    def tally(self, sort: str) -> Iterator[tuple[str, int]]:
        """All marks of a sort with how many members each has, by name."""
        yield from self._ledger.pages(
            f"SELECT name, count(*) FROM {self._marks} WHERE name > ? AND name < ? GROUP BY name ORDER BY name",
            *_range(sort),
        )

    def add(self, name: str, member: str) -> None:
        """Add a member."""
        self._ledger.write(f"INSERT OR IGNORE INTO {self._marks} (name, member) VALUES (?, ?)", name, member)

    def remove(self, name: str, member: str) -> None:
        """Remove a member."""
        self._ledger.write(f"DELETE FROM {self._marks} WHERE name = ? AND member = ?", name, member)


def _range(sort: str) -> tuple[str, str]:
    return f"{sort}\x1f", sort + _AFTER_A_SORT


class CaseBook:
    """The record in the case, or apart."""

    def __init__(self, ledger: Ledger, *, apart: bool = False) -> None:
        self._ledger, self._tables = ledger, _APART if apart else _IN_CASE

    def event(self, event_id: str) -> Event:
        """An event of the record."""
        (body,) = self._ledger.one(f"SELECT body FROM {self._tables['events']} WHERE id = ?", event_id) or ("",)
        return value_of(body, Event)

    def write_event(self, event: Event) -> None:
        """Write an event, in place of the one of its id."""
        self.strike_event(event.id)
        write_event(self._ledger, event, self._tables)

    def strike_event(self, event_id: str) -> None:
        """Take an event out."""
        for table, column in (
            ("tolls", "event"),
            ("disputes", "event"),
            ("event_facts", "event"),
            ("event_reports", "event"),
            ("stakes", "event"),
            ("place_facts", "event"),
            ("events", "id"),
        ):
            self._ledger.write(f"DELETE FROM {self._tables[table]} WHERE {column} = ?", event_id)

    def copies(self, report: str) -> Sequence[Copy]:
        """What a report repeats of others."""
        rows = self._ledger.rows(f"SELECT body FROM {self._tables['copies']} WHERE report = ? ORDER BY of", report)
        return [value_of(body, Copy) for (body,) in rows]

    def write_copies(self, report: str, copies: Sequence[Copy]) -> None:
        """Write what a report repeats, in place of what was written."""
        self._ledger.write(f"DELETE FROM {self._tables['copies']} WHERE report = ?", report)
        write_copies(self._ledger, copies, self._tables)

    def change_parties(self, *, gone: Sequence[KnownParty], new: Sequence[KnownParty]) -> None:
        """Take some parties out, and write others."""
        table = self._tables["parties"]
        for party in gone:
            self._ledger.write(
                f"DELETE FROM {table} WHERE rowid = (SELECT rowid FROM {table} WHERE name = ? AND body = ?)",
                party.name,
                body_of(party),
            )
        write_parties(self._ledger, new, self._tables)

    def overruled(self) -> Sequence[Overruled]:
        """The judgements that could not be followed."""
        row = self._ledger.one(f"SELECT body FROM {self._tables['notes']} WHERE name = ?", _OVERRULED)
        return value_of(row[0], tuple[Overruled, ...]) if row else ()

    def write_overruled(self, overruled: Sequence[Overruled]) -> None:
        """Write the judgements that could not be followed, in place of all that were."""
        body = body_of(tuple(overruled)).encode()
        self._ledger.write(
            f"INSERT OR REPLACE INTO {self._tables['notes']} (name, body) VALUES (?, ?)", _OVERRULED, body
        )


def write_event(ledger: Ledger, event: Event, tables: dict[str, str] = _IN_CASE) -> None:
    """Write an event that is not there."""
    ledger.write(f"INSERT INTO {tables['events']} (id, body) VALUES (?, ?)", event.id, body_of(event))
    write_facts(ledger, event, tables["event_facts"])
    write_place_facts(ledger, event, tables["place_facts"])
    write_stakes(ledger, event, tables["stakes"])
    ledger.write_many(
        f"INSERT OR IGNORE INTO {tables['tolls']} (id, event, effect, steps) VALUES (?, ?, ?, ?)",
        ((toll.id, event.id, toll.effect, len(toll.series)) for toll in event.tolls),
    )
    ledger.write_many(
        f"INSERT OR IGNORE INTO {tables['disputes']} (id, event, about, effect, position) VALUES (?, ?, ?, ?, ?)",
        ((one.id, event.id, one.about, one.effect, position) for position, one in enumerate(event.disputes)),
    )
    ledger.write_many(
        f"INSERT OR IGNORE INTO {tables['event_reports']} (event, report) VALUES (?, ?)",
        ((event.id, report) for report in event.reports),
    )


def write_copies(ledger: Ledger, copies: Sequence[Copy], tables: dict[str, str] = _IN_CASE) -> None:
    """Write copies that are not there."""
    ledger.write_many(
        f"INSERT OR REPLACE INTO {tables['copies']} (report, of, body) VALUES (?, ?, ?)",
        ((copy.report, copy.of, body_of(copy)) for copy in copies),
    )


def write_parties(ledger: Ledger, known: Sequence[KnownParty], tables: dict[str, str] = _IN_CASE) -> None:
    """Write parties; two of one name are two."""
    ledger.write_many(
        f"INSERT INTO {tables['parties']} (name, body) VALUES (?, ?)", ((party.name, body_of(party)) for party in known)
    )


def open_apart(ledger: Ledger) -> None:
    """Empty tables for a record that is made from the start, which no other process sees."""
    for table, columns in (
        ("notes", "name TEXT PRIMARY KEY, body BLOB NOT NULL"),
        ("marks", "name TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (name, member)"),
        ("events", "id TEXT PRIMARY KEY, body TEXT NOT NULL"),
        ("event_facts", f"event TEXT PRIMARY KEY, {', '.join(EVENT_FACTS)}"),
        ("event_reports", "event TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (event, report)"),
        ("stakes", "event, toll, claim, people, expected, PRIMARY KEY (event, toll, claim)"),
        ("place_facts", f"event TEXT, {', '.join(PLACE_FACTS)}, PRIMARY KEY (event, toll)"),
        ("tolls", "id TEXT NOT NULL, event TEXT NOT NULL, effect TEXT, steps INTEGER, PRIMARY KEY (id, event)"),
        ("disputes", "id TEXT NOT NULL, event TEXT NOT NULL, about, effect, position, PRIMARY KEY (id, event)"),
        ("copies", "report TEXT NOT NULL, of TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (report, of)"),
        ("parties", "name TEXT NOT NULL, body TEXT NOT NULL"),
    ):
        ledger.write(f"DROP TABLE IF EXISTS {_APART[table]}")
        rowid = " WITHOUT ROWID" if "KEY" in columns else ""
        ledger.write(f"CREATE TABLE {_APART[table]} ({columns}){rowid}")


def empty(ledger: Ledger) -> None:
    """Take the record and the work on it out of the case."""
    for table in reversed(_KEPT_TOGETHER):
        ledger.write(f"DELETE FROM {_IN_CASE[table]}")


def move_in(ledger: Ledger) -> None:
    """Put what was made apart in place of what is in the case."""
    empty(ledger)
    for table in _KEPT_TOGETHER:
        ledger.write(f"INSERT INTO {_IN_CASE[table]} SELECT * FROM {_APART[table]}")


def close_apart(ledger: Ledger) -> None:
    """Let go of what was made apart."""
    for table in _KEPT_TOGETHER:
        ledger.write(f"DROP TABLE IF EXISTS {_APART[table]}")
