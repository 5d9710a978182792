"""Which name of a text is put in which: "Paris, Texas", "Gori in Georgia", "Elmford, in the south of Norland"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.interpret.gazetteer_build import fold
from sayso.interpret.where_choose import lies_in
from sayso.interpret.where_names import Meaning
from sayso.interpret.where_runs import Named
from sayso.languages.places import place_words

_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:in\s+|the\s+)?|\(|\sin\s(?:the\s)?)\s*"
    r"(?:(?:the\s+)?(?:(?:(?:far|deep)\s+)?(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central)\s+"
    r"(?:(?:part\s+|coast\s+)?of\s+(?:the\s+)?)?)?"
)
"""Between a place and what it lies in: "Tripoli, in the north of Lebanon"."""
_LIST = re.compile(r",?\s+(?:(?:and|or)\s+)?|,?\s*&\s*")
"""Between names that are listed."""
_WELL_KNOWN = 100_000
"""People of a town that is meant whatever land is named behind it ("in Geneva, Norland agreed")."""


def put_within(named: Sequence[Named], text: str, language: str) -> dict[int, int]:
    """For each name, by its place among them, the one that it lies in, as the text says there or where it does first.

    A name that the gazetteer has in other countries alone is none of those where a country is written behind it. So
    are its other mentions in the text.
    """
    outers = {
        index: outer
        for index in range(len(named) - 1)
        if (outer := _lies_in_next(named, index, text) or _put_in_a_country(named, index, text, language))
    }
    stated: dict[str, int] = {}
    for index, outer in outers.items():
        stated.setdefault(fold(named[index].words.text), outer)
    for index, name in enumerate(named):
        outer = stated.get(fold(name.words.text))
        if outer is not None and index not in outers and not can_lie_in(name, named[outer]):
            outers[index] = outer
    return outers


def can_lie_in(name: Named, outer: Named) -> bool:
    """Whether the gazetteer has a place of a name in what another name stands for."""
    return any(lies_in(one, region) for one in name.meanings for region in outer.meanings)


def _lies_in_next(named: Sequence[Named], index: int, text: str) -> int | None:
    """The next name, if this one lies in it and the text says so."""
    this, following = named[index], named[index + 1]
    gap = text[this.words.end : following.words.start]
    regions = [meaning for meaning in following.meanings if meaning.kind in ("country", "admin")]
    if not regions or not _BETWEEN.fullmatch(gap):
        return None
    if any(lies_in(one, region) for one in this.meanings for region in regions):
        return index + 1
    # "Israel, Lebanon and Syria" is a list; "Elmford, Va." is a place that the gazetteer lacks.
    shortened = following.words.text.endswith(".") or following.words.text.isupper()
    return index + 1 if shortened and _is_of_towns(this.meanings) and gap.startswith(",") else None


def _is_of_towns(meanings: Sequence[Meaning]) -> bool:
    """Whether a name stands for nothing wider than a town."""
    return all(meaning.kind == "city" for meaning in meanings)


def _put_in_a_country(named: Sequence[Named], index: int, text: str, language: str) -> int | None:
    """The country or region that is written behind a name, which the gazetteer has for small towns of others
    ("Elmford, Norland,", "Elmford, East Marches, Norland").

    None where the two are a list, or a clause begins with the country.
    """
    this, outer = named[index], index + 1
    gap = text[this.words.end : named[outer].words.start]
    if not _may_be_a_small_town(this, language) or _is_listed(named, index, text) or not _BETWEEN.fullmatch(gap):
        return None
    if not _is_a_country(named[outer]):
        if not _is_a_region_of_next(named, outer, text):
            return None
        outer += 1
    if not (" in " in gap or _ends_behind(named, outer, text, language)):
        return None
    return outer if can_lie_in(this, named[outer]) else index + 1


def _may_be_a_small_town(name: Named, language: str) -> bool:
    """Whether a name stands for nothing but small towns, or the gazetteer has it not and it is no street or site."""
    if any(meaning.main and meaning.population >= _WELL_KNOWN for meaning in name.meanings):
        return False
    context = place_words(language).context
    others = context.streets | context.features | context.features_first | context.sites
    return _is_of_towns(name.meanings) if name.meanings else others.isdisjoint(fold(name.words.text).split())


def _is_listed(named: Sequence[Named], index: int, text: str) -> bool:
    """Whether another place stands right before in a list."""
    return index > 0 and _LIST.fullmatch(text, named[index - 1].words.end, named[index].words.start) is not None


def _is_a_country(name: Named) -> bool:
    return any(meaning.kind == "country" and meaning.main for meaning in name.meanings)


def _is_a_region_of_next(named: Sequence[Named], index: int, text: str) -> bool:
    """Whether a name is that of a region of the country that comes next."""
    if index + 1 == len(named) or not any(meaning.kind == "admin" for meaning in named[index].meanings):
        return False
    gap = text[named[index].words.end : named[index + 1].words.start]
    country = named[index + 1]
    return _BETWEEN.fullmatch(gap) is not None and _is_a_country(country) and can_lie_in(named[index], country)


def _ends_behind(named: Sequence[Named], outer: int, text: str, language: str) -> bool:
    """Whether what a name belongs to ends behind it: no list goes on, and no clause of which it is the subject."""
    end = named[outer].words.end
    if outer + 1 < len(named) and _LIST.fullmatch(text, end, named[outer + 1].words.start):
        return False
    return _goes_on(language).match(text, end) is not None


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """What stands behind a place that a comma sets off: the end of a clause, or words that lead on from a place."""
    leading = "|".join(sorted(place_words(language).context.leads_on))
    return re.compile(rf"\s*$|[.;:!?)\]”\"–—\n]|,(?!\s+(?:and|or)\b)|[ ][-–—(]|[ ](?:{leading})\b")
