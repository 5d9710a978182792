"""`--policy`: another rule for low, best and high, on the same words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.pipeline import build_record
from sayso.settings import Settings

FEED = (
    {"id": "a", "publisher": "Harbour Post", "published": "2031-05-03",
     "text": "Twelve people were killed in an explosion in Rome on Friday, the police said."},
    {"id": "b", "publisher": "Courier", "published": "2031-05-04",
     "text": "The Italian Red Cross said that 15 people were killed in the explosion in Rome on Friday."},
)  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policy")
    (folder / "feed.jsonl").write_text("".join(json.dumps(report) + "\n" for report in FEED), "utf-8")
    build_record([folder / "feed.jsonl"], folder / "rome.sayso", Settings())
    return folder / "rome.sayso"


def run(*arguments: str | Path) -> str:
    """What the program prints on standard output."""
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(("policy", "best"), [("latest", 15), ("ucdp", 15), ("acled", 12)])
def test_every_list_and_the_account_follow_the_rule(case: Path, policy: str, best: int) -> None:
    (toll,) = map(json.loads, run("tolls", case, "--json", "--policy", policy).splitlines())
    assert (toll["low"], toll["best"], toll["high"]) == (12, best, 15)
    (event,) = map(json.loads, run("events", case, "--json", "--policy", policy).splitlines())
    assert event["tolls"] == [toll]
    assert toll["why"] in run("why", case, toll["id"], "--policy", policy, "--width", "900")
    for how in ((), ("--markdown",)):
        shown = run("show", case, "--policy", policy, *how)
        assert str(best) in shown
        assert ("by the rule" in shown) == (policy != "latest")


def test_a_rule_that_is_none_is_wrong_use(case: Path) -> None:
    done = CliRunner().invoke(app, ["tolls", str(case), "--policy", "mean"])
    assert done.exit_code == 2
