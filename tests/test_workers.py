"""Work spread over real processes."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from sayso.collect.reports import collect_reports
from sayso.pipeline import read_reports
from sayso.settings import Settings
from sayso.workers import spread

MANY = 330
"""More reports than are read before other processes are asked."""


def _double(number: int) -> int:
    return 2 * number


def _die_once(work: tuple[int, int]) -> int:
    """Kill the process that does the third piece, unless it is the one that asked."""
    asker, number = work
    if number == 3 and os.getpid() != asker:
        os._exit(9)
    return number


def _refuse(number: int) -> int:
    raise ValueError(number)


def test_results_come_in_order() -> None:
    assert list(spread(range(50), _double, 2)) == [2 * number for number in range(50)]


def test_work_of_a_dead_process_is_done_here() -> None:
    work = [(os.getpid(), number) for number in range(12)]
    assert list(spread(work, _die_once, 2)) == list(range(12))


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="0"):
        list(spread(range(3), _refuse, 2))


def test_nothing_to_do() -> None:
    assert list(spread((), _double, 2)) == []


def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    lines = [
        msgspec.json.encode({"id": f"r{number}", "text": f"Police said {number + 2} people were killed in Mombasa."})
        for number in range(MANY)
    ]
    path.write_bytes(b"\n".join(lines))

    def read(jobs: int) -> list[bytes]:
        settings = Settings(jobs=jobs)
        collected = (one for one in collect_reports([path], settings))
        return [msgspec.json.encode(reading) for reading in read_reports(collected, settings)]  # type: ignore[arg-type]

    alone = read(1)
    assert len(alone) == MANY
    assert alone == read(2)
