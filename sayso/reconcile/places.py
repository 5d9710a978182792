"""Where two things happened: the same place, one inside the other, near, or elsewhere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Literal

from msgspec import Struct

from sayso.nouns.where import Where
from sayso.reconcile.names import fold

Level = Literal["country", "admin", "city"]

NEAR_KM = 40.0
"""A suburb and its city, a county seat and its county: reports of one happening name either."""


class Place(Struct, frozen=True, kw_only=True):
    """A place by what encloses it; sites and districts count as cities, since they are no wider."""

    level: Level
    country: str
    admin1: str | None
    name: str
    where: Where

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for two words for one place."""
        if self.level == "country":
            return (self.country,)
        return (self.country, fold(self.admin1 or "")) + ((self.name,) if self.level == "city" else ())


def place_of(where: Where | None) -> Place | None:
    """The place that the words mean; None where no country is known (a region, an ocean, words not placed).

    None also for a street or a site that no gazetteer has: nobody can tell what lies around it, and reports of one
    happening name its town as well.
    """
    if where is None or where.country is None or (where.kind == "place" and where.latitude is None):
        return None
    name = fold(where.name or where.text)
    level: Level = "city"
    if where.kind in ("country", "demonym"):
        level = "country"
    elif where.kind == "admin" and fold(where.admin1 or "") in (name, ""):
        level = "admin"
    admin1 = None if level == "country" else where.admin1 or (where.name if level == "admin" else None)
    return Place(level=level, country=where.country, admin1=admin1, name=name, where=where)


def contains(outer: Place, inner: Place) -> bool:
    """Whether `inner` is `outer` or lies inside it."""
    if outer.country != inner.country or outer.level == "country":
        return outer.country == inner.country
    if inner.level == "country" or fold(outer.admin1 or "") != fold(inner.admin1 or ""):
        return False
    return outer.level == "admin" or (inner.level == "city" and outer.name == inner.name)


def strictly_inside(inner: Place, outer: Place) -> bool:
    """Whether `inner` is a part of `outer` and not all of it."""
    return contains(outer, inner) and inner.key != outer.key


def kilometres(a: Place, b: Place) -> float | None:
    """Distance between two places on the globe; None where one has no coordinates but those of what it lies in."""
    if None in (a.where.latitude, a.where.longitude, b.where.latitude, b.where.longitude):
        return None
    if any(place.where.kind == "place" and place.where.precision in ("country", "admin") for place in (a, b)):
        return None
    lat_a, lon_a = radians(a.where.latitude or 0.0), radians(a.where.longitude or 0.0)
    lat_b, lon_b = radians(b.where.latitude or 0.0), radians(b.where.longitude or 0.0)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def are_near(a: Place, b: Place) -> bool:
    """Whether two narrow places can be words for one: equal, or within `NEAR_KM` of each other."""
    if a.key == b.key:
        return True
    if a.country != b.country or a.level != "city" or b.level != "city":
        return False
    distance = kilometres(a, b)
    return distance is not None and distance <= NEAR_KM
