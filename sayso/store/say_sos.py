"""Who relies on whom over all reports of a case, counted; and what is said on one's word, a window at a time."""

# ruff: noqa: S608  (only conditions of our own are put into queries; values are always bound)
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import UNSET, Struct

from sayso.nouns.claim import Claim
from sayso.nouns.report import Report, host_of
from sayso.nouns.view import Reliance, ReliedOn, Window
from sayso.store.edited import Fate
from sayso.store.facts import reliances as reliances_of
from sayso.store.ledger import Ledger

_FEW = 8
"""Things said by way of one pair among which one that counts is looked for."""

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


def reliances(ledger: Ledger, out: Out, kinds: Sequence[str]) -> Iterator[Reliance]:
    """Every pair of names as reports have them, with how often."""
    for kind in kinds:
        less = _not_counted(ledger, out, kind)
        for source, target, printed, number in ledger.rows(
            "SELECT source, target, printed, number FROM say_so_pairs WHERE kind = ?", kind
        ):
            left = number - less[source, target]
            if left > 0:
                yield Reliance(
                    source=source,
                    target=target,
                    printed=bool(printed),
                    claims=left if kind == "claim" else 0,
                    attributions=left if kind == "attribution" else 0,
                )


def _not_counted(ledger: Ledger, out: Out, kind: str) -> Counter[tuple[str, str]]:
    """How often a pair is met in what does not count."""
    found = Counter[tuple[str, str]]()
    rows = ledger.rows(
        "SELECT source, target, count(*) FROM json_each(?) CROSS JOIN say_sos INDEXED BY say_sos_report"
        " ON report = value WHERE kind = ?"
        " GROUP BY source, target",
        _json(out.reports),
        kind,
    )
    for source, target, number in rows:
        found[source, target] += number
    rows = ledger.rows(
        f"SELECT say_sos.report, source, target FROM json_each(?) CROSS JOIN {kind}s ON {kind}s.id = value"
        f" CROSS JOIN say_sos INDEXED BY say_sos_report ON say_sos.report = {kind}s.report AND said = value"
        " WHERE kind = ?",
        _json(out.said),
        kind,
    )
    for report, source, target in rows:
        found[source, target] += report not in out.reports
    return found


def given_anew(claims: Iterable[Claim], report_of: ReportOf) -> Iterator[Reliance]:
    """The pairs of claims to which people gave another chain."""
    for claim in claims:
        for source, target, printed in reliances_of(claim.says_who, report_of(claim.report)):
            yield Reliance(source=source, target=target, printed=printed, claims=1, attributions=0)


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
    rows = ledger.rows(
        "SELECT reports.id, publisher, url FROM json_each(?) CROSS JOIN reports ON reports.id = value",
        json.dumps(sorted(reports)),
    )
    told = {id_: publisher or host_of(url) for id_, publisher, url in rows}
    return {id_: name for id_, name in told.items() if name}


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
