"""What went wrong, once each: an issue is known by its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from sayso.nouns.issue import Issue
from sayso.store.bodies import body_of, digest_of, value_of
from sayso.store.ledger import Ledger
from sayso.store.storable import storable_issue

Came = Literal["collecting", "id", "reading"]
"""What an issue goes with: it goes when that is done anew."""


def keep_issue(ledger: Ledger, issue: Issue, *, key: int | None, came: Came) -> bool:
    """Keep the issue, of the report with this key where it has one; whether it is new.

    The report's id is left out of what is kept: it is looked up, so that an issue follows a report that is renamed.
    """
    kept = storable_issue(issue)
    if key is not None:
        kept = replace(kept, report=None)
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


def issues_of(ledger: Ledger, key: int, name: str) -> tuple[Issue, ...]:
    """The issues of one report, which is now called `name`, in a fixed order."""
    bodies = ledger.rows("SELECT body FROM issues WHERE report = ? ORDER BY body", key)
    return tuple(replace(value_of(body, Issue), report=name) for (body,) in bodies)


def all_issues(ledger: Ledger) -> Iterator[Issue]:
    """Every issue: first those of no report, by file, then by the report's id."""
    found = ledger.rows(
        "SELECT reports.id, issues.body FROM issues LEFT JOIN reports ON reports.key = issues.report"
        " ORDER BY reports.id, issues.body"
    )
    for name, body in found:
        issue = value_of(body, Issue)
        yield issue if name is None else replace(issue, report=name)


def count_issues(ledger: Ledger) -> int:
    """How many issues the case holds."""
    row = ledger.one("SELECT count(*) FROM issues")
    return int(row[0]) if row else 0
