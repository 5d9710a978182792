"""A case seen with another record than the one that it keeps: what stood on a day, or since a build was cut short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sayso.errors import UnknownId
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Overruled, Record, Toll
from sayso.store.ledger import Ledger
from sayso.store.sqlite import Case

T = TypeVar("T", Event, Toll, Dispute)


class RecomputedCase(Case):
    """The case, its record replaced in memory and nowhere else."""

    def __init__(self, ledger: Ledger, record: Record) -> None:
        super().__init__(ledger)
        self._record = record

    @classmethod
    def of(cls, case: Case, record: Record) -> RecomputedCase:
        """The case with this record; closing one closes both."""
        return cls(case._ledger, record)

    def events(self) -> Iterator[Event]:
        """The events of the record, by id."""
        yield from sorted(self._record.events, key=lambda event: event.id)

    def event(self, event_id: str) -> Event:
        """One event; raises `UnknownId`."""
        return _with_id(event_id, self._record.events, "event")

    def toll(self, toll_id: str) -> Toll:
        """One toll; raises `UnknownId`."""
        return _with_id(toll_id, (toll for event in self._record.events for toll in event.tolls), "toll")

    def dispute(self, dispute_id: str) -> Dispute:
        """One dispute; raises `UnknownId`."""
        return _with_id(dispute_id, (one for event in self._record.events for one in event.disputes), "dispute")

    def copies(self) -> Iterator[Copy]:
        """Reports that repeat others, by id."""
        yield from sorted(self._record.copies, key=lambda copy: (copy.report, copy.of))

    def parties(self) -> Iterator[KnownParty]:
        """The parties of the record."""
        yield from self._record.parties

    def _overruled(self) -> Sequence[Overruled]:
        return self._record.overruled


def _with_id(wanted: str, things: Iterable[T], kind: str) -> T:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise UnknownId(f"the record has no {kind} {wanted!r}")
