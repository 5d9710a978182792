"""What a case is about: where, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from sayso.nouns.event import Event
from sayso.tell import wording
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup
from sayso.tell.printed import Shelf

MOST_PLACES = 6


class About(Struct, frozen=True, kw_only=True):
    """The case in two lines."""

    title: str | None
    """Of the event that most reports tell of; None in a case without events."""
    country: str | None
    """The widest place named for it."""
    places: tuple[str, ...]
    """Places inside it, the most told of first."""
    earliest: date | None
    latest: date | None
    shelf: Shelf


def about(lookup: Lookup, shelf: Shelf) -> About:
    """Where and when the main event of the case was, with its parts."""
    main = main_event(lookup.record.events)
    if main is None:
        return About(title=None, country=None, places=(), earliest=None, latest=None, shelf=shelf)
    family = _family(main, lookup.record.events)
    days = [day for event in family if event.when for day in (event.when.earliest, event.when.latest) if day]
    widest, places = _places(main, family)
    return About(
        title=on_one_line(main.title) or None,
        country=widest,
        places=places,
        earliest=min(days, default=None),
        latest=max(days, default=None),
        shelf=shelf,
    )


def main_event(events: Iterable[Event]) -> Event | None:
    """The event that most reports are about; among equals the one with most reports, then a whole before a part."""
    return min(events, key=prominence, default=None)


def prominence(event: Event) -> tuple[int, int, bool, str]:
    """A key that sorts the most prominent event first."""
    return -len(event.main_for), -len(event.reports), event.part_of is not None, event.id


def _family(main: Event, events: Iterable[Event]) -> tuple[Event, ...]:
    """The event, its whole, and every part of either."""
    ids = {main.id}
    if main.part_of:
        ids.add(main.part_of)
    return tuple(event for event in events if event.id in ids or event.part_of in ids)


def _places(main: Event, family: tuple[Event, ...]) -> tuple[str | None, tuple[str, ...]]:
    named: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for event in family:
        if event.where is None:
            continue
        kind = countries if event.where.kind in ("country", "demonym") else named
        kind[on_one_line(event.where.name or event.where.text)] += len(event.reports)
    if main.where and main.where.kind == "country":
        countries[on_one_line(main.where.name or main.where.text)] += sum(countries.values())
    widest = min(countries, key=lambda name: (-countries[name], name), default=None)
    if widest is None and main.where:
        widest = main.where.country
    order = sorted(named, key=lambda name: (-named[name], name))
    return widest, tuple(order[:MOST_PLACES])


def place_line(told: About) -> str:
    """The first line: where."""
    inside = ", ".join(told.places)
    if told.country and inside:
        return f"{told.country}: {inside}"
    return told.country or inside or "no place known"


def time_line(told: About) -> str:
    """The second line: when it was, and when it was told."""
    span = wording.days(told.earliest, told.latest)
    happened = "no day known" if span == wording.UNKNOWN else span
    if told.shelf.first is None:
        return happened
    return f"{happened}; told in reports of {wording.days(told.shelf.first, told.shelf.last)}"
