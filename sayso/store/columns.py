"""Reports and what their claims say, as columns in memory: searched and tallied in milliseconds.

They are read once for each state of a case's reports and readings, and shared by all threads that ask. What people
judged of claims is laid over them, so that a judgement costs what it touches.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from sayso.nouns.found import Facet, Wanted
from sayso.store.edited import Fate
from sayso.store.facts import CLAIM_FACTS
from sayso.store.judged_facts import JudgedFacts, judged_facts
from sayso.store.ledger import Ledger, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = -1
"""A day that is not known."""
_OUT = -1
"""Where in the list a report stands that does not count."""

_ASKED = ("report", "effect", "party", "place", "earliest", "latest", "confidence")
_AMONG_FACTS = tuple(CLAIM_FACTS.index(name) for name in _ASKED)


class Columns:
    """The reports of a case that count, the newest first, and for each effect and party of their claims a row."""

    def __init__(self, ledger: Ledger) -> None:
        listed = list(
            ledger.pages("SELECT key, publisher FROM reports WHERE NOT withdrawn ORDER BY published DESC, reports.id")
        )
        self.judged: Mapping[str, JudgedFacts] = {}
        """By its id each thing that was judged, and what counts of it."""
        self.keys: NDArray[np.int64] = np.array([key for key, _ in listed], dtype=np.int64)
        places = np.full(int(self.keys.max(initial=0)) + 1, _OUT, dtype=np.int64)
        places[self.keys] = np.arange(len(self.keys))
        self._places = places
        self._publisher = _Coded.of(publisher for _, publisher in listed)
        rows = list(
            ledger.pages(
                "SELECT report, effect, party, place, earliest, latest, confidence, rowid FROM claim_facts"
                " ORDER BY rowid"
            )
        )
        self._rows: NDArray[np.int64] = np.array([row[-1] for row in rows], dtype=np.int64)
        report, effect, party, place, earliest, latest, confidence = _columns(rows, range(len(_ASKED)))
        self._report = self.places(np.array(report, dtype=np.int64))
        self._coded = {"effect": _Coded.of(effect), "party": _Coded.of(party), "place": _Coded.of(place)}
        self._order = {name: np.lexsort((self._report, coded.codes)) for name, coded in self._coded.items()}
        self._earliest, self._latest = _days(earliest), _days(latest)
        self._confidence = _sure(confidence)

    def with_judged(self, judged: Mapping[str, JudgedFacts]) -> Columns:
        """These columns of what was read, with what counts of what people judged in its place."""
        whole = copy(self)
        whole.judged = judged
        rows = [row for one in judged.values() for row in one.rows]
        report, effect, party, place, earliest, latest, confidence = _columns(rows, _AMONG_FACTS)
        still = self._report.copy()
        still[np.searchsorted(self._rows, [row for one in judged.values() for row in one.as_read])] = _OUT
        new = self.places(np.array(report, dtype=np.int64))
        whole._report = np.concatenate((still, new))
        whole._coded = {
            name: self._coded[name].followed_by(column)
            for name, column in (("effect", effect), ("party", party), ("place", place))
        }
        whole._order = {
            name: _merged(order, whole._coded[name].codes, np.concatenate((self._report, new)))
            for name, order in self._order.items()
        }
        whole._earliest = np.concatenate((self._earliest, _days(earliest)))
        whole._latest = np.concatenate((self._latest, _days(latest)))
        whole._confidence = np.concatenate((self._confidence, _sure(confidence)))
        return whole

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


class _Coded(NamedTuple):
    """A column of words as numbers."""

    codes: NDArray[np.int32]
    known: dict[object, int]

    @classmethod
    def of(cls, column: Iterable[object]) -> _Coded:
        """A column by itself."""
        known: dict[object, int] = {}
        return cls(_codes(column, known), known)

    def followed_by(self, column: Iterable[object]) -> _Coded:
        """The same with more words at its end."""
        known = dict(self.known)
        return _Coded(np.concatenate((self.codes, _codes(column, known))), known)

    def code(self, value: str) -> int:
        """The number of a value; -1 for one that is not there."""
        return self.known.get(value, -1)

    def tally(self, codes: NDArray[Any]) -> list[tuple[str, int]]:
        """How often each value is there; one that is not known has no name and is left out."""
        values = list(self.known)
        counts = np.bincount(codes, minlength=len(values))
        return [(str(values[at]), int(counts[at])) for at in np.flatnonzero(counts) if values[at]]


def _codes(column: Iterable[object], known: dict[object, int]) -> NDArray[np.int32]:
    return np.array([known.setdefault(one, len(known)) for one in column], dtype=np.int32)


def _columns(rows: Sequence[Row], which: Iterable[int]) -> tuple[Sequence[Any], ...]:
    return tuple([row[at] for row in rows] for at in which)


def _merged(order: NDArray[np.int64], codes: NDArray[np.int32], reports: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows by value and report, where the first are in their order already."""
    keys = codes.astype(np.int64) * (reports.max(initial=0) + 2) + reports
    new = len(order) + np.argsort(keys[len(order) :])
    return np.insert(order, np.searchsorted(keys[order], keys[new]), new)


def _sure(column: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([-1 if one is None else one for one in column], dtype=np.float64)


def _days(column: Sequence[str | None]) -> NDArray[np.int32]:
    known: dict[str | None, int] = {None: _NEVER}
    for one in column:
        if one not in known:
            known[one] = date.fromisoformat(cast("str", one)).toordinal()
    return np.array([known[one] for one in column], dtype=np.int32)


class _Kept(NamedTuple):
    state: object
    """Of the readings."""
    as_read: Columns
    last: object
    """The newest judgement."""
    as_judged: Columns


_LOCK = threading.Lock()
_KEPT: dict[str, _Kept] = {}
"""By the path of the case that was asked last: its columns, and what they were read from."""


def columns_of(ledger: Ledger, fates: Callable[[], Mapping[str, Fate]]) -> Columns:
    """The columns of a case as it is now; `fates`: what stands of all that people judged."""
    *state, last = ledger.one(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), (SELECT max(key) FROM reports),"
        " (SELECT count(*) FROM migrations), (SELECT max(position) FROM judgements)"
    ) or (None,)
    path = str(ledger.path.absolute())
    with _LOCK:
        kept = _KEPT.get(path)
        if kept is None or (kept.state, kept.last) != (state, last):
            before = kept.as_judged.judged if kept and kept.state == state else {}
            as_read = kept.as_read if kept and kept.state == state else Columns(ledger)
            judged = judged_facts(ledger, fates(), before)
            kept = _Kept(state, as_read, last, as_read.with_judged(judged) if judged else as_read)
            _KEPT.clear()
            _KEPT[path] = kept
        return kept.as_judged
