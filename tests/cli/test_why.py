from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.tell.flood import REPORTS


@pytest.mark.parametrize("id_", ["t1a", "e1a", "d1a", "c26a", "m1a", "v1a", "a1a", "bcour"])
def test_every_kind_of_thing_is_explained(id_: str, flood: Path, sayso: Run) -> None:
    done = sayso("why", flood, id_)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"sha256" in done.stdout


def test_the_chain_goes_down_to_the_publisher(flood: Path, sayso: Run) -> None:
    out = sayso("why", flood, "c26a", "--width", "120").stdout.decode()
    assert "Interior Ministry of Norland → Harbour Post (publisher)" in out
    assert "»at least 26« people were killed" in out
    assert REPORTS[0].report.sha256 in out


def test_json(flood: Path, sayso: Run) -> None:
    told = json.loads(sayso("why", flood, "t1a", "--json").stdout)
    assert told["kind"] == "toll"
    assert [one["id"] for one in told["set_aside"]] == ["c26bbbbbbbbbbbbbb"]


def test_the_original_comes_back_byte_by_byte(flood: Path, sayso: Run) -> None:
    assert sayso("why", flood, "c41", "--original").stdout == REPORTS[1].original.content
    assert sayso("why", flood, "aharbour", "--original").stdout == REPORTS[0].original.content
    assert sayso("why", flood, "t1a", "--original").returncode == 2


@pytest.mark.parametrize("id_", ["nothing", "c26", "", "\x1b[2J", "'; DROP TABLE reports; --"])
def test_an_id_that_names_nothing_or_too_much_is_wrong_use(id_: str, flood: Path, sayso: Run) -> None:
    done = sayso("why", flood, id_)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"sayso: ")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr
