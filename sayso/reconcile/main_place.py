"""Where a report's main happening took place: the narrowest place that most of its words agree on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.reading import Reading
from sayso.nouns.where import Where
from sayso.reconcile.names import fold
from sayso.reconcile.places import Place, contains, kilometres, place_of
from sayso.reconcile.tellings import EARLY, Telling

ENOUGH = 0.4
"""Share of the votes that a narrower place needs before it speaks for the whole report."""
BARE_NAME = 0.25
"""Vote of a place that is named without anything being told of it; demonyms have a quarter of that."""
HEADLINE = 5.0
"""Vote of a place that the headline names."""
WRITTEN_AT = 3.0
"""Vote of a town that opens a line, as the place does where a report was written."""
OFTEN = 0.15
"""Share of what a report names in a country from which on it speaks of the country itself."""
QUARTER_KM = 25.0
"""How far a quarter lies from the middle of its town."""
OPENING = re.compile(r"(?:^|\n)[ \t(\[–—-]{0,5}$")

Vote = tuple[Place, float]


class QuarterWords(Struct, frozen=True, kw_only=True):
    """Patterns: what stands around the name of a quarter, and behind that of a town which has the police."""

    quarter_before: re.Pattern[str]
    quarter_behind: re.Pattern[str]
    police: re.Pattern[str]


def _words() -> QuarterWords:
    return words("en", "quarters", QuarterWords)


def main_place(reading: Reading, tellings: Sequence[Telling]) -> Place | None:
    """The place of the report's main happening; None where no country can be told."""
    votes = [(telling.place, telling.weight) for telling in tellings if telling.place and not telling.background]
    votes += [*_bare_votes(reading), *_headline_votes(reading)]
    votes = _without_strangers(votes, reading.wheres)
    country = _most([((place.country,), weight, place) for place, weight in votes])
    if country is None:
        return None
    votes = [
        (place, weight) for place, weight in (*votes, *_dateline_votes(reading)) if place.country == country.country
    ]
    votes = _with_quarters_as_their_towns(votes, reading)
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


def _bare_votes(reading: Reading) -> Iterator[Vote]:
    length = max(len(reading.report.text), 1)
    for where in reading.wheres:
        place = place_of(where)
        if place:
            early = 1.0 / (1.0 + (EARLY - 1.0) * min(where.start / length, 1.0))
            yield place, BARE_NAME * early * (0.25 if where.kind == "demonym" else 1.0)


def _headline_votes(reading: Reading) -> Iterator[Vote]:
    """Places of the text that the headline names, each once."""
    title = fold(reading.report.title or "")
    named = {place.key: place for where in reading.wheres if (place := place_of(where)) and place.level != "country"}
    for place in named.values():
        if f" {fold(place.where.text)} " in f" {title} ":
            yield place, HEADLINE


def _dateline_votes(reading: Reading) -> Iterator[Vote]:
    """The first town that opens a line."""
    text = reading.report.text
    for where in reading.wheres:
        place = place_of(where)
        if place and place.level == "city" and OPENING.search(text, max(0, where.start - 6), where.start):
            yield place, WRITTEN_AT
            return


def _without_strangers(votes: Sequence[Vote], wheres: Sequence[Where]) -> list[Vote]:
    """Leaves out towns of regions of which nothing else is named, where several places of another region are: they are
    people, streets or quarters that are called like a town elsewhere. A country that the report speaks of is company,
    and so is a name that means nothing else.
    """
    regions: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for place, _ in votes:
        if place.level != "country":
            regions[place.country, fold(place.admin1 or "")].add(place.name)
    known = Counter(where.country for where in wheres)
    named = Counter(where.country for where in wheres if where.kind == "country")
    spoken_of = {country for country in named if named[country] >= OFTEN * known[country]}
    if all(len(names) < 2 for names in regions.values()):
        return list(votes)
    kept = []
    for place, weight in votes:
        alone = place.level != "country" and len(regions[place.country, fold(place.admin1 or "")]) < 2
        if not alone or place.country in spoken_of:
            kept.append((place, weight))
    return kept


def _with_quarters_as_their_towns(votes: Sequence[Vote], reading: Reading) -> list[Vote]:
    """Votes for a quarter count for its town: the one near by that has the police, or that the text names most."""
    text = reading.report.text
    towns = {place.key: place for place, _ in votes if place.level == "city" and not _is_district(place)}
    named = Counter(place.key for where in reading.wheres if (place := place_of(where)) and place.key in towns)
    policed = {key for key, place in towns.items() if _has_police(place.where, text)}
    quarters = {key for key, place in towns.items() if key not in policed and _is_called(place.where, text)}
    home: dict[tuple[str, ...], Place] = {}
    for key, place in towns.items():
        near = [
            other
            for other in towns.values()
            if other.key not in (key, *quarters)
            and (kilometres(place, other) or 0.0) <= QUARTER_KM
            and (
                key in quarters
                or _is_said_to_lie_in(place.where, other.where, text)
                or (key not in policed and other.key in policed)
            )
        ]
        if near:
            home[key] = max(near, key=lambda other: (other.key in policed, named[other.key], other.key))
    return [(home.get(place.key, place), weight) for place, weight in votes]


def _is_said_to_lie_in(inner: Where, outer: Where, text: str) -> bool:
    """ "Elm Park, Springfield" and "Springfield's Elm Park"."""
    one, whole = re.escape(inner.text), re.escape(outer.text)
    return re.search(rf"\b{one},? (?:in )?{whole}\b|\b{whole}[’']s {one}\b", text) is not None


def _has_police(where: Where, text: str) -> bool:
    """Whether the text names the police of the place."""
    return any(_words().police.match(text, end) for end in _ends(where, text))


def _is_called(where: Where, text: str) -> bool:
    """Whether the text calls the place a quarter."""
    length = len(where.text)
    return any(
        _words().quarter_behind.match(text, end)
        or _words().quarter_before.search(text, max(0, end - length - 30), end - length)
        for end in _ends(where, text)
    )


def _ends(where: Where, text: str) -> Iterator[int]:
    return (found.end() for found in re.finditer(rf"\b{re.escape(where.text)}\b", text))


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
