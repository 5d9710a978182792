"""Ids given in one run, to tell two reports that were given one id."""

from __future__ import annotations

from hashlib import blake2b

from msgspec import structs

from sayso.collect.flaw import Flaw
from sayso.nouns.report import Collected


class KnownIds:
    """The ids given so far with what they stand for, 64 bits of each: some 150 MB for a million reports.

    A report whose id is its own hash cannot take another's, so only ids that users gave are remembered.
    """

    def __init__(self) -> None:
        self._contents: dict[int, int] = {}

    def mark(self, collected: Collected) -> Collected:
        """The report as it is, or with an issue where other contents had its id before. The first keeps the id."""
        report = collected.report
        if report.id == report.sha256:
            return collected
        content = _short(report.sha256)
        if self._contents.setdefault(_short(report.id), content) == content:
            return collected
        flaw = Flaw("has an id that another report with other contents has", "id", "give each report an id of its own")
        issue = flaw.issue(report=report.id, path=report.path)
        return structs.replace(collected, issues=(*collected.issues, issue))


def _short(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), "big")
