"""Where a report's main happening took place: the narrowest place that most of its words agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.nouns.reading import Reading
from sayso.reconcile.names import fold
from sayso.reconcile.places import Place, contains, place_of
from sayso.reconcile.tellings import EARLY, Telling

ENOUGH = 0.5
"""Share of the votes that a narrower place needs before it speaks for the whole report."""
BARE_NAME = 0.25
"""Vote of a place that is named without anything being told of it; demonyms have a quarter of that."""

Vote = tuple[Place, float]


def main_place(reading: Reading, tellings: Sequence[Telling]) -> Place | None:
    """The place of the report's main happening; None where no country can be told."""
    votes = [(telling.place, telling.weight) for telling in tellings if telling.place and not telling.background]
    votes += list(_bare_votes(reading))
    country = _most([((place.country,), weight, place) for place, weight in votes])
    if country is None:
        return None
    votes = [(place, weight) for place, weight in votes if place.country == country.country]
    total = sum(weight for _, weight in votes)
    cities = [(place, weight) for place, weight in votes if place.level == "city"]
    for narrow in ([one for one in cities if not _is_district(one[0])], cities):
        best = _most([(place.key, weight, place) for place, weight in narrow])
        if best and _support(best, votes) >= ENOUGH * total:
            return best
    best = _most([(place.key, weight, place) for place, weight in votes if place.level == "admin"])
    if best and _support(best, votes) >= ENOUGH * total:
        return best
    return _country(votes, country)


def _is_district(place: Place) -> bool:
    """Whether the place is an area between a city and a first-order region: a county, a district."""
    return place.where.kind == "admin"


def _bare_votes(reading: Reading) -> Iterable[Vote]:
    length = max(len(reading.report.text), 1)
    for where in reading.wheres:
        place = place_of(where)
        if place:
            early = 1.0 / (1.0 + (EARLY - 1.0) * min(where.start / length, 1.0))
            yield place, BARE_NAME * early * (0.25 if where.kind == "demonym" else 1.0)


def _most(votes: Sequence[tuple[tuple[str, ...], float, Place]]) -> Place | None:
    """The place with the greatest vote; of equals, the one that sorts first."""
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    example: dict[tuple[str, ...], Place] = {}
    for key, weight, place in votes:
        sums[key] += weight
        example.setdefault(key, place)
    best = min(sums, key=lambda key: (-round(sums[key], 9), key), default=None)
    return example[best] if best else None


def _support(place: Place, votes: Sequence[Vote]) -> float:
    """Votes in the place, and half of those around it: "Texas" or "Harris County" do not speak against Houston."""
    inside = sum(weight for other, weight in votes if contains(place, other))
    if place.level != "city" or not place.admin1:
        return inside
    region = fold(place.admin1)
    around = sum(
        weight
        for other, weight in votes
        if (other.level == "admin" or _is_district(other))
        and other.key != place.key
        and fold(other.admin1 or "") == region
    )
    return inside + 0.5 * around


def _country(votes: Sequence[Vote], example: Place) -> Place:
    """The country itself, by the words that name it best: a name before a demonym, early before late."""
    named = [place for place, _ in votes if place.level == "country"]
    named.sort(key=lambda place: (place.where.kind == "demonym", place.where.start))
    if named:
        return named[0]
    return Place(level="country", country=example.country, admin1=None, name=example.country, where=example.where)
