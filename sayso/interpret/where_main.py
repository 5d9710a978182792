"""The place that a report is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.interpret.where_stands import PlacingWords, Standing, placing_words
from sayso.nouns.where import PlaceKind, Where

_FIRST_WORDS = 600
"""Code points at the top of a report that name its main place more surely than the rest."""
_BEFORE = 90
_OF_A_COUNTRY = 0.5
"""What a mention of a country weighs beside one of a town: it is named for much else."""
_WEIGHTS: Mapping[Standing, float] = {"at": 2.0, "left": 0.5, "loose": 1.0, "beside": 0.5, "dateline": 0.3}
FINENESS: Mapping[PlaceKind, int] = {"place": 0, "city": 0, "admin": 1, "country": 2, "demonym": 3}
"""How wide a place of a kind is: the finer, the lower."""


def main_places(
    wheres: Sequence[Where], standing: Mapping[int, Standing], text: str, title: str | None, language: str
) -> tuple[Where | None, Where | None]:
    """The place that a report is about, and its country or people: what it names most, first, in the headline, and as
    where something happened; of two named about as much the finer.
    """
    listed = placing_words(language)
    weight: dict[tuple[str | None, str | None], float] = defaultdict(float)
    nation: dict[str | None, float] = defaultdict(float)
    for where in wheres:
        amount = _weight(where, standing[where.start], text, listed)
        nation[where.country] += amount if where.kind != "demonym" else 0.5
        weight[where.name, where.country] += amount * (_OF_A_COUNTRY if where.kind == "country" else 1.0)
    real = [where for where in wheres if where.kind != "demonym"]
    countries = {(where.name, where.country) for where in real if where.kind == "country"}
    for key in {(where.name, where.country) for where in real if title and where.text in title}:
        weight[key] += 3.0 * (_OF_A_COUNTRY if key in countries else 1.0)
    best_last = sorted(real, key=lambda where: (_WEIGHTS[standing[where.start]], -where.start))
    first = {(where.name, where.country): where for where in best_last}
    country = _country_of(wheres, nation)
    main = max(
        first.values(),
        key=lambda where: (
            weight[where.name, where.country],
            -FINENESS[where.kind],
            -where.start,
        ),
        default=None,
    )
    return main, country


def _weight(where: Where, standing: Standing, text: str, listed: PlacingWords) -> float:
    """How much one mention says of where the report is set."""
    amount = _WEIGHTS[standing] * (2.0 if where.start < _FIRST_WORDS else 1.0)
    if standing == "loose" and where.kind == "country":
        amount /= 2  # a government, as often as not
    if standing == "at" and listed.took_place.search(text, max(0, where.start - _BEFORE), where.start):
        amount *= 2
    return amount


def _country_of(wheres: Sequence[Where], nation: Mapping[str | None, float]) -> Where | None:
    """The first mention of the country that most of the report is in: by its name, else by its people's."""
    named = [where for where in wheres if where.country]
    if not named:
        return None
    code = max(named, key=lambda where: (nation[where.country], -where.start)).country
    own = [where for where in named if where.country == code and where.kind in ("country", "demonym")]
    return min(own, key=lambda where: (FINENESS[where.kind], where.start), default=None)
