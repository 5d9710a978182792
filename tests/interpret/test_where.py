"""Places as the context shows them: the table in tests/cases/where.jsonl, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from sayso.extract.where import find_places
from sayso.interpret.where import read_places, read_wheres
from sayso.nouns.span import Span
from sayso.nouns.where import Where

Row = tuple[str, str, str | None, str | None, str | None]


class Case(Struct, frozen=True):
    """A text and the places that it names: words, kind, name, country, region."""

    text: str
    wheres: tuple[Row, ...]
    title: str | None = None
    why: str | None = None


def cases() -> list[Case]:
    lines = (Path(__file__).parent.parent / "cases" / "where.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Case) for line in lines]


def read(text: str, title: str | None = None) -> tuple[Where, ...]:
    return read_wheres(find_places(text, "en"), text, title=title, language="en")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:50] or "empty")
def test_names_become_the_places_meant(case: Case) -> None:
    found = read(case.text, case.title)
    assert tuple((where.text, where.kind, where.name, where.country, where.admin1) for where in found) == case.wheres


def test_coordinates_and_ids_are_geonames_own() -> None:
    (almaty,) = read("A crowd in Almaty.")
    assert (almaty.latitude, almaty.longitude) == (43.25249, 76.9115)
    assert almaty.geonames_id == 1526384
    assert almaty.precision == "exact"


def test_a_country_has_a_point_in_its_middle_and_says_so() -> None:
    (country,) = read("Elections in Kazakhstan.")
    assert country.precision == "country"
    assert (country.latitude, country.longitude) == (48.0, 68.0)


def test_a_name_that_the_gazetteer_has_elsewhere_alone_has_the_point_of_the_country_behind_it() -> None:
    town, country = read("A ferry sank off Halden, Kenya, on Sunday.")
    assert (town.latitude, town.longitude) == (country.latitude, country.longitude)
    assert (town.precision, town.geonames_id, town.runners_up) == ("country", None, ())


def test_what_else_a_name_could_mean_is_kept_best_first() -> None:
    (place,) = read("Two men were shot in Springfield.")
    assert len(place.runners_up) == 5
    assert place.geonames_id not in place.runners_up


def test_a_street_is_a_place_without_coordinates() -> None:
    (street,) = read("He was shot on Maple Street.")
    assert street.name == "Maple Street"
    assert (street.latitude, street.geonames_id, street.precision) == (None, None, None)


def test_a_place_that_the_gazetteer_lacks_is_where_its_region_is() -> None:
    place, region = read("ELMFORDHAM, Va. — A boy was killed.")
    assert (place.latitude, place.longitude) == (region.latitude, region.longitude)
    assert (place.name, place.precision, place.geonames_id) == ("ELMFORDHAM", "admin", None)


def test_the_same_sentence_in_capitals_names_the_same_cities() -> None:
    text = "Gunmen killed six people in Medellin and in Bogota, Colombia, on Monday"
    plain = [where.geonames_id for where in read(text)]
    assert [where.geonames_id for where in read(text.upper())] == plain
    assert [where.geonames_id for where in read(text.lower())] == plain


PIECES = """
Paris Texas Georgia London St. U.S. Va. Mr. Jordan of the in near , . ( ) - — # @ Street County counties Police and & ’s
Lebanon-Syria KAZAKHSTAN алматы Жаңаөзен 東京 بيروت 12 D- Washington Post
"""
WORDS = st.sampled_from([*PIECES.split(), "\u0301", "\u202e", "\n", " "])
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=30).map("".join)
)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.one_of(st.none(), TEXTS))
def test_any_text_is_read_and_its_places_quote_it_in_order(text: str, title: str | None) -> None:
    spans = find_places(text, "en")
    found = read_wheres(spans, text, title=title, language="en")
    assert all(text[where.start : where.end] == where.text for where in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(any(span.covers(where) or where.start >= span.start for span in spans) for where in found)
    assert found == read_wheres(spans, text, title=title, language="en")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=6))
def test_spans_that_were_found_otherwise_are_read_too(cuts: list[tuple[int, int]]) -> None:
    text = "A fire near Salem, Ore., and one in St. Louis were put out by crews from Georgia."
    spans = sorted({(start, min(len(text), start + length)) for start, length in cuts})
    apart = [Span.of(text, *cut) for index, cut in enumerate(spans) if index == 0 or spans[index - 1][1] <= cut[0]]
    found = read_wheres(apart, text, title=None, language="en")
    assert all(text[where.start : where.end] == where.text for where in found)


@pytest.mark.parametrize(
    ("title", "headline", "site"),
    [
        ("Two hurt in Elmira fire", ["Elmira"], []),
        # words that the text writes small are no part of a name
        ("Two Hurt In Elmira Fire", ["Elmira"], []),
        ("Elmira Fire Hurts Two - News 4 | Buffalo, New York", ["Elmira"], ["Buffalo", "New York"]),
        ("News 4 - Two hurt in Elmira fire", ["Elmira"], []),
        # what the text names is a place of the text
        ("Two hurt in fire on the Lower East Side of Rochester", [], []),
        ("Two hurt in fire", [], []),
    ],
)
def test_places_that_only_the_title_names(title: str, headline: list[str], site: list[str]) -> None:
    text = "A fire in a house on Hill Street hurts two people, it was told in Rochester."
    _, found = read_places(find_places(text, "en"), text, title=title, language="en")
    assert [where.text for where in found.headline] == headline
    assert [where.text for where in found.site] == site
    assert all(title[where.start : where.end] == where.text for where in (*found.headline, *found.site))


def test_places_of_the_text_say_which_place_a_headline_means() -> None:
    text = "A fire in Ohio hurts two people, it was told in Dayton."
    _, found = read_places(find_places(text, "en"), text, title="Two hurt in Springfield fire", language="en")
    assert [where.admin1 for where in found.headline] == ["Ohio"]
