"""The gazetteer: names of places, compiled once from GeoNames (CC-BY-4.0) and looked up offline.

python -m sayso.interpret.gazetteer        compiles it, which first use does otherwise
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from sayso.errors import GazetteerUnusable
from sayso.interpret.gazetteer_build import LEVELS, PlaceLevel, bit_of, compile_gazetteer, file_name, fold, sound_key

_COLUMNS = "p.id, p.name, p.level, p.country, p.admin1, p.latitude, p.longitude, p.population, p.geonames_id"


class Place(Struct, frozen=True):
    """One place of the gazetteer; degrees are WGS 84."""

    id: int
    name: str
    level: PlaceLevel
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    """GeoNames' code of the first-order region; `Gazetteer.region` has its name."""
    latitude: float
    longitude: float
    population: int
    geonames_id: int | None
    main: bool
    """Whether it was found by its main name."""


class Gazetteer:
    """Places by name; open for reading only, so any number of processes share one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (self._known,) = self._connection.execute("SELECT bits FROM known").fetchone()
        self._regions = self._read_regions()
        self._countries = {place.country: place for place in self._select("p.level = 0", ())}
        self.find = lru_cache(maxsize=65_536)(self._find)

    def _find(self, name: str) -> tuple[Place, ...]:
        """Every place of this name in any spelling that folds alike; main names first, then by population."""
        key = fold(name)
        found = self._called(key)
        return tuple(sorted(found, key=lambda place: (not place.main, -place.population, place.id)))

    def find_alike(self, name: str) -> tuple[Place, ...]:
        """Towns and first-order regions whose name only sounds like this one, the most populous first."""
        key = sound_key(fold(name))
        found = self._called(key)
        return tuple(sorted(found, key=lambda place: (-place.population, place.id)))

    def country(self, code: str) -> Place | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def region(self, country: str, admin1: str | None) -> Place | None:
        """A first-order region by GeoNames' code."""
        return self._regions.get((country, admin1 or ""))

    def points_of_towns(self) -> list[tuple[float, float, int, int]]:
        """Latitude, longitude, id and people of every town of the earth."""
        return self._connection.execute(
            "SELECT latitude, longitude, id, population FROM places WHERE level = 3"
        ).fetchall()

    def towns(self, ids: Sequence[int]) -> list[tuple[str, float, float, int]]:
        """Towns by their ids: name, latitude, longitude, people; the most populous first."""
        return self._connection.execute(
            "SELECT name, latitude, longitude, population FROM places"
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY population DESC, id",
            (json.dumps(ids),),
        ).fetchall()

    def _read_regions(self) -> dict[tuple[str, str], Place]:
        return {(place.country, place.admin1 or ""): place for place in self._select("p.level = 1", ())}

    def _called(self, key: str) -> list[Place]:
        """The places with a key; of most names that have none, a bit tells so without a look into the tables."""
        bit = bit_of(key)
        may_be = key and self._known[bit >> 3] >> (bit & 7) & 1
        return self._select("n.key = ?", (key,)) if may_be else []

    def _select(self, where: str, values: tuple[str, ...]) -> list[Place]:
        source = "names n JOIN places p ON p.id = n.place" if values else "places p"
        main = "n.main" if values else "1"
        rows = self._connection.execute(f"SELECT {_COLUMNS}, {main} FROM {source} WHERE {where}", values)  # noqa: S608  constants
        return [
            Place(
                ident, name, LEVELS[level], country, admin1, latitude, longitude, people, geonames_id, bool(main_name)
            )
            for ident, name, level, country, admin1, latitude, longitude, people, geonames_id, main_name in rows
        ]


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process; as `find_or_compile`."""
    return find_or_compile()


def find_or_compile() -> Gazetteer:
    """The gazetteer, compiled first where it is missing or damaged (some ten seconds, once).

    Raises GazetteerUnusable where it can be written nowhere.
    """
    name = file_name()
    for folder in _folders():
        if (folder / name).is_file():
            with suppress(sqlite3.DatabaseError):
                return Gazetteer(folder / name)
    return Gazetteer(_compile(name))


def _compile(name: str) -> Path:
    """Compile into the first folder that can be written."""
    problems = []
    for folder in _folders():
        try:
            compile_gazetteer(folder / name)
        except (OSError, sqlite3.Error) as error:  # a disk that fills up is told by SQLite
            problems.append(f"{folder}: {error.strerror if isinstance(error, OSError) else error}")
        else:
            return folder / name
    raise GazetteerUnusable(
        f"the gazetteer can be written nowhere ({'; '.join(problems)}); free space or make one writable"
    )


def _folders() -> tuple[Path, ...]:
    """Where the compiled file may lie: with the package, else in the user's cache."""
    cache_home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(__file__).parent.parent / "data", Path(cache_home) / "sayso"


def main() -> None:
    """Compile the gazetteer unless it is there."""
    print(f"gazetteer: {load_gazetteer().path}", file=sys.stderr)


if __name__ == "__main__":
    main()
