"""The computed record: what it was made from, and whether it can follow what changed since."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Overruled, Toll, by_name
from sayso.nouns.judgement import Link
from sayso.store import shelf
from sayso.store.bodies import body_of, digest_of, value_of
from sayso.store.edited import Fate
from sayso.store.ledger import Ledger
from sayso.store.readings import reports_that_say
from sayso.store.rulings import Rulings

_FINGERPRINT = "record made from"
_WORKED_BY = "record worked by"
_FOLLOWED = "record followed"
"""The names under which it is kept what the record was made from, by which rules it can follow changes, and the last
change that it followed.
"""


def fingerprint(ledger: Ledger, rules: str, judged: Rulings) -> str:
    """SHA-256, in hex, of all that a record follows from, as far as it is known by what changed in the case.

    That is: the last change of a report that counts, its reading, or its being withdrawn; what people judged of it; and
    the rules (settings and versions) by which reports are set side by side.
    """
    return digest_of(_basis(rules, judged), _last_change(ledger))


class Basis(Struct, frozen=True):
    """What decides how a record is made, beside the reports: the rules, and what people judged."""

    rules: str
    fates: dict[str, Fate]
    links: tuple[Link, ...]


def _basis(rules: str, judged: Rulings) -> str:
    return body_of(Basis(rules, dict(sorted(judged.fates.items())), judged.links))


def _last_change(ledger: Ledger) -> int:
    row = ledger.one("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
    return int(row[0]) if row else 0


def record_is_from(ledger: Ledger) -> str | None:
    """The fingerprint of what the kept record was made from; None where none was kept."""
    row = ledger.one("SELECT value FROM meta WHERE name = ?", _FINGERPRINT)
    return None if row is None else str(row[0])


class Changed(Struct, frozen=True):
    """What a kept record is to follow."""

    reports: tuple[str, ...]
    """Ids of those that changed, or of which people judged something since."""
    links: tuple[Link, ...]
    """What people had said was one, or was not, when the record was made."""


def changed_since(ledger: Ledger, rules: str, judged: Rulings, most: int) -> Changed | None:
    """What changed since the kept record was made.

    None where the record cannot follow it: none is kept with what it was made with, it was made by other rules, or more
    than `most` reports changed.
    """
    row = ledger.one("SELECT value FROM meta WHERE name = ?", _WORKED_BY)
    basis = value_of(row[0], Basis) if row else None
    if basis is None or basis.rules != rules:
        return None
    found = {name for (name,) in ledger.rows("SELECT DISTINCT report FROM changes LIMIT ?", most + 1)}
    for link in {*basis.links} ^ {*judged.links}:
        found.update(member.report for member in (*link.one, *link.other))
    fates = basis.fates, judged.fates
    for said in {said for one in fates for said in one if fates[0].get(said) != fates[1].get(said)}:
        found.update(reports_that_say(ledger, said))
    return Changed(tuple(sorted(found)), basis.links) if len(found) <= most else None


def record_followed(ledger: Ledger, rules: str, judged: Rulings) -> None:
    """Write down that the record, and what it was made with, follow from the case as it is."""
    _remember(ledger, _FINGERPRINT, fingerprint(ledger, rules, judged))
    _remember(ledger, _WORKED_BY, _basis(rules, judged))
    _remember(ledger, _FOLLOWED, str(_last_change(ledger)))
    ledger.write("DELETE FROM changes")


class Remade:
    """A record that is made anew from the case as it is now, apart from it until it is whole."""

    def __init__(self, ledger: Ledger, rules: str, judged: Rulings) -> None:
        self._ledger = ledger
        self._change = _last_change(ledger)
        self._from, self._basis = fingerprint(ledger, rules, judged), _basis(rules, judged)
        shelf.open_apart(ledger)
        self.shelf = shelf.CaseShelf(ledger, apart=True)
        self.book = shelf.CaseBook(ledger, apart=True)

    def keep(self) -> None:
        """Put it in place of the record of the case, unless that is of a later state of it."""
        with self._ledger.transaction():
            if not self._is_behind():
                shelf.move_in(self._ledger)
                _remember(self._ledger, _FINGERPRINT, self._from)
                _remember(self._ledger, _WORKED_BY, self._basis)
                _remember(self._ledger, _FOLLOWED, str(self._change))
                self._ledger.write("DELETE FROM changes WHERE position <= ?", self._change)
        shelf.close_apart(self._ledger)

    def _is_behind(self) -> bool:
        """Whether changes from before this record was begun are gone: another record that is kept has followed them."""
        row = self._ledger.one("SELECT value FROM meta WHERE name = ?", _FOLLOWED)
        return row is not None and int(row[0]) > self._change


def _remember(ledger: Ledger, name: str, value: str) -> None:
    ledger.write("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value)


def overruled(ledger: Ledger) -> tuple[Overruled, ...]:
    """The judgements that the kept record could not follow."""
    return tuple(shelf.CaseBook(ledger).overruled())


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
    found = (value_of(body, KnownParty) for (body,) in ledger.rows("SELECT body FROM parties"))
    yield from sorted(found, key=by_name)
