"""Reports that only recall a happening, and tell what came after it: "arrested after the fire that killed 12".

Their harm is that of the happening; their deeds, and the days and kinds of these, are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.languages.recalled import recalled_from
from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.nouns.what import Effect
from sayso.reconcile.main_kind import is_unrest
from sayso.reconcile.main_place import Vote, main_places
from sayso.reconcile.names import fold
from sayso.reconcile.tellings import Telling

HARM: frozenset[Effect] = frozenset(("killed", "injured", "missing"))
LEAST = 3
"""A smaller number is common to too many happenings to tell one by."""
LEAST_ALONE = 10
"""The same without words to compare."""
MOST_PLACES = 8
"""Places of a report by which others find what it counts."""


def only_recalls(tellings: Sequence[Telling], text: str) -> bool:
    """Whether all counts of people who were harmed stand in clauses that recall a happening, and there are some."""
    harm = [telling for telling in tellings if not telling.background and _is_harm(telling)]
    return bool(harm) and all(_is_recalled(telling, text) for telling in harm) and not is_unrest(tellings)


def recalled_beside(tellings: Sequence[Telling], text: str, *, unrest: bool) -> frozenset[str]:
    """Ids of counts of people who were harmed in another happening, which the report recalls beside its own: more than
    it counts itself, for counts grow, or any in a report on unrest ("marched over the collapse in which 40 died").
    """
    counts = [telling for telling in tellings if not telling.background and _is_harm(telling)]
    recalled = [telling for telling in counts if _is_recalled(telling, text)]
    own = [telling for telling in counts if telling not in recalled]
    return frozenset(telling.id for telling in recalled if unrest or _is_more(telling, own))


def _is_more(telling: Telling, own: Sequence[Telling]) -> bool:
    """Whether more people were harmed alike than by any of a report's own counts, of which there are some."""
    sizes = [_size(other) for other in own if _effects(telling) & _effects(other)]
    return bool(sizes) and _size(telling) > max(sizes)


def _size(telling: Telling) -> int:
    claim = telling.told
    return (claim.figure.value or claim.figure.low or 0) if isinstance(claim, Claim) else 0


def _effects(telling: Telling) -> frozenset[Effect]:
    return HARM.intersection(telling.told.effects) if isinstance(telling.told, Claim) else frozenset()


def _is_harm(telling: Telling) -> bool:
    return bool(_effects(telling))


def _is_recalled(telling: Telling, text: str) -> bool:
    claim = telling.told
    return isinstance(claim, Claim) and recalled_from(claim.figure, claim.sentence, text, "en") is not None


def where_recalled(tellings: Sequence[Telling], reading: Reading) -> tuple[Vote, ...]:
    """The places of what a report only recalls; where that is told of a place that no gazetteer has, none at which what
    came after it was ("jailed in Dover for the fire in Elmford that killed 12").
    """
    told = of_the_happening(tellings)
    votes = main_places(reading, told)
    wheres = [telling.told.where for telling in told if isinstance(telling.told, Claim)]
    if any(telling.place for telling in told) or not any(where and where.kind == "place" for where in wheres):
        return votes
    after = {telling.place.key for telling in tellings if telling.place}
    return tuple((place, share) for place, share in votes if place.level == "country" or place.key not in after)


def of_the_happening(tellings: Sequence[Telling]) -> list[Telling]:
    """What a report that only recalls a happening tells of it: the harm, and attacks."""
    return [telling for telling in tellings if telling.kind in (None, "ASSAULT")]


def recallable_by(tellings: Sequence[Telling], reading: Reading, *, main: bool) -> tuple[str, ...]:
    """By what a later report can recall a happening: each number of people harmed, at each place that is named.

    What is not the `main` happening of a report has no words to compare, and so needs a greater number.
    """
    least = LEAST if main else LEAST_ALONE
    counts = {mark for telling in tellings for mark in _counts_of(telling, least)}
    places = _places(reading) if counts else []
    return tuple(f"{count} {place}" for count in sorted(counts) for place in places)


def _counts_of(telling: Telling, least: int) -> Iterator[str]:
    claim = telling.told
    if isinstance(claim, Claim) and claim.scope == "total" and (claim.figure.value or 0) >= least:
        yield from (f"{effect} {claim.figure.value}" for effect in claim.effects if effect in HARM)


def _places(reading: Reading) -> list[str]:
    """The first places that a report names, folded; a country's name only where there is no other."""
    named = [where for where in reading.wheres if where.kind != "demonym"]
    narrow = [where for where in named if where.kind != "country"]
    return sorted(list(dict.fromkeys(fold(where.text) for where in narrow or named))[:MOST_PLACES])
