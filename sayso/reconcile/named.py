"""Who is who in the case: found anew from all names in it, and which reports that concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from sayso.reconcile.desk import Desk
from sayso.reconcile.namings import Key, Naming
from sayso.reconcile.parties import Named, Names, unify_parties
from sayso.reconcile.shelf import mark, parts_of, unpacked
from sayso.reconcile.taken import asks_key, asks_word

T = TypeVar("T")

_pack = msgspec.msgpack.Encoder().encode
_names = msgspec.msgpack.Decoder(Names).decode
_naming = msgspec.json.Decoder(Naming).decode


def name_again(desk: Desk) -> tuple[Names, set[str]]:
    """The parties of the case, and the reports for which somebody goes by another name, or is another, than before."""
    before = _before(desk)
    namings = {unpacked(_naming, parts_of(name)[1].encode()): reports for name, reports in desk.shelf.tally("naming")}
    names = unify_parties(
        namings, lambda word: bool(desk.shelf.members(mark("people", word), 1)), desk.word, lambda: _named(desk), before
    )
    if names == before:
        return names, set()
    desk.shelf.put("names", _pack(names))
    known, were = Counter(names.known), Counter(before.known)
    desk.book.change_parties(gone=tuple((were - known).elements()), new=tuple((known - were).elements()))
    return names, set() if desk.fresh else set(_concerned(desk, namings, before, names))


def _before(desk: Desk) -> Names:
    body = None if desk.fresh else desk.shelf.note("names")
    return Names() if body is None else unpacked(_names, body)


def _named(desk: Desk) -> dict[Named, Key]:
    return {(gist.report, naming.name): naming.key for gist in desk.gists() for naming in reversed(gist.namings)}


def _concerned(desk: Desk, namings: Mapping[Naming, int], before: Names, now: Names) -> Iterator[str]:
    keys = {*_changed(before.names, now.names), *_changed(before.same, now.same), *(before.official ^ now.official)}
    keys |= {key for one in (before, now) for key, of in one.same.items() if of in keys}
    yield from (report for report, _ in _changed(before.judged, now.judged))
    yield from (report for one in (before, now) for (report, _), key in one.judged.items() if key in keys)
    for naming in namings:
        if naming.key in keys:
            yield from desk.shelf.members(mark("naming", msgspec.json.encode(naming).decode()))
    for key in keys:
        yield from desk.shelf.members(mark("asks", asks_key(key)))
    words = set(_changed(before.by_words, now.by_words))
    words |= {word for one in (before, now) for word, key in one.by_words.items() if key in keys}
    for word in words:
        yield from desk.shelf.members(mark("asks", asks_word(word)))


def _changed(before: Mapping[T, object], now: Mapping[T, object]) -> Iterator[T]:
    """The keys under which two mappings differ."""
    return (key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
