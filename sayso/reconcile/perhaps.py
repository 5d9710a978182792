"""Parties that may be one: too alike to be silent about, too little to merge. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from rapidfuzz.fuzz import ratio

from sayso.reconcile.spellings import spelling_of

Key = tuple[str, ...]

ALIKE = 80.0
"""Likeness (0..100) of two words of names from which on they may be one."""
ROLES = frozenset(("witness", "relative", "anonymous", "expert", "lawyer", "protesters", "other"))
"""Kinds of party that are told by what they are: two witnesses are no two spellings of one."""
FULL_BLOCK = 40
"""Of more names with one word in common, each is compared with the first so many alone."""


def perhaps_the_same(kinds: Mapping[Key, str]) -> dict[Key, set[Key]]:
    """For each party, by its key, those that may be the same; `kinds`: the kind of each. Symmetric."""
    found: defaultdict[Key, set[Key]] = defaultdict(set)
    for a, b in _pairs(kinds):
        if _may_be_one(a, b) and (a[0] == "person" or kinds[a] == kinds[b]):
            found[a].add(b)
            found[b].add(a)
    return dict(found)


def _pairs(kinds: Mapping[Key, str]) -> Iterator[tuple[Key, Key]]:
    """Names of one kind of party that share what is likeliest to be written right: a few for each."""
    blocks: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in sorted(kinds):
        for block in _blocks(key, kinds[key]):
            blocks[block].append(key)
    for block in sorted(blocks):
        members = blocks[block]
        if len(members) <= FULL_BLOCK:
            yield from combinations(members, 2)
        else:
            yield from ((a, b) for number, a in enumerate(members[:FULL_BLOCK]) for b in members[number + 1 :])


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


def _numbers(name: str) -> list[str]:
    """ "Channel 5" and "Channel 7" are alike, and two."""
    return [word for word in name.split() if any(letter.isdigit() for letter in word)]
