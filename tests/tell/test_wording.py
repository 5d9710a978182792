from __future__ import annotations

from datetime import date

import pytest

from sayso.nouns.where import Where
from sayso.tell import wording


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (164, 164, "164"),
        (164, None, "≥ 164"),
        (None, 8000, "≤ 8,000"),
        (10, 12, "10–12"),
        (0, 0, "0"),
        (None, None, "?"),
    ],
)
def test_bounds_are_told_in_signs(low: int | None, high: int | None, said: str) -> None:
    assert wording.bounds(low, high) == said


def test_an_unknown_count_is_no_zero() -> None:
    assert (wording.count(None), wording.count(0)) == ("?", "0")


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (date(2031, 5, 2), date(2031, 5, 2), "2031-05-02"),
        (date(2031, 5, 2), date(2031, 5, 4), "2031-05-02 to 2031-05-04"),
        (None, date(2031, 5, 4), "by 2031-05-04"),
        (date(2031, 5, 2), None, "from 2031-05-02"),
        (None, None, "?"),
    ],
)
def test_days(earliest: date | None, latest: date | None, said: str) -> None:
    assert wording.days(earliest, latest) == said


def place(name: str | None, kind: str, admin1: str | None, country: str | None) -> Where:
    return Where(
        text="Dort", start=0, end=4, name=name, kind=kind, country=country, admin1=admin1,  # type: ignore[arg-type]
        latitude=None, longitude=None, precision=None, geonames_id=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (place("Velm", "city", "Norland", "NL"), "Velm (Norland)"),
        (place("Velm", "city", None, "NL"), "Velm (NL)"),
        (place("Velm", "city", "Velm", None), "Velm"),
        (place("Norland", "admin", "Norland", "NL"), "Norland (NL)"),
        (place("Netherlands", "country", None, "NL"), "Netherlands"),
        (place(None, "place", None, None), "Dort"),
    ],
)
def test_places(where: Where, said: str) -> None:
    assert wording.where(where) == said


def test_kinds_of_events_in_words() -> None:
    assert wording.kind_of_event("PROTEST", "riot") == "protest (riot)"
    assert wording.kind_of_event("REQUEST", None) == "call"
