"""The reports of a case, and those among them that somebody looks for, with the claims that are as asked."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sayso.nouns.claim import Claim
from sayso.nouns.found import Facet, FoundReport, Wanted
from sayso.nouns.span import Span
from sayso.nouns.view import Window
from sayso.tell import wording
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.pages.sight import Sight
from sayso.tell.why import reading_of


class FoundClaim(Struct, frozen=True, kw_only=True):
    """A claim that is as asked."""

    id: str
    read_as: str
    effects: tuple[str, ...]
    parties: tuple[str, ...]
    place: str | None
    earliest: date | None
    latest: date | None
    confidence: float | None
    judged: str | None
    chain: tuple[str, ...]
    quote: Quote


class ReportRow(Struct, frozen=True, kw_only=True):
    """A report in a list."""

    id: str
    called: str
    title: str | None
    publisher: str | None
    published: str | None
    sha256: str
    copy_of: str | None
    quote: Quote | None
    """The words that were looked for, at their first place in the text; else None, or they stand in the title."""
    claims: tuple[FoundClaim, ...]
    more: int
    """Claims as asked beyond these."""


class ReportsPage(Struct, frozen=True, kw_only=True):
    """A window of the reports that are wanted."""

    edition: str
    total: int
    reports: tuple[ReportRow, ...]


class FacetValue(Struct, frozen=True, kw_only=True):
    """Something that reports can be chosen by."""

    value: str
    told: str
    reports: int
    """How many of those that are wanted, were nothing asked of this facet. Of a party with several names in one report
    each counts."""


class FacetPage(Struct, frozen=True, kw_only=True):
    """What reports can be chosen by, that which most have first."""

    edition: str
    facet: Facet
    values: tuple[FacetValue, ...]
    more: int
    """Values beyond these."""


def reports_page(sight: Sight, wanted: Wanted, party: str | None, window: Window, claims: int) -> ReportsPage:
    """Reports as wanted; `party` is a name in the case, and stands for all names that reports give it."""
    found = sight.view.find_reports(_with_party(sight, wanted, party), window, claims)
    lookup = sight.over()
    return ReportsPage(
        edition=sight.edition, total=found.total, reports=tuple(_row(lookup, one) for one in found.reports)
    )


def facet_page(
    sight: Sight, facet: Facet, wanted: Wanted, party: str | None, starts: str | None, limit: int
) -> FacetPage:
    """What reports as wanted can be chosen by; `starts`: how a word of it begins."""
    counts: dict[str, int] = {}
    known = sight.names if facet == "party" else {}
    for value, count in sight.view.values_of(facet, _with_party(sight, wanted, party)):
        name = known.get(value.casefold(), value)
        if name:
            counts[name] = counts.get(name, 0) + count
    begin = (starts or "").casefold().strip()
    fitting = [name for name in counts if not begin or _begins(name.casefold(), begin)]
    fitting.sort(key=lambda name: (-counts[name], name))
    told = wording.plain if facet == "effect" else on_one_line
    return FacetPage(
        edition=sight.edition,
        facet=facet,
        values=tuple(FacetValue(value=name, told=told(name), reports=counts[name]) for name in fitting[:limit]),
        more=max(len(fitting) - limit, 0),
    )


def _begins(name: str, begin: str) -> bool:
    return name.startswith(begin) or f" {begin}" in name


def _with_party(sight: Sight, wanted: Wanted, party: str | None) -> Wanted:
    return wanted if party is None else replace(wanted, parties=sight.names_of(party))


def _row(lookup: Lookup, found: FoundReport) -> ReportRow:
    report = lookup.report(found.report)
    words = Span.of(report.text, *found.words) if found.words else None
    return ReportRow(
        id=report.id,
        called=lookup.publisher(report.id),
        title=report.title and on_one_line(report.title),
        publisher=report.publisher and on_one_line(report.publisher),
        published=report.published,
        sha256=report.sha256,
        copy_of=lookup.copy_of(report.id),
        quote=lookup.quote(report.id, words) if words else None,
        claims=tuple(_claim(lookup, claim) for claim in found.claims),
        more=found.more,
    )


def _claim(lookup: Lookup, claim: Claim) -> FoundClaim:
    when, where = claim.when, claim.where
    return FoundClaim(
        id=claim.id,
        read_as=reading_of(claim),
        effects=claim.effects,
        parties=tuple(map(lookup.name, claim.says_who)),
        place=(where.name or where.text) if where else None,
        earliest=(when and when.earliest) or claim.as_of,
        latest=(when and when.latest) or claim.as_of,
        confidence=claim.confidence,
        judged=claim.judged,
        chain=lookup.chain(claim.says_who, claim.report),
        quote=lookup.quote_claim(claim),
    )
