"""Where words stand: the report, and the original that it was read from."""

from __future__ import annotations

from msgspec import Struct

from sayso.tell.harmless import shown
from sayso.tell.lookup import Lookup


class Cited(Struct, frozen=True, kw_only=True):
    """The report that words stand in, and the original that it was read from."""

    id: str
    publisher: str | None
    published: str | None
    title: str | None
    path: str | None
    url: str | None
    sha256: str
    copy_of: str | None


def cite(lookup: Lookup, report_id: str) -> Cited:
    """The citation of a report, safe to show; raises `UnknownId`."""
    report = lookup.report(report_id)
    return Cited(
        id=report.id,
        publisher=shown(report.publisher),
        published=shown(report.published),
        title=shown(report.title),
        path=shown(report.path),
        url=shown(report.url),
        sha256=report.sha256,
        copy_of=lookup.copy_of(report.id),
    )
