"""Exit statuses, closed pipes, and that no traceback reaches a user."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sayso.cli.guard import guarded
from sayso.store.sqlite import Case
from tests.cli.conftest import SAYSO, Run
from tests.tell.flood import REPORTS


def test_version(sayso: Run) -> None:
    done = sayso("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"sayso 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["shwo"],
        ["show"],
        ["show", "CASE", "--as-of", "yesterday"],
        ["show", "CASE", "--width", "3"],
        ["build", "CASE"],
        ["withdraw", "CASE", "aharbour"],
        ["show", "CASE", "extra"],
        ["build", "nowhere.txt", "--case", "new.sayso"],
        ["read", "nowhere.txt"],
    ],
)
def test_wrong_use_is_2(
    arguments: list[str], flood: Path, sayso: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = sayso(
        *[str(flood) if one == "CASE" else one for one in arguments], PYTHONPATH=str(Path(__file__).parents[2])
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["show", "claims", "reports", "issues", "events"])
def test_no_case_is_3(command: str, tmp_path: Path, sayso: Run) -> None:
    broken = tmp_path / "broken.sayso"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    other = tmp_path / "text.sayso"
    other.write_text("not a case", "utf-8")
    for path in (tmp_path / "absent.sayso", broken, other, tmp_path):
        done = sayso(command, path)
        assert done.returncode == 3, (path, done.stderr)
        assert done.stdout == b""
        assert done.stderr.count(b"\n") == 1
        assert b"Traceback" not in done.stderr
    assert not (tmp_path / "absent.sayso").exists()


def test_a_fault_is_one_line_and_its_traceback_is_shown_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    own = typer.Typer(pretty_exceptions_enable=False)

    @own.command()
    @guarded
    def broken() -> None:
        raise KeyError("\x1b[2Jinside")

    result = CliRunner().invoke(own, [])
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "KeyError" in result.stderr
    assert "\x1b" not in result.stderr
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    assert "Traceback" in CliRunner().invoke(own, []).stderr


@pytest.mark.parametrize("arguments", [["claims", "--json"], ["claims", "--csv"], ["claims"], ["show"]])
def test_a_closed_pipe_is_no_fault(arguments: list[str], flood: Path) -> None:
    command = [*SAYSO, arguments[0], str(flood), *arguments[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to another process")
def test_ctrl_c_is_130_and_one_line(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    code = (
        "import time, typer\n"
        "from typer.main import get_command\n"
        "from sayso.cli.guard import guarded\n"
        "app = typer.Typer()\n"
        "@app.command()\n"
        "@guarded\n"
        "def slow() -> None:\n"
        f"    open({str(fifo)!r}, 'w').close()\n"
        "    time.sleep(60)\n"
        "get_command(app)()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 30
        while not fifo.exists() and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(30) == 130
    assert told.count(b"\n") == 1
    assert told.startswith(b"sayso: stopped")


def test_importing_and_help_are_quick(sayso: Run) -> None:
    begun = time.monotonic()
    assert sayso("--help").returncode == 0
    assert time.monotonic() - begun < 2  # half a second on a quiet machine; this one may be busy
    code = (
        "import sys, sayso.cli; print(sorted({'spacy', 'numpy', 'rich', 'trafilatura', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full, a disk without room")
@pytest.mark.parametrize("arguments", [["show", "CASE"], ["claims", "CASE", "--json"], ["--help"], ["show", "--help"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_3(arguments: list[str], unbuffered: str, flood: Path) -> None:
    command = [*SAYSO, *(str(flood) if one == "CASE" else one for one in arguments)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (3, b"sayso: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")
@pytest.mark.parametrize(("closed", "status"), [(">&-", 0), ("2>&-", 0)])
def test_closed_streams_are_no_fault(closed: str, status: int, flood: Path) -> None:
    words = " ".join(f"'{word}'" for word in [*SAYSO, "show", str(flood)])
    done = subprocess.run(["sh", "-c", f"{words} {closed}"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (status, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the streams")
def test_a_complaint_never_lands_in_the_data(tmp_path: Path) -> None:
    words = " ".join(f"'{word}'" for word in [*SAYSO, "show", str(tmp_path / "absent")])
    done = subprocess.run(["sh", "-c", f"{words} 2>&-"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, b"")


def test_a_case_whose_build_was_stopped_says_what_is_left(tmp_path: Path, sayso: Run) -> None:
    with Case.open(tmp_path / "half.sayso", create=True) as case:
        case.take(REPORTS[0])
    done = sayso("show", tmp_path / "half.sayso")
    assert done.returncode == 0
    assert b"1 report of this case still to be read" in done.stderr
