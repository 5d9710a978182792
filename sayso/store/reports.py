"""Reports as they came in: taken once, and looked up again."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sayso.errors import CaseUnusable, UnknownId
from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected, Report, Stretch
from sayso.store.bodies import body_of, digest_of, value_of
from sayso.store.ids import free_id, name_clash
from sayso.store.issues import Owner, drop_issues, issues_of, keep_issue
from sayso.store.judgements import mark_withdrawn
from sayso.store.ledger import Ledger, Row
from sayso.store.originals import keep_original, read_original
from sayso.store.search import forget_words, index_words
from sayso.store.storable import storable_report

Taken = Literal["new", "changed", "known", "refused"]
"""Whether a report was not in the case before, has other text or details now, was there already, or is too large."""

COLUMNS = (
    "reports.id, reports.path, reports.url, reports.title, reports.publisher, reports.published, reports.language,"
    " reports.sha256, reports.text"
)


def report_from(row: Row) -> Report:
    """The report in a row of `COLUMNS`."""
    report_id, path, url, title, publisher, published, language, sha256, text = row
    return Report(
        id=report_id,
        path=path,
        url=url,
        title=title,
        publisher=publisher,
        published=published,
        language=language,
        sha256=sha256,
        text=text,
    )


def details_of(report: Report, *, readable: bool) -> str:
    """A digest of all that a reading depends on, the report's id apart."""
    return digest_of(
        report.text, report.title, report.url, report.publisher, report.published, report.language, readable
    )


def take_report(ledger: Ledger, collected: Collected) -> Taken:
    """Keep a report as it came, with its original and its issues.

    One original twice is one report. Where it comes from the same path again, its newest text and details count (the
    user may have said since when it was published); where it comes from two, those that say more, or else those of the
    path that sorts first.
    """
    report = storable_report(collected.report)
    if _too_large(ledger, report, collected):
        _refuse(ledger, report)
        return "refused"
    row = ledger.one(
        "SELECT key, path, details, url, title, publisher, published, language FROM reports"
        " WHERE given = ? AND sha256 = ?",
        report.id,
        report.sha256,
    )
    if row is None:
        key = _add(ledger, report, collected)
        taken: Taken = "new"
    else:
        key = int(row[0])
        taken = _meet(ledger, row, report, collected)
    owner = Owner(key, report.id, report.path)
    for issue in collected.issues:
        keep_issue(ledger, issue, owner=owner, came="collecting")
    return taken


def _add(ledger: Ledger, report: Report, collected: Collected) -> int:
    keep_original(ledger, collected.original)
    name = free_id(ledger, report.id, report.sha256)
    ledger.write(
        "INSERT INTO reports (id, given, sha256, path, url, title, publisher, published, language, readable, details,"
        " offsets, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        name,
        report.id,
        report.sha256,
        *_changeable(report, collected),
    )
    key = key_of(ledger, name)
    index_words(ledger, key)
    mark_withdrawn(ledger, report.sha256)
    if name != report.id:
        name_clash(ledger, key, name, report.id, report.path)
    return key


def _changeable(report: Report, collected: Collected) -> Row:
    return (
        report.path,
        report.url,
        report.title,
        report.publisher,
        report.published,
        report.language,
        collected.readable,
        details_of(report, readable=collected.readable),
        body_of(collected.offsets),
        report.text,
    )


def _meet(ledger: Ledger, row: Row, report: Report, collected: Collected) -> Taken:
    """A report that is in the case comes again."""
    key, path, details, *told = row
    new = details_of(report, readable=collected.readable)
    if new == details:
        if _place(report.path) < _place(path):
            ledger.write("UPDATE reports SET path = ? WHERE key = ?", report.path, key)
        return "known"
    new_told = (report.url, report.title, report.publisher, report.published, report.language)
    if report.path is not None and report.path == path:
        drop_issues(ledger, key, came="collecting")
        _replace(ledger, key, report, collected)
        return "changed"
    loses = (_silence(new_told), _place(report.path), new) > (_silence(told), _place(path), details)
    if _contradict(told, new_told):
        _tell_unheard(ledger, key, report, path_unheard=report.path if loses else path)
    if loses:
        return "known"
    _replace(ledger, key, report, collected)
    return "changed"


