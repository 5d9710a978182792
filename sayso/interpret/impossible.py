"""Days that a text names and no calendar has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.nouns.issue import Issue
from sayso.nouns.report import Report
from sayso.nouns.when import When


def impossible_days(report: Report, whens: Iterable[When]) -> Iterator[Issue]:
    """An issue for each: "November 31" may be a slip for the 30th or for October, so the day stays unknown.

    Only a numbered day can be impossible; "all night long" is merely none.
    """
    for when in whens:
        if when.type == "DATE" and when.value is None and any(map(str.isdigit, when.text)):
            yield Issue(
                report=report.id,
                path=report.path,
                stage="interpret",
                place=f"characters {when.start}-{when.end}",
                message=f"“{when.text}” is no day that can be; what happened then has no day",
                hint="see what the original says; if the report was mended, give the mended one",
            )
