"""What people decided about reports: written down once, never changed, superseded by the next."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sayso.errors import UnknownId, WrongUse
from sayso.nouns.judgement import Judgement
from sayso.store.ledger import Ledger
from sayso.store.storable import storable

Kind = Literal["withdrawn", "restored"]

_ABOVE_ALL = "\U0010ffff"
"""Sorts after every character that an id goes on with."""


def judge(ledger: Ledger, kind: Kind, about: str, *, by: str | None, because: str, at: str) -> Judgement:
    """Write down that a report is withdrawn or restored; `about` is its id or the start of no other's.

    Raises `UnknownId` where no report, or more than one, has such an id, and `WrongUse` where the report is already so.
    """
    if not because.strip():
        raise WrongUse("say why: a judgement without a reason helps nobody who reads the case later")
    with ledger.transaction():
        key, name = _find(ledger, storable(about))
        _check_changes(ledger, kind, key, name)
        ledger.write(
            "INSERT INTO judgements (kind, report, by, because, at) VALUES (?, ?, ?, ?, ?)",
            kind,
            key,
            storable(by),
            storable(because),
            storable(at),
        )
        ledger.write("UPDATE reports SET withdrawn = ? WHERE key = ?", kind == "withdrawn", key)
        return next(_judgements(ledger, "WHERE judgements.report = ? ORDER BY judgements.id DESC", key))


def all_judgements(ledger: Ledger) -> Iterator[Judgement]:
    """Every judgement, oldest first."""
    return _judgements(ledger, "ORDER BY judgements.id")


def _judgements(ledger: Ledger, which: str, *values: object) -> Iterator[Judgement]:
    found = ledger.rows(
        "SELECT judgements.id, kind, reports.id, by, because, at FROM judgements"
        f" JOIN reports ON reports.key = judgements.report {which}",
        *values,
    )
    for number, kind, about, by, because, at in found:
        yield Judgement(id=number, kind=kind, about=about, by=by, because=because, at=at)


def _find(ledger: Ledger, about: str) -> tuple[int, str]:
    exact = ledger.one("SELECT key, id FROM reports WHERE id = ?", about)
    if exact is not None:
        return int(exact[0]), str(exact[1])
    like = list(
        ledger.rows(
            "SELECT key, id FROM reports WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", about, about + _ABOVE_ALL
        )
    )
    if not about or not like:
        raise UnknownId(f"no report has an id that starts with {about!r}; sayso reports lists them")
    if len(like) > 1:
        names = ", ".join(repr(row[1]) for row in like[:2]) + (" and more" if len(like) > 2 else "")
        raise UnknownId(f"more than one report has an id that starts with {about!r}: {names}; give more of it")
    return int(like[0][0]), str(like[0][1])


def _check_changes(ledger: Ledger, kind: Kind, key: int, name: str) -> None:
    last = next(_judgements(ledger, "WHERE judgements.report = ? ORDER BY judgements.id DESC LIMIT 1", key), None)
    standing = last.kind if last else "restored"
    if standing != kind:
        return
    if last is None:
        raise WrongUse(f"the report {name!r} is not withdrawn: there is nothing to restore")
    raise WrongUse(f"the report {name!r} is already {kind}, since {last.at}: {last.because}")
