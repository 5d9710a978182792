"""The names of a case: how often each is used, and which party each stands for, as far as nobody judged it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
from msgspec import Struct

from sayso.reconcile.kin import Kin, block_marks, key_of, seekers_of, seekers_of_nation, sought_marks, spelled
from sayso.reconcile.namings import Key, Naming
from sayso.reconcile.shelf import Shelf, ShelfUnusable, mark, unpacked

Use = tuple[str, str]
"""A name, and the kind of party that a report takes it for."""


class Called(Struct, frozen=True, array_like=True):
    """A name's key in the case."""

    uses: dict[Use, int]
    """With the number of reports."""
    kind: str
    """What most of them say it is."""
    other: Key
    """What it is another word for (see `kin.py`); itself where it is none."""
    one: Key
    """The party that it stands for: its other's other, to the last."""


_pack = msgspec.msgpack.Encoder().encode
_called = msgspec.msgpack.Decoder(Called).decode


class Followed(NamedTuple):
    """What a change of the names of a case concerns."""

    keys: set[Key]
    """Those that stand for another party than before, came or went."""
    parties: set[Key]
    """Those that are called otherwise, or more or less often."""


def called(shelf: Shelf, key: Key) -> Called | None:
    """What is known of a key; None where no report has a party of it."""
    body = shelf.note(mark("called", spelled(key)))
    return None if body is None else unpacked(_called, body)


def keys_of_party(shelf: Shelf, party: Key) -> Iterator[Key]:
    """The keys that stand for a party, in the words of reports."""
    return map(key_of, shelf.members(mark("one", spelled(party))))


def most_used(kinds: Mapping[str, int]) -> str:
    """What most reports say; of equals the first."""
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def kinds_of(uses: Mapping[Use, int]) -> Counter[str]:
    """How many reports say what a party is."""
    kinds: Counter[str] = Counter()
    for (_, kind), reports in uses.items():
        kinds[kind] += reports
    return kinds


def follow_names(shelf: Shelf, changes: Mapping[Naming, int], nations: Iterable[str]) -> Followed:
    """Count how many reports more or less use each name, and find what the names stand for now.

    `nations`: words that began or ceased to name a country or its people in the case.
    """
    roll = _Roll(shelf)
    touched = roll.count(changes)
    touched.update(key for word in nations for key in seekers_of_nation(shelf, word))
    roll.tie(touched)
    return Followed(roll.keys, roll.parties)


class _Roll:
    """The names of a case while they change."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._loose: set[Key] = set()
        """Parties of which a name may be another's now."""
        self.keys: set[Key] = set()
        self.parties: set[Key] = set()

    def count(self, changes: Mapping[Naming, int]) -> set[Key]:
        """Count the names; the keys whose other may be another now."""
        by_key: defaultdict[Key, Counter[Use]] = defaultdict(Counter)
        for naming, reports in changes.items():
            if reports:
                by_key[naming.key][naming.name, naming.kind] += reports
        blocks: set[str] = set()
        touched: set[Key] = set()
        for key, more in by_key.items():
            before = called(self._shelf, key)
            uses = Counter(before.uses) if before else Counter()
            uses.update(more)
            uses = +uses
            now = _used(before, key, uses) if uses else None
            if before:
                self.parties.add(before.one)
            if not (before and now and before.kind == now.kind):
                blocks |= self._move(key, before, now)
                touched.add(key)
            self._keep(key, now)
            if before and not now:
                self._loosen(key, before)
        return touched.union(*(seekers_of(self._shelf, block) for block in blocks))

    def _move(self, key: Key, before: Called | None, now: Called | None) -> set[str]:
        """Put a key in its blocks; those that it comes into or leaves."""
        old, new = (set(block_marks(key, one.kind)) if one else set() for one in (before, now))
        were, are = (set(sought_marks(key, one.kind)) if one else set() for one in (before, now))
        for name in (old - new) | (were - are):
            self._shelf.remove(name, spelled(key))
        for name in (new - old) | (are - were):
            self._shelf.add(name, spelled(key))
        return old ^ new

    def tie(self, touched: Iterable[Key]) -> None:
        """Find the others of the keys that are touched, and then which parties all stand for that it concerns."""
        kin = Kin(self._shelf, lambda key: called(self._shelf, key) is not None)
        unsettled: set[Key] = set()
        for key in sorted(touched):
            now = called(self._shelf, key)
            if now is None:
                continue
            other = kin.other(key, now.kind)
            if other != now.other or not now.one:
                self._keep(key, msgspec.structs.replace(now, other=other))
                unsettled.add(key)
                if now.one:
                    self._loose.add(now.one)
        unsettled.update(key for party in self._loose for key in keys_of_party(self._shelf, party))
        for key in unsettled:
            self._settle(key)

    def _settle(self, key: Key) -> None:
        before = self._there(key)
        one = key
        while (other := self._there(one).other) != one:
            one = other
        if before.one != one:
            if before.one:
                self._loosen(key, before)
            self._shelf.add(mark("one", spelled(one)), spelled(key))
            self._keep(key, msgspec.structs.replace(before, one=one))
            self.keys.add(key)
            self.parties.add(one)

    def _loosen(self, key: Key, before: Called) -> None:
        """A key stands no more for the party that it stood for."""
        self._shelf.remove(mark("one", spelled(before.one)), spelled(key))
        self._loose.add(before.one)
        self.keys.add(key)
        self.parties.add(before.one)

    def _there(self, key: Key) -> Called:
        found = called(self._shelf, key)
        if found is None:
            raise ShelfUnusable(f"{key!r} is the name of no party")
        return found

    def _keep(self, key: Key, now: Called | None) -> None:
        self._shelf.put(mark("called", spelled(key)), None if now is None else _pack(now))


def _used(before: Called | None, key: Key, uses: Mapping[Use, int]) -> Called:
    kind = most_used(kinds_of(uses))
    return Called(dict(uses), kind, before.other if before else key, before.one if before else ())
