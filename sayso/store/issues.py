"""What went wrong, once each: an issue is known by its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from sayso.nouns.issue import Issue
from sayso.store.bodies import body_of, digest_of, value_of
from sayso.store.ledger import Ledger
from sayso.store.storable import storable_issue

Came = Literal["collecting", "id", "reading"]
"""What an issue goes with: it goes when that is done anew."""


class Owner(NamedTuple):
    """The report that an issue is of: its row, and the id and path that issues of it bear."""

    key: int
    report: str
    path: str | None


def keep_issue(ledger: Ledger, issue: Issue, *, owner: Owner | None, came: Came) -> bool:
    """Keep the issue; whether it is new.

    Its report's id and path are left out of what is kept, and looked up again: so an issue follows a report that is
    renamed, and is the same issue when the report comes again from another path.
    """
    kept = storable_issue(issue)
    if owner is not None:
        kept = replace(kept, report=None, path=None if kept.path == owner.path else kept.path)
    key = owner.key if owner else None
    return bool(
        ledger.write(
            "INSERT INTO issues (digest, report, came, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            digest_of(key, kept),
            key,
            came,
            body_of(kept),
        )
    )


def drop_issues(ledger: Ledger, key: int, *, came: Came) -> None:
    """Forget a report's issues that came with something that is being done anew."""
    ledger.write("DELETE FROM issues WHERE report = ? AND came = ?", key, came)


def issues_of(ledger: Ledger, owner: Owner) -> tuple[Issue, ...]:
    """The issues of one report, in a fixed order."""
    bodies = ledger.rows("SELECT body FROM issues WHERE report = ? ORDER BY body", owner.key)
    return tuple(_of(owner.report, owner.path, body) for (body,) in bodies)


def _of(report: str, path: str | None, body: str) -> Issue:
    issue = value_of(body, Issue)
    return replace(issue, report=report, path=issue.path or path)


def all_issues(ledger: Ledger) -> Iterator[Issue]:
    """Every issue: first those of no report, by file, then by the report's id."""
    found = ledger.rows(
        "SELECT reports.id, reports.path, issues.body FROM issues LEFT JOIN reports ON reports.key = issues.report"
        " ORDER BY reports.id, issues.body"
    )
    for report, path, body in found:
        yield value_of(body, Issue) if report is None else _of(report, path, body)


def count_issues(ledger: Ledger) -> int:
    """How many issues the case holds."""
    row = ledger.one("SELECT count(*) FROM issues")
    return int(row[0]) if row else 0
