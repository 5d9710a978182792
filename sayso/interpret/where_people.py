"""Which capitalised words are people's: "Paris" is no place after "Ms" and before "Hilton"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.interpret.where_words import Word
from sayso.languages.places import name_ends, place_words, words_around

_MORE = 3
"""Words that a person's name has at most after its first."""
_BEFORE = 24
"""Code points before a name that show a place."""


def person_words(run: Sequence[Word], language: str) -> frozenset[int]:
    """The positions in a run of the words that belong to people's names."""
    if len(run) == 1:
        return frozenset()
    found: set[int] = set()
    listed = place_words(language)
    usual = words_around(language)
    context, given, ends = listed.context, listed.look_alikes.given_names, name_ends(language)
    for index, word in enumerate(run[:-1]):
        following = run[index + 1]
        if following.key in ends or following.small or following.hyphened or following.key in context.titles:
            continue
        if word.key in listed.look_alikes.given_places and following.key in usual:
            continue
        if word.key in given or word.key in context.titles or (word.initial and index > 0):
            found.update(_name_from(index, run, language, ends))
        if word.initial and index > 0 and not run[index - 1].small:
            found.add(index - 1)
    return frozenset(found)


def last_name(run: Sequence[Word], person: frozenset[int], language: str) -> Iterable[str]:
    """The last names, in lower case, among a run's words that belong to people's names."""
    titles = place_words(language).context.titles
    return (run[index].key for index in person if index + 1 not in person and run[index].key not in titles)


def given_name(run: Sequence[Word], person: frozenset[int], language: str) -> Iterable[str]:
    """The given names, in lower case, among a run's words that belong to people's names."""
    known = place_words(language).look_alikes.given_names
    return (run[index].key for index in person if run[index].key in known)


def perhaps_surnames(runs: Iterable[Sequence[Word]], language: str, known: Callable[[Word], bool]) -> frozenset[str]:
    """The second of two capitalised words of which the first is nothing that we know ("Tiara Ellis").

    `known` tells a place's name.
    """
    beside = words_around(language)
    return frozenset(
        run[1].key
        for run in runs
        if len(run) == 2
        and not (run[1].hyphened or run[1].small or run[0].key in beside or run[1].key in beside)
        and not known(run[0])
    )


def known_people(
    text: str,
    runs: Sequence[Sequence[Word]],
    persons: Sequence[frozenset[int]],
    language: str,
    well_known: Callable[[str], bool],
) -> frozenset[str]:
    """The names, in lower case, of which the text shows somewhere that they are people's and nowhere that they are
    places': last names of those named in full, names with an age ("Tariq Jackson, 19,"), and names that stand alone
    and do what people do ("Garner was arrested", "Garner's mother").

    `well_known` tells the name of a large town or a country, which may stand for its government.
    """
    context = place_words(language).context
    named = {name for run, person in zip(runs, persons, strict=True) for name in last_name(run, person, language)}
    alone: set[str] = set()
    places: set[str] = set()
    for run in runs:
        last = run[-1]
        if (
            len(run) == 1
            and context.person_behind.match(text, last.end)
            and not well_known(text[last.start : last.end])
        ):
            alone.add(last.key)
        elif 1 < len(run) <= 1 + _MORE and context.age_behind.match(text, last.end):
            named.update(() if last.key in words_around(language) else (last.key,))
        if is_shown_as_place(text, run[0].start, run[0].end, language):
            places.add(run[0].key)
    return frozenset(named | (alone - places))


def is_shown_as_place(text: str, start: int, end: int, language: str) -> bool:
    """Whether the words around a name show that it is a place's."""
    context = place_words(language).context
    before = context.place_before.search(text, max(0, start - _BEFORE), start)
    return before is not None or context.place_behind.match(text, end) is not None


def _name_from(index: int, run: Sequence[Word], language: str, ends: frozenset[str]) -> Iterable[int]:
    """The positions of the name that begins at `index`, to the first word that ends it."""
    between = place_words(language).runs.between_names
    for position in range(index, min(len(run), index + 1 + _MORE)):
        word = run[position]
        if position > index and (word.key in ends or word.key in between):
            return
        yield position