def _contradict(told: Sequence[object], others: Sequence[object]) -> bool:
    pairs = zip(told, others, strict=True)
    return any(one is not None and other is not None and one != other for one, other in pairs)


def _tell_unheard(ledger: Ledger, key: int, report: Report, *, path_unheard: str | None) -> None:
    message = "the same report came from two places with different details; what is said of it here does not count"
    hint = "say the same of both in reports.toml, or leave one of them out"
    issue = Issue(report=report.id, path=path_unheard, stage="store", place=None, message=message, hint=hint)
    keep_issue(ledger, issue, owner=Owner(key, report.id, None), came="collecting")


def _replace(ledger: Ledger, key: int, report: Report, collected: Collected) -> None:
    forget_words(ledger, key)
    ledger.write(
        "UPDATE reports SET path = ?, url = ?, title = ?, publisher = ?, published = ?, language = ?, readable = ?,"
        " details = ?, offsets = ?, text = ? WHERE key = ?",
        *_changeable(report, collected),
        key,
    )
    index_words(ledger, key)
    ledger.write("DELETE FROM readings WHERE report = ?", key)
    drop_issues(ledger, key, came="reading")


def _silence(told: Sequence[object]) -> int:
    """How many details are unknown."""
    return sum(detail is None for detail in told)


def _place(path: str | None) -> tuple[bool, str]:
    """Sorts paths, no path last."""
    return path is None, path or ""


def _too_large(ledger: Ledger, report: Report, collected: Collected) -> bool:
    longest = ledger.longest_value()
    return len(collected.original.content) > longest or len(report.text.encode()) > longest


def _refuse(ledger: Ledger, report: Report) -> None:
    message = "the report is larger than a case can hold in one piece, and is not in it"
    hint = "split it into smaller reports"
    issue = Issue(report=report.id, path=report.path, stage="store", place=None, message=message, hint=hint)
    keep_issue(ledger, issue, owner=None, came="collecting")


def key_of(ledger: Ledger, report_id: str) -> int:
    """The row of a report; raises `UnknownId`."""
    row = ledger.one("SELECT key FROM reports WHERE id = ?", report_id)
    if row is None:
        raise UnknownId(f"the case has no report {report_id!r}")
    return int(row[0])


def given_id(ledger: Ledger, report_id: str) -> str:
    """The id that a report came with; raises `UnknownId`."""
    row = ledger.one("SELECT given FROM reports WHERE id = ?", report_id)
    if row is None:
        raise UnknownId(f"the case has no report {report_id!r}")
    return str(row[0])


def read_report(ledger: Ledger, report_id: str) -> Report:
    """One report; raises `UnknownId`."""
    row = ledger.one(f"SELECT {COLUMNS} FROM reports WHERE id = ?", report_id)
    if row is None:
        raise UnknownId(f"the case has no report {report_id!r}")
    return report_from(row)


def all_reports(ledger: Ledger) -> Iterator[Report]:
    """Every report, by id."""
    for row in ledger.rows(f"SELECT {COLUMNS} FROM reports ORDER BY reports.id"):
        yield report_from(row)


def collected_again(ledger: Ledger, key: int) -> Collected:
    """A report as it came in, with the id that it has now."""
    row = ledger.one(f"SELECT {COLUMNS}, readable, offsets FROM reports WHERE key = ?", key)
    if row is None:
        raise CaseUnusable("a report has vanished from the case while it was read")
    *of_report, readable, offsets = row
    report = report_from(tuple(of_report))
    return Collected(
        report=report,
        original=read_original(ledger, report.sha256),
        offsets=value_of(offsets, tuple[Stretch, ...]),
        issues=issues_of(ledger, Owner(key, report.id, report.path)),
        readable=bool(readable),
    )
