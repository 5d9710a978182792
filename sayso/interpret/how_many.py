"""Number phrases become bounds: "nearly 8,000" is 8000 written and no more than 8,000."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from sayso.languages.numbers import NumberWords, figure_pattern, number_words
from sayso.nouns.how_many import Figure, Qualifier
from sayso.nouns.span import Span


@dataclass(frozen=True, slots=True)
class _Number:
    """One number as written, before its bound words are heard."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier


def read_figure(words: Span, language: str) -> Figure | None:
    """The bounds that the words allow; None where the words hold no number.

    >>> figure = read_figure(Span(text="nearly 8,000", start=0, end=12), "en")
    >>> figure.value, figure.low, figure.high, figure.qualifier
    (8000, None, 8000, 'nearly')
    """
    vocabulary = number_words(language)
    found = figure_pattern(language).search(words.text)
    if not found:
        return None
    number = _read_match(found, vocabulary)
    if number is None:
        return None
    return Figure(
        text=words.text,
        start=words.start,
        end=words.end,
        value=number.value,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
    )


def _read_match(found: re.Match[str], vocabulary: NumberWords) -> _Number | None:
    """The number that a match of the figure pattern stands for."""
    if found["nothing"]:
        return _Number(0, 0, 0, "none")
    if found["single"]:
        return _Number(1, 1, 1, "exact")
    first = _read_number(found["first"], vocabulary)
    if first is None:
        return None
    if found["second"]:
        first = _range(first, _read_number(found["second"], vocabulary) or first)
    bound = _bound(found["before"], vocabulary.bounds) or _bound(found["after"], vocabulary.bounds_after)
    if found["after"] == "+":
        bound = "at_least"
    return _bounded(first, bound) if bound else first


def _range(first: _Number, second: _Number) -> _Number:
    """Two numbers as the ends of a range."""
    low, high = first.low, second.high
    if low is not None and high is not None and low > high:
        return first
    return _Number(None, low, high, "between")


def _bound(words: str | None, groups: dict[Qualifier, tuple[str, ...]]) -> Qualifier | None:
    """The strongest bound among the words: "some more than 200" is more than 200."""
    said = " ".join((words or "").lower().split())
    said = re.sub(r"(?<=\S) at$", "", said) if said.endswith(" at") else said
    hits = [(len(phrase), qualifier) for qualifier, phrases in groups.items() for phrase in phrases if phrase in said]
    strong = [hit for hit in hits if hit[1] not in ("about", "exact")]
    return max(strong or hits)[1] if hits else None


def _bounded(number: _Number, bound: Qualifier) -> _Number:
    """A number with its bound words heard."""
    value, low, high = number.value, number.low, number.high
    match bound:
        case "at_least" | "more_than":
            return _Number(value, low, None, bound)
        case "at_most" | "less_than" | "nearly":
            return _Number(value, None, high if high is not None else low, bound)
        case "about":
            return _Number(value, low, high, "about" if number.qualifier == "exact" else number.qualifier)
        case "exact" | "between" | "dozens" | "scores" | "hundreds" | "thousands" | "several" | "many" | "none":
            return number
    assert_never(bound)


def _read_number(words: str, vocabulary: NumberWords) -> _Number | None:
    """One number without bound words."""
    said = " ".join(words.lower().split())
    if vague := vocabulary.vague.get(said):
        return _Number(None, vague.low, None, vague.qualifier)
    for factor, times in sorted(vocabulary.vague_factors.items(), key=lambda item: -len(item[0])):
        if said == factor:
            return _Number(int(times), int(times), int(times), "exact") if times >= 1 else None
        if said.startswith(f"{factor} "):
            return _vague_product(said.removeprefix(f"{factor} "), times, vocabulary)
    value = _read_digits(said, vocabulary) if said[0].isdigit() else _read_words(said, vocabulary)
    return None if value is None else _Number(value, value, value, "exact")


def _vague_product(multiplier: str, times: float, vocabulary: NumberWords) -> _Number | None:
    """ "several hundred" is 300 or more; "half a dozen" is 6."""
    size = vocabulary.multipliers.get(multiplier)
    if size is None:
        return None
    value = int(size * times)
    if times < 1:
        return _Number(value, value, value, "exact")
    names: dict[int, Qualifier] = {12: "dozens", 100: "hundreds", 1000: "thousands"}
    return _Number(None, value, None, names.get(size, "many"))


def _read_digits(said: str, vocabulary: NumberWords) -> int | None:
    """ "8,000", "8 000", "1.5 million"."""
    found = re.fullmatch(r"([\d,.\s]*\d)(?:\s+([a-z]+))?", said)
    if not found:
        return None
    digits = re.sub(r"[,\s]", "", found[1])
    try:
        number = float(digits) if "." in digits else int(digits)
    except ValueError:
        return None
    value = number * (vocabulary.multipliers[found[2]] if found[2] else 1)
    return int(value) if value == int(value) else None


def _read_words(said: str, vocabulary: NumberWords) -> int | None:
    """ "a hundred and sixty-four", "two dozen", "three thousand two hundred"."""
    total = part = 0
    heard = False
    for word in re.findall(r"[^\W\d_]+|\d+", said):
        if word in ("a", "an", "and", "of"):
            continue
        if word in vocabulary.cardinals:
            part += vocabulary.cardinals[word]
        elif word in vocabulary.multipliers:
            size = vocabulary.multipliers[word]
            part = max(part, 1) * size
            if size >= 1000:
                total, part = total + part, 0
        elif word.isdigit():
            part += int(word)
        else:
            return None
        heard = True
    return total + part if heard else None
