from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.pipeline import build_record
from sayso.settings import Settings

FERRY = {
    "post": ("2031-05-05", "At least 12 people died when a ferry sank off Tallinn on Monday, the coast guard said."),
    "wire": (
        "2031-05-06",
        "The death toll of the ferry disaster off Tallinn rose to 19 on Tuesday, the coast guard said.",
    ),
    "bridge": (
        "2031-05-06",
        "Four people were killed when a bridge fell in Riga on Monday, the fire service said. Police in Riga arrested "
        "two engineers on Tuesday.",
    ),
    "late": ("2031-05-07", "Nineteen people were killed on the ferry off Tallinn on Monday, Lt. Mari Tamm said."),
}

Outcome = tuple[int, str, str]
Say = Callable[..., Outcome]


def write_feed(path: Path, names: Sequence[str] = tuple(FERRY)) -> Path:
    lines = (
        json.dumps({"id": name, "publisher": f"The {name}", "published": FERRY[name][0], "text": FERRY[name][1]})
        for name in names
    )
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judging")
    build_record([write_feed(folder / "feed.jsonl")], folder / "ferry.sayso", Settings())
    return folder / "ferry.sayso"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A case of its own for each test."""
    copy = tmp_path / "ferry.sayso"
    copy.write_bytes(built.read_bytes())
    return copy


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run a command: its status, and what it prints."""
    monkeypatch.delenv("SAYSO_BY", raising=False)

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Outcome:
        result = CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)
        return result.exit_code, result.stdout, result.stderr

    return run


def listed(say: Say, command: str, case: Path, *options: str) -> list[dict[str, Any]]:
    """The lines of a list."""
    status, out, err = say(command, case, "--json", *options)
    assert status == 0, err
    return [json.loads(line) for line in out.splitlines()]


def claim_id(say: Say, case: Path, report: str, effect: str = "killed", *options: str) -> str:
    """The claim of a report for an effect."""
    (found,) = [
        one["id"]
        for one in listed(say, "claims", case, *options)
        if one["report"] == report and effect in one["effects"]
    ]
    return str(found)


def event_of(say: Say, case: Path, report: str) -> dict[str, Any]:
    """The event that a report is about."""
    (found,) = [one for one in listed(say, "events", case) if report in one["main_for"]]
    return found


def toll(say: Say, case: Path, report: str, effect: str = "killed") -> dict[str, Any]:
    """What stands for everybody in the event that a report is about."""
    (found,) = [one for one in event_of(say, case, report)["tolls"] if one["effect"] == effect and not one["group"]]
    return dict(found)
