"""The places of a case: where its events were, and where their tolls count."""

from __future__ import annotations

from sayso.nouns.listed import Spot, SpotFigure
from sayso.store.ledger import Ledger

_LARGEST = """
SELECT name, kind, country, admin1, latitude, longitude, geonames, iif(doubtful < many, 0, rivals), many, event,
reports, effect, toll, low, best, high
FROM (SELECT event, toll, count(*) AS many, sum(rivals > 0) AS doubtful, max({})
      FROM place_facts WHERE {} GROUP BY country, name, kind, geonames, effect)
CROSS JOIN place_facts USING (event, toll)
"""
"""One row of each place and effect: SQLite takes the columns beside a `max` from the row that has it."""


def spots(ledger: Ledger) -> tuple[Spot, ...]:
    """The places where events were."""
    rows = ledger.rows(_LARGEST.format("reports", "toll = ''"))
    return tuple(Spot(*row[:11]) for row in rows)


def spot_figures(ledger: Ledger) -> tuple[SpotFigure, ...]:
    """The largest toll of each effect at each place."""
    rows = ledger.rows(_LARGEST.format("coalesce(best, low, high, -1)", "toll <> ''"))
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
