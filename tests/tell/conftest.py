from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store.sqlite import Case
from tests.tell.flood import make_case


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("flood") / "flood.sayso")


@pytest.fixture
def case(flood: Path) -> Iterator[Case]:
    with Case.open(flood, readonly=True) as opened:
        yield opened
