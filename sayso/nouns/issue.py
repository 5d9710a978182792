"""What went wrong with one report, kept as data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Stage = Literal["collect", "extract", "interpret", "reconcile", "store"]


class Issue(Struct, frozen=True, kw_only=True):
    """One thing that could not be read, or not be trusted, with what to do about it."""

    report: str | None
    """Id of the report, where one could be made."""
    path: str | None
    """The file, and for JSON Lines the line: `feed.jsonl:17`."""
    stage: Stage
    place: str | None
    """Where in the report: "line 3", "bytes 0-4", "characters 120-140"."""
    message: str
    hint: str | None
