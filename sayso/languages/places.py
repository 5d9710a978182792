"""The word list of places, typed, and the grammar of capitalised runs that is made from it.

Finding names and reading them (a headline's, for context) need the same grammar, so it stands here and not in a step.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.span import Span

Casing = Literal["mixed", "capitals", "lower"]


class RunWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a name is made of."""

    joiners: tuple[str, ...]
    between_names: frozenset[str]
    articles: tuple[str, ...]
    dotted: tuple[str, ...]
    short_words: dict[str, str]
    stops: frozenset[str]


class ContextWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around names, and shows what they are."""

    locatives: frozenset[str]
    surely_before: frozenset[str]
    modifiers: frozenset[str]
    bodies: frozenset[str]
    brands: frozenset[str]
    titles: frozenset[str]
    persons_verbs: frozenset[str]
    person_behind: re.Pattern[str]
    age_behind: re.Pattern[str]
    place_before: re.Pattern[str]
    place_behind: re.Pattern[str]
    police_of: re.Pattern[str]
    regions: frozenset[str]
    region_plurals: dict[str, str]
    towns: frozenset[str]
    called: frozenset[str]
    called_several: frozenset[str]
    within: frozenset[str]
    after_places: frozenset[str]
    not_within: frozenset[str]
    leads_on: frozenset[str]
    sites: frozenset[str]
    at_sites: frozenset[str]
    features: frozenset[str]
    features_first: frozenset[str]
    streets: frozenset[str]
    streets_first: frozenset[str]
    street_before: re.Pattern[str]
    street_behind: re.Pattern[str]


class WidePlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A place that is no country and no settlement; degrees of a point in its middle."""

    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class OtherNames(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that the gazetteer does not have."""

    countries: dict[str, tuple[str, ...]]
    regions: dict[str, dict[str, tuple[str, ...]]]
    demonyms: dict[str, tuple[str, ...]]
    regional_demonyms: dict[str, tuple[str, str]]
    cities: dict[str, tuple[str, str]]
    place_demonyms: dict[str, str]
    places: dict[str, WidePlace]


class LookAlikes(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that are mostly no places."""

    never: frozenset[str]
    phrases: frozenset[str]
    common: frozenset[str]
    given_places: frozenset[str]
    given_names: frozenset[str]


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`where.toml` of one language."""

    runs: RunWords
    context: ContextWords
    names: OtherNames
    look_alikes: LookAlikes


@cache
def place_words(language: str) -> PlaceWords:
    """The words about places of a language."""
    return words(language, "where", PlaceWords)


@cache
def headline_words(language: str) -> frozenset[str]:
    """Common words, which a headline or a sentence's start writes with a capital."""
    listed = place_words(language)
    return listed.look_alikes.common | listed.runs.stops


@cache
def name_ends(language: str) -> frozenset[str]:
    """Words that follow a place's name and never a person's given name ("Austin Police", "Jordan River")."""
    context = place_words(language).context
    return (
        context.bodies
        | context.regions
        | context.region_plurals.keys()
        | context.brands
        | context.streets
        | context.features
    )


@cache
def common_parts(language: str) -> frozenset[str]:
    """Words that are no place even when several stand together ("Police Department")."""
    return headline_words(language) | place_words(language).context.bodies


@cache
def words_around(language: str) -> frozenset[str]:
    """Words that may stand beside a name with a capital without being part of one."""
    context = place_words(language).context
    return name_ends(language) | headline_words(language) | context.modifiers


@cache
def no_names(language: str) -> frozenset[str]:
    """Words that no unknown place's name consists of."""
    return common_parts(language) | place_words(language).context.titles


@lru_cache(maxsize=4)
def casing(text: str) -> Casing:
    """Whether a text's letters say which words are names.

    >>> casing("GUNMEN ATTACKED IN THE NORTH"), casing("gunmen attacked in the north"), casing("Gunmen attacked")
    ('capitals', 'lower', 'mixed')
    """
    plain, others = text.encode("utf-8", "surrogatepass"), _NOT_ASCII.findall(text)
    letters = _count(plain, string.ascii_letters) + sum(map(str.isalpha, others))
    capitals = _count(plain, string.ascii_uppercase) + sum(map(str.isupper, others))
    if capitals > 0.8 * letters:
        return "capitals"
    return "lower" if capitals < 0.01 * letters else "mixed"


def _count(plain: bytes, characters: str) -> int:
    """How many of some ASCII characters a text has: ten times as fast as looking at each."""
    return len(plain) - len(plain.translate(None, characters.encode()))


def find_runs(text: str, language: str) -> tuple[Span, ...]:
    """Stretches of text that may hold names of places, in order: capitalised runs, or, where capitals say nothing, all
    words between the small ones."""
    runs = place_words(language).runs
    if casing(text) == "mixed":
        return tuple(
            Span.of(text, *found.span())
            for found in _capitalised_run(language).finditer(text)
            if not _glued(text, found)
        )
    return tuple(span for found in _PLAIN_RUN.finditer(text) for span in _between(text, found, runs.stops))


def _glued(text: str, found: re.Match[str]) -> bool:
    """Whether the words are run together with others by signs: "#One#Two", "#OneTwo", a page's or person's address."""
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 1]
    if after in ("@", "#") or before.endswith("@") or (before.endswith("/") and not before[:1].isalpha()):
        return True
    inside = found.group()
    return before.endswith("#") and (before[:1].isalnum() or bool(re.search(r"[^\W\d_][-\w]*(?<![A-Z-])[A-Z]", inside)))


