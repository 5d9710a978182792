"""Letters whose accents are written apart: the text is kept as it is, and names in it may be missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.nouns.issue import Issue
from sayso.nouns.report import Report

_APART = re.compile(r"[A-Za-z][\u0300-\u036f]")


def accents_apart(report: Report) -> Iterator[Issue]:
    """One issue for a text in decomposed Unicode (NFD), at the first such letter."""
    found = _APART.search(report.text)
    if found:
        yield Issue(
            report=report.id,
            path=report.path,
            stage="interpret",
            place=f"characters {found.start()}-{found.end()}",
            message=f"accents are written apart from their letters (“{found.group()}”): names with them may be missed",
            hint="give the text in composed Unicode (NFC)",
        )
