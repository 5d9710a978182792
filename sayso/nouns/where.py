"""Where: a named place with the words it was read from."""

from __future__ import annotations

from typing import Literal

from sayso.nouns.span import Span

PlaceKind = Literal["country", "admin", "city", "place", "demonym"]


class Where(Span, frozen=True, kw_only=True):
    """A place; codes and coordinates as GeoNames has them."""

    name: str | None
    """The gazetteer's name; None where the words could not be placed."""
    kind: PlaceKind
    country: str | None
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    """Full name of the first-order region ("Florida")."""
    latitude: float | None
    longitude: float | None
    precision: str | None
    """How near the coordinates are to the place meant: "exact" (a settlement or site), "admin", "country"."""
    geonames_id: int | None
    runners_up: tuple[int, ...] = ()
    """GeoNames ids of other places that the words could mean, best first."""
