"""A place as a person names it, looked up in the gazetteer."""

from __future__ import annotations

from sayso.errors import WrongUse
from sayso.interpret.gazetteer import Gazetteer, Place, load_gazetteer
from sayso.nouns.judgement import JudgedPlace
from sayso.nouns.where import PlaceKind

LARGER = 10
"""How many times more people a place must have than the next of its name to be meant by the name alone."""
_MOST_TOLD = 4
_KINDS: dict[str, PlaceKind] = {"country": "country", "admin1": "admin", "admin2": "admin", "city": "city"}
_PRECISE = {"country": "country", "admin": "admin", "city": "exact"}


def place_named(words: str) -> JudgedPlace:
    """The place of a name, told from others by what follows: "Springfield, Illinois", "Almaty, city", "Tripoli, LY".

    One that the gazetteer does not have is known by its country alone. Raises `WrongUse` where several fit, or none.
    """
    gazetteer = load_gazetteer()
    name, *marks = (part.strip() for part in words.split(","))
    found = [place for place in gazetteer.find(name) if all(_fits(gazetteer, place, mark) for mark in marks)]
    exact = [place for place in found if place.name.casefold() == name.casefold()]
    fitting = sorted(exact or found, key=lambda place: (-place.population, place.id))
    if not fitting:
        return _unlisted(gazetteer, name, marks)
    if len(fitting) > 1 and fitting[0].population < LARGER * fitting[1].population:
        told = "; ".join(_told(gazetteer, place) for place in fitting[:_MOST_TOLD])
        raise WrongUse(f"place={words} could be several: {told}; write one of them")
    return _place(gazetteer, fitting[0])


def _fits(gazetteer: Gazetteer, place: Place, mark: str) -> bool:
    region = gazetteer.region(place.country, place.admin1)
    country = gazetteer.country(place.country)
    known = {place.country, _KINDS[place.level], region.name if region else "", country.name if country else ""}
    return mark.casefold() in {one.casefold() for one in known}


def _unlisted(gazetteer: Gazetteer, name: str, marks: list[str]) -> JudgedPlace:
    country = next((code for mark in marks if gazetteer.country(code := mark.upper())), None)
    if not name or country is None:
        raise WrongUse(
            f"the gazetteer has no such place {name!r}; write its country behind it, as {name or 'NAME'}, KZ"
        )
    return JudgedPlace(
        name=name, kind="place", country=country, admin1=None, latitude=None, longitude=None, precision=None,
        geonames_id=None,
    )  # fmt: skip


def _place(gazetteer: Gazetteer, place: Place) -> JudgedPlace:
    kind = _KINDS[place.level]
    region = gazetteer.region(place.country, place.admin1) if kind != "country" else None
    return JudgedPlace(
        name=place.name,
        kind=kind,
        country=place.country,
        admin1=region.name if region else None,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=_PRECISE[kind],
        geonames_id=place.geonames_id,
    )


def _told(gazetteer: Gazetteer, place: Place) -> str:
    region = gazetteer.region(place.country, place.admin1)
    parts = (
        place.name,
        _KINDS[place.level],
        region.name if region and region.name != place.name else None,
        place.country,
    )
    return ", ".join(part for part in parts if part)
