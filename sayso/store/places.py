"""The places of a case: where its events were, and where their tolls count."""

from __future__ import annotations

from sayso.store.ledger import Ledger


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
