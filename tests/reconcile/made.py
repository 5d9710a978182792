"""Readings made by hand: a text, and what is told in it, each thing found by its words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Record, Toll
from sayso.nouns.how_many import Figure, Qualifier
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party, PartyKind
from sayso.nouns.span import Span
from sayso.nouns.what import Actor, Affected, EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.reconcile.record import reconcile_readings
from sayso.settings import Policy, Settings


class Spot(Struct, frozen=True):
    """A place as the gazetteer has it."""

    name: str
    kind: str
    country: str
    admin1: str | None = None
    at: tuple[float, float] | None = None


NORLAND = Spot("Norland", "country", "NL", None, (52.0, 5.0))
PORT = Spot("Port Ambler", "city", "NL", "Coast", (52.0, 4.0))
HILLS = Spot("Hilltown", "city", "NL", "Hills", (51.0, 6.0))
ELSEWHERE = Spot("Farland", "country", "BE", None, (50.0, 4.0))

BOUNDS: dict[str, Qualifier] = {
    "at least": "at_least", "more than": "more_than", "over": "more_than", "nearly": "nearly", "almost": "nearly",
    "about": "about", "dozens": "dozens", "hundreds": "hundreds", "thousands": "thousands", "no one": "none",
    "many": "many",
}  # fmt: skip
LEAST: dict[str, int | None] = {"dozens": 24, "hundreds": 100, "thousands": 1000, "many": None}


def figure(text: str, words: str, nth: int = 0) -> Figure:
    """The figure that the words give, at their nth place in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    folded = words.casefold()
    qualifier: Qualifier = next((kind for bound, kind in BOUNDS.items() if folded.startswith(bound)), "exact")
    digits = "".join(letter for letter in words if letter.isdigit())
    value = int(digits) if digits else 0 if qualifier == "none" else None
    low, high = value, value
    if qualifier in ("at_least", "more_than"):
        high = None
    elif qualifier == "nearly":
        low = None
    elif value is None:
        low = LEAST[folded]
    return Figure(text=words, start=start, end=start + len(words), value=value, low=low, high=high, qualifier=qualifier)


def span(text: str, words: str) -> dict[str, Any]:
    """The words and where they stand."""
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def where(text: str, spot: Spot) -> Where:
    """The place, by its name in the text (else by the text's first letter)."""
    words = span(text, spot.name) if spot.name in text else {"text": text[:1], "start": 0, "end": 1}
    latitude, longitude = spot.at or (None, None)
    return Where(
        **words, name=spot.name, kind=spot.kind, country=spot.country, admin1=spot.admin1,
        latitude=latitude, longitude=longitude, precision=None, geonames_id=None,
    )  # fmt: skip


def when(text: str, first: str, last: str | None = None, *, kind: str = "DATE", words: str | None = None) -> When:
    """Days; a length of time has its TIMEX3 value in `first`."""
    at = span(text, words) if words else {"text": text[:1], "start": 0, "end": 1}
    if kind == "DURATION":
        return When(**at, type="DURATION", value=first, earliest=None, latest=None)
    days = (date.fromisoformat(first), date.fromisoformat(last or first))
    return When(**at, type="DATE", value=first, earliest=days[0], latest=days[1])


def party(text: str, name: str, kind: PartyKind = "government", words: str | None = None) -> Party:
    """A party, by its name or its words in the text."""
    at = span(text, words or name) if (words or name) in text else {"text": text[:1], "start": 0, "end": 1}
    return Party(**at, name=name, kind=kind)


