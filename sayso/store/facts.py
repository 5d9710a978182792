"""What lists ask of events and claims, in columns of their own: a window of a long list is found by an index.

Everything here follows from the bodies beside it, and is written with them.
"""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event
from sayso.nouns.stakes import stakes
from sayso.store.ledger import Ledger, Row

EVENT_FACTS = (
    "main_for", "reports", "part_of", "earliest", "latest", "kind", "place", "place_kind", "country", "latitude",
    "longitude", "disputes", "people",
)  # fmt: skip
"""How many reports are about it and tell of it; the wider one that it is part of; its days; where it was; how many
disputes there are of it, and how many people its largest toll counts."""

CLAIM_FACTS = ("report", "claim", "effect", "party", "place", "country", "earliest", "latest", "confidence")
"""A row for each effect and each party of a claim's chain; the days are those that it happened on, else counts to."""


def write_facts(ledger: Ledger, event: Event, table: str) -> None:
    """Write the facts of an event that has none."""
    where, when = event.where, event.when
    counts = (count for toll in event.tolls for count in (toll.best, toll.low, toll.high) if count is not None)
    facts = (
        len(event.main_for),
        len(event.reports),
        event.part_of,
        when and when.earliest and when.earliest.isoformat(),
        when and when.latest and when.latest.isoformat(),
        event.kind,
        where and (where.name or where.text),
        where and where.kind,
        where and where.country,
        where and where.latitude,
        where and where.longitude,
        len(event.disputes),
        max(counts, default=None),
    )
    marks = ", ".join("?" * (len(facts) + 1))
    ledger.write(f"INSERT INTO {table} (event, {', '.join(EVENT_FACTS)}) VALUES ({marks})", event.id, *facts)


def write_stakes(ledger: Ledger, event: Event, table: str) -> None:
    """Write how far tolls of an event would move without one claim, on the average over whether it is right."""
    rows = ((event.id, toll.id, claim, people, people, claim) for toll in event.tolls for claim, people in stakes(toll))
    ledger.write_many(
        f"INSERT OR REPLACE INTO {table} (event, toll, claim, people, expected) VALUES (?, ?, ?, ?,"
        " ? * (1 - coalesce((SELECT min(confidence) FROM claim_facts WHERE claim = ?), 0)))",
        rows,
    )


def write_claim_facts(ledger: Ledger, key: int, claims: Sequence[Claim]) -> None:
    """Write the facts of the claims of a report, which has none."""
    marks = ", ".join("?" * len(CLAIM_FACTS))
    ledger.write_many(
        f"INSERT INTO claim_facts ({', '.join(CLAIM_FACTS)}) VALUES ({marks})",
        (row for claim in claims for row in _rows(key, claim)),
    )


def _rows(key: int, claim: Claim) -> Iterator[Row]:
    where, when = claim.where, claim.when
    earliest, latest = (when and when.earliest) or claim.as_of, (when and when.latest) or claim.as_of
    parties = dict.fromkeys(party.name for party in claim.says_who)
    for effect, party in product(claim.effects, parties or ("",)):
        yield (
            key,
            claim.id,
            effect,
            party,
            where and (where.name or where.text),
            where and where.country,
            earliest and earliest.isoformat(),
            latest and latest.isoformat(),
            claim.confidence,
        )
