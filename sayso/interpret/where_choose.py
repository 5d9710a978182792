"""Which of the places of one name is meant: what the text says of it, then what else is near, then how many live there.

Each choice is a sum of decimal orders of magnitude: a town of 100,000 starts at 5; a country that the text names, a
region that it names and each place near by add to that.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sayso.interpret.where_names import Meaning

Floats = NDArray[np.float64]

_MOST = 24
"""Places of one name that are weighed against each other, the most populous."""
_AT_A_TIME = 60
"""Names weighed together; few reports name more places."""
_KM_NEAR = 60.0
"""Distance at which two places of one report support each other a third as much as side by side."""
_EARTH_KM = 6371.0


class Asked(Struct, frozen=True):
    """One name of a text and what it may mean; `weight` is how much it says of where the text is set."""

    meanings: tuple[Meaning, ...]
    within: tuple[Meaning, ...] = ()
    """The regions or countries that the text puts it in ("Tripoli, Lebanon")."""
    weight: float = 1.0


def choose(asked: Sequence[Asked], hints: Sequence[Asked] = ()) -> list[list[Meaning]]:
    """For each name its meanings, best first; `hints` are names that speak for others only.

    In a very long text each stretch of names is chosen by itself, so that time grows with the text and not its square.
    """
    chosen: list[list[Meaning]] = []
    for start in range(0, len(asked), _AT_A_TIME):
        stretch = asked[start : start + _AT_A_TIME]
        chosen += _choose([*stretch, *hints[:_AT_A_TIME]])[: len(stretch)]
    return chosen


def _choose(asked: Sequence[Asked]) -> list[list[Meaning]]:
    options = [_options(name) for name in asked]
    flat = [(owner, meaning) for owner, several in enumerate(options) for meaning in several]
    if not flat:
        return [[] for _ in asked]
    owners = np.array([owner for owner, _ in flat])
    weights = np.array([asked[owner].weight for owner, _ in flat])
    prior = np.array([_prior(meaning) - _outshone(meaning, options[owner]) for owner, meaning in flat])
    support = _support([meaning for _, meaning in flat])
    support[owners[:, None] == owners[None, :]] = 0.0
    scores = prior
    for _ in range(3):
        scores = prior + _from_others(support, _chances(scores, owners) * weights, owners, len(options))
    order = sorted(range(len(flat)), key=lambda index: (-round(float(scores[index]), 6), flat[index][1].id))
    chosen: list[list[Meaning]] = [[] for _ in asked]
    for index in order:
        chosen[flat[index][0]].append(flat[index][1])
    return chosen


def _options(asked: Asked) -> tuple[Meaning, ...]:
    """The meanings that fit what the text says outright."""
    inside = tuple(meaning for meaning in asked.meanings if any(lies_in(meaning, outer) for outer in asked.within))
    return (inside or asked.meanings)[:_MOST]


def lies_in(meaning: Meaning, outer: Meaning) -> bool:
    """Whether a place lies in a country or first-order region, or near a second-order one."""
    if meaning.id == outer.id or meaning.country != outer.country:
        return False
    if outer.kind in ("country", "demonym") and outer.admin1 is None:
        return True
    if meaning.admin1 != outer.admin1:
        return False
    return not outer.narrow or _distances(*_points([meaning, outer]))[0, 1] < 100


def _prior(meaning: Meaning) -> float:
    """What speaks for a meaning before the text is looked at."""
    if meaning.kind in ("country", "demonym", "place"):
        return 7.5
    less = 1.0 if meaning.narrow else 0.0
    return float(np.log10(meaning.population + 300)) - less - (0.0 if meaning.main else 1.0)


def _outshone(meaning: Meaning, options: Sequence[Meaning]) -> float:
    """A region beside a large town of its name is seldom meant ("Washington"), nor a country that is all one town,
    nor a rare name beside a main one."""
    if meaning.kind == "country":
        return 1.5 if any(_is_all_of(other, meaning) for other in options) else 0.0
    if meaning.kind == "admin" and not meaning.narrow:
        return 1.5 if any(_outshines(other, meaning) for other in options) else 0.0
    return 1.0 if not meaning.main and any(other.main for other in options) else 0.0


def _is_all_of(city: Meaning, country: Meaning) -> bool:
    """Whether a town is the whole country that is called so ("Singapore"): then the town, which is finer, is meant."""
    return city.kind == "city" and city.country == country.country and city.population > 0.95 * country.population


def _outshines(city: Meaning, region: Meaning) -> bool:
    """Whether a town is large, or much of the region that is called after it."""
    if city.kind != "city" or not city.main:
        return False
    same = (city.country, city.admin1) == (region.country, region.admin1)
    return city.population > 400_000 or (same and city.population > 0.3 * region.population)


def _support(meanings: Sequence[Meaning]) -> Floats:
    """How much each meaning (column) speaks for each other (row), in orders of magnitude."""
    latitudes, longitudes = _points(meanings)
    near = 2.2 * np.exp(-_distances(latitudes, longitudes) / _KM_NEAR)
    narrow = np.array([meaning.kind == "city" or meaning.narrow for meaning in meanings])
    wide = ~narrow
    country = _numbered([meaning.country for meaning in meanings])
    region = _numbered([(meaning.country, meaning.admin1 or meaning.id) for meaning in meanings])
    known = np.array([bool(meaning.country) for meaning in meanings])
    nation = np.array([meaning.kind in ("country", "demonym") for meaning in meanings])
    same_country = (country[:, None] == country[None, :]) & known[None, :]
    same_region = region[:, None] == region[None, :]
    result = np.where(narrow[None, :] & narrow[:, None], near, 0.0)
    result += np.where(same_country, np.where(nation[None, :], 0.9, 0.3), 0.0)
    result += np.where(same_region, np.where(wide[None, :] & ~nation[None, :], 2.0, 1.0), 0.0)
    return np.asarray(result, dtype=np.float64)


def _numbered(names: Sequence[Hashable]) -> NDArray[np.int64]:
    """The same number for the same name: numbers are compared faster."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names])


