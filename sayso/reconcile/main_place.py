"""Where a report's main happening took place: the narrowest place that most of its words agree on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from sayso.languages import words
from sayso.nouns.reading import Reading
from sayso.nouns.span import Span
from sayso.nouns.what import EventMention
from sayso.nouns.where import Where
from sayso.reconcile.names import fold
from sayso.reconcile.places import Place, are_near, contains, kilometres, place_of
from sayso.reconcile.tellings import EARLY, Telling, by_position, words_of

ENOUGH = 0.35
"""Share of the votes that a narrower place needs before it speaks for the whole report."""
BARE_NAME = 0.4
"""Vote of a place that is named without anything being told of it; demonyms have a quarter of that."""
WITH_A_STREET = 3.0
"""Vote of a town in which the text says that a street is."""
WITH_POLICE = 2.5
"""Vote of a town whose police the text names."""
IT_HAPPENED = 0.6
"""Vote of a place by each mention of which the text says that it happened there."""
HEADLINE = 7.0
"""Vote of a place that the headline names."""
SITE = 0.3
"""Vote of the town in the name of a site."""
WRITTEN_AT = 3.0
"""Vote of a town that opens a line, as the place does where a report was written."""
OFTEN = 0.15
"""Share of what a report names in a country from which on it speaks of the country itself."""
QUARTER_KM = 25.0
"""How far a quarter lies from the middle of its town."""
BEFORE_A_TOWN = 90
"""Code points in front of a town in which its street may stand, or what happened there."""
OPENING = re.compile(r"(?:^|\n)[ \t(\[–—-]{0,5}$")

Vote = tuple[Place, float]
Names = Mapping[tuple[str, ...], Collection[str]]
"""The words of a text for each of its places."""


class QuarterWords(Struct, frozen=True, kw_only=True):
    """Patterns: what stands around the name of a quarter, behind that of a town which has the police or after which a
    building is called, before that of a town which has the street or the hospital or where it happened, and behind
    two that stand in a list."""

    quarter_before: re.Pattern[str]
    quarter_behind: re.Pattern[str]
    quarter_of: re.Pattern[str]
    police: re.Pattern[str]
    street_before: re.Pattern[str]
    building_behind: re.Pattern[str]
    hospital_before: re.Pattern[str]
    happened_before: re.Pattern[str]
    list_behind: re.Pattern[str]


def _words() -> QuarterWords:
    return words("en", "quarters", QuarterWords)


def main_place(reading: Reading, tellings: Sequence[Telling]) -> Place | None:
    """The place of the report's main happening; None where no country can be told."""
    return place_by(main_places(reading, tellings))


def main_places(reading: Reading, tellings: Sequence[Telling]) -> tuple[Vote, ...]:
    """Places of one country that speak for where a report's main happening was, each with its share of the votes."""
    votes = [
        (telling.place, telling.weight)
        for telling in tellings
        if telling.place and not telling.background and not _has_the_building(telling.place, reading.report.text)
    ]
    votes += [*_bare_votes(reading), *_street_votes(reading), *_police_votes(reading), *_happened_votes(reading)]
    votes += [*_headline_votes(reading), *_site_votes(reading)]
    votes = same_country(_without_strangers(votes, reading), _dateline_votes(reading))
    titled = {id(where) for where in (*reading.title.headline, *reading.title.site)}
    shares = _shares(_with_quarters_as_their_towns(votes, reading))
    worded = (
        (_in_words_of_the_text(place, reading, tellings) if id(place.where) in titled else place, share)
        for place, share in shares
    )
    return tuple((place, share) for place, share in worded if place)


def same_country(votes: Sequence[Vote], others: Iterable[Vote] = ()) -> list[Vote]:
    """The votes, and others, that are for places of the country that has most of the votes."""
    best = _most([((place.country,), weight, place) for place, weight in votes])
    return [vote for vote in (*votes, *others) if best and vote[0].country == best.country]


def _shares(votes: Sequence[Vote]) -> Iterator[Vote]:
    """The votes of each place as its share of all of them; each place in the words that count most."""
    total = sum(weight for _, weight in votes)
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    named: dict[tuple[str, ...], Vote] = {}
    for place, weight in votes:
        sums[place.key] += weight
        if place.key not in named or weight > named[place.key][1]:
            named[place.key] = (place, weight)
    yield from ((named[key][0], sums[key] / total) for key in named)


