"""One id a report, also where two texts came with one id.

Of the texts that came with an id, the one with the least SHA-256 has it, and every other is `id~` with the start of its
own: whatever the order in which they came, each ends with the same id.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.nouns.issue import Issue
from sayso.store.issues import Owner, drop_issues, keep_issue
from sayso.store.ledger import Ledger

_SHORT = 8


def free_id(ledger: Ledger, given: str, sha256: str) -> str:
    """The id of a report that is about to be added, after those that must make way for it have done so."""
    first = ledger.one(
        "SELECT key, path, sha256 FROM reports WHERE given = ? ORDER BY sha256 LIMIT 1", given
    )  # the holder of the id
    if first is None:
        _clear(ledger, given)
        return given
    key, path, held_by = first
    if held_by < sha256:
        return _derived(ledger, given, sha256)
    _rename(ledger, key, _derived(ledger, given, held_by), given, path)
    return given


def name_clash(ledger: Ledger, key: int, name: str, given: str, path: str | None) -> None:
    """Keep an issue that names both ids, in place of an earlier one."""
    drop_issues(ledger, key, came="id")
    message = f"two texts came with the id {given!r}: this one is kept as {name!r}, the other as {given!r}"
    hint = "give every report an id of its own; if one replaces the other, withdraw the one that no longer holds"
    issue = Issue(report=name, path=path, stage="store", place=None, message=message, hint=hint)
    keep_issue(ledger, issue, owner=Owner(key, name, path), came="id")


def _clear(ledger: Ledger, given: str) -> None:
    """An id that a report came with goes before one that was made up here."""
    row = ledger.one("SELECT key, given, sha256, path FROM reports WHERE id = ?", given)
    if row is not None:
        key, its_given, its_sha256, path = row
        _rename(ledger, key, _derived(ledger, its_given, its_sha256), its_given, path)


def _derived(ledger: Ledger, given: str, sha256: str) -> str:
    return next(name for name in _names(given, sha256) if not ledger.one("SELECT 1 FROM reports WHERE id = ?", name))


def _names(given: str, sha256: str) -> Iterator[str]:
    yield f"{given}~{sha256[:_SHORT]}"
    name = f"{given}~{sha256}"
    while True:
        yield name
        name += "~"


def _rename(ledger: Ledger, key: int, name: str, given: str, path: str | None) -> None:
    """Give a report another id; its reading goes, since the ids of its claims are made from the report's."""
    ledger.write("UPDATE reports SET id = ? WHERE key = ?", name, key)
    ledger.write("DELETE FROM readings WHERE report = ?", key)
    drop_issues(ledger, key, came="reading")
    name_clash(ledger, key, name, given, path)
