"""Parties that may be one: too alike to be silent about, too little to merge. A person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from sayso.reconcile.candidates import compared_with
from sayso.reconcile.kin import Block, key_of, spelled
from sayso.reconcile.namings import Key
from sayso.reconcile.shelf import Shelf, mark
from sayso.reconcile.spellings import spelling_of

ALIKE = 80.0
"""Likeness (0..100) of two words of names from which on they may be one."""
ROLES = frozenset(("witness", "relative", "anonymous", "expert", "lawyer", "protesters", "other"))
"""Kinds of party that are told by what they are: two witnesses are no two spellings of one."""
FULL_BLOCK = 40
"""Of more names with one word in common, each is compared with the first so many alone."""

Kinds = Mapping[Key, str]


def compared_anew(shelf: Shelf, before: Kinds, now: Kinds) -> set[Key]:
    """Put parties that came, went or changed their kind where they are compared; those of whom others may be found now.

    `before`, `now`: the kind of each of these, where it was and is there. Who went is not among those that are given.
    """
    marks: dict[str, tuple[set[str], set[str]]] = {}
    for at, kinds in enumerate((before, now)):
        for key, kind in kinds.items():
            for block in _blocks(key, kind):
                marks.setdefault(mark("perhaps", *block), (set(), set()))[at].add(spelled(key))
    again = set(now)
    for name, (old, new) in marks.items():
        if old == new:
            continue
        first = set(shelf.members(name, FULL_BLOCK))
        for member in old - new:
            shelf.remove(name, member)
        for member in new - old:
            shelf.add(name, member)
        again.update(map(key_of, first ^ set(shelf.members(name, FULL_BLOCK))))
    return again - (before.keys() - now.keys())


def perhaps_the_same(shelf: Shelf, key: Key, kind: str, kind_of: Callable[[Key], str]) -> frozenset[Key]:
    """The parties that one may be; it may be theirs as well."""
    found = (key_of(one) for one in _compared(shelf, key, kind))
    return frozenset(
        other
        for other in found
        if _may_be_one(*sorted((key, other))) and (key[0] == "person" or kind_of(other) == kind)
    )


def _compared(shelf: Shelf, key: Key, kind: str) -> set[str]:
    """Who shares a block with a party, that is what is likeliest to be written right: a few."""
    mine = spelled(key)
    blocks = (mark("perhaps", *block) for block in _blocks(key, kind))
    found = {one for name in blocks for one in compared_with(shelf, name, mine, FULL_BLOCK)}
    return found - {mine}


def _blocks(key: Key, kind: str) -> Iterator[Block]:
    if key[0] == "person":
        yield ("surname", spelling_of(key[1]))
        if len(key) > 2:
            yield ("given", key[2], key[1][:1])
    elif key[0] == "office":
        yield ("office", key[2])
    elif key[0] == "name" and kind not in ROLES:
        tokens = key[1].split()
        yield ("first", kind, tokens[0] if tokens else "")
        yield ("last", kind, tokens[-1] if tokens else "")


def _may_be_one(a: Key, b: Key) -> bool:
    if a[0] == "person":
        if len(a) == 2 or len(b) == 2:
            return True
        given = ratio(" ".join(a[2:]), " ".join(b[2:]))
        one_is_initial = min(len(a[2]), len(b[2])) == 1 and a[2][0] == b[2][0]
        return (given >= ALIKE or one_is_initial) and ratio(a[1], b[1]) >= ALIKE
    if a[0] == "office":
        return "?" in (a[1], b[1])
    return _numbers(a[1]) == _numbers(b[1]) and _words_alike(a[1], b[1])


def _words_alike(a: str, b: str) -> bool:
    """Whether each word of the one has one like it in the other, which may have one more."""
    fewer, more = sorted((a.split(), b.split()), key=len)
    near = len(fewer) > 1 and len(more) - len(fewer) <= 1
    return near and all(max(ratio(word, other) for other in more) >= ALIKE for word in fewer)


@lru_cache(maxsize=65536)
def _numbers(name: str) -> list[str]:
    """ "Channel 5" and "Channel 7" are alike, and two."""
    return [word for word in name.split() if any(letter.isdigit() for letter in word)]