def place_by(votes: Sequence[Vote]) -> Place | None:
    """The narrowest place of one country that enough of the votes agree on; None without any votes."""
    total = sum(weight for _, weight in votes)
    cities = [(place, weight) for place, weight in votes if place.level == "city"]
    for narrow in ([one for one in cities if not _is_district(one[0])], cities):
        best = _most(
            [(place.key, _support(place, votes), place) for place in {one.key: one for one, _ in narrow}.values()]
        )
        if best and _support(best, votes) >= ENOUGH * total:
            return best
    best = _most([(place.key, weight, place) for place, weight in votes if place.level == "admin"])
    if best and _support(best, votes) >= ENOUGH * total:
        return best
    return _country(votes) if votes else None


def _is_district(place: Place) -> bool:
    """Whether the place is an area between a city and a first-order region: a county, a district."""
    return place.where.kind == "admin"


def _has_the_building(place: Place, text: str) -> bool:
    """Whether the words name a building that is called after the place, or the hospital there."""
    start, end = place.where.start, place.where.end
    before = _words().hospital_before.search(text, max(0, start - BEFORE_A_TOWN), start)
    return place.level == "city" and (before is not None or _words().building_behind.match(text, end) is not None)


def _bare_votes(reading: Reading) -> Iterator[Vote]:
    length = max(len(reading.report.text), 1)
    for where in reading.wheres:
        place = place_of(where)
        if place:
            early = 1.0 / (1.0 + (EARLY - 1.0) * min(where.start / length, 1.0))
            yield place, BARE_NAME * early * (0.25 if where.kind == "demonym" else 1.0)


def _street_votes(reading: Reading) -> Iterator[Vote]:
    """Towns that a street is said to be in, each once: most streets that are told of are those where it happened."""
    text = reading.report.text
    named: set[tuple[str, ...]] = set()
    for where in reading.wheres:
        place = place_of(where)
        if place is None or place.level != "city" or _is_district(place) or place.key in named:
            continue
        if _words().street_before.search(text, max(0, where.start - BEFORE_A_TOWN), where.start):
            named.add(place.key)
            yield place, WITH_A_STREET * by_position(where.start, max(len(text), 1))


def _police_votes(reading: Reading) -> Iterator[Vote]:
    """Towns whose police the text names, each once."""
    names = _names(reading)
    towns = {place.key: place for where in reading.wheres if (place := place_of(where)) and place.level == "city"}
    for place in towns.values():
        if not _is_district(place) and _has_police(place, names, reading.report.text):
            yield place, WITH_POLICE


def _happened_votes(reading: Reading) -> Iterator[Vote]:
    """Towns of which the text says that it happened there, or in a home there, at each mention."""
    text = reading.report.text
    for where in reading.wheres:
        place = place_of(where)
        if place is None or place.level != "city" or _is_district(place) or _has_the_building(place, text):
            continue
        if _words().happened_before.search(text, max(0, where.start - BEFORE_A_TOWN), where.start):
            yield place, IT_HAPPENED * by_position(where.start, max(len(text), 1))


def _headline_votes(reading: Reading) -> Iterator[Vote]:
    """Places that the headline names, each once; in "Elm Park shooting", no "Elm"."""
    title = f" {fold(reading.report.title or '')} "
    named = {place.key: place for where in reading.wheres if (place := place_of(where)) and place.level != "country"}
    words = {f" {fold(where.text)} " for where in (*reading.wheres, *reading.title.headline)}
    titled = [name for name in sorted(words, key=lambda name: (-len(name), name)) if name in title]
    for place in named.values():
        name = f" {fold(place.where.text)} "
        rest = title
        for longer in titled:
            rest = rest.replace(longer, " | ") if name in longer != name else rest
        if name in rest:
            yield place, HEADLINE
    for where in reading.title.headline:
        place = place_of(where)
        if place and place.level != "country":
            yield place, HEADLINE


def _site_votes(reading: Reading) -> Iterator[Vote]:
    """The town for whose readers a report is written that names streets and sites without their town."""
    local = any(where.kind == "place" and where.latitude is None for where in reading.wheres)
    places = (place_of(where) for where in reading.title.site)
    place = next((place for place in places if place and place.level == "city"), None)
    if place and local:
        yield place, SITE


