"""What people decided: written down once, never changed, superseded by the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from sayso.nouns.judgement import Judged, Judgement, Values, Verdict
from sayso.store.bodies import body_of, digest_of, value_of
from sayso.store.ledger import Ledger
from sayso.store.storable import storable

_STEP = timedelta(microseconds=1)


def append(
    ledger: Ledger,
    kind: Verdict,
    about: Sequence[Judged],
    *,
    values: Values | None,
    by: str | None,
    because: str,
    at: str,
) -> Judgement:
    """Write a judgement down; one that is no later than the newest here is dated right after it."""
    with ledger.transaction():
        draft = Judgement(
            id="", kind=kind, about=tuple(about), values=values, by=storable(by), because=storable(because), at=at
        )
        newest = max(all_judgements(ledger), key=lambda one: one.age, default=None)
        if newest and draft.moment <= newest.moment:
            moment = (newest.moment + _STEP).astimezone(UTC).isoformat()
            draft = replace(draft, at=moment.replace("+00:00", "Z"))
        judgement = replace(draft, id=id_of(draft))
        keep(ledger, judgement)
        return judgement


def keep(ledger: Ledger, judgement: Judgement) -> bool:
    """Write down a judgement that has its id and time; False where it is here already."""
    with ledger.transaction():
        report = judgement.about[0] if judgement.kind in ("withdrawn", "restored") else None
        new = ledger.write(
            "INSERT INTO judgements (id, at, sha256, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            judgement.id,
            judgement.at,
            report.sha256 if report else None,
            body_of(judgement),
        )
        if new and judgement.kind in ("withdrawn", "restored", "undo"):
            mark_withdrawn(ledger)
        return bool(new)


def id_of(judgement: Judgement) -> str:
    """A judgement's id: "j" and 16 hex digits, from all that it says.

    What is empty does not count, so that a later sayso, whose judgements can say more, gives old ones their old ids;
    in an edit it does: null makes a value unknown.
    """
    said = msgspec.to_builtins(replace(judgement, id=""))
    values = said.pop("values")
    return "j" + digest_of(_filled(said | ({"edit": sorted(values.items())} if values is not None else {})))[:16]


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _filled(one)
            for key, one in sorted(value.items())
            if not (one is None or one is False or one in ("", ()))
        }
    if isinstance(value, list | tuple):
        return [_filled(one) for one in value]
    return value


def all_judgements(ledger: Ledger) -> list[Judgement]:
    """Every judgement, oldest first, whatever the order in which they were written down."""
    found = [value_of(body, Judgement) for (body,) in ledger.rows("SELECT body FROM judgements")]
    return sorted(found, key=lambda one: one.age)


def undone(judgements: Iterable[Judgement]) -> dict[str, str]:
    """By the id of each judgement that was undone, the one that undid it. An undoing can be undone, too."""
    found: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda one: one.age, reverse=True):
        if judgement.kind == "undo" and judgement.id not in found:
            for thing in judgement.about:
                found.setdefault(thing.id, judgement.id)
    return found


def mark_withdrawn(ledger: Ledger, sha256: str | None = None) -> None:
    """Bring the reports' marks in line with the judgements: of all reports, or of those with one hash."""
    if sha256 and not ledger.one("SELECT 1 FROM judgements WHERE sha256 = ?", sha256):
        return
    known = all_judgements(ledger)
    without = undone(known)
    newest: dict[tuple[str | None, str | None], bool] = {}
    for judgement in known:
        if judgement.kind in ("withdrawn", "restored"):
            thing = judgement.about[0]
            newest.setdefault((thing.report, thing.sha256), False)
            if judgement.id not in without:
                newest[thing.report, thing.sha256] = judgement.kind == "withdrawn"
    for (given, digest), out in newest.items():
        ledger.write(
            "UPDATE reports SET withdrawn = ? WHERE given = ? AND sha256 = ? AND withdrawn <> ?",
            out,
            given,
            digest,
            out,
        )
