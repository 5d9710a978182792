"""One SQLite file: opened, checked, asked and written; knows nothing of reports."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sayso.errors import CaseTooNew, CaseUnusable, NotACase
from sayso.store.faults import PRIMARY, ToldPlainly
from sayso.store.migrations import APPLICATION_ID, MIGRATIONS, bring_up_to_date

WAIT_SECONDS = 30.0
"""How long a second writer waits for the first: transactions are a batch of reports at most, so far less is usual."""

_MAGIC = b"SQLite format 3\0"
"""How a SQLite file starts."""
_SMALLEST = 512
"""Bytes of a SQLite file. SQLite itself takes a file of a few bytes for an empty one, and would write over it."""

_ROOM = 4096
"""Bytes that a row has besides its longest value."""

_PAGE = 1000

Row = tuple[Any, ...]


class Ledger:
    """An open case file. Every SQLite error leaves it as a `CaseUnusable`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._depth = 0
        self._told_plainly = ToldPlainly(path)

    def pin(self) -> None:
        """Show the file as it is now until it is closed, whatever other processes write meanwhile."""
        self.write("BEGIN")
        self._depth = 1
        self._take_snapshot()

    def _take_snapshot(self) -> None:
        self.one("SELECT count(*) FROM meta")  # SQLite takes it at the first read, not at BEGIN

    def rows(self, sql: str, *values: object) -> Iterator[Row]:
        """What a query finds, streamed."""
        with self._told_plainly:
            for row in self._connection.execute(sql, values):  # noqa: UP028 - `yield from` fails in a case closed early
                yield row

    def pages(self, sql: str, *values: object) -> Iterator[Row]:
        """The same for many short rows, a thousand fetched at a time."""
        with self._told_plainly:
            cursor = self._connection.execute(sql, values)
            while page := cursor.fetchmany(_PAGE):
                yield from page

    def one(self, sql: str, *values: object) -> Row | None:
        """The first row that a query finds."""
        with self._told_plainly:
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def write(self, sql: str, *values: object) -> int:
        """Run one statement; the number of rows that it changed."""
        with self._told_plainly:
            return self._connection.execute(sql, values).rowcount

    def write_many(self, sql: str, rows: Iterator[Row]) -> None:
        """Run one statement for each row."""
        with self._told_plainly:
            self._connection.executemany(sql, rows)

    def edition(self) -> tuple[int, int]:
        """Changes with whatever is written, here or by another process."""
        (theirs,) = self.one("PRAGMA data_version") or (0,)
        return int(theirs), self._connection.total_changes

    def longest_value(self) -> int:
        """How many bytes one value can have, with room left for the rest of its row."""
        return self._connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) - _ROOM

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that the block writes, or none of it; blocks nest, and the outermost commits."""
        with self._held("BEGIN IMMEDIATE", "COMMIT"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """The file as it is now for the whole block, whatever other processes write meanwhile."""
        with self._held("BEGIN", "COMMIT"):
            self._take_snapshot()
            yield

    @contextmanager
    def _held(self, begin: str, end: str) -> Iterator[None]:
        if self._depth == 0:
            self.write(begin)
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self.write(end)
        except BaseException:
            if self._depth == 1:
                with suppress(CaseUnusable):  # SQLite has rolled back by itself where the disk was full
                    self.write("ROLLBACK")
            raise
        finally:
            self._depth -= 1

    def close(self) -> None:
        """Close the file; the last one to close it folds the write-ahead log into it."""
        with self._told_plainly:
            self._connection.close()


def open_ledger(path: Path, *, create: bool, readonly: bool) -> Ledger:
    """The case file at `path`, up to date.

    Raises `NotACase` where the file is something else, `CaseTooNew` where a later sayso made it, `CaseUnusable` where
    there is none or it cannot be opened or written.
    """
    if not _is_there(path):
        if not create:
            raise CaseUnusable(f"there is no case {path}; sayso build REPORTS --case {path} makes one")
        _start(path)
    if not readonly and not can_be_written(path):
        raise CaseUnusable(f"{path} cannot be written: the file or its folder is read-only")
    with ToldPlainly(path):
        ledger = Ledger(path, _connect_checked(path, create=create, readonly=readonly))
    if readonly:
        ledger.pin()
    return ledger


def can_be_written(path: Path) -> bool:
    """Whether the file, and its folder, where SQLite keeps a log beside it, can be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _is_there(path: Path) -> bool:
    try:
        if path.is_dir():
            raise NotACase(f"{path} is a folder; a case is one file, by custom named .sayso")
        if path.exists() and not path.is_file():
            raise NotACase(f"{path} is no ordinary file, and no sayso case")
        return path.exists() and _may_be_sqlite(path)
    except OSError as error:
        raise CaseUnusable(f"{path} cannot be opened: {error.strerror}") from error


def is_sqlite(path: Path) -> bool:
    """Whether a file begins as SQLite's do."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _may_be_sqlite(path: Path) -> bool:
    """Whether SQLite may look at what is in a file; only that opens it.

    Whoever opens a case that this process has open already, and closes it again, takes all its locks off it (POSIX has
    it so): another process that closed the case then would take its write-ahead log away, with what is in it.
    """
    if 0 < path.stat().st_size < _SMALLEST:
        raise NotACase(f"{path} is not a sayso case; name another file with --case")
    return True


def _start(path: Path) -> None:
    """Make an empty case beside `path` and move it there whole: a killed run never leaves half a case."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with ToldPlainly(path):
            connection = _connect(draft, "rwc")
            try:
                _set_up(connection)
                bring_up_to_date(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        _move_where_nothing_is(draft, path)
    except OSError as error:
        raise CaseUnusable(f"{path} cannot be made: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _move_where_nothing_is(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first, and its case is as good
    except OSError:
        draft.rename(path)  # a file system without hard links


def _connect_checked(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    connection = _connect(path, "rw")
    try:
        if readonly and _lacks_room_for_its_log(connection):
            connection.close()
            _check_log_is_folded_in(path)
            connection = _connect(path, "ro&immutable=1")
        _set_up(connection)
        _check(path, connection, create=create, readonly=readonly)
        connection.execute(f"PRAGMA query_only = {int(readonly)}")
    except BaseException:
        connection.close()
        raise
    return connection


def _lacks_room_for_its_log(connection: sqlite3.Connection) -> bool:
    """Whether the file is on a read-only medium, where SQLite cannot make the files that readers share with writers.

    There can be no writers either, so that the file may be read as it stands. Anywhere else it is opened for writing,
    even to be read, since only then does closing it leave one file behind.
    """
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & PRIMARY in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return False


def _check_log_is_folded_in(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise CaseUnusable(
            f"{path} was not closed, and its newest part is in {log.name}: copy both to a folder that can be written,"
            " and open it there"
        )


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    # A case is never used by two threads at once, but the thread that closes it need not be the one that opened it.
    return sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)


def _set_up(connection: sqlite3.Connection) -> None:
    # NORMAL survives kill -9 whole; a power cut can undo the last transactions, and the next build makes them again.
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _check(path: Path, connection: sqlite3.Connection, *, create: bool, readonly: bool) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark == version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        if not create:
            raise NotACase(f"{path} is empty; sayso build REPORTS --case {path} would start a case in it")
    elif mark != APPLICATION_ID or version < 1:
        raise NotACase(f"{path} is another program's database, not a sayso case; name another file with --case")
    if version > len(MIGRATIONS):
        raise CaseTooNew(f"{path} was made by a later sayso (format {version}, this one knows {len(MIGRATIONS)})")
    if version < len(MIGRATIONS):
        bring_up_to_date(connection)
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
