"""The map: places of a case with their events and their largest figures, and where on the earth the case is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Literal, get_args

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.listed import Spot, SpotFigure
from sayso.nouns.what import Effect
from sayso.tell import wording
from sayso.tell.cited import Cited
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.pages.days import cited
from sayso.tell.pages.sight import Sight

Level = Literal["point", "region", "country", "nowhere"]

_MOST = 500
"""Places that are given at once."""
_QUOTED = 100
"""Places whose figure is given with its words."""
_CASE = 0.9
"""Share of the events that the map shows at first, where the others are far off."""
_LEAST_DEGREES = 1.2
_MARGIN = 0.2
_SHAPE = 1.5
"""Of the map: how much wider it is than high."""
_ORDER = {effect: at for at, effect in enumerate(get_args(Effect))}


class Box(Struct, frozen=True, kw_only=True):
    """A part of the earth, in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float


class MapFigure(Struct, frozen=True, kw_only=True):
    """The largest toll of one effect at a place: what stands for one happening, never a sum over several."""

    effect: str
    told: str
    low: int | None
    best: int | None
    high: int | None
    toll: str
    event: str
    tolls: int
    """How many tolls of the effect there are at the place, this one among them."""
    words: Quote | None
    """Words that it rests on; given for the effect that is asked for."""
    cited: Cited | None


class MapPlace(Struct, frozen=True, kw_only=True):
    """One place."""

    id: str
    name: str
    where: str
    """With the region or country that it is in."""
    level: Level
    """A country has no point on the map; `nowhere`: a place whose coordinates are not known."""
    country: str | None
    latitude: float | None
    longitude: float | None
    doubtful: str | None
    """Why its point on the map is not sure."""
    events: int
    event: str
    """The event there that most reports tell of."""
    reports: int
    """How many tell of it."""
    figures: tuple[MapFigure, ...]


class MapPage(Struct, frozen=True, kw_only=True):
    """The places of a case."""

    edition: str
    home: Box | None
    """Where the case is, with what is around it; None where no place is known."""
    effects: tuple[str, ...]
    """Effects that are counted somewhere."""
    effect: str | None
    """The effect by which the places stand in order; None: by their events."""
    total: int
    places: tuple[MapPlace, ...]
    """The largest first, at most some hundreds."""


class Places(Struct, frozen=True, kw_only=True):
    """What the map is drawn from."""

    spots: tuple[Spot, ...]
    figures: Mapping[tuple[object, ...], tuple[SpotFigure, ...]]
    effects: tuple[Effect, ...]


def map_page(sight: Sight, effect: Effect | None = None, *, by_events: bool = False) -> MapPage:
    """The places by the figures of an effect, else of the first that is counted anywhere; or by their events."""
    found = sight.once(_places)
    sought = None if by_events else effect or next(iter(found.effects), None)
    ordered = sorted(found.spots, key=lambda spot: _rank(spot, found, sought))[:_MOST]
    lookup = sight.over()
    return MapPage(
        edition=sight.edition,
        home=home(found.spots),
        effects=found.effects,
        effect=sought,
        total=len(found.spots),
        places=tuple(
            _place(lookup, sight, spot, found, sought if at < _QUOTED else None) for at, spot in enumerate(ordered)
        ),
    )


def gathered(spots: Iterable[Spot], figures: Iterable[SpotFigure]) -> Places:
    """The places of events and of tolls, each once."""
    by_key = {_key(spot): spot for spot in spots}
    of: dict[tuple[object, ...], list[SpotFigure]] = {}
    for figure in figures:
        key = _key(figure.spot)
        of.setdefault(key, []).append(figure)
        by_key.setdefault(key, figure.spot._replace(events=0))
    effects = {figure.effect for one in of.values() for figure in one}
    return Places(
        spots=tuple(by_key.values()),
        figures={key: tuple(sorted(one, key=lambda figure: _ORDER[figure.effect])) for key, one in of.items()},
        effects=tuple(sorted(effects, key=_ORDER.__getitem__)),
    )


def _key(spot: Spot) -> tuple[object, ...]:
    return spot.country, spot.name, spot.kind, spot.geonames


def _rank(spot: Spot, found: Places, effect: Effect | None) -> tuple[int, int, str]:
    count = max((_count(one) for one in found.figures.get(_key(spot), ()) if one.effect == effect), default=-1)
    return -count, -spot.events, spot.name


def _count(figure: SpotFigure) -> int:
    return next((count for count in (figure.best, figure.low, figure.high) if count is not None), 0)


