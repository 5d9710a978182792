"""Who relies on whom over all reports of a case, counted; and what is said on one's word, a window at a time."""

# ruff: noqa: S608  (only conditions of our own are put into queries; values are always bound)
from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import UNSET, Struct

from sayso.nouns.claim import Claim
from sayso.nouns.report import Report, host_of
from sayso.nouns.view import Reliance, ReliedOn, Window
from sayso.store.edited import Fate
from sayso.store.facts import reliances as reliances_of
from sayso.store.ledger import Ledger

_COUNTS = (
    " AND said NOT IN (SELECT value FROM json_each(?)) AND report NOT IN (SELECT key FROM reports WHERE withdrawn)"
    " AND report NOT IN (SELECT key FROM reports WHERE id IN (SELECT value FROM json_each(?)))"
)
"""Without what was judged wrong or given another chain, and without reports that are out or repeat others."""

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


def reliances(
    ledger: Ledger, fates: Mapping[str, Fate], kinds: Sequence[str], copies: Collection[str]
) -> Iterator[Reliance]:
    """Every pair of names as reports have them, with how often; `copies`: ids of reports that are left out."""
    for kind in kinds:
        rows = ledger.rows(
            f"SELECT source, target, max(printed), count(*), min(said) FROM say_sos WHERE kind = ?{_COUNTS}"
            " GROUP BY source, target",
            kind,
            *_bound(fates, copies),
        )
        for source, target, printed, number, said in rows:
            yield Reliance(
                source=source,
                target=target,
                printed=bool(printed),
                kind="claim" if kind == "claim" else "attribution",
                said=said,
                claims=number if kind == "claim" else 0,
                attributions=number if kind == "attribution" else 0,
            )


def given_anew(claims: Iterable[Claim], report_of: ReportOf) -> Iterator[Reliance]:
    """The pairs of claims to which people gave another chain."""
    for claim in claims:
        for source, target, printed in reliances_of(claim.says_who, report_of(claim.report)):
            yield Reliance(
                source=source, target=target, printed=printed, kind="claim", said=claim.id, claims=1, attributions=0
            )


def ids_given_anew(fates: Mapping[str, Fate]) -> list[str]:
    """Ids of the claims to which people gave another chain."""
    return [said for said, fate in fates.items() if _is_given_anew(fate)]


def on_the_word_of(
    ledger: Ledger,
    fates: Mapping[str, Fate],
    asked: Asked,
    window: Window,
    anew: Iterable[Claim],
    report_of: ReportOf,
) -> tuple[tuple[ReliedOn, ...], int]:
    """What is said by way of some names, claims first, and how much of it there is; `anew`: with another chain."""
    edited = [
        ReliedOn(kind="claim", id=claim.id, report=claim.report)
        for claim in anew
        if any(asked.has(source, target) for source, target, _ in reliances_of(claim.says_who, report_of(claim.report)))
    ]
    which, values = _which(asked)
    found = f"SELECT DISTINCT kind, report, said FROM say_sos WHERE ({which}){_COUNTS}"
    bound = (*values, *_bound(fates, asked.copies))
    (total,) = ledger.one(f"SELECT count(*) FROM ({found})", *bound) or (0,)
    rows = ledger.rows(
        f"SELECT kind, said, reports.id FROM (SELECT * FROM ({found}) ORDER BY kind DESC, report, said LIMIT ?"
        " OFFSET ?) JOIN reports ON reports.key = report ORDER BY kind DESC, report, said",
        *bound,
        window.limit,
        window.offset,
    )
    shown = [ReliedOn(kind=kind, id=said, report=report) for kind, said, report in rows]
    after = max(0, window.offset - int(total))
    shown += edited[after : after + window.limit - len(shown)]
    return tuple(shown), int(total) + len(edited)


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


def _bound(fates: Mapping[str, Fate], copies: Collection[str]) -> tuple[str, str]:
    out = [said for said, fate in fates.items() if fate.verdict == "wrong" or _is_given_anew(fate)]
    return json.dumps(out), json.dumps(sorted(copies))


def _is_given_anew(fate: Fate) -> bool:
    return fate.values is not None and fate.values.says_who is not UNSET
