from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from sayso.cli import app
from tests.cli.conftest import Run
from tests.tell.public import CLAIM, DISPUTE, EVENT, ISSUE, READING, TOLL, check

LISTS = {
    "events": EVENT,
    "tolls": TOLL,
    "claims": CLAIM,
    "disputes": DISPUTE,
    "issues": ISSUE,
    "reports": [key for key in READING if key != "text"] + ["copy_of"],
    "copies": [
        "report", "published", "publisher", "of", "of_published", "of_publisher", "kind", "share", "words", "passages",
    ],
    "parties": ["name", "kind", "also", "perhaps"],
}  # fmt: skip
COUNTS = {"events": 2, "tolls": 1, "claims": 4, "disputes": 1, "issues": 2, "reports": 4, "copies": 1, "parties": 3}


@pytest.mark.parametrize("name", LISTS)
def test_json_has_every_key_of_every_object(name: str, flood: Path, sayso: Run) -> None:
    done = sayso(name, flood, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == COUNTS[name]
    for line in lines:
        check(line, LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_as_many_rows(name: str, flood: Path, sayso: Run) -> None:
    done = sayso(name, flood, "--csv")
    assert (done.returncode, done.stderr) == (0, b"")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert len(rows) == COUNTS[name]
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("name", LISTS)
def test_without_either_a_table_that_fits(name: str, width: str, flood: Path, sayso: Run) -> None:
    done = sayso(name, flood, COLUMNS=width)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "\x1b" not in text
    assert max(cell_len(line) for line in text.splitlines()) <= int(width)


def test_a_report_has_its_text_only_where_it_is_asked_for(flood: Path, sayso: Run) -> None:
    first = json.loads(sayso("reports", flood, "--json", "--text").stdout.splitlines()[0])
    check(first, [*READING, "copy_of"])
    assert first["text"].startswith("The Interior Ministry")
    header = sayso("reports", flood, "--csv", "--text").stdout.splitlines()[0]
    assert b",text," in header
    assert b",text," not in sayso("reports", flood, "--csv").stdout.splitlines()[0]


def test_json_and_csv_exclude_each_other(flood: Path) -> None:
    result = CliRunner().invoke(app, ["claims", str(flood), "--json", "--csv"])
    assert result.exit_code == 2
    assert "exclude each other" in result.output


def test_an_empty_list_says_so(tmp_path: Path, sayso: Run) -> None:
    from sayso.store.sqlite import Case

    with Case.open(tmp_path / "empty.sayso", create=True):
        pass
    assert sayso("claims", tmp_path / "empty.sayso").stdout == b"no claims\n"
    assert sayso("claims", tmp_path / "empty.sayso", "--json").stdout == b""
    assert sayso("claims", tmp_path / "empty.sayso", "--csv").stdout.count(b"\n") == 1
