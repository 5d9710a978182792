"""Reports by their words, and by what their claims say."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

import json
import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.nouns.found import Facet, Wanted
from sayso.store.columns import Columns, columns_of
from sayso.store.edited import Fate
from sayso.store.facts import CLAIM_FACTS
from sayso.store.judged_facts import JudgedFacts
from sayso.store.ledger import Ledger
from sayso.store.storable import storable

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_SNIPPET_WORDS = 24
_MOST_RANKED = 5_000
"""Reports that have the words up to which the best come first; of more the newest do."""
_KEPT = 16
"""Searches whose finds are kept at hand."""
_OPEN, _CLOSE = "\x02", "\x03"


class Hit(NamedTuple):
    """A report that has the words, and where they stand in it."""

    report: str
    snippet: str


def index_words(ledger: Ledger, key: int) -> None:
    """Make a report's words findable. (No trigger does it: a case may come from a stranger, so its own are not run.)"""
    ledger.write("INSERT INTO words (rowid, title, text) SELECT key, title, text FROM reports WHERE key = ?", key)


def forget_words(ledger: Ledger, key: int) -> None:
    """Take a report's words out of the index; to be called while the report still has them."""
    ledger.write(
        "INSERT INTO words (words, rowid, title, text) SELECT 'delete', key, title, text FROM reports WHERE key = ?",
        key,
    )


def search(ledger: Ledger, words: str) -> Iterator[Hit]:
    """Reports that count and have every word (words in double quotes: next to each other), best first."""
    query = match_query(words)
    if query is None:
        return
    found = ledger.rows(
        f"SELECT reports.id, snippet(words, -1, '', '', '…', {_SNIPPET_WORDS}) FROM words"
        " JOIN reports ON reports.key = words.rowid WHERE words MATCH ? AND NOT reports.withdrawn"
        " ORDER BY words.rank, reports.id",
        query,
    )
    for report_id, snippet in found:
        yield Hit(report_id, snippet)


def match_query(words: str) -> str | None:
    """What FTS5 is asked, every phrase quoted, so that nothing in it is an operator; None where there is no word.

    >>> match_query('almaty "state of emergency" NOT -x')
    '"almaty" "state of emergency" "NOT" "-x"'
    """
    found = _PHRASE_OR_WORD.findall(storable(words).replace("\0", " "))
    phrases = [phrase or word for phrase, word in found]
    said = [phrase for phrase in phrases if any(letter.isalnum() for letter in phrase)]
    return " ".join(f'"{phrase}"' for phrase in said) or None


class Finds:
    """What searches find, in order; the last few are kept, so that the next window of a list is at hand."""

    def __init__(self, ledger: Ledger, fates: Callable[[], Mapping[str, Fate]]) -> None:
        """`fates`: what stands of all that people judged."""
        self._ledger, self._fates = ledger, fates
        self._kept: OrderedDict[tuple[tuple[int, int], Wanted], Sequence[int]] = OrderedDict()
        self._last: tuple[object, NDArray[np.int64]] | None = None

    def keys(self, wanted: Wanted) -> Sequence[int]:
        """The rows of the reports that are wanted: the best by their words first, else the newest."""
        question = (self._ledger.edition(), wanted)
        found = self._kept.pop(question, None)
        if found is None:
            found = self._found(wanted)
        self._kept[question] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _found(self, wanted: Wanted) -> Sequence[int]:
        columns = self._columns()
        matches = self._matches(wanted)
        found = columns.reports(wanted, self._among(columns, wanted, matches))
        if matches is None or len(matches) > _MOST_RANKED:
            return array("q", columns.keys[found].tobytes())
        places = columns.places(matches)
        return [int(key) for key in matches[(places >= 0) & found[places]]]

    def tally(self, facet: Facet, wanted: Wanted) -> list[tuple[str, int]]:
        """What reports as wanted, were nothing asked of the facet itself, can be chosen by, with how many there are."""
        columns = self._columns()
        return columns.tally(facet, wanted, self._among(columns, wanted, self._matches(wanted)))

    def claims(self, key: int, wanted: Wanted) -> list[str]:
        """Ids of the claims of a report that are as asked, in the order of the text."""
        judged = self._columns().judged
        return _claims_wanted(self._ledger, key, wanted, [one for one in judged.items() if one[1].report == key])

    def _columns(self) -> Columns:
        return columns_of(self._ledger, self._fates)

    def _among(self, columns: Columns, wanted: Wanted, matches: NDArray[np.int64] | None) -> NDArray[np.bool_] | None:
        """Which reports of the list have the words, and are no copies if those are not wanted; None: all."""
        if matches is None and wanted.copies:
            return None
        among = np.full(len(columns.keys), matches is None, dtype=bool)
        if matches is not None:
            places = columns.places(matches)
            among[places[places >= 0]] = True
        if not wanted.copies:
            copies = self._ledger.pages(
                "SELECT key FROM copies CROSS JOIN reports ON reports.id = copies.report WHERE body NOT LIKE ?",
                '%"kind":"quotation"%',
            )
            places = columns.places(np.array([key for (key,) in copies], dtype=np.int64))
            among[places[places >= 0]] = False
        return among

    def _matches(self, wanted: Wanted) -> NDArray[np.int64] | None:
        """The rows of the reports that have the words, the best first where they are few; None where none are asked."""
        if not wanted.words:
            return None
        question = (self._ledger.edition(), wanted.words)
        if self._last is None or self._last[0] != question:
            self._last = question, self._that_have(wanted.words)
        return self._last[1]

    def _that_have(self, words: str) -> NDArray[np.int64]:
        query = match_query(words)
        if query is None:
            return np.array([], dtype=np.int64)
        (count,) = self._ledger.one("SELECT count(*) FROM words WHERE words MATCH ?", query) or (0,)
        order = "ORDER BY rank, rowid" if count <= _MOST_RANKED else ""
        found = self._ledger.pages(f"SELECT rowid FROM words WHERE words MATCH ? {order}", query)
        return np.array([key for (key,) in found], dtype=np.int64)


