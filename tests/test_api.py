"""The names that Python programs import: few, lazy, and the same verbs as the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sayso
from tests.tell.flood import RECORD, make_case
from tests.tell.public import READING, TOLL, check


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("api") / "flood.sayso")


def test_every_public_name_is_there_and_documented() -> None:
    for name in sayso.__all__:
        assert getattr(sayso, name).__doc__, name
    assert dir(sayso) == sorted(sayso.__all__)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = sayso.nothing_such


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, sayso; print(sorted({'msgspec', 'spacy', 'sqlite3', 'typer', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts threads as Linux shows them")
def test_sums_are_done_on_one_thread() -> None:
    code = "import sayso, os; import sayso.extract.mentions; print(len(os.listdir('/proc/self/task')))"
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=plain)
    assert done.stdout.strip() == b"1"


def test_an_open_case_gives_values_an_account_and_explanations(flood: Path) -> None:
    with sayso.open_case(str(flood)) as case:
        (toll,) = [toll for event in case.events() for toll in event.tolls]
        assert toll == RECORD.events[0].tolls[0]
        check(json.loads(sayso.to_json(toll)), TOLL)
        account = sayso.account_of(case)
        assert account.about.title == "Dam breach in Velm"
        assert sayso.explain(case, "t1a").id == toll.id
        for reading in case.readings():
            check(json.loads(sayso.to_json(reading)), READING)


def test_what_stood_on_a_day(flood: Path) -> None:
    day = date(2031, 5, 2)
    with sayso.open_case(flood, as_of=day) as case:
        assert [report.id for report in sayso.account_of(case, as_of=day).reports] == ["aharbour", "dundated"]


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text('no json\n{"id": "a", "text": "Six people died."}\n', "utf-8")
    issues: list[sayso.Issue] = []
    readings = list(sayso.read_reports([tmp_path / "feed.jsonl"], on_issue=issues.append))
    assert [reading.report.id for reading in readings] == ["a"]
    assert [issue.path for issue in issues] == [f"{tmp_path / 'feed.jsonl'}:1"]


def test_errors_are_of_one_tree(flood: Path, tmp_path: Path) -> None:
    with pytest.raises(sayso.SaysoError):
        sayso.open_case(tmp_path / "absent.sayso")
    with sayso.open_case(flood) as case, pytest.raises(sayso.SaysoError):
        sayso.explain(case, "nothing")
