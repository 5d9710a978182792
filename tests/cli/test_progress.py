from __future__ import annotations

import io

import pytest

from sayso.cli.progress import Ticker, progress_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_in_the_first_two_seconds() -> None:
    stream, clock = io.StringIO(), Clock()
    ticker = Ticker(stream, clock)
    for clock.now in (0.0, 1.0, 1.9):
        ticker.tell("reading", 1, 10)
    assert stream.getvalue() == ""


def test_a_log_gets_a_line_every_ten_seconds() -> None:
    stream, clock = io.StringIO(), Clock()
    ticker = Ticker(stream, clock)
    for second in range(31):
        clock.now = float(second)
        ticker.tell("reading", second * 2, 100)
    assert stream.getvalue().splitlines() == [
        "sayso: reading 4 of 100 reports, 2.0 a second, 48 s left",
        "sayso: reading 24 of 100 reports, 2.0 a second, 38 s left",
        "sayso: reading 44 of 100 reports, 2.0 a second, 28 s left",
    ]


def test_a_terminal_gets_one_line_that_is_taken_away() -> None:
    stream, clock = Terminal(), Clock()
    with Ticker(stream, clock) as ticker:
        for clock.now in (0.0, 3.0, 3.1, 4.0):
            ticker.tell("reading", 9, None)
    assert stream.getvalue().count("\r\x1b[K") == 3
    assert stream.getvalue().endswith("\r\x1b[K")
    assert "\n" not in stream.getvalue()


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, None, 3.0, "reading"),
        (0, 1, 3.0, "reading 1 report"),
        (5, None, 2.0, "reading 5 reports, 2.5 a second"),
        (1, 3, 60.0, "reading 1 of 3 reports, 1.0 a minute, 2 min left"),
        (10, 100_000, 10.0, "reading 10 of 100,000 reports, 1.0 a second, 27 h 46 min left"),
        (3, 3, 1.0, "reading 3 of 3 reports, 3.0 a second"),
    ],
)
def test_how_far_how_fast_how_long(done: int, total: int | None, seconds: float, line: str) -> None:
    assert progress_line("reading", done, total, seconds) == line
