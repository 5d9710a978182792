"""Who is who, as people judged it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from msgspec import Struct

from sayso.reconcile.judged import Word, members_of
from sayso.reconcile.namings import Key, Naming
from sayso.ties import Ties

Named = tuple[str, str]
"""A report's id, and a party's name in it."""

JUDGED = "judged"
"""How the key of a party begins that only a person's word tells from another."""
_SUREST = ("office", "person", "name", "nameless", JUDGED)
"""Of the keys of parties that are one, that which says most stands for them."""


class Move(Struct, frozen=True, array_like=True):
    """That a name in a report is another party's than is found here."""

    naming: Naming
    """As the report has it."""
    party: Key


class Judged(Struct, frozen=True, array_like=True):
    """What people made of the parties of a case."""

    moves: dict[Named, Move] = {}
    joined: frozenset[Key] = frozenset()
    """Keys that stand for parties which a person joined."""
    apart: frozenset[frozenset[Key]] = frozenset()
    """Pairs of parties that a person told apart."""


def parties_as_judged(namings: Mapping[Named, Naming], one: Callable[[Key], Key], word: Word) -> Judged:
    """What people's word that some are one party, or two, makes of these parties.

    `namings`: all names of each party of which something is judged; `one` unites the spellings found here.
    """
    links = word.on("party")
    keys = {named: naming.key for named, naming in namings.items()}
    judged = {member for link in links for member in members_of(link) if (member.report, member.id) in keys}

    def united(named: Named) -> Key:
        return one(keys[named])

    places = sorted(keys)
    number = {named: at for at, named in enumerate(places)}
    ties = Ties(len(places))
    word.follow(ties, links, lambda member: number.get((member.report, member.id)))
    for found in (keys.__getitem__, united):  # those of one spelling stay together before those of several
        first: dict[Key, int] = {}
        for named in places:
            ties.join(first.setdefault(found(named), number[named]), number[named])
    groups = [[places[at] for at in group] for group in ties.groups()]
    changed, joined = _with_keys(groups, {named: united(named) for named in places}, keys)
    apart = (
        frozenset(changed[member.report, member.id] for member in pair)
        for link in links
        if not link.same
        for pair in product(judged.intersection(link.one), judged.intersection(link.other))
    )
    moves = {named: Move(namings[named], key) for named, key in changed.items() if keys[named] != key}
    return Judged(moves, frozenset(joined), frozenset(apart))


def _surest(key: Key) -> int:
    return _SUREST.index(key[0]) if key[0] in _SUREST else len(_SUREST)


def _with_keys(
    groups: Iterable[list[Named]], united: Mapping[Named, Key], keys: Mapping[Named, Key]
) -> tuple[dict[Named, Key], set[Key]]:
    """Each group under one key: the surest of its own; a key that several groups have goes to the largest of them."""
    holders: defaultdict[Key, list[list[Named]]] = defaultdict(list)
    for group in groups:
        counted = Counter(united[named] for named in group)
        holders[min(counted, key=lambda key: (_surest(key), -counted[key], key))].append(group)
    changed = dict(keys)
    joined: set[Key] = set()
    for key, sharing in holders.items():
        sharing.sort(key=lambda group: (-len(group), group[0]))
        for group in sharing:
            its_own = key if group is sharing[0] else (JUDGED, *group[0])
            changed.update(dict.fromkeys(group, its_own))
            if len({united[named] for named in group}) > 1:
                joined.add(its_own)
    return changed, joined