class Made:
    """One report in the making."""

    def __init__(
        self,
        name: str,
        text: str,
        published: str | None = None,
        publisher: str | None = None,
        spot: Spot | None = NORLAND,
    ) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.report = Report(
            id=name, path=None, url=None, title=None, publisher=publisher, published=published, language="en",
            sha256=sha256, text=text,
        )  # fmt: skip
        self.text = text
        self.spot = spot
        self.claims: list[Claim] = []
        self.events: list[EventMention] = []
        self.attributions: list[Attribution] = []
        self.whens: list[When] = []
        self.wheres: list[Where] = [where(text, spot)] if spot else []

    def count(
        self, words: str, *effects: str, by: Sequence[tuple[str, PartyKind]] = (), group: str | None = None,
        said: str | tuple[str, str] | None = None, on: str | None = None, as_of: str | None = None,
        at: Spot | None = None, scope: str = "total", stance: str = "states", nth: int = 0, open_day: bool = False,
    ) -> Made:  # fmt: skip
        """A claim; `open_day`: it was said on a day that could be several."""
        found = figure(self.text, words, nth)
        said_on = When(text=self.text[:1], start=0, end=1, type="DATE", value="XXXX-WXX-1", earliest=None, latest=None)
        ends = (said, said) if isinstance(said, str) else said
        self.claims.append(
            Claim(
                id=f"{self.report.id}-{found.start}-{'-'.join(effects)}", report=self.report.id,
                sentence=Span.of(self.text, 0, len(self.text)), effects=effects, figure=found,
                affected=Affected(text=self.text[:1], start=0, end=1, group=group), scope=scope, part_of=None,
                when=when(self.text, on) if on else None, as_of=date.fromisoformat(as_of) if as_of else None,
                said=said_on if open_day else when(self.text, *ends) if ends else None,
                where=where(self.text, at or self.spot) if (at or self.spot) else None, actor=None, stance=stance,
                says_who=tuple(party(self.text, *one) for one in by), confidence=None,
            )
        )  # fmt: skip
        return self

    def happens(
        self, words: str, kind: str, mode: str | None = None, *, on: str | None = None, at: Spot | None = None,
        by: Sequence[tuple[str, PartyKind]] = (), actor: str | None = None, lasting: When | None = None,
    ) -> Made:  # fmt: skip
        """An event mention at the words."""
        trigger = Span(**span(self.text, words))
        self.events.append(
            EventMention(
                id=f"{self.report.id}-m{trigger.start}", report=self.report.id, kind=kind, mode=mode, trigger=trigger,
                actor=Actor(**span(self.text, actor), kind="state") if actor else None, recipient=None,
                when=lasting or (when(self.text, on) if on else None),
                where=where(self.text, at or self.spot) if (at or self.spot) else None,
                says_who=tuple(party(self.text, *one) for one in by),
            )
        )  # fmt: skip
        return self

    def denies(self, words: str, by: tuple[str, PartyKind]) -> Made:
        """A denial of the words."""
        content = Span(**span(self.text, words))
        self.attributions.append(
            Attribution(
                id=f"{self.report.id}-a{content.start}", report=self.report.id, source=None, cue=None, content=content,
                kind="indirect", stance="denies", says_who=(party(self.text, *by),),
            )
        )  # fmt: skip
        return self

    def lasts(self, words: str, value: str) -> Made:
        """A length of time at the words."""
        self.whens.append(when(self.text, value, kind="DURATION", words=words))
        return self

    def read(self) -> Reading:
        """The finished reading."""
        return Reading(
            report=self.report, claims=tuple(self.claims), events=tuple(self.events), whens=tuple(self.whens),
            wheres=tuple(self.wheres), attributions=tuple(self.attributions),
        )  # fmt: skip


def record(*made: Made, as_of: str | None = None, policy: Policy = "latest") -> Record:
    """The record of the reports."""
    day = date.fromisoformat(as_of) if as_of else None
    return reconcile_readings([one.read() for one in made], Settings(policy=policy, as_of=day))


def main_event(found: Record, report: str) -> Event:
    """The event that a report is about."""
    (event,) = [event for event in found.events if report in event.main_for]
    return event


def toll(event: Event, effect: str, group: str | None = None, place: str | None = None) -> Toll:
    """The event's only toll of the effect, group and place."""
    (found,) = [
        toll
        for toll in event.tolls
        if (toll.effect, toll.group, toll.where.name if toll.where else None) == (effect, group, place)
    ]
    return found
