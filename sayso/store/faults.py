"""What SQLite says went wrong, told so that a user can mend it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

from sayso.errors import CaseUnusable, NotACase

_MENDABLE = {
    sqlite3.SQLITE_BUSY: "is being written by another sayso; try again when that one is done",
    sqlite3.SQLITE_LOCKED: "is being written by another sayso; try again when that one is done",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and run the command again, nothing kept is lost",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk refuses (full, broken or taken away); "
    "mend that and run the same command again, nothing kept is lost",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_PERM: "cannot be opened: you have no right to it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder is missing, or is not yours to write in",
    sqlite3.SQLITE_CORRUPT: "is damaged; go back to a copy of it, or build it anew from the reports",
}
"""By SQLite's primary result code."""

PRIMARY = 0xFF
"""An extended result code holds its primary one in the lowest byte."""


def case_error(path: Path, error: sqlite3.Error) -> CaseUnusable:
    """The error to raise for what SQLite said about the case at `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY
    if code == sqlite3.SQLITE_NOTADB:
        return NotACase(f"{path} is not a sayso case; name another file with --case")
    advice = _MENDABLE.get(
        code, f"cannot be used ({error}); go back to a copy of it, or build it anew from the reports"
    )
    return CaseUnusable(f"{path} {advice}")


class ToldPlainly:
    """Turns whatever SQLite raises in a `with` block into a `CaseUnusable`; entered many times a report."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise case_error(self._path, error) from error
        if isinstance(error, UnicodeDecodeError):  # what SQLite quotes of a damaged file need not be text
            raise CaseUnusable(f"{self._path} {_MENDABLE[sqlite3.SQLITE_CORRUPT]}") from error
