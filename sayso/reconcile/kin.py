"""Which other name a party's name is another word for: found from those few that share a block with it.

A name is put into the blocks in which others look for it, and seeks those in which its own fuller form can be. Whoever
comes or goes touches those alone that seek one of its blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from sayso.reconcile.namings import NAMED_ONCE, Key, office_blocks, office_sought
from sayso.reconcile.shelf import Shelf, mark, parts_of
from sayso.reconcile.spellings import spelling_of

ALIKE = 85.0
"""Least likeness (0..100) of two given names in two transliterations of one."""
LEAST_LETTERS = 6
"""Given names shorter than this must be equal: "John" and "Joan" are alike and two people."""
LONGEST = 12
"""A name of more words is a description, and no longer form of another name."""

Block = tuple[str, ...]


def spelled(key: Key) -> str:
    """A key as marks have it: sorted as keys are."""
    return "\x1e".join(key)


def key_of(written: str) -> Key:
    """The key that was spelled; of one that a report's words make, not a person's judgement."""
    return tuple(written.split("\x1e"))


def block_marks(key: Key, kind: str) -> Iterator[str]:
    """Where others look for a name; `kind`: what most reports say its party is."""
    return (mark("kin", *block) for block in _blocks(key, kind))


def sought_marks(key: Key, kind: str) -> Iterator[str]:
    """By what it is known that a name looks for others."""
    return (mark("seeks", *block) for block in _sought(key, kind))


def seekers_of(shelf: Shelf, block_mark: str) -> Iterator[Key]:
    """The names that look for others in a block."""
    return map(key_of, shelf.members(mark("seeks", *parts_of(block_mark)[1:])))


def seekers_of_nation(shelf: Shelf, word: str) -> Iterator[Key]:
    """What the names that begin with a word are called without it: it counts for them whether the word is a nation."""
    for longer in shelf.members(mark("kin", "first", word)):
        yield "name", key_of(longer)[1].removeprefix(f"{word} ")


def _blocks(key: Key, kind: str) -> Iterator[Block]:
    if key[0] == "person":
        yield "surname", surname_of(key)
        if len(key) > 2:
            yield "whole", " ".join((*key[2:], key[1]))
    elif key[0] == "office":
        yield from office_blocks(key)
    elif key[0] == "name":
        tokens = key[1].split()
        for size in range(1, len(tokens) if len(tokens) <= LONGEST else 0):
            first = " ".join(tokens[:size])
            yield "first", first
            yield "ends", kind, " ".join(tokens[size:])
            if kind in NAMED_ONCE:
                yield "begins", kind, first


def _sought(key: Key, kind: str) -> Iterator[Block]:
    if key[0] == "person":
        yield "surname", surname_of(key)
    elif key[0] == "office":
        yield from office_sought(key)
    elif key[0] == "name":
        yield "ends", kind, key[1]
        if kind in NAMED_ONCE:
            yield "begins", kind, key[1]
        if " " in key[1]:
            yield "whole", key[1]


class Kin:
    """The names of a case on its shelf, for one question."""

    def __init__(self, shelf: Shelf, is_known: Callable[[Key], bool]) -> None:
        """`is_known`: whether some report has a party of this key."""
        self._shelf, self._is_known = shelf, is_known
        self._people = lru_cache(64)(self._same_people)

    def other(self, key: Key, kind: str) -> Key:
        """What a name is another word for, to be asked again of that; itself where it is the fullest."""
        if key[0] == "person":
            return self._people(surname_of(key))[key]
        if key[0] == "office":
            return next((one for block in office_sought(key) if (one := self._only(block))), key)
        return self._speaker(key) or self._longer(key, kind) or key if key[0] == "name" else key

    def _first(self, block: Block, most: int | None = None) -> list[Key]:
        return [key_of(one) for one in self._shelf.members(mark("kin", *block), most)]

    def _only(self, block: Block) -> Key | None:
        found = self._first(block, 2)
        return found[0] if len(found) == 1 else None

    def _same_people(self, surname: str) -> dict[Key, Key]:
        return same_people(self._first(("surname", surname)))

    def _speaker(self, key: Key) -> Key | None:
        """Who speaks for a body, under a full name that is a person's elsewhere ("Ana Lund", a UN envoy)."""
        *given, surname = key[1].split() or ("",)
        person = ("person", surname, *given)
        return person if given and self._is_known(person) else None

    def _longer(self, key: Key, kind: str) -> Key | None:
        """The only longer name of the same kind of party that begins with it ("Amnesty"), or ends with it behind a
        nation ("Red Cross", "Lebanese Red Cross").
        """
        national = self._first(("ends", kind, key[1]), 2)
        if len(national) == 1 and not self._is_nation(national[0][1].removesuffix(f" {key[1]}")):
            national = []
        fits = {*self._first(("begins", kind, key[1]), 2), *national}
        return fits.pop() if len(fits) == 1 else None

    def _is_nation(self, word: str) -> bool:
        """Whether a folded word names a country or its people in some report."""
        return bool(self._shelf.members(mark("people", word), 1))


def surname_of(key: Key) -> str:
    """The same for the ways to write one surname in Latin letters, where it is long."""
    return spelling_of(key[1]) if len(key[1]) >= LEAST_LETTERS else key[1]


def same_people(bearers: Iterable[Key]) -> dict[Key, Key]:
    """Each spelling of a person and the fullest one: of the bearers of one surname, given names alike or missing."""
    same: dict[Key, Key] = {}
    bearers = list(bearers)
    groups: list[list[Key]] = []
    for key in sorted(filter(_is_full, bearers), key=lambda key: (-len(" ".join(key)), key)):
        home = next((group for group in groups if _given_alike(group[0], key)), None)
        if home is None:
            groups.append([key])
        else:
            home.append(key)
    for group in groups:
        same.update(dict.fromkeys(group, group[0]))
    for key in bearers:
        if not _is_full(key):
            fits = [group[0] for group in groups if len(key) == 2 or group[0][2].startswith(key[2])]
            fits = [full for full in fits if full[1] == key[1]] or fits
            same[key] = fits[0] if len(fits) == 1 else key
    return same


def _is_full(key: Key) -> bool:
    """Whether a given name is written out, not missing and not an initial."""
    return len(key) > 2 and len(key[2]) > 1


def _given_alike(a: Key, b: Key) -> bool:
    """Whether two given names can be one person's: equal, or two spellings of a long name."""
    if a[2] == b[2]:
        return True
    whole_a, whole_b = " ".join(a[2:]), " ".join(b[2:])
    return min(len(whole_a), len(whole_b)) >= LEAST_LETTERS and ratio(whole_a, whole_b) >= ALIKE
