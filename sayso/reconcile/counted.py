"""One figure of one claim for one effect, with whose word it is and of which day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.what import Effect, Group
from sayso.reconcile.parties import Voice
from sayso.reconcile.places import Place


class Counted(Struct, frozen=True, kw_only=True):
    """What one report gives as one party's count of one effect; a base and its additions are one count."""

    claims: tuple[Claim, ...]
    """The claim; for a sum the base first, then what it adds."""
    effect: Effect
    group: Group | None
    place: Place | None
    """The part of the event's place that is counted; None where all of it is."""
    voice: Voice
    day: date | None
    """When it was said, or up to when it counts; None unknown."""
    report: str
    """The report, or the one that it copies."""
    early: bool
    """Whether it stands where a report tells what it is about, and not below, among other stories."""
    low: int | None
    high: int | None
    value: int | None
    """The number that somebody wrote, or the sum; None for vague words."""
    less: tuple[Claim, ...] = ()
    """Counts of the killed that were taken off a count of all who were hit."""
    more_told_of: tuple[str, ...] = ()
    """Words for persons who were added: whoever did it and died by the same hand."""
    less_told_of: int = 0
    """How many of the killed were taken off whom nobody counts."""

    @property
    def id(self) -> str:
        """Id of its first claim."""
        return self.claims[0].id

    @property
    def size(self) -> int:
        """The number, for ordering; what has no number is least."""
        known = [number for number in (self.value, self.low, self.high) if number is not None]
        return known[0] if known else -1

    @property
    def precision(self) -> tuple[bool, int]:
        """How closely it says on whose word: an office before the state as a whole, a longer chain before a shorter."""
        return (not self.voice.general, len(self.claims[0].says_who))

    @property
    def exact(self) -> bool:
        """Whether it gives one number with nothing open."""
        return self.value is not None and self.low == self.high

    @property
    def words(self) -> str:
        """The words of the figure, quoted."""
        whole = " + ".join(f"“{claim.figure.text}”" for claim in self.claims)
        return " less ".join((whole, *(f"“{claim.figure.text}”" for claim in self.less)))


def day_of(claim: Claim, published: date | None) -> date | None:
    """The day of a count: up to which it counts, else when it was said, else when it was published.

    A saying that could be of several days ("on Monday" in a report without a sure date) leaves it unknown.
    """
    if claim.as_of:
        return claim.as_of
    if claim.said:
        return claim.said.latest if claim.said.earliest == claim.said.latest else None
    return published


def in_time(counts: Iterable[Counted]) -> list[Counted]:
    """Oldest first. What has no day follows the last dated count that is smaller: the toll of one event grows."""
    known = list(counts)
    dated = sorted((c for c in known if c.day), key=lambda c: (c.day or date.min, c.size, c.precision, c.id))
    last_of_size: dict[int, int] = {count.size: position for position, count in enumerate(dated)}
    sizes = sorted(last_of_size)
    furthest = list(accumulate((last_of_size[size] for size in sizes), max))
    placed = [(float(position), count.size, count.precision, count.id, count) for position, count in enumerate(dated)]
    for count in known:
        if not count.day:
            smaller = bisect_left(sizes, count.size)
            after = furthest[smaller - 1] if smaller else -1
            placed.append((after + 0.5, count.size, count.precision, count.id, count))
    return [count for *_, count in sorted(placed, key=lambda one: one[:4])]
