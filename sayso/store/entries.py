"""The timeline of a case: its events, and what is alleged and denied."""

# ruff: noqa: S608  (only names of our own columns and kinds are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter

from sayso.nouns.listed import Entries, Listed, Sought
from sayso.nouns.what import STATEMENT_KINDS
from sayso.store.bodies import body_of
from sayso.store.ledger import Ledger

_DAYS = "coalesce(earliest, latest) AS first, coalesce(latest, earliest) AS last"
_SAYS = ", ".join(f"'{kind}'" for kind in sorted(STATEMENT_KINDS))
_EVENTS = f"""
SELECT iif(kind IN ({_SAYS}), 'statement', 'event') AS what, event AS id, kind, {_DAYS}, reports FROM event_facts
WHERE {{}}
"""
_SAID = f"""
SELECT iif(what = 'denial', 'statement', what) AS what, said AS id, kind, {_DAYS}, count(DISTINCT report) AS reports,
min(coalesce(earliest, latest, '~') || ' ' || reports.id || ' ' || said) AS oldest
FROM said_facts JOIN reports ON reports.key = report
WHERE NOT withdrawn AND said NOT IN (SELECT value FROM json_each(?)) AND {{}}
GROUP BY same, iif(what = 'denial', '', coalesce(earliest, '') || ' ' || coalesce(latest, ''))
"""
"""The same words in several reports are one entry, the oldest: SQLite takes all columns from the row of a `min`."""

_WITHIN = """
({} = ? COLLATE NOCASE OR admin1 = ? COLLATE NOCASE OR country IN (SELECT country FROM place_facts
WHERE kind IN ('country', 'demonym') AND name = ? COLLATE NOCASE))
"""


def timeline(ledger: Ledger, sought: Sought, wrong: Collection[str]) -> Entries:
    """What is sought of a case's timeline. `wrong`: the ids of what was judged wrong."""
    events, said = ["TRUE"], ["TRUE"]
    of_events: list[object] = []
    of_said: list[object] = [body_of(sorted(wrong))]
    if sought.place:
        events.append(f"event IN (SELECT event FROM place_facts WHERE {_WITHIN.format('name')})")
        said.append(_WITHIN.format("place"))
        of_events += [sought.place] * 3
        of_said += [sought.place] * 3
    if sought.effect:
        events.append("event IN (SELECT event FROM place_facts WHERE effect = ?)")
        said.append("FALSE")
        of_events.append(sought.effect)
    chosen, values = _chosen(sought)
    of = "SELECT what, id, kind, first, last, reports FROM"
    halves = (
        (f"{of} ({_EVENTS.format(' AND '.join(events))}) WHERE {chosen}", of_events),
        (f"{of} ({_SAID.format(' AND '.join(said))}) WHERE {chosen}", of_said),
    )
    found = [Listed._make(row) for half, own in halves for row in ledger.pages(half, *own, *values)]
    return Entries(
        dated=tuple(sorted((one for one in found if one.first), key=attrgetter("first", "id"))),
        undated=tuple(sorted((one for one in found if not one.first), key=lambda one: (-one.reports, one.id))),
    )


def _chosen(sought: Sought) -> tuple[str, list[object]]:
    days = sought.days
    given = {
        "what = ?": sought.what,
        "kind = ?": sought.kind,
        "last >= ?": days and days.earliest and days.earliest.isoformat(),
        "first <= ?": days and days.latest and days.latest.isoformat(),
    }
    asked = {condition: value for condition, value in given.items() if value is not None}
    return " AND ".join(["TRUE", *asked]), list(asked.values())
