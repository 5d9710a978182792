"""`--min-confidence`: the surer claims alone, and how many were left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.nouns.event import Toll
from sayso.pipeline import build_record, open_case
from sayso.settings import Settings
from tests.cli.conftest import Run
from tests.stories.story import load_story, story_names

FEED = (
    {"id": "a", "publisher": "Harbour Post", "published": "2031-05-03",
     "text": "Twelve people were killed in Rome on Friday, the police said. Lena Falk, a nurse, was wounded."},
    {"id": "b", "publisher": "Courier", "published": "2031-05-04",
     "text": "At least 30 people were injured in Rome on Friday. The army seized 14 launchers, of which 2 killed."},
)  # fmt: skip


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feed") / "feed.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in FEED), "utf-8")
    return path


@pytest.fixture(scope="module")
def case(feed: Path) -> Path:
    path = feed.parent / "rome.sayso"
    build_record([feed], path, Settings())
    return path


def objects(lines: str | bytes) -> list[dict[str, Any]]:
    """The lines of a list."""
    return [json.loads(line) for line in lines.splitlines()]


def printed(*arguments: str | Path) -> str:
    """What the program prints on standard output, run in this process."""
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


def claims_of(readings: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Every claim with its confidence."""
    return {claim["id"]: claim["confidence"] for reading in readings for claim in reading["claims"]}


def test_reading_leaves_the_less_sure_out_and_counts_them(feed: Path, sayso: Run) -> None:
    everything = claims_of(objects(sayso("read", feed, "--json").stdout))
    done = sayso("read", feed, "--json", "--min-confidence", "0.95")
    sure = claims_of(objects(done.stdout))
    assert sure == {id_: confidence for id_, confidence in everything.items() if confidence >= 0.95}
    assert 0 < len(sure) < len(everything)
    left = len(everything) - len(sure)
    assert done.stderr.decode().endswith(f"less sure than 0.95 left out, of {len(everything)}\n")
    assert f"sayso: {left} claim" in done.stderr.decode()


def test_in_every_form(feed: Path) -> None:
    told = printed("read", feed, "--min-confidence", "1")
    assert "Twelve people" not in told
    assert "less sure than 1 left out" in told
    assert "no count of people" not in told
    assert len(printed("read", feed, "--csv", "--min-confidence", "1").splitlines()) == 1


@pytest.mark.parametrize("words", ["1.5", "-0.1", "nan", "95%", "much"])
def test_what_is_no_probability_is_refused(words: str, case: Path, feed: Path) -> None:
    for arguments in (("read", feed), ("tolls", case), ("show", case)):
        done = CliRunner().invoke(app, [*map(str, arguments), f"--min-confidence={words}"])
        assert (done.exit_code, done.stdout) == (2, "")
        assert "is no probability" in " ".join(done.stderr.split())


def test_a_case_lists_the_surer_claims(case: Path) -> None:
    everything = objects(printed("claims", case, "--json"))
    sure = objects(printed("claims", case, "--json", "--min-confidence", "0.95"))
    assert sure == [claim for claim in everything if claim["confidence"] >= 0.95]


def test_tolls_rest_on_the_surer_claims(case: Path) -> None:
    sure = {claim["id"] for claim in objects(printed("claims", case, "--json", "--min-confidence", "0.95"))}
    tolls = objects(printed("tolls", case, "--json", "--min-confidence", "0.95"))
    assert tolls
    assert {id_ for toll in tolls for id_ in toll["claims"]} <= sure
    assert printed("tolls", case, "--json", "--min-confidence", "0") == printed("tolls", case, "--json")


def test_the_account_says_how_many_it_leaves_out(case: Path) -> None:
    for arguments in ((), ("--markdown",)):
        assert "less sure than 0.95 left out" in printed("show", case, *arguments, "--min-confidence", "0.95")
    assert "left out" not in printed("show", case)


def test_why_tells_the_confidence_also_of_one_left_out(case: Path) -> None:
    least = min(objects(printed("claims", case, "--json")), key=lambda claim: claim["confidence"])
    told = printed("why", case, least["id"], "--min-confidence", "0.95")
    assert f"confidence  {int(least['confidence'] * 100) / 100:.2f}" in told


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All stories in one case."""
    folder = tmp_path_factory.mktemp("stories")
    for name in story_names():
        lines = (report.line() for report in load_story(name).reports)
        (folder / f"{name}.jsonl").write_bytes(b"".join(lines))
    build_record(sorted(folder.glob("*.jsonl")), folder / "all.sayso", Settings())
    return folder / "all.sayso"


@settings(max_examples=20, deadline=None, derandomize=True)
@given(least=st.floats(0, 1))
def test_whatever_the_limit_a_record_rests_on_surer_claims(stories: Path, least: float) -> None:
    with open_case(stories, Settings(min_confidence=least)) as view:
        confidence = {claim.id: claim.confidence or 0 for claim in view.claims()}
        tolls: list[Toll] = [toll for event in view.events() for toll in event.tolls]
        sides = [side for event in view.events() for dispute in event.disputes for side in dispute.sides]
    for used in (*tolls, *sides):
        assert all(confidence[id_] >= least for id_ in used.claims)