def _in_words_of_the_text(place: Place, reading: Reading, tellings: Sequence[Telling]) -> Place | None:
    """A place of the title in the words of the text that lie there: a region around it, else a street or a site, else
    what is told to have happened; None where there are none."""
    around = (where for where in reading.wheres if (one := place_of(where)) and _is_around(one, place))
    narrowest = min(around, key=lambda where: (where.name == where.admin1, where.start), default=None)
    local = next((where for where in reading.wheres if where.kind == "place"), None)
    told = [telling.told for telling in tellings]
    happened = next((one.trigger for one in told if isinstance(one, EventMention)), None)
    words: Span | None = narrowest or local or happened or (words_of(told[0]) if told else None)
    if words is None:
        return None
    where = msgspec.structs.replace(place.where, text=words.text, start=words.start, end=words.end)
    return msgspec.structs.replace(place, where=where)


def _is_around(region: Place, place: Place) -> bool:
    """Whether a region, or a district near by, lies around a place."""
    if region.where.kind != "admin" or region.country != place.country:
        return False
    if region.level == "admin":
        return contains(region, place)
    return fold(region.admin1 or "") == fold(place.admin1 or "") and are_near(region, place)


def _dateline_votes(reading: Reading) -> Iterator[Vote]:
    """The first town that opens a line."""
    text = reading.report.text
    for where in reading.wheres:
        place = place_of(where)
        if place and place.level == "city" and OPENING.search(text, max(0, where.start - 6), where.start):
            yield place, WRITTEN_AT
            return


def _without_strangers(votes: Sequence[Vote], reading: Reading) -> list[Vote]:
    """Leaves out towns of regions of which nothing else is named, where several places of another region are: they are
    people, streets or quarters that are called like a town elsewhere. So are names that can mean several places, or
    that the text gives less often, beside a single town that is surely meant. A country that the report speaks of is
    company.
    """
    regions: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for place, _ in votes:
        if place.level != "country":
            regions[_region(place)].add(place.name)
    known = Counter(where.country for where in reading.wheres)
    named = Counter(where.country for where in reading.wheres if where.kind == "country")
    spoken_of = {country for country in named if named[country] >= OFTEN * known[country]}
    together = any(len(names) > 1 for names in regions.values())
    meant = _surely_meant(votes, reading)
    elsewhere = {_region(place) for place, _ in votes if place.key in meant}
    times = Counter(one.key for where in reading.wheres if (one := place_of(where)))
    most = max((times[key] for key in meant), default=0)
    kept = []
    for place, weight in votes:
        alone = place.level != "country" and len(regions[_region(place)]) < 2 and place.country not in spoken_of
        unclear = place.where.runners_up or times[place.key] < most
        doubtful = place.key not in meant and unclear and elsewhere - {_region(place)}
        if not alone or not (together or doubtful):
            kept.append((place, weight))
    return kept


def _region(place: Place) -> tuple[str, str]:
    return place.country, fold(place.admin1 or "")


def _surely_meant(votes: Sequence[Vote], reading: Reading) -> set[tuple[str, ...]]:
    """Keys of towns that have the police, that open a line, or that only the headline names."""
    text, names = reading.report.text, _names(reading)
    titled = {id(where) for where in reading.title.headline}
    written_at = {place.key for place, _ in _dateline_votes(reading)}
    towns = {place.key: place for place, _ in votes if place.level == "city" and not _is_district(place)}
    return {
        key
        for key, place in towns.items()
        if key in written_at or id(place.where) in titled or _has_police(place, names, text)
    }


