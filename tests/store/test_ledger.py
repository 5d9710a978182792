"""Files that are no case, disks that fail, and folders that cannot be written."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.errors import CaseTooNew, CaseUnusable, NotACase, SaysoError
from sayso.store.migrations import MIGRATIONS, bring_up_to_date
from sayso.store.sqlite import Case
from tests.store.made import all_of, build, collected

ROOT = Path(__file__).parents[2]
REPORTS = [collected(str(number), f"{number} dead in the harbour") for number in range(20)]


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()


def marked_but_empty(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA application_id = 0x73617973")
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(os.urandom(100_000)),
        lambda path: path.write_bytes(b"x"),
        lambda path: path.write_text("four dead in the harbour\n" * 999),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000),
        lambda path: path.mkdir(),
        os.mkfifo,
        another_database,
        marked_but_empty,
    ],
    ids=["random", "short", "text", "header", "folder", "pipe", "database", "marked"],
)
def test_what_is_no_case_is_refused_and_left_as_it_was(path: Path, make: object, create: bool) -> None:
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CaseUnusable, match=path.name) as refusal:
        Case.open(path, create=create)
    assert isinstance(refusal.value, NotACase) or "damaged" in str(refusal.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_an_empty_file_becomes_a_case_when_one_is_to_be_made(path: Path) -> None:
    path.touch()
    with pytest.raises(NotACase, match="is empty"):
        Case.open(path)
    with Case.open(path, create=True) as case:
        build(case, REPORTS)
    with Case.open(path, readonly=True) as case:
        assert len(list(case.claims())) == 20


def test_a_case_of_a_later_sayso_is_refused(path: Path) -> None:
    Case.open(path, create=True).close()
    with sqlite3.connect(path) as later:
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    later.close()
    with pytest.raises(CaseTooNew, match="made by a later sayso"):
        Case.open(path, readonly=True)


def test_a_case_that_is_not_there_is_said_not_to_be(path: Path) -> None:
    with pytest.raises(CaseUnusable, match="there is no case"):
        Case.open(path, readonly=True)
    with pytest.raises(CaseUnusable, match="folder is missing"):
        Case.open(path / "deeper" / "x.sayso", create=True)
    with pytest.raises(CaseUnusable):
        Case.open(path.parent / ("x" * 300), create=True)
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b?c=#%41.sayso", "-.sayso", "случай.sayso", ".hidden", "caf\udce9.sayso"])
def test_a_case_can_have_any_name(tmp_path: Path, name: str) -> None:
    with Case.open(tmp_path / name, create=True) as case:
        build(case, REPORTS[:1])
    with Case.open(tmp_path / name, readonly=True) as case:
        assert len(list(case.claims())) == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_damaged_case_is_told_plainly(path: Path) -> None:
    with Case.open(path, create=True) as case:
        build(case, REPORTS)
    whole = path.read_bytes()
    for place in range(100, len(whole), 997):
        path.write_bytes(whole[:place] + os.urandom(600) + whole[place + 600 :])
        try:
            with Case.open(path) as case:
                all_of(case)
                build(case, REPORTS)
        except SaysoError as error:
            assert path.name in str(error) or "the case" in str(error)  # noqa: PT017
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CaseUnusable), Case.open(path) as case:
        all_of(case)


def test_an_earlier_case_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(path, create=True) as case:
        build(case, REPORTS)
        before = all_of(case)

    def later_change(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE later (thing TEXT)")

    monkeypatch.setattr("sayso.store.migrations.MIGRATIONS", (*MIGRATIONS, later_change))
    monkeypatch.setattr("sayso.store.ledger.MIGRATIONS", (*MIGRATIONS, later_change))
    with Case.open(path, readonly=True) as case:
        assert all_of(case) == before
        assert case._ledger.one("SELECT count(*) FROM later") == (0,)
        assert [name for (name,) in case._ledger.rows("SELECT name FROM migrations ORDER BY position")] == [
            *(change.__name__ for change in MIGRATIONS), "later_change",
        ]  # fmt: skip


def test_a_change_that_fails_leaves_the_case_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.open(path, create=True).close()

    def failing(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (thing TEXT)")
        connection.execute("CREATE TABLE reports (thing TEXT)")

    with sqlite3.connect(path, isolation_level=None) as connection, monkeypatch.context() as patched:
        patched.setattr("sayso.store.migrations.MIGRATIONS", (*MIGRATIONS, failing))
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            bring_up_to_date(connection)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()
    connection.close()
    Case.open(path).close()


def test_a_full_disk_is_told_and_what_was_kept_stays(path: Path) -> None:
    with Case.open(path, create=True) as case:
        build(case, REPORTS)
        before = all_of(case)
        (pages,) = case._ledger.one("PRAGMA page_count") or (0,)
        case._ledger.one(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CaseUnusable, match="disk is full"):
            build(case, [collected(f"more {number}", f"{number} dead " * number) for number in range(200)])
        assert all_of(case).startswith(before[:1000])
        case._ledger.one("PRAGMA max_page_count = 1000000")
        assert case.take(collected("more", "4 dead")) == "new"


def limit_file_size() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_disk_that_refuses_to_write_is_told(path: Path) -> None:
    program = f"""
