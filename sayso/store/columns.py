"""Reports and what their claims say, as columns in memory: searched and tallied in milliseconds.

They are read once for each state of a case's reports and readings, and shared by all threads that ask.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from sayso.nouns.found import Facet, Wanted
from sayso.store.ledger import Ledger

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = -1
"""A day that is not known."""


class Columns:
    """The reports of a case that count, the newest first, and for each effect and party of their claims a row."""

    def __init__(self, ledger: Ledger) -> None:
        listed = list(
            ledger.pages("SELECT key, publisher FROM reports WHERE NOT withdrawn ORDER BY published DESC, reports.id")
        )
        self.keys: NDArray[np.int64] = np.array([key for key, _ in listed], dtype=np.int64)
        places = np.full(int(self.keys.max(initial=0)) + 1, _NEVER, dtype=np.int64)
        places[self.keys] = np.arange(len(self.keys))
        self._places = places
        self._publisher = _Coded(publisher for _, publisher in listed)
        rows = list(
            ledger.pages("SELECT report, effect, party, place, earliest, latest, confidence FROM claim_facts")
        ) or [(0, None, None, None, None, None, None)]
        report, effect, party, place, earliest, latest, confidence = zip(*rows, strict=True)
        self._report = self.places(np.array(report, dtype=np.int64))
        self._coded = {"effect": _Coded(effect), "party": _Coded(party), "place": _Coded(place)}
        self._order = {name: np.lexsort((self._report, coded.codes)) for name, coded in self._coded.items()}
        self._earliest, self._latest = _days(earliest), _days(latest)
        self._confidence: NDArray[np.float64] = np.array([-1 if one is None else one for one in confidence])

    def places(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where in the list reports stand, by their keys; -1 for those that do not count."""
        known = np.where((keys >= 0) & (keys < len(self._places)), keys, 0)
        return np.where(keys == known, self._places[known], _NEVER) if len(self.keys) else np.full_like(keys, _NEVER)

    def reports(
        self, wanted: Wanted, among: NDArray[np.bool_] | None, *, but: Facet | None = None
    ) -> NDArray[np.bool_]:
        """Which reports of the list are as wanted, and `among` these; what is asked of the facet `but` is left out."""
        found = np.ones(len(self.keys), dtype=bool) if among is None else among.copy()
        if wanted.publisher is not None and but != "publisher":
            found &= self._publisher.codes == self._publisher.code(wanted.publisher)
        if wanted.asks_of_claims:
            with_claims = np.zeros(len(self.keys), dtype=bool)
            with_claims[self._report[self._claims(wanted, but)]] = True
            found &= with_claims
        return found

    def tally(self, facet: Facet, wanted: Wanted, among: NDArray[np.bool_] | None) -> list[tuple[str, int]]:
        """By each value of a facet how many reports have it, were nothing asked of the facet itself."""
        found = self.reports(wanted, among, but=facet)
        if facet == "publisher":
            return self._publisher.tally(self._publisher.codes[found])
        claims = self._claims(wanted, facet)
        if len(self.keys):
            claims &= found[self._report]
        coded, order = self._coded[facet], self._order[facet]
        order = order[claims[order]]
        codes, reports = coded.codes[order], self._report[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (codes[1:] != codes[:-1]) | (reports[1:] != reports[:-1])
        return coded.tally(codes[new])

    def _claims(self, wanted: Wanted, but: Facet | None) -> NDArray[np.bool_]:
        kept = self._report >= 0
        if not len(self.keys):
            return np.zeros_like(kept)
        if wanted.effect is not None and but != "effect":
            kept &= self._coded["effect"].codes == self._coded["effect"].code(wanted.effect)
        if wanted.place is not None and but != "place":
            kept &= self._coded["place"].codes == self._coded["place"].code(wanted.place)
        if wanted.parties is not None and but != "party":
            party = self._coded["party"]
            kept &= np.isin(party.codes, [party.code(name) for name in wanted.parties])
        if wanted.earliest is not None:
            kept &= self._latest >= wanted.earliest.toordinal()
        if wanted.latest is not None:
            kept &= (self._earliest != _NEVER) & (self._earliest <= wanted.latest.toordinal())
        if wanted.least is not None:
            kept &= self._confidence >= wanted.least
        return kept


class _Coded:
    """A column of words as numbers."""

    def __init__(self, column: Iterable[object]) -> None:
        known: dict[object, int] = {}
        self.codes: NDArray[np.int32] = np.array([known.setdefault(one, len(known)) for one in column], dtype=np.int32)
        self._known = known
        self._values = list(known)

    def code(self, value: str) -> int:
        """The number of a value; -1 for one that is not there."""
        return self._known.get(value, -1)

    def tally(self, codes: NDArray[Any]) -> list[tuple[str, int]]:
        """How often each value is there; one that is not known has no name and is left out."""
        counts = np.bincount(codes, minlength=len(self._values))
        return [(str(self._values[at]), int(counts[at])) for at in np.flatnonzero(counts) if self._values[at]]


def _days(column: Sequence[str | None]) -> NDArray[np.int32]:
    known: dict[str | None, int] = {None: _NEVER}
    for one in column:
        if one not in known:
            known[one] = date.fromisoformat(cast("str", one)).toordinal()
    return np.array([known[one] for one in column], dtype=np.int32)


_LOCK = threading.Lock()
_KEPT: dict[str, tuple[object, Columns]] = {}
"""By the path of the case that was asked last: what its columns were read from, and they."""


def columns_of(ledger: Ledger) -> Columns:
    """The columns of a case as it is now."""
    state = ledger.one(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), (SELECT max(key) FROM reports),"
        " (SELECT count(*) FROM migrations)"
    )
    path = str(ledger.path.absolute())
    with _LOCK:
        kept = _KEPT.get(path)
        if kept is None or kept[0] != state:
            kept = state, Columns(ledger)
            _KEPT.clear()
            _KEPT[path] = kept
        return kept[1]
