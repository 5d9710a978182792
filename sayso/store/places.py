"""The places of a case: where its events were, and where their tolls count."""

# ruff: noqa: S608  (only names of our own columns are put into queries; values are always bound)
from __future__ import annotations

from sayso.nouns.listed import Spot, SpotFigure
from sayso.store.ledger import Ledger

_SPOT = (
    "name, kind, country, admin1, latitude, longitude, geonames, iif(sum(rivals > 0) < count(*), 0, rivals),"
    " count(DISTINCT event), event"
)
_BY_SPOT = "GROUP BY country, name, kind, geonames"


def spots(ledger: Ledger) -> tuple[Spot, ...]:
    """The places where events were; SQLite takes the columns beside a `max` from its row."""
    rows = ledger.rows(f"SELECT {_SPOT}, max(reports) FROM place_facts WHERE toll = '' {_BY_SPOT}")
    return tuple(map(Spot._make, rows))


def spot_figures(ledger: Ledger) -> tuple[SpotFigure, ...]:
    """The largest toll of each effect at each place."""
    rows = ledger.rows(
        f"SELECT {_SPOT}, reports, effect, toll, low, best, high,"
        " max(coalesce(best, low, high, -1)) FROM place_facts WHERE toll <> ''"
        f" {_BY_SPOT}, effect"
    )
    return tuple(SpotFigure(Spot(*row[:11]), *row[11:16]) for row in rows)


def named_places(ledger: Ledger, most: int) -> tuple[tuple[str, int], ...]:
    """Names of places, and how many events were there; those of most events, at most so many."""
    rows = ledger.rows(
        "SELECT name, count(*) FROM place_facts WHERE toll = '' GROUP BY name ORDER BY count(*) DESC, name LIMIT ?",
        most,
    )
    return tuple((name, events) for name, events in rows)


def effects_told(ledger: Ledger) -> dict[str, int]:
    """Effects that tolls are of, and how many events have one of it."""
    rows = ledger.rows("SELECT effect, count(DISTINCT event) FROM place_facts WHERE effect IS NOT NULL GROUP BY effect")
    return dict(rows)
