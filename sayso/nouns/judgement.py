"""A person's word, which outranks the machine's and is only ever superseded."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Judgement(Struct, frozen=True, kw_only=True):
    """Who decided what about which thing, when, and why."""

    id: int
    kind: Literal["withdrawn", "restored"]
    about: str
    """Id of the thing judged: here a report."""
    by: str | None
    because: str
    at: str
    """ISO 8601 date and time in UTC; recorded, never used to compute the record."""
