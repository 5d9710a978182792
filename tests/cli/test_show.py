from __future__ import annotations

import os
import pty
import select
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import SAYSO, Run


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_keeps_to_the_width(width: int, flood: Path, sayso: Run) -> None:
    done = sayso("show", flood, "--width", str(width))
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert max(map(cell_len, lines)) <= width
    assert lines[0] == "Dam breach in Velm"


def test_a_pipe_has_80_columns_and_columns_are_heeded(flood: Path, sayso: Run) -> None:
    assert max(map(cell_len, sayso("show", flood).stdout.decode().splitlines())) <= 80
    assert max(map(cell_len, sayso("show", flood, COLUMNS="50").stdout.decode().splitlines())) <= 50


def test_a_pipe_has_no_colours_even_with_colour_in_the_reports(flood: Path, sayso: Run) -> None:
    out = sayso("show", flood).stdout
    assert b"\x1b" not in out
    assert "\u202e" not in out.decode()


def test_as_of_a_day(flood: Path, sayso: Run) -> None:
    done = sayso("show", flood, "--as-of", "2031-05-03")
    assert done.returncode == 0
    assert b"As known on 2031-05-03" in done.stdout
    assert b"published later" in done.stdout


def test_markdown(flood: Path, sayso: Run) -> None:
    out = sayso("show", flood, "--markdown").stdout.decode()
    assert out.startswith("# Dam breach in Velm\n")
    assert "<script" not in out


def test_a_locale_without_the_signs_gets_plain_ones(flood: Path, sayso: Run) -> None:
    done = sayso("show", flood, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"<= 90" in done.stdout


def on_a_terminal(*arguments: str, **environment: str) -> bytes:
    """What the program writes where standard output is a terminal."""
    main, ours = pty.openpty()
    settings = {**os.environ, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        [*SAYSO, *arguments], stdout=ours, stderr=subprocess.DEVNULL, stdin=ours, env=settings
    ) as process:
        os.close(ours)
        out = b""
        while True:
            ready, _, _ = select.select([main], [], [], 60)
            try:
                chunk = os.read(main, 65536) if ready else b""
            except OSError:  # the terminal is closed with its last process
                break
            if not chunk:
                break
            out += chunk
        process.wait(60)
    os.close(main)
    return out


def test_a_terminal_has_colours_and_no_color_takes_them_away(flood: Path) -> None:
    coloured = on_a_terminal("show", str(flood))
    assert b"\x1b[1;36mTolls" in coloured
    plain = on_a_terminal("show", str(flood), NO_COLOR="1")
    assert b"\x1b[1;36m" not in plain
    for out in (coloured, plain):
        assert b"\x1b[2J" not in out
        assert "\x9b".encode() not in out


def test_json_on_a_terminal_has_nothing_that_it_obeys(flood: Path) -> None:
    out = on_a_terminal("reports", str(flood), "--json")
    assert b"\\u001b[2J" in out
    assert b"\\u009b" in out
    assert b"\\u202e" in out
    assert b"\x1b" not in out
    assert "\u202e".encode() not in out


def test_csv_on_a_terminal_has_nothing_that_it_obeys(flood: Path) -> None:
    out = on_a_terminal("reports", str(flood), "--csv")
    assert b"\x1b" not in out
    assert b"Harbour Post" in out
