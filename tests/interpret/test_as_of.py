"""The day of the deed, and the day up to which a count of it reaches: `tests/cases/as_of.jsonl`."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from tests.reading import read


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure of a text, when it happened (null: nobody tells) and up to which day it counts."""

    text: str
    published: str
    figure: str
    when: str | None
    as_of: str
    note: str


CASES = msgspec.json.decode(
    f"[{','.join(Path('tests/cases/as_of.jsonl').read_text('utf-8').splitlines())}]", type=list[Case]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.note)
def test_when_and_as_of(case: Case) -> None:
    (claim,) = (claim for claim in read(case.text, case.published).claims if claim.figure.text == case.figure)
    assert (claim.when and str(claim.when.earliest), str(claim.as_of)) == (case.when, case.as_of)
