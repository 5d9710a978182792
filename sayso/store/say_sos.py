"""Who relies on whom over all reports of a case, counted; and what is said on one's word, a window at a time."""

# ruff: noqa: S608  (only conditions of our own are put into queries; values are always bound)

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import UNSET

from sayso.nouns.view import Reliance, ReliedOn, Window
from sayso.store.edited import Fate
from sayso.store.ledger import Ledger

_COUNTS = (
    " AND say_sos.said NOT IN (SELECT value FROM json_each(?))"
    " AND say_sos.report NOT IN (SELECT key FROM reports WHERE withdrawn)"
    " AND say_sos.report NOT IN (SELECT key FROM reports WHERE id IN (SELECT value FROM json_each(?)))"
)
"""Without what was judged wrong or given another chain, and without reports that are out or repeat others."""


def reliances(
    ledger: Ledger, fates: Mapping[str, Fate], kinds: Sequence[str], copies: Collection[str]
) -> Iterator[Reliance]:
    """Every pair of names as reports have them, with how often; `copies`: ids of reports that are left out."""
    rows = ledger.rows(
        "SELECT source, target, CASE target WHEN '' THEN publisher END, min(reports.id), sum(kind = 'claim'),"
        " sum(kind = 'attribution') FROM say_sos CROSS JOIN reports ON reports.key = say_sos.report"
        f" WHERE kind IN (SELECT value FROM json_each(?)){_COUNTS}"
        " GROUP BY source, target, CASE target WHEN '' THEN coalesce(publisher, reports.id) END",
        json.dumps(tuple(kinds)),
        *_bound(fates, copies),
    )
    for source, target, publisher, report, claims, attributions in rows:
        yield Reliance(
            source=source,
            target=target or None,
            publisher=publisher,
            report=report,
            claims=claims,
            attributions=attributions,
        )


def on_the_word_of(
    ledger: Ledger,
    fates: Mapping[str, Fate],
    kinds: Sequence[str],
    copies: Collection[str],
    sources: Collection[str] | None,
    targets: Collection[str] | None,
    publishers: Collection[str] | None,
    window: Window,
) -> tuple[tuple[ReliedOn, ...], int]:
    """What is said by way of some names, claims first, and how much of it there is."""
    which, values = ["kind IN (SELECT value FROM json_each(?))"], [json.dumps(tuple(kinds))]
    for column, names in (("source", sources), ("target", targets)):
        if names is not None:
            which.append(f"{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(tuple(names)))
    if publishers is not None:
        which.append("target = '' AND coalesce(publisher, reports.id) IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(tuple(publishers)))
    rows = ledger.rows(
        "SELECT kind, said, reports.id FROM say_sos CROSS JOIN reports ON reports.key = say_sos.report"
        f" WHERE {' AND '.join(which)}{_COUNTS} GROUP BY kind, said ORDER BY kind = 'claim' DESC, reports.published"
        " IS NULL, reports.published, reports.id, said",
        *values,
        *_bound(fates, copies),
    )
    found = [ReliedOn(kind=kind, id=said, report=report) for kind, said, report in rows]
    return tuple(islice(found, window.offset, window.offset + window.limit)), len(found)


def _bound(fates: Mapping[str, Fate], copies: Collection[str]) -> tuple[str, str]:
    out = [said for said, fate in fates.items() if fate.verdict == "wrong" or _is_given_anew(fate)]
    return json.dumps(out), json.dumps(sorted(copies))


def _is_given_anew(fate: Fate) -> bool:
    return fate.values is not None and fate.values.says_who is not UNSET
