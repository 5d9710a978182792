"""How long something lasted, where reports tell it differently ("five-day", "almost week-long")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.event import Dispute, Side
from sayso.nouns.reading import Reading
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.reconcile.disputes import ROUND
from sayso.reconcile.ids import dispute_id
from sayso.reconcile.tolls import Sources

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?")
_DAYS = (365.0, 30.0, 7.0, 1.0, 1 / 24)
NEAR = 25
"""Characters between a length and the happening that it measures ("the five-day internet blackout")."""


class DurationWords(Struct, frozen=True, kw_only=True):
    """Words before a length that leave it open."""

    nearly: tuple[str, ...]
    about: tuple[str, ...]
    more_than: tuple[str, ...]


class Lasted(Struct, frozen=True, kw_only=True):
    """One mention's word on how long it lasted, in days."""

    mention: EventMention
    when: When
    words: str
    low: float | None
    high: float | None


def duration_disputes(
    event: str, mentions: Sequence[EventMention], readings: Mapping[str, Reading], sources: Sources
) -> Iterator[Dispute]:
    """A dispute where two lengths of one event cannot both hold."""
    told = [lasted for mention in mentions if (lasted := _lasted(mention, readings[mention.report]))]
    told.sort(key=lambda lasted: (lasted.low or 0, lasted.high or 0, lasted.mention.id))
    fighting = [one for one in told if any(_apart(one, other) for other in told)]
    if not fighting:
        return
    sides: dict[tuple[float | None, float | None], list[Lasted]] = {}
    for one in fighting:
        sides.setdefault((one.low, one.high), []).append(one)
    members = [one.mention.id for one in fighting]
    said = "; ".join(f"{', '.join(_says(side, sources))}: “{side[0].words}”" for side in sides.values())
    yield Dispute(
        id=dispute_id(event, "duration", members),
        event=event,
        about="duration",
        effect=None,
        why=f"How long it lasted is told differently: {said}.",
        sides=tuple(
            Side(
                says_who=tuple(_says(side, sources)),
                claims=(),
                mentions=tuple(dict.fromkeys(one.mention.id for one in side)),
            )
            for side in sides.values()
        ),
    )


def _says(side: Sequence[Lasted], sources: Sources) -> list[str]:
    return list(dict.fromkeys(sources.voice(one.mention).name for one in side))


def _lasted(mention: EventMention, reading: Reading) -> Lasted | None:
    when = mention.when if mention.when and mention.when.type == "DURATION" else _beside(mention, reading)
    days = _in_days(when.value) if when else None
    if when is None or days is None:
        return None
    lexicon = words("en", "durations", DurationWords)
    text = reading.report.text
    before = text[max(0, when.start - 20) : when.start].casefold().rstrip()
    inside = when.text.casefold()
    low: float | None = days
    high: float | None = days
    hedge = next((hedge for hedge in _all(lexicon) if before.endswith(hedge) or inside.startswith(hedge)), None)
    if hedge in lexicon.nearly:
        low = (1 - ROUND) * days
    elif hedge in lexicon.about:
        low, high = (1 - ROUND) * days, (1 + ROUND) * days
    elif hedge in lexicon.more_than:
        high = None
    start = when.start
    if hedge and not inside.startswith(hedge):
        start = text.casefold().rfind(hedge, 0, when.start)
    return Lasted(mention=mention, when=when, words=text[max(start, 0) : when.end], low=low, high=high)


def _all(lexicon: DurationWords) -> tuple[str, ...]:
    return (*lexicon.nearly, *lexicon.about, *lexicon.more_than)


def _beside(mention: EventMention, reading: Reading) -> When | None:
    """The length that stands right before the happening's word, in the same stretch of words."""
    for when in reading.whens:
        if when.type == "DURATION" and when.end <= mention.trigger.start <= when.end + NEAR:
            between = reading.report.text[when.end : mention.trigger.start]
            if not any(mark in between for mark in ".,;:!?\n"):
                return when
    return None


def _in_days(value: str | None) -> float | None:
    """A TIMEX3 duration in days; None for unknown numbers ("PXD") and for lengths under a day."""
    match = _LENGTH.fullmatch(value or "")
    if not match:
        return None
    total = sum(int(number) * unit for number, unit in zip(match.groups(), _DAYS, strict=True) if number)
    return total if total >= 1 else None


def _apart(a: Lasted, b: Lasted) -> bool:
    below = a.high is not None and b.low is not None and a.high < b.low
    above = b.high is not None and a.low is not None and b.high < a.low
    return below or above
