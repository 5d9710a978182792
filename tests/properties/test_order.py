"""Order of arrival is irrelevant: the same reports give the same record, byte for byte, however they come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.stories.story import load_story, story_names

EXAMPLE = Path(__file__).parents[2] / "examples" / "kazakhstan-2022"
PRINTED = ("events", "tolls", "disputes", "claims", "copies", "parties")


@cache
def lines() -> tuple[bytes, ...]:
    """Every report of every story, under an id that no other story uses."""
    return tuple(
        report.line().replace(b'{"id":"', f'{{"id":"{name}/'.encode(), 1)
        for name in story_names()
        for report in load_story(name).reports
    )


@cache
def built_at_once() -> tuple[str, ...]:
    """The record from all reports in one run, in the order in which they stand."""
    return printed([range(len(lines()))])


def printed(runs: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What the program prints after these builds, one after the other."""
    with TemporaryDirectory() as folder:
        case = Path(folder, "case.sayso")
        for number, run in enumerate(runs):
            inputs = Path(folder, f"reports-{number}.jsonl")
            inputs.write_bytes(b"".join(lines()[index] for index in run))
            build_record([inputs], case, Settings())
        return tuple(output(command, case) for command in PRINTED)


def output(command: str, case: Path) -> str:
    """What a command prints."""
    result = CliRunner().invoke(app, [command, str(case), "--json"])
    assert result.exit_code == 0, result.output
    return result.stdout


@settings(max_examples=6, deadline=None, derandomize=True)
@given(order=st.permutations(range(len(lines()))), cuts=st.lists(st.integers(0, len(lines())), max_size=3))
def test_shuffled_and_split_builds_give_the_same_record(order: list[int], cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(order)]
    runs = [order[start:end] for start, end in pairwise(places)]
    assert printed(runs) == built_at_once()


def test_ten_builds_give_the_record_of_one() -> None:
    order = list(range(len(lines())))
    Random(10).shuffle(order)
    assert printed([order[start::10] for start in range(10)]) == built_at_once()


def test_a_build_done_twice_adds_nothing(tmp_path: Path) -> None:
    case = tmp_path / "case.sayso"
    first = build_record([EXAMPLE], case, Settings())
    before = [output(command, case) for command in PRINTED]
    second = build_record([EXAMPLE], case, Settings())
    assert (first.seen, first.new) == (5, 5)
    assert (second.new, second.changed, second.read) == (0, 0, 0)
    assert [output(command, case) for command in PRINTED] == before


def test_one_report_more_is_the_only_one_read(tmp_path: Path) -> None:
    files = sorted(path for path in EXAMPLE.iterdir() if path.is_file())
    reports = [path for path in files if path.name != "reports.toml"]
    case, whole = tmp_path / "case.sayso", tmp_path / "whole.sayso"
    build_record(reports[1:], case, Settings())
    assert build_record(reports, case, Settings()).read == 1
    build_record(reports, whole, Settings())
    assert [output(command, case) for command in PRINTED] == [output(command, whole) for command in PRINTED]