def _place(lookup: Lookup, sight: Sight, spot: Spot, found: Places, quoted: Effect | None) -> MapPlace:
    figures = found.figures.get(_key(spot), ())
    around = spot.admin1 if spot.admin1 and spot.kind not in ("admin", "country", "demonym") else spot.country
    name = on_one_line(spot.name)
    level = _level(spot)
    return MapPlace(
        id="/".join(str(part) for part in _key(spot) if part is not None),
        name=name,
        where=f"{name} ({on_one_line(around)})" if around and level != "country" and around != spot.name else name,
        level=level,
        country=spot.country,
        latitude=spot.latitude,
        longitude=spot.longitude,
        doubtful=_doubt(spot, level),
        events=spot.events,
        event=spot.event,
        reports=spot.reports,
        figures=tuple(_figure(lookup, sight, one, with_words=one.effect == quoted) for one in figures),
    )


def _level(spot: Spot) -> Level:
    if spot.kind in ("country", "demonym"):
        return "country"
    if spot.latitude is None or spot.longitude is None:
        return "nowhere"
    return "region" if spot.kind == "admin" else "point"


def _doubt(spot: Spot, level: Level) -> str | None:
    if level == "region":
        return "a region, drawn at its middle"
    if level == "point" and spot.rivals:
        return f"{wording.plural(spot.rivals, 'other place')} could be meant"
    if level == "point" and spot.geonames is None:
        return "not in the gazetteer under this name"
    return None


def _figure(lookup: Lookup, sight: Sight, figure: SpotFigure, *, with_words: bool) -> MapFigure:
    words = _words(lookup, sight, figure) if with_words else None
    return MapFigure(
        effect=figure.effect,
        told=wording.plain(figure.effect),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        toll=figure.toll,
        event=figure.spot.event,
        tolls=figure.spot.events,
        words=words,
        cited=cited(lookup, words),
    )


def _words(lookup: Lookup, sight: Sight, figure: SpotFigure) -> Quote | None:
    """The words of a claim that counts as many, else of any claim or mention that the toll rests on."""
    with suppress(UnknownId, StopIteration):
        event = sight.view.event(figure.spot.event)
        toll = next(toll for toll in event.tolls if toll.id == figure.toll)
        claims = lookup.claims(toll.claims[:8])
        wanted = _count(figure)
        best = min(claims, key=lambda claim: wanted not in (claim.figure.value, claim.figure.low), default=None)
        if best:
            return lookup.quote_claim(best)
        mention = lookup.mention(next(iter(toll.mentions)))
        return lookup.quote(mention.report, mention.trigger)
    return None


def home_of(sight: Sight) -> Box | None:
    """Where the case is; None where no place is known."""
    return home(sight.once(_places).spots)


def _places(sight: Sight) -> Places:
    return gathered(sight.view.spots(), sight.view.spot_figures())


def home(spots: Sequence[Spot]) -> Box | None:
    """Where the case is: around most of its events, those far from the others left out."""
    points = [(spot.longitude, spot.latitude, max(spot.events, 1)) for spot in spots if _level(spot) in _DRAWN]
    if not points:
        points = [(spot.longitude, spot.latitude, max(spot.events, 1)) for spot in spots if _level(spot) == "country"]
    known = [(x, y, weight) for x, y, weight in points if x is not None and y is not None]
    if not known:
        return None
    west, east = _middle([(x, weight) for x, _, weight in known])
    south, north = _middle([(y, weight) for _, y, weight in known])
    across = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    up = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    stretch = max(math.cos(math.radians((north + south) / 2)), 0.1)
    across = max(across, up * _SHAPE / stretch)
    up = max(up, across * stretch / _SHAPE)
    x, y = (west + east) / 2, (south + north) / 2
    return Box(
        west=max(x - across / 2, -180.0),
        south=max(y - up / 2, -85.0),
        east=min(x + across / 2, 180.0),
        north=min(y + up / 2, 85.0),
    )


_DRAWN: tuple[Level, ...] = ("point", "region")


def _middle(weighed: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """The ends of the shortest stretch that has most of the weight."""
    ordered = sorted(weighed)
    enough = sum(weight for _, weight in ordered) * _CASE
    best = ordered[0][0], ordered[-1][0]
    first, held = 0, 0
    for value, weight in ordered:
        held += weight
        while held - ordered[first][1] >= enough:
            held -= ordered[first][1]
            first += 1
        if held >= enough and value - ordered[first][0] < best[1] - best[0]:
            best = ordered[first][0], value
    return best
