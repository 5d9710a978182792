"""Everything that one report says, in the order in which it is said; nothing merged."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from sayso.nouns.claim import Claim
from sayso.nouns.issue import Issue
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where


class TitlePlaces(Struct, frozen=True, kw_only=True):
    """Places of a report's title that its text does not name; their words and offsets are of the title."""

    headline: tuple[Where, ...] = ()
    site: tuple[Where, ...] = ()
    """In the name of the site, behind the headline: whose readers it writes for."""


class Reading(Struct, frozen=True, kw_only=True):
    """One report, read."""

    report: Report
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    whens: tuple[When, ...] = ()
    wheres: tuple[Where, ...] = ()
    title: TitlePlaces = TitlePlaces()
    events: tuple[EventMention, ...] = ()
    violations: tuple[Violation, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def parties(self) -> Iterator[Party]:
        """Everybody whom something in the report is said to come from, as often as that is said."""
        for told in (self.claims, self.attributions, self.events, self.violations):
            for one in told:
                yield from one.says_who

    def surest(self, least: float) -> Reading:
        """The reading without the claims that are less likely to be right than `least`, from 0 to 1."""
        claims = tuple(claim for claim in self.claims if claim.is_sure(least))
        return self if len(claims) == len(self.claims) else replace(self, claims=claims)
