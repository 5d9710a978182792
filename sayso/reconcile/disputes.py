"""Words that stand and cannot both hold, set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sayso.nouns.event import Dispute, Side
from sayso.reconcile.counted import Counted
from sayso.reconcile.days import tell_day
from sayso.reconcile.ids import dispute_id
from sayso.reconcile.retold import Tallied

ROUND = 0.1
"""How far, as a share of the number, "nearly", "about" and round numbers reach in a dispute."""

Bounds = tuple[float | None, float | None]


def figure_disputes(event: str, tallied: Iterable[Tallied], over: date | None) -> Iterator[Dispute]:
    """For each toll, the standing figures of different origins that contradict another.

    `over`: the last day of the event, as far as known.
    """
    for one in tallied:
        standing = [count for count in one.standing if count.size >= 0]
        fighting = _fighting(standing, over)
        if fighting:
            members = [claim.id for count in fighting for claim in count.claims]
            yield Dispute(
                id=dispute_id(event, "figure", members),
                event=event,
                about="figure",
                effect=one.toll.effect,
                why=f"{_told(fighting)} cannot both hold."
                if len(fighting) == 2
                else f"Not all can hold: {_told(fighting)}.",
                sides=tuple(_side(count) for count in fighting),
            )


def _fighting(standing: Sequence[Counted], over: date | None) -> list[Counted]:
    """The counts that contradict another; those that say the same on the same day are looked at once."""
    alike: dict[tuple[object, ...], list[Counted]] = {}
    for count in standing:
        alike.setdefault((count.day, count.low, count.high, count.value, count.voice.named), []).append(count)
    examples = [group[0] for group in alike.values()]
    return [
        count
        for group in alike.values()
        if any(contradict(group[0], other, over) for other in examples)
        for count in group
    ]


def denial_disputes(event: str, tallied: Iterable[Tallied]) -> Iterator[Dispute]:
    """A party denies what another says about the same effect and group, be it of the same house."""
    for one in tallied:
        by_party: defaultdict[str, list[Counted]] = defaultdict(list)
        for denial in one.denials:
            by_party[denial.voice.name].append(denial)
        for name, denials in sorted(by_party.items()):
            against = [count for count in one.standing if count.voice.name != name]
            if against:
                words = ", ".join(denial.words for denial in denials)
                claims = tuple(denial.id for denial in denials)
                members = [*claims, *(claim.id for count in against for claim in count.claims)]
                yield Dispute(
                    id=dispute_id(event, "denial", members),
                    event=event,
                    about="denial",
                    effect=one.toll.effect,
                    why=f"{name} denies it ({words}); {_told(against)}.",
                    sides=(
                        Side(says_who=(name,), claims=claims, mentions=()),
                        *(_side(count) for count in against),
                    ),
                )


def contradict(a: Counted, b: Counted, over: date | None) -> bool:
    """Whether two counts of different origins cannot both hold.

    A greater count of a later day is none as long as the event went on (`over` is its last day) when the first was
    given, nor ever where one of the two is on nobody's word: counts of one event grow. Lower bounds alone contradict
    nothing.
    """
    if a.voice.key == b.voice.key:
        return False
    if a.day and b.day and a.day != b.day:
        earlier, later = (a, b) if a.day < b.day else (b, a)
        went_on = over is not None and earlier.day is not None and earlier.day <= over
        if later.size >= earlier.size and (went_on or not (a.voice.named and b.voice.named)):
            return False
    low_a, high_a = dispute_bounds(a)
    low_b, high_b = dispute_bounds(b)
    return _below(high_a, low_b) or _below(high_b, low_a)


def dispute_bounds(count: Counted) -> Bounds:
    """What the words can mean in a dispute: "nearly", "about" and round numbers reach a tenth of their number."""
    qualifier = count.claims[0].figure.qualifier
    value = count.value
    if value is not None and len(count.claims) == 1:
        if qualifier == "nearly":
            return (1 - ROUND) * value, float(value)
        if qualifier == "about":
            return (1 - ROUND) * value, (1 + ROUND) * value
        if qualifier == "exact":
            reach = min(rounding(value) / 2, ROUND * value)
            return value - reach, value + reach
    return count.low, count.high


def rounding(value: int) -> int:
    """What a number may have been rounded to: 8,000 to thousands, 160 to tens; numbers below a hundred are counted."""
    unit = 1
    while value >= 100 and value % (unit * 10) == 0:
        unit *= 10
    return unit if unit > 1 else 0


def _below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low


def _told(counts: Sequence[Counted]) -> str:
    return " and ".join(
        f"{count.voice.name}: {count.words}{f' ({tell_day(count.day)})' if count.day else ''}" for count in counts
    )


def _side(count: Counted) -> Side:
    return Side(says_who=(count.voice.name,), claims=tuple(claim.id for claim in count.claims), mentions=())
