from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store.sqlite import Case


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.sayso"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path, create=True) as opened:
        yield opened
