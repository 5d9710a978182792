"""Who is who in the case, where names came or went or people judged parties; and which reports that concerns."""

from __future__ import annotations

from collections.abc import Iterator, Set

import msgspec

from sayso.reconcile.called import Followed, follow_names, keys_of_party
from sayso.reconcile.desk import Desk
from sayso.reconcile.entries import Entries, Entry, entry_of, party_of
from sayso.reconcile.judged import members_of
from sayso.reconcile.judged_parties import Judged, Named, parties_as_judged
from sayso.reconcile.kin import spelled
from sayso.reconcile.namings import Key, Naming
from sayso.reconcile.parties import Names
from sayso.reconcile.shelf import mark, parts_of, unpacked
from sayso.reconcile.taken import Taken, asks_key, asks_word

_JUDGED = "judged"
"""The note of what people made of the parties."""

_pack = msgspec.msgpack.Encoder().encode
_judged = msgspec.msgpack.Decoder(Judged).decode


def name_again(desk: Desk, taken: Taken) -> tuple[Names, set[str]]:
    """The parties of the case, and the reports for which somebody goes by another name, or is another, than before."""
    followed = follow_names(desk.shelf, taken.namings, _nations(desk, taken))
    before, now = _judged_before(desk), _judge(desk)
    if before != now:
        desk.shelf.put(_JUDGED, _pack(now))
    entries = Entries(desk.shelf, desk.book, now)
    entries.write(
        followed.parties | set(_judged_otherwise(desk, before, now)),
        apart={key for pair in before.apart ^ now.apart for key in pair},
    )
    names = Names(desk.shelf, now.moves)
    return names, set() if desk.fresh else set(_concerned(desk, followed, entries, before, now))


def _nations(desk: Desk, taken: Taken) -> Iterator[str]:
    """The words that began or ceased to name a country or its people in some report."""
    for name, before in taken.peoples.items():
        if before != bool(desk.shelf.members(name, 1)):
            yield parts_of(name)[1]


def _judged_before(desk: Desk) -> Judged:
    body = None if desk.fresh else desk.shelf.note(_JUDGED)
    return Judged() if body is None else unpacked(_judged, body)


def _judge(desk: Desk) -> Judged:
    links = desk.word.on("party")
    members = {member for link in links for member in members_of(link)}
    found = (desk.namings(member.report).get(member.id) for member in members)
    parties = {party_of(desk.shelf, naming.key) for naming in found if naming}
    namings = {named: naming for party in parties for named, naming in _named(desk, party)}
    return parties_as_judged(namings, lambda key: party_of(desk.shelf, key), desk.word) if namings else Judged()


def _named(desk: Desk, party: Key) -> Iterator[tuple[Named, Naming]]:
    """Each report that names a party, with the name."""
    for key in keys_of_party(desk.shelf, party):
        for report in desk.shelf.members(mark("naming", spelled(key))):
            for name, naming in desk.namings(report).items():
                if naming.key == key:
                    yield (report, name), naming


def _moved_otherwise(before: Judged, now: Judged) -> Iterator[Named]:
    """The names of which people made something else than before."""
    return (one for one in before.moves.keys() | now.moves.keys() if before.moves.get(one) != now.moves.get(one))


def _judged_otherwise(desk: Desk, before: Judged, now: Judged) -> Iterator[Key]:
    """The parties that are called otherwise, or may speak for a state, on people's word."""
    yield from before.joined ^ now.joined
    for named in _moved_otherwise(before, now):
        for move in (one.moves[named] for one in (before, now) if named in one.moves):
            yield move.party
            yield party_of(desk.shelf, move.naming.key)


def _concerned(desk: Desk, followed: Followed, entries: Entries, before: Judged, now: Judged) -> Iterator[str]:
    renamed = set()
    words: set[str] = set()
    for key, entry in entries.before.items():
        written = entry_of(desk.shelf, key)
        old, new = _words(entry), _words(written)
        words |= old ^ new
        if _voice(entry) != _voice(written):
            renamed.add(key)
            words |= old | new
    keys = followed.keys | renamed
    keys.update(key for party in renamed for key in keys_of_party(desk.shelf, party))
    for key in keys:
        yield from desk.shelf.members(mark("naming", spelled(key)))
        yield from desk.shelf.members(mark("asks", asks_key(key)))
    for word in words:
        yield from desk.shelf.members(mark("asks", asks_word(word)))
    yield from (report for report, _ in _moved_otherwise(before, now))
    yield from (report for (report, _), move in now.moves.items() if move.party in keys)


def _words(entry: Entry | None) -> Set[str]:
    return entry.words if entry else frozenset()


def _voice(entry: Entry | None) -> tuple[str, bool] | None:
    """What is told of a party where a report names it."""
    return (entry.known.name, entry.official) if entry else None
