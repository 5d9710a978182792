"""The tolls as rows, and how each official figure moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Step, Toll
from sayso.tell import wording
from sayso.tell.about import prominence
from sayso.tell.harmless import on_one_line
from sayso.tell.judged import Judgements
from sayso.tell.lookup import Lookup, Quote

_MOST_CLAIMS = 400
"""Claims of one toll that are looked through for the words of its best figure."""


class TollColumns(Struct, frozen=True, kw_only=True):
    """What a toll counts, and what stands."""

    event: str
    event_title: str
    effect: str
    group: str | None
    where: str | None
    low: int | None
    best: int | None
    high: int | None


class TollRow(TollColumns, frozen=True, kw_only=True):
    """What stands for one effect, group and place."""

    id: str
    as_of: date | None
    origins: int
    parties: tuple[str, ...]
    words: Quote | None
    """The figure that gives `best`, in its report's words; None where it is a sum or a count of victims."""
    why: str
    judged_by: tuple[str, ...]
    """Who judged claims that it rests on right, or edited them."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return self.id, self.event


class Moved(Struct, frozen=True, kw_only=True):
    """One count on one day."""

    day: date | None
    when: str
    """The day; else the days that it can have been said on, or the report's word for it (“Monday”); "?" unknown."""
    party: str
    bounds: str
    group: str | None
    words: str | None
    claim: str | None
    revised: str | None
    """ "up", "down" or "same" where it replaces an earlier count of the same party; None where it does not."""


class Movement(Struct, frozen=True, kw_only=True):
    """The official counts of one toll, oldest first."""

    toll: str
    effect: str
    group: str | None
    where: str | None
    steps: tuple[Moved, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return self.toll, *(step.claim for step in self.steps if step.claim)


def toll_columns(event: Event, toll: Toll) -> dict[str, Any]:
    """The values of `TollColumns`."""
    return {
        "event": event.id,
        "event_title": on_one_line(event.title),
        "effect": wording.plain(toll.effect),
        "group": wording.plain(toll.group) if toll.group else None,
        "where": wording.where(toll.where),
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
    }


def toll_rows(lookup: Lookup, judged: Judgements, most: int | None = None) -> tuple[TollRow, ...]:
    """Every toll, those of the event that most reports are about first; in an event, whole counts before groups.

    `most`: how many of them at most; None: all.
    """
    return tuple(_row(lookup, judged, event, toll) for event, toll in islice(_tolls(lookup), most))


def movements(lookup: Lookup) -> tuple[Movement, ...]:
    """Every toll that more than one official count led to."""
    told = (_movement(lookup, toll) for _, toll in _tolls(lookup))
    return tuple(movement for movement in told if len(movement.steps) > 1)


def _tolls(lookup: Lookup) -> Iterator[tuple[Event, Toll]]:
    for event in sorted(lookup.record.events, key=prominence):
        for toll in sorted(event.tolls, key=_order):
            yield event, toll


def _order(toll: Toll) -> tuple[bool, bool, int, str, str, str]:
    place = toll.where.name or toll.where.text if toll.where else ""
    return bool(toll.group), bool(place), -(toll.best or toll.low or toll.high or 0), toll.effect, place, toll.id


def _row(lookup: Lookup, judged: Judgements, event: Event, toll: Toll) -> TollRow:
    given = _giver(lookup, toll)
    return TollRow(
        **toll_columns(event, toll),
        id=toll.id,
        as_of=toll.as_of,
        origins=toll.origins,
        parties=tuple(map(on_one_line, toll.parties)),
        words=lookup.quote_claim(given) if given else None,
        why=on_one_line(toll.why),
        judged_by=judged.judges((*toll.claims, *toll.mentions)),
    )


def _giver(lookup: Lookup, toll: Toll) -> Claim | None:
    """The newest claim of the toll whose figure is its best; where no best is known, the newest claim."""
    claims = lookup.claims(toll.claims[:_MOST_CLAIMS])
    giving = [claim for claim in claims if toll.best is None or _gives(claim, toll.best)]
    return max(giving, key=lambda claim: (claim.as_of or date.min, claim.id), default=None)


def _gives(claim: Claim, best: int) -> bool:
    figure = claim.figure
    return best == figure.value or (figure.value is None and best in (figure.low, figure.high))


def _movement(lookup: Lookup, toll: Toll) -> Movement:
    newest: dict[str | None, Step] = {}
    steps = []
    before: Step | None = None
    for step in _official(lookup, toll):
        steps.append(_moved(lookup, toll, step, newest.get(step.party, before)))
        newest[step.party] = before = step
    return Movement(
        toll=toll.id,
        effect=wording.plain(toll.effect),
        group=wording.plain(toll.group) if toll.group else None,
        where=wording.where(toll.where),
        steps=tuple(steps),
    )


def _official(lookup: Lookup, toll: Toll) -> tuple[Step, ...]:
    """The counts of authorities, in the order of the series, with those that reports repeat and name nobody for.

    Empty where authorities gave fewer than two: nothing has moved.
    """
    official = [step for step in toll.series if lookup.is_official(step.party)]
    if len(official) < 2:
        return ()
    return tuple(step for step in toll.series if step.party is None or lookup.is_official(step.party))


def _moved(lookup: Lookup, toll: Toll, step: Step, before: Step | None) -> Moved:
    claims = lookup.claims(step.claims[:1])
    return Moved(
        day=step.day,
        when=when_said(step.day, claims[0] if claims else None),
        party=on_one_line(step.party or f"{_printers(lookup, claims)}, naming nobody"),
        bounds=wording.bounds(step.low, step.high),
        group=wording.plain(step.group) if step.group and step.group != toll.group else None,
        words=on_one_line(claims[0].figure.text) if claims else None,
        claim=claims[0].id if claims else None,
        revised=_revision(step, before) if step.supersedes else None,
    )


def when_said(day: date | None, claim: Claim | None) -> str:
    """The day; else the days that the claim can have been said on, or its report's word for it; "?" unknown."""
    said = claim.said if claim else None
    if day or said is None:
        return wording.day(day)
    told = wording.when(said)
    return f"{told} (“{on_one_line(said.text)}”)" if told != wording.UNKNOWN else wording.quoted(said.text)


def _printers(lookup: Lookup, claims: tuple[Claim, ...]) -> str:
    return wording.join((lookup.publisher(claim.report) for claim in claims), ", ") or wording.UNKNOWN


def _revision(step: Step, before: Step | None) -> str:
    now = size_of(step)
    then = size_of(before) if before else None
    if now is None or then is None:
        return "revised"
    return "same" if now == then else "up" if now > then else "down"


def size_of(step: Step) -> int | None:
    """The number of a count by which it is more or less than another."""
    for number in (step.value, step.low, step.high):
        if number is not None:
            return number
    return None
