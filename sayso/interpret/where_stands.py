"""How a place stands in its sentence: whether something happens there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from sayso.languages import words
from sayso.languages.places import casing
from sayso.nouns.where import Where

Standing = Literal["at", "left", "loose", "beside", "dateline"]
"""How a place stands in its sentence: something happens there; people left it; it is named as a whole's part ("the Elm
shooting"); somebody goes there, or is of it; the report was written there ("LIMA (Agency) - Two editors ...")."""

_INDENT = 5
"""Code points that may stand before a dateline."""
_BEFORE = 90
"""Code points before a place that say how it stands."""


class PlacingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`placing.toml` of one language."""

    at: re.Pattern[str]
    struck: re.Pattern[str]
    left: re.Pattern[str]
    beside: re.Pattern[str]
    cared_for: re.Pattern[str]
    people_of: re.Pattern[str]
    lies_in: re.Pattern[str]
    within: re.Pattern[str]
    part_of_place: re.Pattern[str]
    where_clause: re.Pattern[str]
    breaks: re.Pattern[str]
    together: re.Pattern[str]
    several: re.Pattern[str]
    the_country: re.Pattern[str]
    the_region: re.Pattern[str]
    the_town: re.Pattern[str]
    there: re.Pattern[str]
    here: re.Pattern[str]
    lasting: re.Pattern[str]
    elsewhere: re.Pattern[str]
    took_place: re.Pattern[str]
    dateline: re.Pattern[str]


def placing_words(language: str) -> PlacingWords:
    """The patterns of a language that say which place a happening is bound to."""
    return words(language, "placing", PlacingWords)


def all_standing(wheres: Sequence[Where], text: str, language: str) -> dict[int, Standing]:
    """How each of a report's places stands, by where it begins; what another lies in stands as that one does."""
    listed = placing_words(language)
    mixed = casing(text) == "mixed"
    standing: dict[int, Standing] = {}
    last: Where | None = None
    for where in wheres:
        if is_dateline(where, text, language):
            standing[where.start] = "dateline"
            last = where
            continue
        linked = last is not None and listed.within.fullmatch(text, last.end, where.start)
        standing[where.start] = standing[last.start] if last and linked else _stands(where, text, listed, mixed=mixed)
        last = where
    return standing | dict.fromkeys(_strangers(wheres, standing), "beside")


def _strangers(wheres: Sequence[Where], standing: Mapping[int, Standing]) -> Iterator[int]:
    """Towns whose region and country the report does not speak of, and of which nothing says that
    anything happened there.

    Most are surnames that are towns somewhere else.
    """
    placed = {where.name for where in wheres if standing[where.start] in ("at", "left", "dateline")}
    regions: defaultdict[tuple[str | None, str | None], set[str | None]] = defaultdict(set)
    for where in wheres:
        region = None if where.kind in ("country", "demonym") else where.admin1
        regions[where.country, region].add(where.name)
    for where in wheres:
        if where.kind != "city" or standing[where.start] != "loose" or where.name in placed:
            continue
        company = regions[where.country, where.admin1] | regions[where.country, None]
        if len(company) == 1:
            yield where.start


def is_dateline(where: Where, text: str, language: str) -> bool:
    """Whether a place opens a line as where the report was written does: "LIMA (Agency) - Two editors ..."."""
    line = text.rfind("\n", 0, where.start) + 1
    opens = where.start - line <= _INDENT and not text[line : where.start].strip(" ([")
    return opens and placing_words(language).dateline.match(text, where.end) is not None


def _stands(where: Where, text: str, listed: PlacingWords, *, mixed: bool) -> Standing:
    """How a place stands, by the words before it, and whether it is a part of a longer name ("Elm County Court")."""
    before = text[max(0, where.start - _BEFORE) : where.start].replace("\n", " ")
    if where.kind == "city" and listed.cared_for.search(before):
        return "beside"
    before = before[max(before.rfind("."), before.rfind(","), before.rfind(";")) + 1 :]
    if listed.at.search(before) or listed.struck.search(before):
        return "at"
    if listed.left.search(before):
        return "left"
    if not mixed and where.kind == "city":
        return "beside"  # as often as not a surname, where capitals do not tell
    in_a_name = mixed and where.kind != "country" and _A_NAME_GOES_ON.match(text, where.end)
    if in_a_name or listed.beside.search(before) or listed.people_of.match(text, where.end):
        return "beside"
    return "loose"


_A_NAME_GOES_ON = re.compile(r"(?:[’']s?)?[ ][A-Z][a-z]")
