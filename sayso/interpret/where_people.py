"""Which capitalised words are people's: "Paris" is no place after "Ms" and before "Hilton"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.interpret.where_words import Word
from sayso.languages.places import name_ends, place_words, words_around

_MORE = 3
"""Words that a person's name has at most after its first."""


def person_words(run: Sequence[Word], language: str) -> frozenset[int]:
    """The positions in a run of the words that belong to people's names."""
    found: set[int] = set()
    listed = place_words(language)
    context, given, ends = listed.context, listed.look_alikes.given_names, name_ends(language)
    for index, word in enumerate(run[:-1]):
        following = run[index + 1]
        if following.key in ends or following.small or following.hyphened or following.key in context.titles:
            continue
        if word.key in given or word.key in context.titles or (word.initial and index > 0):
            found.update(_name_from(index, run, ends))
        if word.initial and index > 0 and not run[index - 1].small:
            found.add(index - 1)
    return frozenset(found)


def names_of_people(runs: Iterable[Sequence[Word]], language: str) -> frozenset[str]:
    """The given and last names, in lower case, of the people that a text names in full."""
    return frozenset(name for run in runs for name in _names(run, language))


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


def _names(run: Sequence[Word], language: str) -> Iterable[str]:
    person = person_words(run, language)
    listed = place_words(language)
    given, titles = listed.look_alikes.given_names, listed.context.titles
    for index, word in enumerate(run):
        last = index in person and index + 1 not in person
        if index in person and word.key not in titles and (last or word.key in given):
            yield word.key


def _name_from(index: int, run: Sequence[Word], ends: frozenset[str]) -> Iterable[int]:
    """The positions of the name that begins at `index`, to the first word that ends it."""
    for position in range(index, min(len(run), index + 1 + _MORE)):
        word = run[position]
        if position > index and (word.key in ends or word.key == "of"):
            return
        yield position
