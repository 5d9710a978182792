"""Where: names of places become places with coordinates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.interpret.gazetteer import load_gazetteer
from sayso.interpret.gazetteer_build import fold
from sayso.interpret.where_choose import Asked, choose
from sayso.interpret.where_names import Meaning, meanings
from sayso.interpret.where_runs import Named, Text, named_places
from sayso.languages.places import find_runs
from sayso.nouns.span import Span
from sayso.nouns.where import Where

_WIDE = ("country", "admin", "demonym", "place")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:in\s+|the\s+)?|\(|\sin\s(?:the\s)?)\s*")
_RUNNERS_UP = 5


def read_wheres(places: Sequence[Span], text: str, *, title: str | None, language: str) -> tuple[Where, ...]:
    """The places that a text names, in order, each as the context shows it.

    Words that no gazetteer knows but that are a street's keep their words and have no name and no coordinates.

    >>> text = "Police in Tripoli, Lebanon, fired on a crowd."
    >>> from sayso.nouns.span import Span
    >>> [(w.text, w.country) for w in read_wheres([Span.of(text, 10, 17), Span.of(text, 19, 26)], text, title=None, language="en")]
    [('Tripoli', 'LB'), ('Lebanon', 'LB')]
    """
    said = Text.of(text, places, language)
    named = list(named_places(said, places))
    context = list(_in_title(title, text, language))
    groups = _groups(named, text)
    order = list(groups)
    asked = [_asked(groups[key], named, text) for key in order]
    hints = [Asked(name.meanings) for name in context if fold(name.words.text) not in {key for key, _ in order}]
    chosen = dict(zip(order, choose([*asked, *hints]), strict=False))
    best = {index: chosen[key] for key in order for index in groups[key]}
    return tuple(_where(name, best.get(index, [])) for index, name in enumerate(named))


def _in_title(title: str | None, text: str, language: str) -> tuple[Named, ...]:
    """The places of a headline that is not in the text: they help to choose, and are not listed."""
    if not title or title in text:
        return ()
    runs = find_runs(title, language)
    return tuple(name for name in named_places(Text.of(title, runs, language), runs) if name.meanings)


def _groups(named: Sequence[Named], text: str) -> dict[tuple[str, str], list[int]]:
    """Mentions that must mean one place: one name, put in the same region or in none."""
    outers = {index: outer for index in range(len(named)) if (outer := _outer(index, named, text)) is not None}
    stated: dict[str, list[str]] = defaultdict(list)
    for index, outer in outers.items():
        stated[fold(named[index].words.text)].append(fold(named[outer].words.text))
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, name in enumerate(named):
        if not name.meanings:
            continue
        key = fold(name.words.text)
        region = fold(named[outers[index]].words.text) if index in outers else (stated[key] or [""])[0]
        groups[key, region].append(index)
    return groups


def _asked(indexes: Sequence[int], named: Sequence[Named], text: str) -> Asked:
    """One group's question."""
    outer = next((outer for index in indexes if (outer := _outer(index, named, text)) is not None), None)
    within = () if outer is None else named[outer].meanings
    return Asked(named[indexes[0]].meanings, within)


def _outer(index: int, named: Sequence[Named], text: str) -> int | None:
    """The next name, if the text says that this one lies in it ("Paris, Texas"; "Gori in Georgia")."""
    if index + 1 >= len(named) or not named[index].meanings:
        return None
    this, following = named[index], named[index + 1]
    gap = text[this.words.end : following.words.start]
    if len(gap) > 12 or not _BETWEEN.fullmatch(gap):
        return None
    regions = [meaning for meaning in following.meanings if meaning.kind in ("country", "admin")]
    inside = any(
        one.country == region.country and one.id != region.id and region.admin1 in (None, one.admin1)
        for one in this.meanings for region in regions
    )  # fmt: skip
    return index + 1 if inside else None


def _where(name: Named, options: Sequence[Meaning]) -> Where:
    """The value of one mention."""
    if not options:
        return Where(
            text=name.words.text, start=name.words.start, end=name.words.end, name=None, kind="place", country=None,
            admin1=None, latitude=None, longitude=None, precision=None, geonames_id=None,
        )  # fmt: skip
    best, *others = options
    region = load_gazetteer().region(best.country, best.admin1) if best.country and best.admin1 else None
    return Where(
        text=name.words.text,
        start=name.words.start,
        end=name.words.end,
        name=best.name,
        kind=best.kind,
        country=best.country,
        admin1=region.name if region else None,
        latitude=best.latitude,
        longitude=best.longitude,
        precision=_precision(best),
        geonames_id=best.geonames_id,
        runners_up=tuple(other.geonames_id for other in others if other.geonames_id)[:_RUNNERS_UP],
    )


def _precision(meaning: Meaning) -> str | None:
    """How near the coordinates are to what is meant."""
    if meaning.kind == "city":
        return "exact"
    if meaning.kind == "admin" or meaning.admin1:
        return "admin"
    return "country" if meaning.kind in ("country", "demonym") else None
