"""Who is who, as people judged it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from msgspec import Struct

from sayso.reconcile.judged import Word, members_of
from sayso.ties import Ties

Key = tuple[str, ...]
Named = tuple[str, str]
"""A report's id, and a party's name in it."""

JUDGED = "judged"
"""How the key of a party begins that only a person's word tells from another."""
_SUREST = ("office", "person", "name", "nameless", JUDGED)
"""Of the keys of parties that are one, that which says most stands for them."""


class Renamed(Struct, frozen=True, kw_only=True):
    """The keys of parties after people judged them."""

    keys: dict[Named, Key]
    joined: frozenset[Key]
    """Keys that stand for parties which a person joined."""
    apart: frozenset[frozenset[Key]]
    """Pairs of parties that a person told apart."""


def parties_as_judged(keys: Mapping[Named, Key], same: Mapping[Key, Key], word: Word) -> Renamed:
    """The keys with those changed that people said are one party, or two; `same` unites the spellings found here."""
    links = word.on("party")
    judged = {member for link in links for member in members_of(link) if (member.report, member.id) in keys}
    if not judged:
        return Renamed(keys=dict(keys), joined=frozenset(), apart=frozenset())

    def united(named: Named) -> Key:
        return same.get(keys[named], keys[named])

    touched = {united((member.report, member.id)) for member in judged}
    places = sorted(named for named in keys if united(named) in touched)
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
    return Renamed(keys=changed, joined=frozenset(joined), apart=frozenset(apart))


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
