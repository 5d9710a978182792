"""Regular forms of English words."""

from __future__ import annotations

import pytest

from sayso.languages.forms import plural_of, verb_forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("protester", "protesters"),
        ("policeman", "policemen"),
        ("human rights activist", "human rights activists"),
        ("child", "children"),
        ("city", "cities"),
        ("boy", "boys"),
        ("coach", "coaches"),
        ("human", "humans"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun, {"child": "children"}) == plural


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("arrest", ("arrest", "arrests", "arrested", "arrested", "arresting")),
        ("torture", ("torture", "tortures", "tortured", "tortured", "torturing")),
        ("crush", ("crush", "crushes", "crushed", "crushed", "crushing")),
        ("bury", ("bury", "buries", "buried", "buried", "burying")),
        ("free", ("free", "frees", "freed", "freed", "freeing")),
        ("shoot dead", ("shoot dead", "shoots dead", "shot dead", "shot dead", "shooting dead")),
    ],
)
def test_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(verb, {"shoot": ("shot", "shot", "shooting")}) == forms
