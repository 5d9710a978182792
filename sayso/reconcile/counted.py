"""One figure of one claim for one effect, with whose word it is and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
    low: int | None
    high: int | None
    value: int | None
    """The number that somebody wrote, or the sum; None for vague words."""

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
    def exact(self) -> bool:
        """Whether it gives one number with nothing open."""
        return self.value is not None and self.low == self.high

    @property
    def words(self) -> str:
        """The words of the figure, quoted."""
        return " + ".join(f"“{claim.figure.text}”" for claim in self.claims)

    def allows(self, number: int) -> bool:
        """Whether the words allow the number."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def day_of(claim: Claim, published: date | None) -> date | None:
    """The day of a count: up to which it counts, else when it was said, else when it was published.

    A saying that could be of several days ("on Monday" in a report without a sure date) leaves it unknown.
    """
    if claim.as_of:
        return claim.as_of
    if claim.said:
        return claim.said.latest if claim.said.earliest == claim.said.latest else None
    return published


def in_time(counts: Sequence[Counted]) -> list[Counted]:
    """Oldest first. What has no day follows the last dated count that is smaller: the toll of one event grows."""
    dated = sorted((c for c in counts if c.day), key=lambda c: (c.day or date.min, c.size, c.id))
    for count in sorted((c for c in counts if not c.day), key=lambda c: (c.size, c.id)):
        after = [position for position, other in enumerate(dated) if other.size < count.size]
        dated.insert(after[-1] + 1 if after else 0, count)
    return dated