def _from_others(support: Floats, chances: Floats, owners: NDArray[np.int64], count: int) -> Floats:
    """What the other names say for each meaning: the best of each name's meanings, less for each further name."""
    weighted = support * chances[None, :]
    each = np.zeros((len(chances), count))
    starts = np.flatnonzero(np.diff(owners, prepend=-1))  # one name's meanings stand together
    each[:, owners[starts]] = np.maximum.reduceat(weighted, starts, axis=1)
    each.sort(axis=1)
    fading = 0.7 ** np.arange(count)[::-1]
    return np.asarray((each * fading).sum(axis=1), dtype=np.float64)


def _chances(scores: Floats, owners: NDArray[np.int64]) -> Floats:
    """Each meaning's share among its name's, from scores in orders of magnitude."""
    begins = np.diff(owners, prepend=-1) > 0
    starts, place = np.flatnonzero(begins), np.cumsum(begins) - 1
    raised = 10.0 ** (scores - np.maximum.reduceat(scores, starts)[place])
    return np.asarray(raised / np.add.reduceat(raised, starts)[place], dtype=np.float64)


def _points(meanings: Sequence[Meaning]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes in radians; a place without a point is far from all."""
    return (
        np.radians(np.array([90.0 if meaning.latitude is None else meaning.latitude for meaning in meanings])),
        np.radians(np.array([0.0 if meaning.longitude is None else meaning.longitude for meaning in meanings])),
    )


def _distances(latitudes: Floats, longitudes: Floats) -> Floats:
    """Great-circle distances in km of all to all."""
    rise = np.sin((latitudes[:, None] - latitudes[None, :]) / 2) ** 2
    turn = np.sin((longitudes[:, None] - longitudes[None, :]) / 2) ** 2
    half = rise + np.cos(latitudes)[:, None] * np.cos(latitudes)[None, :] * turn
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)
