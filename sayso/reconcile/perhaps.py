"""Parties that may be one: too alike to be silent about, too little to merge. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from sayso.reconcile.spellings import spelling_of

Key = tuple[str, ...]

ALIKE = 80.0
"""Likeness (0..100) of two words of names from which on they may be one."""
ROLES = frozenset(("witness", "relative", "anonymous", "expert", "lawyer", "protesters", "other"))
"""Kinds of party that are told by what they are: two witnesses are no two spellings of one."""
FULL_BLOCK = 40
"""Of more names with one word in common, each is compared with the first so many alone."""


Found = Mapping[Key, frozenset[Key]]


def perhaps_the_same(kinds: Mapping[Key, str], before: Mapping[Key, str], found: Found) -> dict[Key, frozenset[Key]]:
    """For each party, by its key, those that may be the same; `kinds`: the kind of each. Symmetric.

    `before` and `found`: the kinds of an earlier run and what it found, so that only what changed is compared.
    """
    blocks = {key: tuple(_blocks(key, kind)) for key, kind in kinds.items()}
    changed = {key for key in kinds.keys() | before.keys() if kinds.get(key) != before.get(key)}
    touched = {block for key in changed for one in (kinds, before) if key in one for block in _blocks(key, one[key])}
    again = {key for key in kinds if not touched.isdisjoint(blocks[key])} if touched else set()
    now: defaultdict[Key, set[Key]] = defaultdict(set)
    for key in found.keys() & kinds.keys() - again:
        now[key] = {other for other in found[key] if other not in again and other in kinds}
    for a, b in _pairs(blocks, again):
        if _may_be_one(a, b) and (a[0] == "person" or kinds[a] == kinds[b]):
            now[a].add(b)
            now[b].add(a)
    return {key: frozenset(others) for key, others in now.items() if others}


def _pairs(blocks: Mapping[Key, Sequence[Key]], wanted: Set[Key]) -> Iterator[tuple[Key, Key]]:
    """Names that share a block, that is what is likeliest to be written right, one of them wanted: a few for each."""
    theirs = {block for key in wanted for block in blocks[key]}
    members: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, its_own in blocks.items():
        for block in theirs.intersection(its_own):
            members[block].append(key)
    for together in map(sorted, members.values()):
        for number, a in enumerate(together[:FULL_BLOCK]):
            yield from ((a, b) for b in together[number + 1 :] if a in wanted or b in wanted)


def _blocks(key: Key, kind: str) -> Iterator[Key]:
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
