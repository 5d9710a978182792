"""The API keeps to what it says of itself, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from sayso.web.app import bare_application, description
from sayso.web.desk import Desk

CHECKED = "checked"


@pytest.fixture(scope="module")
def api(built: Path) -> Iterator[Any]:
    with Desk(built) as desk:
        yield schemathesis.openapi.from_asgi("/api/openapi.json", bare_application(desk))


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_address_answers_as_described(case: Any) -> None:
    case.call_and_validate()


def test_every_address_is_described_in_a_sentence() -> None:
    for path, methods in description()["paths"].items():
        for method, said in methods.items():
            assert said.get("description"), f"{method} {path}"
