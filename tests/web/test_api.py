"""The API keeps to what it says of itself, whatever it is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from sayso.web.app import bare_application, description
from sayso.web.desk import Desk

OPERATIONS = [(path, method) for path, methods in description()["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def api(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    case = Path(shutil.copy(built, tmp_path_factory.mktemp("asked") / "case.sayso"))
    with Desk(case) as desk:
        yield schemathesis.openapi.from_asgi("/api/openapi.json", bare_application(desk))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_address_answers_as_described(api: Any, path: str, method: str) -> None:
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(asked=api[path][method].as_strategy())
    def ask(asked: Any) -> None:
        asked.call_and_validate()

    ask()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_address_is_described_in_a_sentence(path: str, method: str) -> None:
    assert description()["paths"][path][method].get("description")