def _claims_wanted(ledger: Ledger, key: int, wanted: Wanted, judged: Sequence[tuple[str, JudgedFacts]]) -> list[str]:
    conditions, values = ["TRUE"], list[object]()
    for condition, value in (
        ("effect = ?", wanted.effect),
        ("party IN (SELECT value FROM json_each(?))", wanted.parties and json.dumps(wanted.parties)),
        ("place = ?", wanted.place),
        ("latest >= ?", wanted.earliest and wanted.earliest.isoformat()),
        ("earliest <= ?", wanted.latest and wanted.latest.isoformat()),
        ("confidence >= ?", wanted.least),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    counts = [(*row, min(one.as_read, default=0)) for _, one in judged for row in one.rows]
    found = ledger.rows(
        f"SELECT claim FROM (SELECT {', '.join(CLAIM_FACTS)}, rowid AS place_in_text FROM claim_facts"
        " INDEXED BY claim_facts_report WHERE report = ? AND claim NOT IN (SELECT value FROM json_each(?))"
        f" UNION ALL SELECT {', '.join(f'value ->> {at}' for at in range(len(CLAIM_FACTS) + 1))} FROM json_each(?))"
        f" WHERE {' AND '.join(conditions)} GROUP BY claim ORDER BY min(place_in_text)",
        key,
        json.dumps([said for said, _ in judged]),
        json.dumps(counts),
        *values,
    )
    return [str(claim) for (claim,) in found]


def place_of_words(ledger: Ledger, key: int, words: str) -> tuple[int, int] | None:
    """Where the first of the words that stand closest together in a report's text are; None where none are in it."""
    row = ledger.one(
        f"SELECT snippet(words, 1, ?, ?, '', {_SNIPPET_WORDS}), reports.text FROM words"
        " JOIN reports ON reports.key = words.rowid WHERE words MATCH ? AND words.rowid = ?",
        _OPEN,
        _CLOSE,
        match_query(words),
        key,
    )
    if row is None or _OPEN not in row[0]:
        return None
    marked, text = row
    before, _, rest = marked.partition(_OPEN)
    found, _, after = rest.partition(_CLOSE)
    whole = before + found + after.replace(_OPEN, "").replace(_CLOSE, "")
    start = str(text).find(whole)
    return None if start < 0 else (start + len(before), start + len(before) + len(found))


def report_ids(ledger: Ledger, keys: Sequence[int]) -> list[str]:
    """The ids of reports by their rows."""
    found = (ledger.one("SELECT id FROM reports WHERE key = ?", key) for key in keys)
    return [str(row[0]) for row in found if row]
