"""The reports of a case: who printed what, when, and which only repeat another."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from sayso.nouns.judgement import Judgement
from sayso.nouns.report import Report
from sayso.nouns.view import View
from sayso.tell.harmless import on_one_line, shown
from sayso.tell.lookup import Lookup


class Printed(Struct, frozen=True, kw_only=True):
    """One report of the case."""

    id: str
    called: str
    """Its publisher, else what the account calls it by."""
    publisher: str | None
    published: str | None
    title: str | None
    path: str | None
    url: str | None
    language: str | None
    sha256: str
    copy_of: str | None
    withdrawn: str | None
    """Why it was taken out of the record; None where it counts."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return (self.id, self.copy_of) if self.copy_of else (self.id,)


class Shelf(Struct, frozen=True, kw_only=True):
    """All reports of a case in a few numbers."""

    total: int
    copies: int
    withdrawn: int
    later: int
    """Published after the day that the account is for; left out."""
    undated: int
    """Without a day of publication, where the account is for a day: what they say may be of any."""
    first: date | None
    """Day of the earliest publication that is known."""
    last: date | None


def withdrawn_reports(view: View) -> dict[str, Judgement]:
    """The reports that are out of the record, each with the judgement that took it out."""
    return {
        report: ruling
        for ruling in view.rulings()
        if ruling.kind == "withdrawn" and ruling.state == "stands"
        for report in ruling.now[0]
    }


def is_later(report: Report, as_of: date | None) -> bool:
    """Whether the report is known to have been published after the day."""
    return as_of is not None and report.published_on is not None and report.published_on > as_of


def was_out(report: Report, as_of: date | None) -> bool:
    """Whether the report is known to have been published by the day: one without a date may be of any."""
    return as_of is None or (report.published_on is not None and report.published_on <= as_of)


def printed(lookup: Lookup, as_of: date | None, limit: int) -> tuple[tuple[Printed, ...], Shelf]:
    """The earliest reports by day of publication (those without one last), and all of them in numbers."""
    withdrawn = withdrawn_reports(lookup.view)
    counts = {"total": 0, "copies": 0, "withdrawn": 0, "later": 0, "undated": 0}
    days: list[date] = []

    def rows() -> Iterator[Printed]:
        for report in lookup.view.reports():
            if is_later(report, as_of):
                counts["later"] += 1
                continue
            counts["undated"] += as_of is not None and report.published_on is None
            row = _row(lookup, report, withdrawn.get(report.id))
            counts["total"] += 1
            counts["copies"] += row.copy_of is not None
            counts["withdrawn"] += row.withdrawn is not None
            if report.published_on and not row.withdrawn:
                days[:] = [min((*days, report.published_on)), max((*days, report.published_on))]
            yield row

    first = heapq.nsmallest(limit, rows(), key=lambda row: (row.published is None, row.published or "", row.id))
    shelf = Shelf(**counts, first=days[0] if days else None, last=days[-1] if days else None)
    return tuple(first), shelf


def _row(lookup: Lookup, report: Report, withdrawal: Judgement | None) -> Printed:
    return Printed(
        id=report.id,
        called=lookup.publisher(report.id),
        publisher=shown(report.publisher),
        published=shown(report.published),
        title=shown(report.title),
        path=shown(report.path),
        url=shown(report.url),
        language=shown(report.language),
        sha256=report.sha256,
        copy_of=lookup.copy_of(report.id),
        withdrawn=on_one_line(withdrawal.because) if withdrawal else None,
    )
