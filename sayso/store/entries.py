"""The timeline of a case, a window at a time: its events, and what is alleged and denied."""

# ruff: noqa: S608  (only names of our own columns and kinds are put into queries; values are always bound)
from __future__ import annotations

from collections.abc import Collection

from sayso.nouns.listed import Listed, Sought, Tally
from sayso.nouns.view import Window
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


class Timeline:
    """What is sought of a case's timeline. `wrong`: the ids of what was judged wrong."""

    def __init__(self, ledger: Ledger, sought: Sought, wrong: Collection[str]) -> None:
        self._ledger = ledger
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
        self._halves = (
            f"{of} ({_EVENTS.format(' AND '.join(events))}) WHERE {chosen}",
            f"{of} ({_SAID.format(' AND '.join(said))}) WHERE {chosen}",
        )
        self._values = (*of_events, *values), (*of_said, *values)

    def count(self) -> tuple[int, int]:
        """How many entries have a day, and how many have none."""
        dated, both = 0, 0
        for half, values in zip(self._halves, self._values, strict=True):
            row = self._ledger.one(f"SELECT count(first), count(*) FROM ({half})", *values) or (0, 0)
            dated, both = dated + row[0], both + row[1]
        return dated, both - dated

    def window(self, window: Window, *, dated: bool) -> tuple[Listed, ...]:
        """Those with a day, oldest first, or those without, those of most reports first."""
        condition, order = ("first IS NOT NULL", "first, id") if dated else ("first IS NULL", "reports DESC, id")
        halves = (f"{half} AND {condition}" for half in self._halves)
        rows = self._ledger.rows(
            f"{' UNION ALL '.join(halves)} ORDER BY {order} LIMIT ? OFFSET ?",
            *self._values[0],
            *self._values[1],
            window.limit,
            window.offset,
        )
        return tuple(map(Listed._make, rows))

    def by_day(self) -> tuple[Tally, ...]:
        """How many entries begin on each day."""
        return self._tally("first")

    def by_kind(self) -> tuple[Tally, ...]:
        """How many entries are of each kind."""
        return self._tally("kind")

    def _tally(self, column: str) -> tuple[Tally, ...]:
        found: list[Tally] = []
        for half, values in zip(self._halves, self._values, strict=True):
            counted = f"SELECT {column}, what, count(*) FROM ({half}) GROUP BY {column}, what"
            found += map(Tally._make, self._ledger.rows(counted, *values))
        return tuple(found)


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
