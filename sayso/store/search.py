"""Reports by their words."""

# ruff: noqa: S608  (only names of our own tables are put into queries; values are always bound)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.store.ledger import Ledger
from sayso.store.storable import storable

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_SNIPPET_WORDS = 24


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
