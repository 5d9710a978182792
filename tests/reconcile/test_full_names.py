"""Full names that may tell that two reports are about the same people."""

from __future__ import annotations

import pytest

from sayso.reconcile.full_names import full_names_in
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police looked for Anna Lund, said Carl R. Berg.", {"anna lund", "carl berg"}),
        # of a page, a paper, a place of care, an office and a car
        ("Image 1 of 3 Caption Close Skip Ad. Anna Lund was hurt.", {"anna lund"}),
        ("Anna Lund told the Elmira Chronicle that she was well.", {"anna lund"}),
        ("Anna Lund was taken to Grady Memorial from the Northeast Side.", {"anna lund"}),
        ("The Violent Crimes Unit searched a Toyota Camry of Anna Lund.", {"anna lund"}),
    ],
)
def test_full_names(text: str, names: set[str]) -> None:
    assert full_names_in(read(text, "2023-03-10")) == names