from pathlib import Path
from sayso.store.sqlite import Case
from tests.store.made import build, collected
with Case.open(Path({str(path)!r}), create=True) as case:
    build(case, [collected(str(number), f"{{number}} dead " * 999) for number in range(400)])
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, preexec_fn=limit_file_size, capture_output=True, text=True, check=False)
    assert "CaseUnusable" in done.stderr
    assert "nothing kept is lost" in done.stderr
    with Case.open(path) as case:
        build(case, REPORTS)
        assert case._ledger.one("PRAGMA integrity_check") == ("ok",)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Whoever runs the tests, root apart: root is nobody meanwhile."""
    root = os.getuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    yield
    if root:
        os.setresuid(0, 0, 0)


@contextmanager
def as_owner(folder: Path) -> Iterator[None]:
    """Whoever runs the tests, in a folder that may be written."""
    root = os.getresuid()[2] == 0
    if root:
        os.setresuid(0, 0, 0)
    folder.chmod(0o755)
    yield
    folder.chmod(0o555)
    if root:
        os.setresuid(65534, 65534, 0)


class TestAFolderThatCannotBeWritten:
    """Tried as somebody whom the folder does not belong to: root writes everywhere."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Iterator[Path]:
        folder = tmp_path / "evidence"
        folder.mkdir()
        with Case.open(folder / "x.sayso", create=True) as case:
            build(case, REPORTS)
        folder.chmod(0o555)
        (folder / "x.sayso").chmod(0o444)
        for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
            above.chmod(0o755)
        with as_nobody():
            yield folder
        folder.chmod(0o755)

    def test_its_case_can_be_read(self, folder: Path) -> None:
        with Case.open(folder / "x.sayso", readonly=True) as case:
            assert len(list(case.claims())) == 20
            assert [hit.report for hit in case.search("7")] == ["7"]
        assert [one.name for one in folder.iterdir()] == ["x.sayso"]

    def test_its_case_is_not_read_without_its_newest_part(self, folder: Path) -> None:
        with as_owner(folder):
            (folder / "x.sayso-wal").write_bytes(b"newest")
            (folder / "x.sayso-wal").chmod(0o444)
        with pytest.raises(CaseUnusable, match="was not closed, and its newest part"):
            Case.open(folder / "x.sayso", readonly=True)

    def test_its_case_cannot_be_extended(self, folder: Path) -> None:
        with pytest.raises(CaseUnusable, match=r"x\.sayso cannot be written: the file or its folder is read-only"):
            Case.open(folder / "x.sayso", create=True)

    def test_no_case_can_be_made_in_it(self, folder: Path) -> None:
        with pytest.raises(CaseUnusable, match=r"y\.sayso cannot be opened: .*not yours to write in"):
            Case.open(folder / "y.sayso", create=True)


def test_what_is_opened_for_reading_cannot_be_written(path: Path) -> None:
    Case.open(path, create=True).close()
    with Case.open(path, readonly=True) as case, pytest.raises(CaseUnusable, match="read-only"):
        case.take(REPORTS[0])
