"""Ids of what is computed: the same members give the same id, on any machine and in any order."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def event_id(members: Iterable[str]) -> str:
    """An event's id: "e" and 16 hex digits, from the least id among its claims and mentions."""
    return _id("e", [min(members)])


def toll_id(event: str, effect: str, group: str | None, where: str | None) -> str:
    """A toll's id: "t" and 16 hex digits, from what it counts."""
    return _id("t", [event, effect, group or "", where or ""])


def dispute_id(event: str, about: str, members: Iterable[str]) -> str:
    """A dispute's id: "d" and 16 hex digits, from its event, its subject and its claims and mentions."""
    return _id("d", [event, about, *sorted(members)])


def _id(letter: str, parts: Iterable[str]) -> str:
    return letter + sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
