from __future__ import annotations

from datetime import date, datetime

import pytest

from sayso.collect.details import Details, read_details


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2022-01-21", "2022-01-21"),
        ("2022-01-21T23:34", "2022-01-21T23:34"),
        ("2022-01-21T23:34:00+06:00", "2022-01-21T23:34:00+06:00"),
        (date(2022, 1, 21), "2022-01-21"),
        (datetime(2022, 1, 21, 23, 34), "2022-01-21T23:34:00"),  # noqa: DTZ001 (TOML has local times)
        ("21 January 2022", "2022-01-21"),
    ],
)
def test_dates_that_can_be(given: object, published: str) -> None:
    assert read_details({"published": given}) == (Details(published=published), ())


@pytest.mark.parametrize(
    "given",
    ["2022-02-31", "0000-00-00", "0000", "2022-13-01", "2022-01-21T99:00", "soon", "9999-01-01", 20220121, True, []],
)
def test_dates_that_cannot_be_are_told_and_left_out(given: object) -> None:
    details, flaws = read_details({"published": given, "title": "Riots"})
    assert details == Details(title="Riots")
    assert len(flaws) == 1
    assert flaws[0].place == "published"
    assert flaws[0].hint


@pytest.mark.parametrize(("given", "language"), [("en", "en"), ("EN-us", "en"), ("ru_RU", "ru")])
def test_language_codes(given: str, language: str) -> None:
    assert read_details({"language": given})[0].language == language


def test_language_by_name_is_told() -> None:
    details, flaws = read_details({"language": "English"})
    assert details.language is None
    assert flaws[0].place == "language"


def test_empty_and_null_are_unknown() -> None:
    assert read_details({"title": "", "publisher": None, "url": "  "}) == (Details(), ())


def test_halves_of_characters_are_replaced() -> None:
    assert read_details({"title": "Riots \ud83d"})[0].title == "Riots \ufffd"


def test_given_outranks_found() -> None:
    found = Details(title="Found", url="https://example.org/a")
    assert Details(title="Given").over(found) == Details(title="Given", url="https://example.org/a")
