"""Which of a report's counts is of its happening, by its headline, and what stands where no text gives a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from sayso.nouns.event import SetAside
from sayso.nouns.what import Effect
from sayso.reconcile.counted import Counted
from sayso.reconcile.headline import Headline

Aside = list[tuple[Effect, SetAside]]
Harm = Literal["killed", "injured"]


class OfHeadlines(Struct, frozen=True, kw_only=True):
    """The number that most headlines give."""

    number: int
    headlines: int
    """How many give it."""
    why: str


def by_headlines(counts: Sequence[Counted], headlines: Mapping[str, Headline]) -> tuple[list[Counted], Aside]:
    """Sets aside what differs from a report's headline, where the same report gives the headline's number as well."""
    told: defaultdict[tuple[str, Effect], list[Counted]] = defaultdict(list)
    for count in counts:
        if count.effect in ("killed", "injured") and count.place is None and count.exact:
            told[count.claims[0].report, count.effect].append(count)
    wrong: dict[str, str] = {}
    everyone: dict[str, Counted] = {}
    for (report, effect), group in told.items():
        headline = headlines.get(report)
        dead = max((count.value or 0 for count in told.get((report, "killed"), ())), default=0)
        number = _number(headline, effect, dead)
        agreeing = [count for count in group if count.value == number and count.claims[0].scope != "part"]
        if not headline or not agreeing:
            continue
        why = f"The headline gives another number: “{headline.text}”."
        wrong |= {count.id + effect: why for count in group if _is_beside(count, number or 0, agreeing)}
        if all(count.group for count in agreeing):
            first = min(agreeing, key=lambda count: (count.claims[0].figure.start, count.id))
            everyone[first.id + effect] = msgspec.structs.replace(first, group=None)
    kept = [count for count in counts if count.id + count.effect not in wrong]
    aside: Aside = [
        (count.effect, SetAside(claim=count.id, why=wrong[count.id + count.effect]))
        for count in counts
        if count.id + count.effect in wrong
    ]
    return [*kept, *(everyone[key] for key in sorted(everyone))], aside


def _is_beside(count: Counted, number: int, agreeing: Sequence[Counted]) -> bool:
    """Whether it differs from the headline's number and is no party's greater count, or of another day."""
    smaller = count.size < number
    same_day = any(count.day == other.day for other in agreeing)
    return count.value != number and same_day and (smaller or not count.voice.named)


def counted_by_headlines(headlines: Sequence[Headline], effect: Harm, killed: int) -> dict[int, OfHeadlines]:
    """The numbers that headlines give, each with how many give it."""
    given: defaultdict[int, list[Headline]] = defaultdict(list)
    for headline in headlines:
        number = _number(headline, effect, killed)
        if number:
            given[number].append(headline)
    return {number: _told(number, told) for number, told in sorted(given.items())}


def _told(number: int, headlines: Sequence[Headline]) -> OfHeadlines:
    words = min(headline.text for headline in headlines)
    of = "The headline gives" if len(headlines) == 1 else f"{len(headlines)} headlines give"
    return OfHeadlines(
        number=number, headlines=len(headlines), why=f"{of} {number}, and fewer words of the texts another: “{words}”."
    )


def _number(headline: Headline | None, effect: Effect, killed: int) -> int | None:
    if headline is None:
        return None
    return headline.killed if effect == "killed" else headline.injured_beside(killed)
