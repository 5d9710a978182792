"""Where a story's happening took place, by all of its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sayso.nouns.event import EventWhere
from sayso.reconcile.main_place import place_by, same_country
from sayso.reconcile.places import Place
from sayso.reconcile.strands import Strand
from sayso.reconcile.tolls import event_where

_Named = tuple[Place, Strand]


def story_place(strands: Sequence[Strand], *, unrest: bool) -> tuple[Place | None, EventWhere | None]:
    """The place of the story, in the words of the first report that gives it."""
    placed = [(strand.place, strand) for strand in strands if strand.place]
    if not placed:
        return None, None
    if unrest:
        return _worded(_widest(placed), placed)
    pooled = _pooled(strands)
    best = place_by(same_country([(place, weight) for (place, _), weight in pooled]))
    return _worded(best, [named for named, _ in pooled]) if best else (None, None)


def _pooled(strands: Iterable[Strand]) -> list[tuple[_Named, float]]:
    """What each report says of the place, all of a report's words together as much as those of any other."""
    return [((place, strand), share) for strand in strands for place, share in strand.places]


def _widest(placed: Iterable[_Named]) -> Place:
    """The widest place, of equals the one that most reports give."""
    counted = Counter(place.key for place, _ in placed)
    district = {place.key for place, _ in placed if place.where.kind == "admin"}
    key = min(counted, key=lambda key: (len(key), key in district, -counted[key], key))
    return next(place for place, _ in placed if place.key == key)


def _worded(best: Place, placed: Sequence[_Named]) -> tuple[Place, EventWhere]:
    """The place as the first report names it that was published, by a name before a demonym; a country that none names,
    as what is told of it."""
    named = [one for one in placed if one[0].key == best.key]
    named = named or [(best, strand) for place, strand in placed if place.where is best.where]
    place, strand = min(
        named,
        key=lambda one: (
            one[0].where.kind == "demonym",
            one[1].published or date.max,
            one[1].report,
            one[0].where.start,
        ),
    )
    return place, event_where(place, strand.report)
