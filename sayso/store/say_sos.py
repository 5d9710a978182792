"""Who relies on whom over all reports of a case, counted; and what is said on one's word, a window at a time."""

# ruff: noqa: S608  (only conditions of our own are put into queries; values are always bound)
from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from msgspec import UNSET, Struct

from sayso.nouns.claim import Claim
from sayso.nouns.report import Report, host_of
from sayso.nouns.view import Reliances, ReliedOn, Window
from sayso.store.at_hand import at_hand
from sayso.store.edited import Fate
from sayso.store.facts import reliances as reliances_of
from sayso.store.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 8
"""Things said by way of one pair among which one that counts is looked for."""

_PRINTED = "SELECT id, publisher, url FROM reports"

ReportOf = Callable[[str], Report]


class Asked(Struct, frozen=True, kw_only=True):
    """What is asked for of what is said on others' words."""

    kinds: Sequence[str]
    copies: Collection[str]
    sources: Collection[str] | None
    targets: Collection[str] | None
    through: Collection[str] | None

    def has(self, source: str, target: str) -> bool:
        """Whether a pair is asked for."""
        return (
            (self.sources is None or source in self.sources)
            and (self.targets is None or target in self.targets)
            and (self.through is None or source in self.through or target in self.through)
        )


class Out:
    """What does not count: reports that are withdrawn or repeat others, and what was judged wrong or edited."""

    def __init__(self, ledger: Ledger, fates: Mapping[str, Fate], copies: Collection[str]) -> None:
        self.said = {said for said, fate in fates.items() if fate.verdict == "wrong" or _is_given_anew(fate)}
        keys = ledger.rows("SELECT key FROM reports WHERE withdrawn")
        self.reports = {int(key) for (key,) in keys}
        for (key,) in ledger.rows(
            "SELECT reports.key FROM json_each(?) CROSS JOIN reports ON reports.id = value", _json(copies)
        ):
            self.reports.add(int(key))

    def has(self, report: int, said: str) -> bool:
        """Whether something does not count."""
        return report in self.reports or said in self.said


class SaySos:
    """Who is relied on by whom for everything that reports say: a row for each thing and pair of its names."""

    def __init__(self, ledger: Ledger) -> None:
        rows = list(ledger.pages("SELECT rowid, report, kind = 'claim', source, target, printed FROM say_sos"))
        row, report, is_claim, source, target, printed = zip(*rows, strict=True) if rows else ((),) * 6
        places: dict[str, int] = {}
        numbers = [[places.setdefault(name, len(places)) for name in column] for column in (source, target)]
        sources, targets = np.array(numbers, dtype=np.int64)
        self.names = tuple(places)
        self._row, self._report = np.array(row, dtype=np.int64), np.array(report, dtype=np.int64)
        self._is_claim = np.array(is_claim, dtype=bool)
        pairs, self._pair = np.unique(sources * len(places) + targets, return_inverse=True)
        self.source, self.target = np.divmod(pairs, max(len(places), 1))
        self.printed = np.bincount(self._pair, np.array(printed, dtype=np.int64), len(pairs)) > 0

    def count(self, reports: Collection[int], rows: Collection[int], *, claims: bool) -> NDArray[np.int64]:
        """How often each pair is met in claims, or in attributions, without these reports and rows."""
        out = np.zeros(int(self._report.max(initial=0)) + 1, dtype=bool)
        gone = np.array(sorted(reports), dtype=np.int64)
        out[gone[gone < len(out)]] = True
        counted = ~out[self._report] & (self._is_claim == claims)
        counted &= ~np.isin(self._row, np.array(list(rows), dtype=np.int64))
        return np.bincount(self._pair[counted], minlength=len(self.source))


def reliances(ledger: Ledger, out: Out, kinds: Sequence[str], anew: Iterable[Claim], report_of: ReportOf) -> Reliances:
    """Every pair of names as reports have them, with how often; `anew`: claims to which people gave another chain."""
    whole = at_hand(ledger, SaySos)
    rows = _rows_of(ledger, out.said)
    counts = {
        kind: whole.count(out.reports, rows, claims=kind == "claim") if kind in kinds else np.zeros_like(whole.source)
        for kind in ("claim", "attribution")
    }
    met = counts["claim"] + counts["attribution"] > 0
    told = Reliances(
        names=whole.names,
        source=whole.source[met],
        target=whole.target[met],
        printed=whole.printed[met],
        claims=counts["claim"][met],
        attributions=counts["attribution"][met],
    )
    pairs = [pair for claim in anew for pair in reliances_of(claim.says_who, report_of(claim.report))]
    return _with(told, pairs) if pairs else told


