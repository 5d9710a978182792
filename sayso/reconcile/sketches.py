"""The signatures of all texts of a case, and which of them share a number.

They are kept some hundreds to a note, so that to go through those of a whole case is to compare a few arrays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, pairwise
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Raw, Struct
from numpy.typing import NDArray

from sayso.reconcile.copies import NUMBERS, age_of
from sayso.reconcile.shelf import Shelf, ShelfUnusable, mark, unpacked

OLDEST = 8
"""Reports looked at for one number, the oldest: a thousand prints must not cost a million comparisons."""
PAGES = 256
"""Notes that hold the signatures of a case: a report's id says which."""

_SORT = "signatures"
_SIZE = 4 * NUMBERS
"""Bytes of a signature."""

Age = tuple[bool, str, str]
"""Sorts texts by age; the last part is the report's id."""


class Signed(Struct, frozen=True, array_like=True):
    """A text by its signature (see `copies.py`), empty where it is too short to copy, and its day of publication."""

    signature: bytes
    published: str | None


class _Page(Struct, frozen=True, array_like=True):
    """The signatures of some texts, one behind the other."""

    signatures: bytes
    texts: Raw
    """The id and the day of each: read only where one of them is wanted."""


_pack = msgspec.msgpack.Encoder().encode
_page = msgspec.msgpack.Decoder(_Page).decode
_texts = msgspec.msgpack.Decoder(list[tuple[str, str | None]]).decode


class Sketches:
    """The signatures of a case on its shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._read: dict[int, list[tuple[str, str | None]]] = {}

    def keep(self, changed: Mapping[str, Signed | None]) -> set[bytes]:
        """Keep the signatures of reports that changed, before any is asked for; None: the report is no more.

        Gives the signatures that came or went, or are of another day.
        """
        pages: defaultdict[str, list[str]] = defaultdict(list)
        for report in changed:
            pages[_name_of_page(report)].append(report)
        touched: set[bytes] = set()
        for name, reports in pages.items():
            body = self._shelf.note(name)
            before = _unfolded(body) if body else {}
            now = dict(before)
            for report in reports:
                now.pop(report, None)
                signed = changed[report]
                if signed and signed.signature:
                    now[report] = signed
                if before.get(report) != now.get(report):
                    touched.update(one[report].signature for one in (before, now) if report in one)
            if before != now:
                self._shelf.put(name, _folded(now) if now else None)
        return touched

    def older(self, report: str) -> list[str]:
        """Older texts that share a number with a text, oldest first; of each number the oldest `OLDEST`."""
        found = self._row(report)
        if found is None:
            return []
        near = self._sharing(found)
        rows, columns = np.nonzero(self._table[near] == found)
        ages = [self._age(row) for row in near]
        mine = ages[[age[2] for age in ages].index(report)]
        older: set[Age] = set()
        for column in range(NUMBERS):
            alike = (ages[row] for row in rows[columns == column].tolist())
            older.update(sorted(age for age in alike if age < mine)[:OLDEST])
        return [age[2] for age in sorted(older)]

    def all_older(self) -> dict[str, list[str]]:
        """The same for every text that has any, found together."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        ages = [self._age(row) for row in range(len(self._table))]
        order = sorted(range(len(ages)), key=ages.__getitem__)
        for column in self._table[order].T:
            alike = np.argsort(column, kind="stable")
            ends = np.flatnonzero(np.diff(column[alike])) + 1
            for start, end in pairwise((0, *ends.tolist(), len(alike))):
                if end - start > 1:
                    group = alike[start:end].tolist()
                    for position, place in enumerate(group):
                        found[place].update(group[: min(position, OLDEST)])
        return {
            ages[order[place]][2]: [ages[order[one]][2] for one in sorted(older)]
            for place, older in found.items()
            if older
        }

    def sharing(self, signature: bytes) -> list[str]:
        """The texts that share a number with one."""
        return [self._age(row)[2] for row in self._sharing(np.frombuffer(signature, "<u4"))]

    def _sharing(self, numbers: NDArray[np.uint32]) -> list[int]:
        found: list[int] = np.flatnonzero((self._table == numbers).any(axis=1)).tolist()
        return found

    @cached_property
    def _pages(self) -> list[_Page]:
        return [unpacked(_page, body) for _, body in self._shelf.notes(_SORT)]

    @cached_property
    def _table(self) -> NDArray[np.uint32]:
        return _numbers(b"".join(page.signatures for page in self._pages))

    @cached_property
    def _first_rows(self) -> list[int]:
        return list(accumulate((len(page.signatures) // _SIZE for page in self._pages), initial=0))

    def _age(self, row: int) -> Age:
        at = bisect_right(self._first_rows, row) - 1
        if at not in self._read:
            self._read[at] = _texts_of(self._pages[at])
        return age_of(*self._read[at][row - self._first_rows[at]])

    def _row(self, report: str) -> NDArray[np.uint32] | None:
        body = self._shelf.note(_name_of_page(report))
        signed = _unfolded(body).get(report) if body else None
        return None if signed is None else _numbers(signed.signature)[0]


def _name_of_page(report: str) -> str:
    return mark(_SORT, f"{crc32(report.encode()) % PAGES:02x}")


def _numbers(signatures: bytes) -> NDArray[np.uint32]:
    if len(signatures) % _SIZE:
        raise ShelfUnusable("a signature is cut off")
    return np.frombuffer(signatures, "<u4").reshape(-1, NUMBERS)


def _texts_of(page: _Page) -> list[tuple[str, str | None]]:
    texts = unpacked(_texts, page.texts)
    if len(texts) * _SIZE != len(page.signatures):
        raise ShelfUnusable("some signatures are of no text")
    return texts


def _folded(texts: Mapping[str, Signed]) -> bytes:
    signatures = b"".join(one.signature for one in texts.values())
    return _pack(_Page(signatures, Raw(_pack([(report, one.published) for report, one in texts.items()]))))


def _unfolded(body: bytes) -> dict[str, Signed]:
    page = unpacked(_page, body)
    return {
        report: Signed(page.signatures[_SIZE * at : _SIZE * (at + 1)], published)
        for at, (report, published) in enumerate(_texts_of(page))
    }
