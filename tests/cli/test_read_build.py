from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.tell.public import READING, check


def test_read_prints_one_line_a_report_in_input_order(inbox: Path, sayso: Run) -> None:
    done = sayso("read", inbox, "--json")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["path"]).name for line in lines] == ["a.txt", "b.jsonl:1", "c.txt"]
    for line in lines:
        check(line, READING)
    assert lines[0]["text"].startswith("Twelve people")
    for claim in lines[0]["claims"]:
        figure = claim["figure"]
        assert lines[0]["text"][figure["start"] : figure["end"]] == figure["text"]


def test_what_is_no_report_goes_to_standard_error_and_into_the_status_when_strict(inbox: Path, sayso: Run) -> None:
    done = sayso("read", inbox, "--json", "--strict")
    assert done.returncode == 1
    assert b"b.jsonl:2" in done.stderr
    assert b"Traceback" not in done.stderr


def test_read_as_csv_has_one_row_a_claim(inbox: Path, sayso: Run) -> None:
    claims = [
        claim for line in sayso("read", inbox, "--json").stdout.splitlines() for claim in json.loads(line)["claims"]
    ]
    rows = list(csv.DictReader(io.StringIO(sayso("read", inbox, "--csv").stdout.decode(), newline="")))
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]


def test_read_for_people(inbox: Path, sayso: Run) -> None:
    out = sayso("read", inbox).stdout.decode()
    assert "a.txt" in out
    assert "\x1b" not in out


def test_build_show_withdraw_restore(inbox: Path, tmp_path: Path, sayso: Run) -> None:
    case = tmp_path / "case.sayso"
    built = sayso("build", inbox, "--case", case)
    assert (built.returncode, built.stdout) == (0, b"")
    assert b"issues in the case" in built.stderr
    assert sayso("build", inbox, "--case", case, "--strict").returncode == 1
    assert sayso("show", case).returncode == 0

    claims = sayso("claims", case, "--json").stdout
    ids = [json.loads(line)["id"] for line in sayso("reports", case, "--json").stdout.splitlines()]
    assert "b1" in ids

    gone = sayso("withdraw", case, "b1", "--because", "taken back", "--by", "A. Desk")
    assert (gone.returncode, gone.stdout) == (0, b"")
    lines = [json.loads(line) for line in sayso("reports", case, "--json").stdout.splitlines()]
    assert {line["id"]: line["withdrawn"] for line in lines}["b1"] is True
    assert "withdrawn: taken back" in sayso("show", case).stdout.decode()
    assert "Withdrawn by A. Desk" in sayso("why", case, "b1").stdout.decode()
    assert sayso("withdraw", case, "b1", "--because", "again").returncode == 2

    back = sayso("restore", case, "b1", "--because", "stands after all")
    assert back.returncode == 0
    assert sayso("claims", case, "--json").stdout == claims


def test_search(flood: Path, sayso: Run) -> None:
    done = sayso("search", flood, "dam")
    assert b"aharbour" in done.stdout
    assert sayso("search", flood, "xylophone").stdout == b""
    assert sayso("search", flood, '"', "NEAR(", "*").returncode == 0
