"""Where the work on a record is kept between builds, so that a report more costs what it touches and no more.

Notes are bytes under a name; marks are names with members. What they hold can be computed anew from the readings.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from sayso.nouns.event import Copy, Event, KnownParty, Overruled, Record, by_name

_BETWEEN = "\x1f"


T = TypeVar("T")


class ShelfUnusable(Exception):
    """What is on the shelf cannot be read, or does not fit together: the record is to be made anew."""


def unpacked(decode: Callable[[bytes], T], body: bytes) -> T:
    """What a note holds; raises `ShelfUnusable`."""
    try:
        return decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ShelfUnusable(str(error)) from error


def mark(*parts: str) -> str:
    """The name of a note or a mark, from its sort and what it is of."""
    return _BETWEEN.join(parts)


def parts_of(name: str) -> list[str]:
    """The parts that a name was made of."""
    return name.split(_BETWEEN)


class Shelf(Protocol):
    """Notes and marks."""

    def note(self, name: str) -> bytes | None:
        """The note of this name."""

    def notes(self, sort: str) -> Iterator[tuple[str, bytes]]:
        """All notes of a sort, by name."""

    def put(self, name: str, body: bytes | None) -> None:
        """Keep a note in place of the one before; None: keep none."""

    def members(self, name: str, most: int | None = None) -> list[str]:
        """The members of a mark in their order, at most so many."""

    def tally(self, sort: str) -> Iterator[tuple[str, int]]:
        """All marks of a sort with how many members each has, by name."""

    def add(self, name: str, member: str) -> None:
        """Add a member."""

    def remove(self, name: str, member: str) -> None:
        """Remove a member."""


class Book(Protocol):
    """The record as it is written, a part at a time."""

    def event(self, event_id: str) -> Event:
        """An event of the record."""

    def write_event(self, event: Event) -> None:
        """Write an event, in place of the one of its id."""

    def strike_event(self, event_id: str) -> None:
        """Take an event out."""

    def copies(self, report: str) -> Sequence[Copy]:
        """What a report repeats of others."""

    def write_copies(self, report: str, copies: Sequence[Copy]) -> None:
        """Write what a report repeats, in place of what was written."""

    def change_parties(self, *, gone: Sequence[KnownParty], new: Sequence[KnownParty]) -> None:
        """Take some parties out, and write others."""

    def overruled(self) -> Sequence[Overruled]:
        """The judgements that could not be followed."""

    def write_overruled(self, overruled: Sequence[Overruled]) -> None:
        """Write the judgements that could not be followed, in place of all that were."""


class MemoryShelf:
    """A shelf for one run."""

    def __init__(self) -> None:
        self._notes: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        self._marks: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)

    def note(self, name: str) -> bytes | None:
        """As `Shelf` has it, here and below."""
        return self._notes[_sort(name)].get(name)

    def notes(self, sort: str) -> Iterator[tuple[str, bytes]]:  # noqa: D102
        yield from sorted(self._notes[sort].items())

    def put(self, name: str, body: bytes | None) -> None:  # noqa: D102
        if body is None:
            self._notes[_sort(name)].pop(name, None)
        else:
            self._notes[_sort(name)][name] = body

    def members(self, name: str, most: int | None = None) -> list[str]:  # noqa: D102
        return self._marks[_sort(name)].get(name, [])[:most]

    def tally(self, sort: str) -> Iterator[tuple[str, int]]:  # noqa: D102
        for name, members in sorted(self._marks[sort].items()):
            yield name, len(members)

    def add(self, name: str, member: str) -> None:  # noqa: D102
        members = self._marks[_sort(name)].setdefault(name, [])
        if not _has(members, member):
            insort(members, member)

    def remove(self, name: str, member: str) -> None:  # noqa: D102
        members = self._marks[_sort(name)].get(name, [])
        if _has(members, member):
            members.remove(member)
            if not members:
                del self._marks[_sort(name)][name]


def _sort(name: str) -> str:
    return name.partition(_BETWEEN)[0]


def _has(members: Sequence[str], member: str) -> bool:
    at = bisect_left(members, member)
    return at < len(members) and members[at] == member


class MemoryBook:
    """A record in memory."""

    def __init__(self) -> None:
        self._events: dict[str, Event] = {}
        self._copies: dict[str, Sequence[Copy]] = {}
        self._parties: Counter[KnownParty] = Counter()
        self._overruled: Sequence[Overruled] = ()

    def event(self, event_id: str) -> Event:
        """As `Book` has it, here and below."""
        return self._events[event_id]

    def write_event(self, event: Event) -> None:  # noqa: D102
        self._events[event.id] = event

    def strike_event(self, event_id: str) -> None:  # noqa: D102
        self._events.pop(event_id, None)

    def copies(self, report: str) -> Sequence[Copy]:  # noqa: D102
        return self._copies.get(report, ())

    def write_copies(self, report: str, copies: Sequence[Copy]) -> None:  # noqa: D102
        self._copies[report] = copies

    def change_parties(self, *, gone: Sequence[KnownParty], new: Sequence[KnownParty]) -> None:  # noqa: D102
        self._parties.update(new)
        self._parties.subtract(gone)

    def overruled(self) -> Sequence[Overruled]:  # noqa: D102
        return self._overruled

    def write_overruled(self, overruled: Sequence[Overruled]) -> None:  # noqa: D102
        self._overruled = overruled

    def record(self) -> Record:
        """All that was written."""
        return Record(
            events=tuple(self._events[id] for id in sorted(self._events)),  # noqa: A001
            copies=tuple(copy for report in sorted(self._copies) for copy in self._copies[report]),
            parties=tuple(sorted(self._parties.elements(), key=by_name)),
            overruled=tuple(self._overruled),
        )
