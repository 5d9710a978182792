"""What a name can mean: other names, demonyms and abbreviations of the language first, then the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sayso.interpret.gazetteer import Gazetteer, Place, load_gazetteer
from sayso.interpret.gazetteer_build import fold
from sayso.languages.places import OtherNames, place_words
from sayso.nouns.where import PlaceKind


class Meaning(Struct, frozen=True):
    """One place that a name can stand for."""

    id: int
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    geonames_id: int | None
    main: bool
    narrow: bool = False
    """A second-order region (a county), not a first-order one."""


def meanings(name: str, language: str, *, after_comma: bool = False) -> tuple[Meaning, ...]:
    """All that a name can stand for, most populous main name first; empty where it is no place's.

    `after_comma` admits abbreviations that are nothing else after a comma ("Salem, OR").
    """
    return _meanings(name, language, after_comma)


def sounds_like(name: str) -> tuple[Meaning, ...]:
    """What a name that nothing is called can stand for in another spelling ("Deir Ezzor"); the most populous first."""
    places = load_gazetteer().find_alike(name)
    cities = tuple(place for place in places if place.level == "city")
    return tuple(_from_place(place) for place in cities or places)


def is_listed(name: str, language: str) -> bool:
    """Whether the word list has the name as it is written ("L.A.", "NYC")."""
    return name in _listed(language)


@lru_cache(maxsize=65_536)
def _meanings(name: str, language: str, after_comma: bool) -> tuple[Meaning, ...]:
    name = " ".join(name.split())
    listed = _listed(language)
    if after_comma and (short := listed.get(f", {name.upper().rstrip('.')}")):
        return short
    if exact := listed.get(name, listed.get(name.rstrip(".") + ".")):
        return exact
    if name.islower() or (name.isupper() and len(name) > 3):
        known = listed.get(name.title())
        if known:
            return known
    last_word = name.rpartition(" ")
    if last_word[2].casefold() in place_words(language).context.regions and (wide := listed.get(last_word[0])):
        return wide
    found = _in_any_spelling(name, language) or _by_kind_of_region(name, language)
    return tuple(_from_place(_named_in_full(place, language)) for place in _without_doubles(found))


def _in_any_spelling(name: str, language: str) -> tuple[Place, ...]:
    """The places of the name, and those of it with a shortened word written out ("Mt Vernon"), as `Gazetteer.find`."""
    find = load_gazetteer().find
    short = place_words(language).runs.short_words
    key = fold(name).split()
    full = [short.get(word, word) for word in key]
    direct = find(name)
    if full == key:
        return direct
    # A hyphen is another language's: "St. Louis" is no short form of "Saint-Louis".
    written_out = (replace(place, main=place.main and "-" not in place.name) for place in find(" ".join(full)))
    found: dict[int, Place] = {}
    for place in (*direct, *written_out):
        if place.id not in found or (place.main and not found[place.id].main):
            found[place.id] = place
    return tuple(sorted(found.values(), key=lambda place: (not place.main, -place.population, place.id)))


def _named_in_full(place: Place, language: str) -> Place:
    """The place by its name with the first word written out, where it is called so too: most are listed so ("Saint
    Paul"), some are not ("St. Louis")."""
    first, _, rest = place.name.partition(" ")
    full = place_words(language).runs.short_words.get(fold(first)) if first.endswith(".") else None
    name = f"{full.title()} {rest}" if full else place.name
    return (
        replace(place, name=name) if full and any(one.id == place.id for one in load_gazetteer().find(name)) else place
    )


def _by_kind_of_region(name: str, language: str) -> tuple[Place, ...]:
    """A region called by its name and its kind ("Homs governorate", "County Mayo"), where the gazetteer has it without.

    Where only a town is called so, the words mean the land around it.
    """
    key = fold(name).split()
    kinds = place_words(language).context.regions
    if len(key) < 2 or (key[-1] in kinds) == (key[0] in kinds) or (key[1] == "of" and name.islower()):
        return ()
    rest = key[:-1] if key[-1] in kinds else key[2:] if key[1] == "of" else key[1:]
    found = load_gazetteer().find(" ".join(rest)) if rest else ()
    named_as_region_first = sorted(found, key=lambda place: fold(place.name) == " ".join(rest))
    regions = tuple(place for place in named_as_region_first if place.level.startswith("admin"))
    if regions or key[-1] == "state":
        return regions
    return tuple(place for place in found if place.level == "city" and place.population >= 20_000)


def _without_doubles(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """A second-order region is left out beside its town of the same name; a rare other name beside main names."""
    if not places:
        return ()
    towns = {(place.country, place.admin1) for place in places if place.level == "city" and place.main}
    most = max((place.population for place in places if place.main), default=0)
    return tuple(
        place for place in places
        if not (place.level == "admin2" and (place.country, place.admin1) in towns)
        and (place.main or place.population > max(3 * most, 3000))
    )  # fmt: skip


def _from_place(place: Place) -> Meaning:
    kind: PlaceKind = "country" if place.level == "country" else "city" if place.level == "city" else "admin"
    return Meaning(
        place.id, place.name, kind, place.country, place.admin1, place.latitude, place.longitude,
        place.population, place.geonames_id, place.main, place.level == "admin2",
    )  # fmt: skip


@cache
def _listed(language: str) -> dict[str, tuple[Meaning, ...]]:
    """Names of the language's word list; those that need a comma before them are kept as ", XX"."""
    names = place_words(language).names
    gazetteer = load_gazetteer()
    found: dict[str, list[Meaning]] = defaultdict(list)
    for code, spellings in names.countries.items():
        if country := gazetteer.country(code):
            for spelling in spellings:
                found[spelling].append(_from_place(country))
    _add_regions(found, names, gazetteer)
    _add_demonyms(found, names, gazetteer)
    for spelling, (name, within) in names.cities.items():
        cities = [place for place in gazetteer.find(name) if place.level == "city" and place.country == within]
        found[spelling].extend(map(_from_place, cities[:1]))
    for number, (name, wide) in enumerate(names.places.items(), 100_001):
        found[name].append(
            Meaning(-number, name, "place", wide.country, None, wide.latitude, wide.longitude, 10_000_000, None, True)
        )
    for word, name in names.place_demonyms.items():
        for form in (word, f"{word}s"):
            found[form].extend(replace(meaning, kind="demonym") for meaning in found[name])
    return {name: tuple(several) for name, several in found.items()}


def _add_regions(found: dict[str, list[Meaning]], names: OtherNames, gazetteer: Gazetteer) -> None:
    """Abbreviations of regions; without a dot, and American postal codes, only after a comma."""
    for country, regions in names.regions.items():
        for code, spellings in regions.items():
            region = gazetteer.region(country, code)
            if region is None:
                continue
            meaning = _from_place(region)
            for spelling in spellings:
                bare = spelling.upper() == spelling and "." not in spelling
                found[f", {spelling}" if bare else spelling].append(meaning)
                found[f", {spelling.upper().rstrip('.')}"].append(meaning)
            if country == "US":
                found[f", {code}"].append(meaning)


def _add_demonyms(found: dict[str, list[Meaning]], names: OtherNames, gazetteer: Gazetteer) -> None:
    """Peoples and adjectives, with the plural in s."""
    peoples = [(word, gazetteer.country(code)) for code, spellings in names.demonyms.items() for word in spellings]
    peoples += [(word, gazetteer.region(*region)) for word, region in names.regional_demonyms.items()]
    for word, place in peoples:
        if place is None:
            continue
        meaning = replace(_from_place(place), kind="demonym")
        found[word].append(meaning)
        if not word.endswith(("s", "sh", "ch", "ese")):
            found[f"{word}s"].append(meaning)
