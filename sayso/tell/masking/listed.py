"""The names of a case as a table that a person corrects: which were found, whether each is masked, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sayso.errors import WrongUse
from sayso.tell.masking.private import Names
from sayso.tell.table_csv import csv_lines

_WORDS = {"yes": True, "no": False}
_MOST_BYTES = 10_000_000


class Row(Struct, frozen=True, kw_only=True):
    """A line of the table."""

    name: str
    masked: str
    """"yes" or "no"."""
    why: str
    report: str
    words: str


def write_names(names: Names, path: Path) -> None:
    """Write a CSV of the names: `name`, `masked` (yes or no), `why`, `report`, `words` around it there."""
    rows = (
        Row(
            name=one.name,
            masked="yes" if one.masked else "no",
            why=one.why,
            report=one.report,
            words=one.words,
        )
        for one in names.persons
    )
    path.write_bytes(b"".join(csv_lines(Row, rows, without=frozenset())))


def read_rulings(path: Path) -> dict[str, bool]:
    """What such a table says of each name: true that it is masked.

    Raises `WrongUse` where the file is no such table, naming the line.
    """
    try:
        text = path.read_bytes()[:_MOST_BYTES].decode("utf-8-sig")
        return dict(_rulings(path, text))
    except OSError as error:
        raise WrongUse(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongUse(f"{path} is no CSV in UTF-8: {error}") from None


def _rulings(path: Path, text: str) -> Iterator[tuple[str, bool]]:
    rows = csv.DictReader(text.splitlines(keepends=True))
    if not {"name", "masked"} <= set(rows.fieldnames or ()):
        raise WrongUse(f"{path} has no columns “name” and “masked”: --masks-to writes such a table")
    for row in rows:
        name, word = (row["name"] or "").strip(), (row["masked"] or "").strip().casefold()
        if word not in _WORDS:
            raise WrongUse(f"{path}, line {rows.line_num}: “masked” is yes or no, not “{word}”")
        if name:
            yield name, _WORDS[word]
