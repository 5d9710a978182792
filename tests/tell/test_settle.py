"""What would settle a dispute: it follows from how the sides differ, the plainest difference first."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Side
from sayso.nouns.how_many import Figure
from sayso.nouns.span import Span
from sayso.nouns.what import Affected
from sayso.nouns.where import Where
from sayso.tell.lookup import Lookup
from sayso.tell.settle import settled_by

WORDS: dict[str, Any] = {"text": "", "start": 0, "end": 0}


def claim(id_: str, value: int, **known: Any) -> Claim:
    bounds = {"low": value, "high": value} | known.pop("bounds", {})
    figure = Figure(text=str(value), start=0, end=len(str(value)), value=value, qualifier="exact", **bounds)
    told: dict[str, Any] = {
        "effects": ("killed",), "affected": None, "scope": "total", "part_of": None, "when": None, "as_of": None,
        "said": None, "where": None, "actor": None, "stance": "states", "says_who": (), "confidence": 0.9,
    }  # fmt: skip
    return Claim(id=id_, report="r", sentence=Span(**WORDS), figure=figure, **(told | known))


def place(name: str, country: str = "KZ") -> Where:
    return Where(
        **WORDS, name=name, kind="city", country=country, admin1=None, latitude=1.0, longitude=2.0, precision="exact",
        geonames_id=None,
    )  # fmt: skip


class Known:
    """A lookup that knows these claims."""

    def __init__(self, *claims: Claim) -> None:
        self._claims = {one.id: one for one in claims}

    def claims(self, ids: tuple[str, ...]) -> tuple[Claim, ...]:
        return tuple(self._claims[id_] for id_ in ids)


def told(about: Any, *sides: tuple[str, Claim | None], effect: Any = "killed") -> str:
    claims = [one for _, one in sides if one]
    made = tuple(Side(says_who=(name,), claims=(one.id,) if one else (), mentions=()) for name, one in sides)
    dispute = Dispute(id="d", event="e", about=about, effect=effect, why="", sides=made)
    return settled_by(cast("Lookup", Known(*claims)), dispute)


def test_the_same_counted_differently_takes_counting_one_by_one() -> None:
    said = told("figure", ("the Ministry", claim("a", 26)), ("the Union", claim("b", 41)))
    assert said.startswith("A later count of either (the Ministry 26, the Union 41)")
    assert "names of the dead" in said


def test_an_exact_number_is_asked_of_whoever_gave_a_loose_one() -> None:
    loose = claim("a", 8000, bounds={"low": None})
    said = told("figure", ("the Ministry", loose), ("the Union", claim("b", 9500)), effect="detained")
    assert "An exact number in place of “8000”" in said
    assert "registers of custody" in said


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (
            {"where": place("Almaty")},
            {"where": place("Aktau")},
            "Which area each counts (A: Almaty (KZ); B: Aktau (KZ))",
        ),
        (
            {"affected": Affected(**WORDS, group="protesters")},
            {},
            "Whom each counts (A: protesters; B: people)",
        ),
        (
            {"as_of": date(2031, 5, 3)},
            {"as_of": date(2031, 5, 9)},
            "Up to which day each counts (A: 3 May 2031; B: 9 May 2031). A later count of A, for 9 May 2031,",
        ),
        ({"effects": ("killed", "injured")}, {}, "How many each way: A gives one number for"),
    ],
)  # fmt: skip
def test_what_differs_is_asked_first(one: dict[str, Any], other: dict[str, Any], asked: str) -> None:
    said = told("figure", ("A", claim("a", 26, **one)), ("B", claim("b", 41, **other)))
    assert said.startswith(asked)
    assert "If that is not it: the names of the dead" in said


def test_what_the_sides_have_in_common_is_not_asked() -> None:
    here = {"where": place("Almaty"), "as_of": date(2031, 5, 3)}
    said = told("figure", ("A", claim("a", 26, **here)), ("B", claim("b", 41, **here)))
    assert "Which area" not in said
    assert "Up to which day" not in said


def test_a_denial_takes_a_document_or_a_third_witness() -> None:
    said = told("denial", ("the Ministry", claim("a", 0)), ("the Union", claim("b", 3)), effect="detained")
    assert said.startswith("A register of custody")
    assert "neither on the Ministry nor on the Union" in said
    assert "So far only the Union says it." in said


@pytest.mark.parametrize(("about", "word"), [("when", "day"), ("where", "place"), ("duration", "length")])
def test_days_places_and_lengths_take_originals_of_the_time(about: str, word: str) -> None:
    said = told(about, ("A", None), ("B", None), effect=None)
    assert said.endswith(f"Ask first what their {word}s rest on: A; B.")
