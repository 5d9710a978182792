"""The gazetteer: what it holds, that it is made once, whole and the same, and that it is never changed."""

from __future__ import annotations

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run

import pytest

from sayso.errors import GazetteerUnusable
from sayso.interpret import gazetteer, gazetteer_build
from sayso.interpret.gazetteer import Gazetteer, find_or_compile, load_gazetteer
from sayso.interpret.gazetteer_build import file_name, fold


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Almaty", "almaty"),
        ("АЛМАТЫ", "almaty"),
        ("Жаңаөзен", "zhangaozen"),
        ("São Tomé", "sao tome"),
        ("Port-au-Prince", "port au prince"),
        ("St. John’s", "st johns"),
        ("  ", ""),
        ("東京", "dongjing"),
    ],
)
def test_spellings_fold_to_one_key(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "level", "country", "admin1"),
    [
        ("Almaty", "city", "KZ", "02"),
        ("Алматы", "city", "KZ", "02"),
        ("Alma-Ata", "city", "KZ", "02"),
        ("Zhanaozen", "city", "KZ", "09"),
        ("Florida", "admin1", "US", "FL"),
        ("Usulutan", "admin1", "SV", "14"),
        ("Rapides Parish", "admin2", "US", "LA"),
        ("Kazakhstan", "country", "KZ", None),
    ],
)
def test_places_are_found_by_any_of_their_names(
    places: Gazetteer, name: str, level: str, country: str, admin1: str | None
) -> None:
    assert (level, country, admin1) in {(place.level, place.country, place.admin1) for place in places.find(name)}


def test_the_most_populous_of_one_name_comes_first(places: Gazetteer) -> None:
    cities = [place for place in places.find("Paris") if place.level == "city" and place.main]
    assert cities[0].country == "FR"
    assert [place.population for place in cities] == sorted((place.population for place in cities), reverse=True)


def test_an_unknown_name_and_an_empty_one_are_nowhere(places: Gazetteer) -> None:
    assert places.find("Qwertzuiopolis") == places.find("") == places.find("—") == ()


def test_every_country_and_state_has_a_name_and_a_point(places: Gazetteer) -> None:
    states = [places.region("US", code) for code in ("AK", "DC", "FL", "HI", "TX", "VA", "WY")]
    assert [state.name for state in states if state] == [
        "Alaska", "Washington, D.C.", "Florida", "Hawaii", "Texas", "Virginia", "Wyoming",
    ]  # fmt: skip
    countries = [places.country(code) for code in ("KZ", "RU", "GB", "SY", "XK", "PS")]
    assert all(country and -90 <= country.latitude <= 90 for country in countries)
    assert places.country("ZZ") is None


def test_airport_codes_and_romanised_syllables_are_no_names(places: Gazetteer) -> None:
    assert not any(place.country == "KZ" for name in ("ALA", "a la mu tu") for place in places.find(name))


def test_the_file_is_opened_for_reading_only(places: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        places._connection.execute("DELETE FROM places")


def test_many_threads_may_ask_at_once(places: Gazetteer) -> None:
    names = ["Paris", "Almaty", "Springfield", "Tripoli"] * 25
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(places._find, names))
    assert found == [places.find(name) for name in names]


@pytest.fixture
def nowhere_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No compiled file is there, and only one folder can be written."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(gazetteer, "_folders", lambda: (blocked, tmp_path / "cache" / "sayso"))
    return tmp_path / "cache" / "sayso"


def test_it_is_compiled_where_it_can_be_at_first_use_and_then_kept(nowhere_yet: Path) -> None:
    first = find_or_compile()
    assert first.path == nowhere_yet / file_name()
    made = first.path.stat().st_mtime_ns
    assert find_or_compile().path.stat().st_mtime_ns == made
    assert [path.name for path in nowhere_yet.iterdir()] == [file_name()], "no draft is left"
    assert first.path.stat().st_size < 40_000_000
    assert first.path.read_bytes() == load_gazetteer().path.read_bytes(), "the same data gives the same file"


def test_a_damaged_file_is_made_anew(nowhere_yet: Path) -> None:
    nowhere_yet.mkdir(parents=True)
    (nowhere_yet / file_name()).write_bytes(b"not a database" * 100)
    assert find_or_compile().find("Almaty")


def test_nowhere_to_write_is_an_error_that_says_where_it_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(gazetteer, "_folders", lambda: (blocked / "a", blocked / "b"))
    with pytest.raises(GazetteerUnusable, match="can be written nowhere"):
        find_or_compile()


def test_a_disk_that_fills_up_is_one_too(nowhere_yet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, entries: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(gazetteer_build, "_write", write)
    with pytest.raises(GazetteerUnusable, match="disk is full"):
        find_or_compile()
    assert list(nowhere_yet.iterdir()) == [], "no draft is left"


def test_the_module_compiles_it_from_the_command_line() -> None:
    done = run([sys.executable, "-m", "sayso.interpret.gazetteer"], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert file_name() in done.stderr
