"""Reports that are taken out of the record, and let in again."""

from __future__ import annotations

from typing import Literal

from sayso.errors import UnknownId, WrongUse
from sayso.nouns.judgement import Judged, Judgement
from sayso.store.judgements import all_judgements, append, undone
from sayso.store.ledger import Ledger
from sayso.store.storable import storable

_ABOVE_ALL = "\U0010ffff"
"""Sorts after every character that an id goes on with."""


def withdraw(ledger: Ledger, report: str, *, by: str | None, because: str, at: str) -> Judgement:
    """Write down that a report is withdrawn; `report` is its id or the start of no other's.

    Raises `UnknownId` where no report, or more than one, has such an id, and `WrongUse` where it is withdrawn already.
    """
    return _judge(ledger, "withdrawn", report, by=by, because=because, at=at)


def restore(ledger: Ledger, report: str, *, by: str | None, because: str, at: str) -> Judgement:
    """Write down that a report counts again. Raises as `withdraw` does."""
    return _judge(ledger, "restored", report, by=by, because=because, at=at)


def _judge(
    ledger: Ledger, kind: Literal["withdrawn", "restored"], report: str, *, by: str | None, because: str, at: str
) -> Judgement:
    if not because.strip():
        raise WrongUse("say why: a judgement without a reason helps nobody who reads the case later")
    with ledger.transaction():
        thing, is_out = _find(ledger, storable(report))
        _check_changes(ledger, kind, thing, is_out=is_out)
        return append(ledger, kind, (thing,), values=None, by=by, because=because, at=at)


def _find(ledger: Ledger, about: str) -> tuple[Judged, bool]:
    columns = "SELECT id, given, sha256, title, withdrawn FROM reports"
    exact = ledger.one(f"{columns} WHERE id = ?", about)
    like = list(ledger.rows(f"{columns} WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", about, about + _ABOVE_ALL))
    if exact is None and not (about and like):
        raise UnknownId(f"no report has an id that starts with {about!r}; sayso reports lists them")
    if exact is None and len(like) > 1:
        names = ", ".join(repr(row[0]) for row in like[:2]) + (" and more" if len(like) > 2 else "")
        raise UnknownId(f"more than one report has an id that starts with {about!r}: {names}; give more of it")
    name, given, sha256, title, out = exact or like[0]
    thing = Judged(kind="report", id=name, told=title or name, report=given, sha256=sha256, quoted=())
    return thing, bool(out)


def _check_changes(ledger: Ledger, kind: str, thing: Judged, *, is_out: bool) -> None:
    if is_out != (kind == "withdrawn"):
        return
    known = all_judgements(ledger)
    without = undone(known)
    last = next(
        (
            one
            for one in reversed(known)
            if one.kind == kind and one.id not in without and one.about[0].sha256 == thing.sha256
        ),
        None,
    )
    if last is None:
        raise WrongUse(f"the report {thing.id!r} is not withdrawn: there is nothing to restore")
    raise WrongUse(f"the report {thing.id!r} is already {kind}, since {last.at}: {last.because}")