def _between(text: str, found: re.Match[str], stops: frozenset[str]) -> Iterable[Span]:
    """The words of a plain run, cut at stop words."""
    start = end = None
    for word in _WORD.finditer(found.group()):
        if word.group().casefold() in stops:
            if start is not None and end is not None:
                yield Span.of(text, start, end)
            start = None
            continue
        start = found.start() + word.start() if start is None else start
        end = found.start() + word.end()
    if start is not None and end is not None:
        yield Span.of(text, start, end)


@cache
def _capitalised_run(language: str) -> re.Pattern[str]:
    """Capitalised words, with initials, shortened words and the small words inside names."""
    listed = place_words(language)
    shortened = {name[:-1] for regions in listed.names.regions.values() for names in regions.values() for name in names
                 if name.endswith(".") and name[:-1].isalpha()}  # fmt: skip
    written = {form for word in listed.runs.dotted for form in (word, word.upper())}  # "ST. LOUIS" opens a line
    dotted = "|".join(sorted({*written, *shortened}, key=lambda word: (-len(word), word)))
    joiners = "|".join(sorted(listed.runs.joiners, key=lambda word: (-len(word), word)))
    articles = "|".join(sorted(listed.runs.articles, key=lambda word: (-len(word), word)))
    ending = r"(?!(?:s|t|re|ll|ve|d|m)\b)"
    token = rf"""(?:
        (?:{_UPPER}[^\W\d_]{{0,2}}\.){{2,}} | {_UPPER}\.{_UPPER}(?!\w)
      | (?:{dotted})\. | {_UPPER}\.(?=[ \u00a0])
      | (?:(?:{articles})-)?{_UPPER}(?:[^\W\d_]|[-–](?={_UPPER})|-[^\W\d_]{{1,4}}-(?={_UPPER})
        |[’'ʻ`]{ending}(?=[^\W\d_]))*
    )"""
    # Verbose mode drops blanks: the one between words is written as a class.
    return re.compile(
        rf"(?<![\w.]){token}(?:[ \u00a0](?:(?:{joiners.replace(' ', '[ ]')})[ \u00a0])?{token})*", re.VERBOSE
    )


def _upper_class() -> str:
    """A character class of every capital letter of the scripts that have case."""
    return "[" + "".join(chr(code) for code in range(0x41, 0x590) if chr(code).isupper()) + "]"


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_UPPER = _upper_class()
_WORD = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W\d_](?:[^\W\d_]|[-’'](?=[^\W\d_]))*")
_PLAIN_RUN = re.compile(rf"(?:{_WORD.pattern})(?:(?:[ \u00a0]+|[ \u00a0]*\n[ \u00a0]*)(?:{_WORD.pattern}))*")
