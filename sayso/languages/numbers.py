"""The word list of numbers, typed, and the one grammar of number phrases that is made from it.

Finding a figure and reading it need the same grammar, so it stands here, beside the words, and not in a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct, field

from sayso.languages import words
from sayso.nouns.how_many import Qualifier

_WORD = re.compile(r"[^\W_]+")


class Vague(Struct, frozen=True, forbid_unknown_fields=True):
    """A vague amount: the least number that it allows (None: nothing is sure)."""

    qualifier: Qualifier
    low: int | None = None


class WordList(Struct, frozen=True):
    """A plain list of words."""

    words: tuple[str, ...]


class NotPeople(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show that a number counts no people."""

    units: frozenset[str]
    things: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    one_before: re.Pattern[str]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    oldest: int
    moves_before: re.Pattern[str]
    rises_before: re.Pattern[str]
    currency_signs: tuple[str, ...]


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`how_many.toml` of one language."""

    cardinals: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, Vague]
    vague_factors: dict[str, float]
    bounds: dict[Qualifier, tuple[str, ...]]
    bounds_after: dict[Qualifier, tuple[str, ...]]
    singles: WordList
    ordinals: WordList
    not_people: NotPeople
    nothing: WordList = field(name="none")


def number_words(language: str) -> NumberWords:
    """The number words of a language."""
    return words(language, "how_many", NumberWords)


@cache
def figure_pattern(language: str) -> re.Pattern[str]:
    """A figure's words, as groups: before, between, first, join, second, after; or nothing; or single."""
    vocabulary = number_words(language)
    number = _number(vocabulary)
    before = _any(phrase for group in vocabulary.bounds.values() for phrase in group)
    cardinal = _any(vocabulary.cardinals)
    after = _any(phrase for group in vocabulary.bounds_after.values() for phrase in group)
    return re.compile(
        rf"""(?<![\w$€£₹/:-])(?<!\d[.,])(?:
            (?:(?P<before>(?:(?:{before})\s+(?:at\s+)?)+)|(?P<between>between\s+))?
            (?P<first>{number})
            (?:(?P<join>(?(between)\s+(?:and|to)\s+|(?:\s+to\s+|\s*[-–—]\s*|\s+or\s+)))(?P<second>{number}))?
            (?:(?:\s+(?:[a-z]+\s+(?=or\s))?|(?=\+|-odd))(?P<after>(?:{after})(?!\w|\s+(?:\d|{cardinal}))|\+))?
          | (?P<nothing>{_any(vocabulary.nothing.words)})(?![\w-])
          | (?P<single>{_any(vocabulary.singles.words)})(?![\w-])
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def figures_in(text: str, language: str) -> Iterator[re.Match[str]]:
    """Matches of the figure grammar, from left to right; it is tried only at words that may begin a figure."""
    match, first_words = figure_pattern(language).match, _first_words(language)
    end = 0
    for word in _WORD.finditer(text):
        start, written = word.start(), word.group()
        if start < end or not (written[0].isdecimal() or written.lower() in first_words):
            continue
        if found := match(text, start):
            end = found.end()
            yield found


@cache
def _first_words(language: str) -> frozenset[str]:
    """The first words of all that `figure_pattern` matches, figures aside."""
    listed = number_words(language)
    bounds = (phrase for group in listed.bounds.values() for phrase in group)
    first = (_WORD.findall(phrase)[0] for phrase in (*bounds, *listed.singles.words))
    return frozenset(first) | words_of_number(language) | {"a", "an", "between"}


@cache
def single_pattern(language: str) -> re.Pattern[str]:
    """One, without a number's word: "a", "another"; as in `figure_pattern`."""
    singles = _any(number_words(language).singles.words)
    return re.compile(rf"(?<![\w$€£₹/:-])(?<!\d[.,])(?:{singles})(?![\w-])", re.IGNORECASE)


@cache
def words_of_number(language: str) -> frozenset[str]:
    """The first word of every number in words, and of nothing: a sentence without any has numbers in figures only."""
    listed = number_words(language)
    phrases = (*listed.cardinals, *listed.multipliers, *listed.vague, *listed.vague_factors, *listed.nothing.words)
    return frozenset(phrase.replace("-", " ").split()[0] for phrase in phrases)


def _number(vocabulary: NumberWords) -> str:
    """The pattern of one number: digits, number words, or a vague amount."""
    cardinal = _any(vocabulary.cardinals)
    multiplier = _any(vocabulary.multipliers)
    factor = _any(vocabulary.vague_factors)
    vague = _any(vocabulary.vague)
    digits = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\d,]*\d)|\d{1,3}(?:\ \d{3})+(?!\d)|\d+(?:\.\d+)?"
    words_of_number = rf"(?:{cardinal})(?:[\s-]+(?:and\s+)?(?:{cardinal}|{multiplier})\b)*"
    further = rf"\s+(?:and\s+)?(?:{cardinal}|{multiplier})\b(?:-(?:{cardinal})\b)?"
    many = rf"(?:(?:{factor})\s+|an?\s+)(?:{multiplier})\b(?:{further})*"
    return (
        rf"(?:(?:{digits})(?:\s+(?:{multiplier})\b)?|{many}|(?:{vague})(?!-)"
        rf"|(?:{words_of_number})|(?:{factor}))(?![\w%/]|-(?!strong|odd)[^\W\d]|[.,:]\d|-\d+-\d)"
    )


def _any(phrases: Iterable[str]) -> str:
    """An alternation, longest phrase first, with any white space between words."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
