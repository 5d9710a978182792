"""One case, several processes, any of which may be killed at any moment."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sayso.errors import CaseUnusable
from sayso.nouns.judgement import Judged
from sayso.store import ledger
from sayso.store.sqlite import Case
from tests.store.builder import some_reports
from tests.store.made import READER, RULES, all_of, build, collected, keep_record, read

COUNT = 60
ROOT = Path(__file__).parents[2]


@contextmanager
def builder(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.builder", str(path), str(COUNT)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with Case.open(tmp_path_factory.mktemp("whole") / "x.sayso", create=True) as case:
        build(case, some_reports(COUNT))
        return all_of(case)


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_killed_again_and_again_ends_as_one_that_was_not(
    path: Path, uninterrupted: bytes, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(6):
        with builder(path) as process:
            assert process.stdout
            for _ in range(chance.randrange(1, 40)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.01)
            process.kill()
        with Case.open(path, readonly=True) as left:
            list(left.readings())
            assert left._ledger.one("PRAGMA integrity_check") == ("ok",)
            assert left._ledger.one("PRAGMA foreign_key_check") is None
    with builder(path) as process:
        out, _ = process.communicate(timeout=60)
        assert out.endswith("done\n")
    with Case.open(path, readonly=True) as case:
        assert all_of(case) == uninterrupted
        assert case.record_is_current(RULES)


def test_a_process_killed_while_it_makes_the_case_leaves_none_or_a_whole_one(path: Path) -> None:
    for delay in range(0, 120, 8):
        program = (
            "from pathlib import Path; from sayso.store.sqlite import Case; print(flush=True);"
            f" Case.open(Path({str(path)!r}), create=True)"
        )
        with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(delay / 4000)
            process.kill()
        if path.exists():
            with Case.open(path) as case:
                assert not list(case.reports())
            path.unlink()


def test_one_process_reads_while_another_writes(path: Path, uninterrupted: bytes) -> None:
    with builder(path) as process:
        assert process.stdout
        process.stdout.readline()
        seen = []
        while process.poll() is None and len(seen) < 30:
            with Case.open(path, readonly=True) as case:
                before = all_of(case)
                claims = len(list(case.claims()))
                assert all_of(case) == before, "what is open for reading stays as it was"
                assert len(list(case.readings())) == len({claim.report for claim in case.claims()})
                seen.append(claims)
        process.communicate(timeout=60)
    assert seen == sorted(seen)
    with Case.open(path, readonly=True) as case:
        assert all_of(case) == uninterrupted


def test_two_processes_build_one_case(path: Path, uninterrupted: bytes) -> None:
    with builder(path) as one, builder(path) as other:
        assert one.communicate(timeout=60)[0].endswith("done\n")
        assert other.communicate(timeout=60)[0].endswith("done\n")
    with Case.open(path) as case:
        keep_record(case)
        assert all_of(case) == uninterrupted


def test_a_second_writer_waits_for_the_first(path: Path) -> None:
    started = threading.Event()

    def first() -> None:
        with Case.open(path, create=True) as case, case.transaction():
            case.take(collected("a", "4 dead"))
            started.set()
            time.sleep(0.3)

    thread = threading.Thread(target=first)
    thread.start()
    started.wait()
    with Case.open(path) as case:
        assert case.take(collected("a", "4 dead")) == "known"
    thread.join()


def test_a_second_writer_that_waits_in_vain_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "WAIT_SECONDS", 0.1)
    with Case.open(path, create=True) as one, Case.open(path) as other, one.transaction():
        with pytest.raises(CaseUnusable, match="being written by another sayso"):
            other.take(collected("a", "4 dead"))
        one.take(collected("b", "5 dead"))
    with Case.open(path) as case:
        case.take(collected("a", "4 dead"))
        for unread in case.unread(READER):
            case.keep_reading(read(unread.report), READER)
        assert [claim.report for claim in case.claims()] == ["a", "b"]


def test_what_is_written_while_others_come_and_go_is_not_lost(path: Path) -> None:
    """A server has a case open many times over; a command that reads it meanwhile is not the last to close it."""
    with Case.open(path, create=True) as case:
        build(case, some_reports(3))
    look = f"from pathlib import Path; from sayso.store.sqlite import Case; Case.open(Path({str(path)!r})).close()"
    first = Case.open(path)
    said = []
    try:
        for number in range(3):
            with Case.open(path, readonly=True) as another:
                list(another.events())
            subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True)
            assert path.with_name(f"{path.name}-wal").exists()
            report = first.report("r0")
            about = Judged(kind="report", id="r0", told="x", report="r0", sha256=report.sha256, quoted=())
            at = f"2031-01-0{number + 1}T00:00:00Z"
            said.append(first.keep_judgement("same", [about, about], by="Ines", because=str(number), at=at).id)
            with Case.open(path) as other:
                assert [one.id for one in other.judgements()] == said
    finally:
        first.close()