def _rows_of(ledger: Ledger, said: Collection[str]) -> list[int]:
    """The rows of things that are said."""
    return [
        row
        for kind in ("claim", "attribution")
        for (row,) in ledger.rows(
            f"SELECT say_sos.rowid FROM json_each(?) CROSS JOIN {kind}s ON {kind}s.id = value"
            f" CROSS JOIN say_sos INDEXED BY say_sos_report ON say_sos.report = {kind}s.report AND said = value"
            " WHERE kind = ?",
            _json(said),
            kind,
        )
    ]


def _with(told: Reliances, pairs: Sequence[tuple[str, str, bool]]) -> Reliances:
    """The same with some pairs of one claim each."""
    places = {name: at for at, name in enumerate(told.names)}
    source = [places.setdefault(name, len(places)) for name, _, _ in pairs]
    target = [places.setdefault(name, len(places)) for _, name, _ in pairs]
    return Reliances(
        names=tuple(places),
        source=np.append(told.source, source),
        target=np.append(told.target, target),
        printed=np.append(told.printed, [printed for _, _, printed in pairs]),
        claims=np.append(told.claims, np.ones(len(pairs), dtype=np.int64)),
        attributions=np.append(told.attributions, np.zeros(len(pairs), dtype=np.int64)),
    )


def ids_given_anew(fates: Mapping[str, Fate]) -> list[str]:
    """Ids of the claims to which people gave another chain."""
    return [said for said, fate in fates.items() if _is_given_anew(fate)]


def on_the_word_of(
    ledger: Ledger, out: Out, asked: Asked, window: Window, anew: Iterable[Claim], report_of: ReportOf
) -> tuple[tuple[ReliedOn, ...], int]:
    """What is said by way of some names, claims first, and how much of it there is; `anew`: with another chain."""
    which, values = _which(asked)
    rows = ledger.rows(
        f"SELECT DISTINCT kind, report, said FROM say_sos WHERE {which} ORDER BY kind DESC, report, said", *values
    )
    found = [(kind, report, said) for kind, report, said in rows if not out.has(report, said)]
    shown = [
        ReliedOn(kind=kind, id=said, report=_id_of(ledger, report))
        for kind, report, said in found[window.offset : window.offset + window.limit]
    ]
    edited = [
        ReliedOn(kind="claim", id=claim.id, report=claim.report)
        for claim in anew
        if any(asked.has(source, target) for source, target, _ in reliances_of(claim.says_who, report_of(claim.report)))
    ]
    after = max(0, window.offset - len(found))
    shown += edited[after : after + window.limit - len(shown)]
    return tuple(shown), len(found) + len(edited)


def one_of(ledger: Ledger, out: Out, kinds: Sequence[str], source: str, target: str) -> ReliedOn | None:
    """One of the things that are said by way of a pair of names, as reports have them."""
    for kind in kinds:
        rows = ledger.rows(
            "SELECT kind, report, said FROM say_sos WHERE kind = ? AND source = ? AND target = ?"
            " ORDER BY printed, report, said",
            kind,
            source,
            target,
        )
        for _, report, said in islice(rows, _FEW):
            if not out.has(report, said):
                return ReliedOn(
                    kind="claim" if kind == "claim" else "attribution", id=said, report=_id_of(ledger, report)
                )
    return None


def _id_of(ledger: Ledger, report: int) -> str:
    (id_,) = ledger.one("SELECT id FROM reports WHERE key = ?", report) or ("",)
    return str(id_)


def printers(ledger: Ledger, reports: Collection[str]) -> dict[str, str]:
    """Who prints the reports of these ids, as far as it is known."""
    known = at_hand(ledger, _printers)
    return {id_: known[id_] for id_ in reports if id_ in known}


def _printers(ledger: Ledger) -> dict[str, str]:
    told = ((id_, publisher or host_of(url)) for id_, publisher, url in ledger.pages(_PRINTED))
    return {id_: name for id_, name in told if name}


def _which(asked: Asked) -> tuple[str, list[str]]:
    """The pairs that are asked for, each way by an index of its own."""
    ways: list[dict[str, Collection[str]]] = [{}]
    if asked.through is not None:
        ways = [{"source": asked.through}, {"target": asked.through}]
    for way in ways:
        way.update({} if asked.sources is None else {"source": asked.sources})
        way.update({} if asked.targets is None else {"target": asked.targets})
    told, values = [], []
    for way in ways:
        one = ["kind IN (SELECT value FROM json_each(?))"]
        values.append(json.dumps(tuple(asked.kinds)))
        for column, names in way.items():
            one.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(tuple(names)))
        told.append(" AND ".join(one))
    return " OR ".join(told), values


def _json(values: Iterable[object]) -> str:
    return json.dumps(tuple(values))


def _is_given_anew(fate: Fate) -> bool:
    return fate.values is not None and fate.values.says_who is not UNSET
