"""Something wrong with an original, before it is known which report it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sayso.errors import ReportUnreadable
from sayso.nouns.issue import Issue


class Flaw(Struct, frozen=True):
    """What was found wrong, where, and what to do about it."""

    message: str
    place: str | None = None
    hint: str | None = None

    def issue(self, *, report: str | None, path: str | None) -> Issue:
        """The flaw as a row of the issue list."""
        return Issue(report=report, path=path, stage="collect", place=self.place, message=self.message, hint=self.hint)


def flaw_of(error: ReportUnreadable) -> Flaw:
    """The flaw that stopped a report from being read."""
    return Flaw(error.message, error.place, error.hint)


def issues_of(flaws: Iterable[Flaw], *, report: str | None, path: str | None) -> tuple[Issue, ...]:
    """Flaws as rows of the issue list, in the order in which they were found."""
    return tuple(flaw.issue(report=report, path=path) for flaw in flaws)
