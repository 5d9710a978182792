"""What stands in a long list of a case for a thing, until it is shown: enough to sort, count and choose by."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from sayso.nouns.event import Days
from sayso.nouns.what import Effect
from sayso.nouns.where import PlaceKind

What = Literal["event", "statement", "violation"]
"""What stands in a timeline; a statement is an event that is done by saying something, a denial or a dispute."""


class Sought(Struct, frozen=True, kw_only=True):
    """What is looked for in a timeline; None: anything."""

    what: What | None = None
    kind: str | None = None
    """As `Listed.kind`."""
    effect: Effect | None = None
    """Events that have a toll of it."""
    place: str | None = None
    """The name of a place: what was there, or in it where it is a region or a country."""
    days: Days | None = None
    """What may have been on one of them."""


class Listed(NamedTuple):
    """One entry of a timeline."""

    what: What
    id: str
    kind: str | None
    """Of an event its PLOVER type, of a violation its kind, of a denial its stance ("denies", "disputes")."""
    first: str | None
    last: str | None
    """The days that it may have been on, ISO 8601, both None where none is known; of a denial when it was told."""
    reports: int


class Entries(NamedTuple):
    """The entries of a timeline."""

    dated: tuple[Listed, ...]
    """Those with a day, oldest first."""
    undated: tuple[Listed, ...]
    """Those of most reports first."""


class Spot(NamedTuple):
    """A place of the map."""

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    rivals: int
    """How many other places its words could mean, where they are plainest."""
    events: int
    """Events that were there."""
    event: str
    """The one that most reports tell of, and how many do."""
    reports: int


class SpotFigure(NamedTuple):
    """The largest toll of one effect at a place of the map."""

    spot: Spot
    """With the event of the toll, and the number of such tolls there."""
    effect: Effect
    toll: str
    low: int | None
    best: int | None
    high: int | None
