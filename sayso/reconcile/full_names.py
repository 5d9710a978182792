"""Full names in a text: reports that share a rare one tell of the same people."""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.languages import words
from sayso.languages.places import place_words
from sayso.nouns.reading import Reading
from sayso.reconcile.names import fold
from sayso.reconcile.namings import party_words

_CAPITALISED = r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*"
_FULL_NAME = re.compile(rf"\b({_CAPITALISED})(?: [A-Z]\.| “[^”]+”| \"[^\"]+\")? ({_CAPITALISED})\b")
_SMALL = re.compile(r"\b[a-z]+\b")
MOST_CHARACTERS = 20_000


class FullNameWords(Struct, frozen=True):
    """`full_names.toml`: words of pages, publishers, offices and brands, of which no name of a person has one."""

    never: frozenset[str]


def full_names_in(reading: Reading) -> frozenset[str]:
    """Names of two words with capitals that are no place, title, office, day or words of a page's frame, folded.

    A word that the text writes small as well is no name ("Stay Up To Date", "Christ Medical"), but for a surname behind
    a given name ("Anna Young").
    """
    lexicon = party_words()
    never = lexicon.titles | lexicon.organisations | lexicon.not_in_names | _words().never
    places = {word for where in reading.wheres for word in fold(where.text).split()}
    names = place_words("en").look_alikes.given_names
    found = set()
    text = reading.report.text[:MOST_CHARACTERS]
    small = set(_SMALL.findall(text))
    for match in _FULL_NAME.finditer(text):
        given, surname = fold(match[1]), fold(match[2])
        if given in small or (surname in small and given not in names):
            continue
        if given not in never and surname not in never and not (given in places and surname in places):
            found.add(f"{given} {surname}")
    return frozenset(found)


def _words() -> FullNameWords:
    return words("en", "full_names", FullNameWords)
