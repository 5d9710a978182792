"""Persons whom a report calls journalists, defenders or dissidents, when later sentences have their names alone."""

from __future__ import annotations

import pytest

from sayso.extract.protected import Protected
from sayso.nouns.span import Span
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The journalist Maria Lopez works in Lima. Lopez was arrested on Friday.", ["Lopez"]),
        ("Omar Idrissi, a well-known blogger, lives in Rabat. On Friday he was arrested.", ["he"]),
        ("Ana Ruiz is a union leader. Soldiers arrested Ruiz at dawn.", ["Ruiz"]),
        ("The baker Juan Perez lives here. He was arrested on Friday.", []),
        ("Journalist Maria Lopez met the baker Juan Perez. He was arrested on Friday.", []),
        ("The journalist Maria Lopez wrote a book on Rome. The baker was arrested.", []),
    ],
)
def test_arrests(text: str, victims: list[str]) -> None:
    assert [victim.text for one in read(text).violations for victim in one.victims] == victims


def test_nobody_is_protected_where_nobody_is_named() -> None:
    text = "Journalists were there. He was arrested."
    assert not Protected(text, "en").includes(Span.of(text, 24, 26))
