"""The parties of a case as they stand: each under its one name, with its other names and whoever it may be as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sayso.nouns.event import KnownParty
from sayso.reconcile.called import Use, called, keys_of_party, kinds_of, most_used
from sayso.reconcile.judged_parties import Judged
from sayso.reconcile.kin import spelled
from sayso.reconcile.names import fold, fold_noun
from sayso.reconcile.namings import OFFICIAL, Key, party_words
from sayso.reconcile.perhaps import compared_anew, perhaps_the_same
from sayso.reconcile.shelf import Book, Shelf, ShelfUnusable, mark, unpacked

NOBODY: frozenset[Key] = frozenset()


class Entry(Struct, frozen=True, array_like=True):
    """A party of the case."""

    key: Key
    known: KnownParty
    """As the record has it."""
    official: bool
    """Whether it speaks for a state under one of the names that a person joined."""
    perhaps: frozenset[Key]
    """Others that it may be."""

    @property
    def words(self) -> frozenset[str]:
        """All that it is called, folded."""
        return frozenset(map(fold_noun, (self.known.name, *self.known.also)))


_pack = msgspec.msgpack.Encoder().encode
_entry = msgspec.msgpack.Decoder(Entry).decode


def entry_of(shelf: Shelf, key: Key) -> Entry | None:
    """A party; None where there is none of this key."""
    return _entry_of(shelf, spelled(key))


def only_called(shelf: Shelf, word: str) -> Key | None:
    """The only party of the case that is called by a folded word."""
    found = shelf.members(mark("word", word), 2)
    entry = _entry_of(shelf, found[0]) if len(found) == 1 else None
    return entry.key if entry else None


def _entry_of(shelf: Shelf, written: str) -> Entry | None:
    body = shelf.note(mark("party", written))
    return None if body is None else unpacked(_entry, body)


class Entries:
    """The parties of a case while they change."""

    def __init__(self, shelf: Shelf, book: Book, judged: Judged) -> None:
        self._shelf, self._book, self._judged = shelf, book, judged
        self.before: dict[Key, Entry | None] = {}
        """Those that were written anew, as they were."""
        self._came: defaultdict[Key, Counter[Use]] = defaultdict(Counter)
        self._went: defaultdict[Key, Counter[Use]] = defaultdict(Counter)
        for move in judged.moves.values():
            use = move.naming.name, move.naming.kind
            self._came[move.party][use] += 1
            self._went[party_of(shelf, move.naming.key)][use] += 1

    def write(self, parties: Iterable[Key], apart: Iterable[Key]) -> None:
        """Write parties anew, and whoever it concerns that they came, went or are called otherwise.

        `apart`: those of which people say otherwise than before that they are not one.
        """
        wanted = set(parties)
        told = set(apart)
        for key in wanted:
            before = self.before[key] = entry_of(self._shelf, key)
            now = self._written(key, before.perhaps if before else NOBODY)
            self._keep(key, now)
            self._call(key, before, now)
            if _name(before) != _name(now):
                told.update(before.perhaps if before else ())
        told |= wanted | self._compare(wanted)
        for key in told:
            self._tell(key)

    def _written(self, key: Key, perhaps: frozenset[Key]) -> Entry | None:
        uses = Counter(self._came.get(key, {}))
        for one in keys_of_party(self._shelf, key):
            found = called(self._shelf, one)
            uses.update(found.uses if found else {})
        uses.subtract(self._went.get(key, {}))
        uses = +uses
        if not uses:
            return None
        kinds = kinds_of(uses)
        names: Counter[str] = Counter()
        for (name, _), reports in uses.items():
            names[name] += reports
        best = _best_name(key, names)
        known = KnownParty(name=best, kind=most_used(kinds), also=tuple(sorted(names.keys() - {best})))
        return Entry(key, known, key in self._judged.joined and not kinds.keys().isdisjoint(OFFICIAL), perhaps)

    def _call(self, key: Key, before: Entry | None, now: Entry | None) -> None:
        old, new = (one.words if one else frozenset() for one in (before, now))
        for word in old - new:
            self._shelf.remove(mark("word", word), spelled(key))
        for word in new - old:
            self._shelf.add(mark("word", word), spelled(key))

    def _compare(self, wanted: Set[Key]) -> set[Key]:
        """Find who may be whom where parties came, went or changed their kind; those of whom others are found."""
        old = {key: entry.known.kind for key in wanted if (entry := self.before[key])}
        new = {key: entry.known.kind for key in wanted if (entry := entry_of(self._shelf, key))}
        same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
        old, new = ({key: kind for key, kind in one.items() if key not in same} for one in (old, new))
        changed: set[Key] = set()
        for key in sorted(compared_anew(self._shelf, old, new)):
            entry = self._there(key)
            found = perhaps_the_same(self._shelf, key, entry.known.kind, lambda other: self._there(other).known.kind)
            if entry.perhaps != found:
                self._keep(key, replace(entry, perhaps=found))
                changed |= {key} | self._tied(entry, found)
        for key in old.keys() - new.keys():
            gone = self.before[key]
            changed |= self._tied(gone, NOBODY) if gone else NOBODY
        return changed

    def _tied(self, entry: Entry, found: frozenset[Key]) -> Set[Key]:
        """Let those whom a party may be, or may no longer be, know of it."""
        for other in entry.perhaps ^ found:
            theirs = entry_of(self._shelf, other)
            if theirs:  # it has not gone, too
                perhaps = theirs.perhaps | {entry.key} if other in found else theirs.perhaps - {entry.key}
                self._keep(other, replace(theirs, perhaps=perhaps))
        return entry.perhaps ^ found

    def _tell(self, key: Key) -> None:
        """Write a party into the record, in place of what was written of it."""
        entry = entry_of(self._shelf, key)
        before = self.before.get(key, entry)
        now = None
        if entry:
            others = (other for other in entry.perhaps if {key, other} not in self._judged.apart)
            now = replace(entry.known, perhaps=tuple(sorted({self._there(other).known.name for other in others})))
            if now != entry.known:
                self._keep(key, replace(entry, known=now))
        if before is None or before.known != now:
            self._book.change_parties(gone=(before.known,) if before else (), new=(now,) if now else ())

    def _there(self, key: Key) -> Entry:
        found = entry_of(self._shelf, key)
        if found is None:
            raise ShelfUnusable(f"there is no party {key!r}")
        return found

    def _keep(self, key: Key, entry: Entry | None) -> None:
        self._shelf.put(mark("party", spelled(key)), None if entry is None else _pack(entry))


def party_of(shelf: Shelf, key: Key) -> Key:
    """The party that a key stands for, as far as nobody judged it."""
    found = called(shelf, key)
    return found.one if found else key


def _name(entry: Entry | None) -> str | None:
    return entry.known.name if entry else None


def _best_name(key: Key, used: Counter[str]) -> str:
    """The name used most; of a person among those with a given name, of an office among those that say which it is."""
    if key[0] == "person" and len(key) > 2:
        return min(used, key=lambda name: (len(fold(name).split()) < len(key) - 1, -used[name], len(name), name))
    bare = party_words().bare
    return min(used, key=lambda name: (fold_noun(name) in bare, -used[name], len(name), name))
