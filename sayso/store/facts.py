"""What lists ask of events and claims, in columns of their own: a window of a long list is found by an index.

Everything here follows from the bodies beside it, and is written with them.
"""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.nouns.says_who import Party
from sayso.nouns.stakes import stakes
from sayso.nouns.where import Where
from sayso.store.ledger import Ledger, Row

EVENT_FACTS = (
    "main_for", "reports", "part_of", "earliest", "latest", "kind", "place", "place_kind", "country", "latitude",
    "longitude", "disputes", "people",
)  # fmt: skip
"""How many reports are about it and tell of it; the wider one that it is part of; its days; where it was; how many
disputes there are of it, and how many people its largest toll counts."""

CLAIM_FACTS = ("report", "claim", "effect", "party", "place", "country", "earliest", "latest", "confidence")
"""A row for each effect and each party of a claim's chain; the days are those that it happened on, else counts to.

As it was read: what people judged of it is laid over them when they are asked (`judged_facts.py`).
"""

PLACE_FACTS = (
    "toll", "effect", "name", "kind", "country", "admin1", "latitude", "longitude", "precision", "geonames", "rivals",
    "low", "best", "high", "reports",
)  # fmt: skip
"""A row for the place of an event, whose `toll` is "", and one for that of each of its tolls, else the event's.

`rivals`: how many other places the words could mean; `reports`: how many tell of the event.
"""

SAID_FACTS = ("report", "said", "what", "kind", "place", "country", "admin1", "earliest", "latest", "same")
"""A row for each alleged violation, and for each denial or dispute that says of what (its day: the report's).

`what`: "violation" or "denial"; two of the same `same` say the same in the same words.
"""


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
        (row for claim in claims for row in facts_of_claim(key, claim)),
    )


def write_say_sos(ledger: Ledger, key: int, reading: Reading) -> None:
    """Write who relies on whom in a report, which has none."""
    said = (("claim", reading.claims), ("attribution", reading.attributions))
    ledger.write_many(
        "INSERT INTO say_sos (report, kind, said, source, target, printed) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (key, kind, one.id, source, target, printed)
            for kind, things in said
            for one in things
            for source, target, printed in reliances(one.says_who, reading.report)
        ),
    )


def reliances(says_who: Sequence[Party], report: Report) -> Iterator[tuple[str, str, bool]]:
    """Who is relied on by whom in a chain of say-so, origin first, and whether the latter prints it.

    "" stands for whoever prints it where no name is known.
    """
    names = [party.name for party in says_who]
    for source, target in pairwise(names):
        if source != target:
            yield source, target, False
    if names and names[-1] != report.printer:
        yield names[-1], report.printer or "", True


def facts_of_claim(key: int, claim: Claim) -> Iterator[Row]:
    """The rows of a claim in the report with this row."""
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


def write_place_facts(ledger: Ledger, event: Event, table: str) -> None:
    """Write where an event that has no place facts was, and where its tolls count."""
    marks = ", ".join("?" * (len(PLACE_FACTS) + 1))
    reports = len(event.reports)
    rows: list[Row] = []
    if event.where:
        rows.append((event.id, "", None, *_place(event.where), None, None, None, reports))
    for toll in event.tolls:
        where = toll.where or event.where
        if where:
            rows.append((event.id, toll.id, toll.effect, *_place(where), toll.low, toll.best, toll.high, reports))
    ledger.write_many(f"INSERT OR IGNORE INTO {table} (event, {', '.join(PLACE_FACTS)}) VALUES ({marks})", iter(rows))


def _place(where: Where) -> Row:
    return (
        where.name or where.text,
        where.kind,
        where.country,
        where.admin1,
        where.latitude,
        where.longitude,
        where.precision,
        where.geonames_id,
        len(where.runners_up),
    )


def write_said_facts(ledger: Ledger, key: int, reading: Reading) -> None:
    """Write the facts of what a report alleges, denies and disputes, which has none."""
    marks = ", ".join("?" * len(SAID_FACTS))
    ledger.write_many(f"INSERT INTO said_facts ({', '.join(SAID_FACTS)}) VALUES ({marks})", _said(key, reading))


def _said(key: int, reading: Reading) -> Iterator[Row]:
    for violation in reading.violations:
        when, where = violation.when, violation.where
        yield (
            key,
            violation.id,
            "violation",
            violation.kind,
            where and (where.name or where.text),
            where and where.country,
            where and where.admin1,
            when and when.earliest and when.earliest.isoformat(),
            when and when.latest and when.latest.isoformat(),
            f"{violation.kind} {violation.right} {violation.sentence.text}",
        )
    published = reading.report.published_on
    for said in reading.attributions:
        if said.is_told_denial:
            day, same = published and published.isoformat(), f"{said.stance} {said.content.text}"
            yield key, said.id, "denial", said.stance, None, None, None, None, day, same