def _with_quarters_as_their_towns(votes: Sequence[Vote], reading: Reading) -> list[Vote]:
    """Votes for a quarter count for its town: the one near by that has the police, or that opens a line and is named
    more often, or that the text names most."""
    text, names = reading.report.text, _names(reading)
    written_at = {place.key for place, _ in _dateline_votes(reading)}
    towns = {place.key: place for place, _ in votes if place.level == "city" and not _is_district(place)}
    named = Counter(place.key for where in reading.wheres if (place := place_of(where)) and place.key in towns)
    policed = {key for key, place in towns.items() if _has_police(place, names, text)}
    quarters = {key for key, place in towns.items() if key not in policed and _is_called(place, names, text)}

    def lies_in(quarter: Place, town: Place) -> bool:
        if _is_called_a_part_of(quarter.where, town.where, text):
            return True
        if town.key in quarters or (kilometres(quarter, town) or 0.0) > QUARTER_KM:
            return False
        if quarter.key in quarters or _is_said_to_lie_in(quarter.where, town.where, text):
            return True
        told_there = town.key in written_at and named[town.key] > named[quarter.key]
        return quarter.key not in policed and (town.key in policed or told_there)

    home: dict[tuple[str, ...], Place] = {}
    for key, place in towns.items():
        near = [other for other in towns.values() if other.key != key and lies_in(place, other)]
        if near:
            home[key] = max(near, key=lambda other: (other.key in policed, named[other.key], other.key))
    return [(home.get(place.key, place), weight) for place, weight in votes]


def _is_said_to_lie_in(inner: Where, outer: Where, text: str) -> bool:
    """ "Elm Park, Springfield" and "Springfield's Elm Park", but not "Elm Park, Springfield and Troy"."""
    one, whole = inner.text, outer.text
    for end in _ends(one, text):
        start = end + (text[end : end + 1] == ",") + 1
        start += 3 * text.startswith("in ", start)
        listed = _words().list_behind.match(text, start + len(whole))
        if text[start - 1 : start] == " " and not listed and _stands(whole, text, start):
            return True
    return any(text[end : end + 3] in ("'s ", "’s ") and _stands(one, text, end + 3) for end in _ends(whole, text))


def _is_called_a_part_of(inner: Where, outer: Where, text: str) -> bool:
    """ "The Elm Park section of Springfield"."""
    between = (_words().quarter_of.match(text, end) for end in _ends(inner.text, text))
    return any(found and _stands(outer.text, text, found.end()) for found in between)


def _names(reading: Reading) -> dict[tuple[str, ...], frozenset[str]]:
    """The ways in which the text writes each place: "CHICAGO" at the head of a line is "Chicago" further on."""
    names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for where in reading.wheres:
        if place := place_of(where):
            names[place.key].add(where.text)
    return {key: frozenset(several) for key, several in names.items()}


def _has_police(place: Place, names: Names, text: str) -> bool:
    """Whether the text names the police of the place."""
    written = names.get(place.key, (place.where.text,))
    return any(_words().police.match(text, end) for name in written for end in _ends(name, text))


def _is_called(place: Place, names: Names, text: str) -> bool:
    """Whether the text calls the place a quarter."""
    return any(
        _words().quarter_behind.match(text, end)
        or _words().quarter_before.search(text, max(0, end - len(name) - 30), end - len(name))
        for name in names.get(place.key, (place.where.text,))
        for end in _ends(name, text)
    )


def _ends(name: str, text: str) -> Iterator[int]:
    """Where a name ends, wherever it stands in the text."""
    start = text.find(name)
    while start >= 0:
        if _stands(name, text, start):
            yield start + len(name)
        start = text.find(name, start + 1)


def _stands(name: str, text: str, start: int) -> bool:
    """Whether a name stands there, and is no part of a longer word."""
    end = start + len(name)
    joined = (text[start - 1 : start] + name[:1], name[-1:] + text[end : end + 1])
    return text.startswith(name, start) and not any(len(one) == 2 and one.isalnum() for one in joined)


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
    """Votes in the place, and half of those around it: "Texas" or "Harris County" do not speak against Houston; but
    a district only for a town in it or near by."""
    inside = sum(weight for other, weight in votes if contains(place, other))
    if place.level != "city" or not place.admin1:
        return inside
    return inside + 0.5 * sum(weight for other, weight in votes if other.key != place.key and _is_around(other, place))


def _country(votes: Sequence[Vote]) -> Place:
    """The country itself, by the words that name it best: a name before a demonym, early before late."""
    named = [place for place, _ in votes if place.level == "country"]
    named.sort(key=lambda place: (place.where.kind == "demonym", place.where.start))
    if named:
        return named[0]
    example = max(votes, key=lambda vote: (vote[1], vote[0].key))[0]
    return Place(level="country", country=example.country, admin1=None, name=example.country, where=example.where)
