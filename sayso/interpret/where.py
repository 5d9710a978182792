"""Where: names of places become places with coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.interpret.gazetteer import load_gazetteer
from sayso.interpret.gazetteer_build import fold
from sayso.interpret.where_choose import Asked, choose
from sayso.interpret.where_headline import headline_of, names_in_title
from sayso.interpret.where_names import Meaning
from sayso.interpret.where_rare import strangers
from sayso.interpret.where_runs import Named, Text, named_places
from sayso.interpret.where_within import can_lie_in, put_within
from sayso.languages.places import casing
from sayso.nouns.reading import TitlePlaces
from sayso.nouns.span import Span
from sayso.nouns.where import Where

_RUNNERS_UP = 5


def read_wheres(places: Sequence[Span], text: str, *, title: str | None, language: str) -> tuple[Where, ...]:
    """The places that a text names, in order, each as the context shows it.

    A place that no gazetteer knows (a street, a village) is called by its words and has no coordinates.

    >>> text = "Police in Tripoli, Lebanon, fired on a crowd."
    >>> words = [Span.of(text, 10, 17), Span.of(text, 19, 26)]
    >>> [(where.text, where.country) for where in read_wheres(words, text, title=None, language="en")]
    [('Tripoli', 'LB'), ('Lebanon', 'LB')]
    """
    return read_places(places, text, title=title, language=language)[0]


def read_places(
    places: Sequence[Span], text: str, *, title: str | None, language: str
) -> tuple[tuple[Where, ...], TitlePlaces]:
    """The places that a text names, as `read_wheres`, and those that only its title names.

    >>> read_places([], "Two people were hurt.", title="Two hurt in Oslo fire", language="en")[1].headline[0].country
    'NO'
    """
    named = named_places(Text.of(text, places, language))
    titles = names_in_title(title, text, language) if title else ()
    hints = [Asked(name.meanings) for name in titles] if title and title not in text else []
    best, outers = _chosen(named, text, hints, language)
    known = {index: _where(name, best[index]) for index, name in enumerate(named) if best.get(index)}
    placed = tuple(where for where in known.values() if where.country)
    wheres = tuple(
        known[index] if index in known else _unplaced(name, best.get(outers.get(index, -1), []), placed)
        for index, name in enumerate(named)
    )
    return wheres, _of_title(title, titles, wheres, [Asked(tuple(options[:1])) for options in _once(best)], language)


def _chosen(
    named: Sequence[Named], text: str, hints: Sequence[Asked], language: str
) -> tuple[dict[int, list[Meaning]], dict[int, int]]:
    """For each name, by its place among them, what it can mean, best first; and the name that it lies in."""
    outers = put_within(named, text, language)
    strange = strangers(named) if casing(text) == "mixed" else frozenset()
    groups = _groups(named, outers, strange)
    chosen = choose([_asked(indexes, named, outers) for indexes in groups.values()], hints)
    best = {index: options for indexes, options in zip(groups.values(), chosen, strict=True) for index in indexes}
    return best, outers


def _once(best: Mapping[int, list[Meaning]]) -> Iterable[list[Meaning]]:
    """What the names mean, each meaning once."""
    return {options[0].id: options for options in best.values() if options}.values()


def _of_title(
    title: str | None, titles: Sequence[Named], wheres: Sequence[Where], hints: Sequence[Asked], language: str
) -> TitlePlaces:
    """The places that the title names and the text does not, chosen by those of the text."""
    known = {fold(name) for where in wheres for name in (where.text, where.name) if name}
    only = {index for index, name in enumerate(titles) if fold(name.words.text) not in known}
    if not title or not only:
        return TitlePlaces()
    best, _ = _chosen(titles, title, hints, language)
    found = [_where(name, best[index]) for index, name in enumerate(titles) if index in only and best.get(index)]
    headline = headline_of(title)
    return TitlePlaces(
        headline=tuple(where for where in found if headline.covers(where)),
        site=tuple(where for where in found if not headline.covers(where)),
    )


def _groups(
    named: Sequence[Named], outers: dict[int, int], strange: frozenset[int]
) -> dict[tuple[str, str], list[int]]:
    """Mentions that must mean one place: one name, put in the same region or in none.

    A mention without a region means what the first one with a region means. One that is put in a region where the
    gazetteer has no place of its name, or is strange to the text (`where_rare.py`), is in no group.
    """
    stated: dict[str, str] = {}
    for index, outer in outers.items():
        stated.setdefault(fold(named[index].words.text), fold(named[outer].words.text))
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, name in enumerate(named):
        key = fold(name.words.text)
        region = fold(named[outers[index]].words.text) if index in outers else stated.get(key, "")
        known = can_lie_in(name, named[outers[index]]) if index in outers else index not in strange
        if name.meanings and known:
            groups[key, region].append(index)
    return groups


def _asked(indexes: Sequence[int], named: Sequence[Named], outers: dict[int, int]) -> Asked:
    """One group's question."""
    outer = next((outers[index] for index in indexes if index in outers), None)
    return Asked(named[indexes[0]].meanings, () if outer is None else named[outer].meanings)


def _where(name: Named, options: Sequence[Meaning]) -> Where:
    """The value of one mention: its best meaning, and the others as runners-up."""
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


def _unplaced(name: Named, region: Sequence[Meaning], placed: Sequence[Where]) -> Where:
    """A place that the gazetteer does not have: it is where its region is, if the text gives one; else its words have
    no coordinates, and the country that the places round it are in."""
    around = region[0] if region else None
    admin1 = load_gazetteer().region(around.country or "", around.admin1) if around else None
    return Where(
        text=name.words.text,
        start=name.words.start,
        end=name.words.end,
        name=" ".join(name.words.text.split()),
        kind="place",
        country=around.country if around else _country_around(name.words, placed),
        admin1=admin1.name if admin1 else None,
        latitude=around.latitude if around else None,
        longitude=around.longitude if around else None,
        precision=_precision_of_around(around) if around else None,
        geonames_id=None,
    )


def _country_around(words: Span, placed: Sequence[Where]) -> str | None:
    """The country of the nearest place in the text that is in one, where most of the text is about that country."""
    nearest = min(placed, key=lambda where: abs(where.start - words.start), default=None)
    if nearest is None:
        return None
    same = sum(where.country == nearest.country for where in placed)
    return nearest.country if 2 * same > len(placed) else None


def _precision(meaning: Meaning) -> str | None:
    """How near the coordinates are to what is meant."""
    if meaning.kind == "city":
        return "exact"
    if meaning.kind == "admin" or meaning.admin1:
        return "admin"
    return "country" if meaning.kind in ("country", "demonym") else None


def _precision_of_around(meaning: Meaning) -> str | None:
    """The same where only something in or around it is meant."""
    return "admin" if meaning.kind == "city" else _precision(meaning)
