"""What is looked for among the reports of a case, and what is found."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.what import Effect

Facet = Literal["effect", "party", "place", "publisher"]
"""What reports can be chosen by that has names."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which reports are looked for; what is None is not asked.

    All that is asked of claims (parties, place, effect, days, confidence) is asked of one and the same claim.
    """

    words: str | None = None
    """Every one of them, in title or text; in double quotes: next to each other."""
    parties: tuple[str, ...] | None = None
    """Any of these names, as reports give them, in the chain of say-so."""
    place: str | None = None
    """Where it happened, by the gazetteer's name."""
    effect: Effect | None = None
    earliest: date | None = None
    latest: date | None = None
    """Days between which it may have happened, or up to which the claim counts."""
    least: float | None = None
    """How sure a claim is at least, from 0 to 1."""
    publisher: str | None = None
    copies: bool = True
    """Whether reports that repeat another are found, too."""

    @property
    def asks_of_claims(self) -> bool:
        """Whether a report without claims cannot be meant."""
        asked = (self.parties, self.place, self.effect, self.earliest, self.latest, self.least)
        return any(one is not None for one in asked)


class FoundReport(Struct, frozen=True, kw_only=True):
    """A report that was found."""

    report: str
    words: tuple[int, int] | None
    """Where the first of the words that were looked for stand in its text; None where none were, or in its title."""
    claims: tuple[Claim, ...]
    """The first of its claims that are as asked."""
    more: int
    """How many there are beside them."""


class Found(Struct, frozen=True, kw_only=True):
    """A window of what was found."""

    total: int
    reports: tuple[FoundReport, ...]
