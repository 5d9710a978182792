from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tell.flood import make_case

SAYSO = [sys.executable, "-m", "sayso"]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("flood") / "flood.sayso")


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, one in a language that is not read, a broken line, and an empty file."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "a.txt").write_text(
        "Twelve people were killed and at least 30 were injured on Monday in Rome, the police said.\n", "utf-8"
    )
    (folder / "b.jsonl").write_text(
        '{"id": "b1", "text": "Three miners died in Chile, a union said.", "published": "2031-05-02"}\nno json\n',
        "utf-8",
    )
    (folder / "c.txt").write_text("Vingt personnes ont été tuées hier à Lyon, selon la police nationale.\n", "utf-8")
    (folder / "d.txt").write_bytes(b"")
    return folder


@pytest.fixture
def sayso() -> Run:
    """Run the program as a process of its own."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
        settings = {**os.environ, **environment}
        settings.pop("COLUMNS", None) if "COLUMNS" not in environment else None
        return subprocess.run(
            [*SAYSO, *map(str, arguments)], capture_output=True, env=settings, timeout=120, check=False
        )

    return run
