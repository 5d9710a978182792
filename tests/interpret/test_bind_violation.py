"""Where an alleged violation took place: not where the reporter writes, nor wherever its sentence names."""

from __future__ import annotations

import pytest

from tests.reading import read


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        (
            "(Nairobi) – Burundian police arrested the journalist Jean Ndayi on Friday.\n\nHe was taken to a prison "
            "in Ngozi, in the north of Burundi.",
            "BI",
            "Ngozi",
        ),
        (
            "LONDON (Agency) - Kenyan police beat three reporters during a rally in Kisumu. "
            "Kenya has seen weeks of protests.",
            "KE",
            "Kisumu",
        ),
        (
            "Soldiers in Mali arrested a journalist who had fled Niger.\n\nThe press in Mali has been under pressure "
            "since 2020. Malian editors say that Bamako has banned three papers.",
            "ML",
            "Mali",
        ),
        ("Moroccan police arrested the blogger Omar Idrissi over a song.", "MA", "Moroccan"),
        ("Police beat three journalists in Lima.", "PE", "Lima"),
    ],
)
def test_country(text: str, country: str, place: str) -> None:
    first = read(text).violations[0]
    assert first.where is not None
    assert (first.where.country, first.where.text) == (country, place)


def test_none_without_places() -> None:
    (violation,) = read("Police beat three journalists.").violations
    assert violation.where is None
