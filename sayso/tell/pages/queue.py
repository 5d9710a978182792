"""What is worth a person's look, what matters most first; and what people judged so far."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Toll
from sayso.nouns.view import Stake
from sayso.tell import wording
from sayso.tell.cited import Cited, cite
from sayso.tell.harmless import on_one_line
from sayso.tell.judged import JudgementRow, every_judgement
from sayso.tell.lookup import Quote
from sayso.tell.pages.sight import Sight
from sayso.tell.tolls import TollColumns, toll_columns


class Reading(Struct, frozen=True, kw_only=True):
    """A claim as it is read now, value by value, in the words that an edit takes (`sayso judge --help`)."""

    effects: str
    value: int | None
    low: int | None
    high: int | None
    group: str
    scope: str
    stance: str
    place: str
    day: str
    as_of: str
    party: str


class QueueItem(TollColumns, frozen=True, kw_only=True):
    """One claim on which a toll rests."""

    claim: str
    quote: Quote
    chain: tuple[str, ...]
    """Who says it, origin first, the publisher last."""
    read_as: str
    reading: Reading
    confidence: float | None
    cited: Cited
    toll: str
    people: int
    """By how many the toll would move without it."""
    expected: float
    """That times the probability that it is misread: what the queue is ordered by."""


class Doubtful(Struct, frozen=True, kw_only=True):
    """Two parties that may be one: alike, and not surely the same."""

    one: str
    other: str
    kind: str


class QueuePage(Struct, frozen=True, kw_only=True):
    """The next claims to look at, and parties that may be one."""

    edition: str
    items: tuple[QueueItem, ...]
    parties: tuple[Doubtful, ...]


class JudgementsPage(Struct, frozen=True, kw_only=True):
    """What people judged, the newest first."""

    edition: str
    total: int
    rows: tuple[JudgementRow, ...]


def queue_page(sight: Sight, limit: int, skipped: Collection[str] = ()) -> QueuePage:
    """The first `limit` claims that nobody has judged, those in `skipped` left out."""
    seen = set(skipped)
    items = tuple(islice(_items(sight, seen), limit))
    return QueuePage(edition=sight.edition, items=items, parties=tuple(islice(_doubtful(sight), limit)))


def judgements_page(sight: Sight, offset: int, limit: int) -> JudgementsPage:
    """A window of what people judged, what no longer stands among it."""
    rows = every_judgement(sight.view)
    return JudgementsPage(edition=sight.edition, total=len(rows), rows=rows[offset : offset + limit])


def _items(sight: Sight, seen: set[str]) -> Iterator[QueueItem]:
    for stake in sight.view.weightiest():
        if stake.claim in seen:
            continue
        seen.add(stake.claim)
        try:
            claim, (event, toll) = sight.view.claim(stake.claim), sight.toll(stake.toll, stake.event)
        except UnknownId:  # judged wrong or withdrawn, and the record has not followed yet
            continue
        if claim.judged is None:
            yield _item(sight, stake, claim, event, toll)


def _item(sight: Sight, stake: Stake, claim: Claim, event: Event, toll: Toll) -> QueueItem:
    lookup = sight.over()
    effects = " or ".join(map(wording.plain, claim.effects))
    return QueueItem(
        **toll_columns(event, toll),
        claim=claim.id,
        quote=lookup.quote_claim(claim),
        chain=lookup.chain(claim.says_who, claim.report),
        read_as=f"{wording.figure(claim.figure)} {effects}",
        reading=_reading(claim),
        confidence=claim.confidence,
        cited=cite(lookup, claim.report),
        toll=toll.id,
        people=stake.people,
        expected=stake.expected,
    )


def _reading(claim: Claim) -> Reading:
    when = claim.when
    days = [day.isoformat() for day in ((when.earliest, when.latest) if when else ()) if day]
    return Reading(
        effects=",".join(claim.effects),
        value=claim.figure.value,
        low=claim.figure.low,
        high=claim.figure.high,
        group=(claim.affected.group if claim.affected else None) or "none",
        scope=claim.scope,
        stance=claim.stance,
        place=on_one_line(claim.where.name or claim.where.text) if claim.where else "none",
        day="/".join(dict.fromkeys(days)) or "none",
        as_of=claim.as_of.isoformat() if claim.as_of else "none",
        party=" > ".join(on_one_line(party.name) for party in claim.says_who) or "none",
    )


def _doubtful(sight: Sight) -> Iterator[Doubtful]:
    """Each pair once, less those that somebody has judged."""
    told = {
        frozenset(name.casefold() for now in one.now for name in now)
        for one in sight.judged.all()
        if one.kind in ("same", "different") and one.about[0].kind == "party"
    }
    for party in sight.parties:
        for other in party.perhaps:
            pair = frozenset((party.name.casefold(), other.casefold()))
            if pair not in told:
                told.add(pair)
                yield Doubtful(one=on_one_line(party.name), other=on_one_line(other), kind=wording.plain(party.kind))
