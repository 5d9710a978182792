"""Days that are none of what happened: up to which a count reaches, on which bodies were found, or people were born.

Binding days to what happened and finding the day of a whole report ask the same words, so they stand here and not in a
step.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.span import Span

DAY = "§"
"""Stands for the day in the patterns."""
BEFORE = 160
"""Code points in front of a day that are looked at."""
BEHIND = 140
"""The same behind it."""


class LateDayWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`late_days.toml` of one language."""

    parts: dict[str, str]
    """Patterns of words by the name that stands for them in the others, as `<name>`."""
    telling: tuple[str, ...]
    """Parts without which no pattern that has them can fit: they decide quickly."""
    counted: tuple[str, ...]
    found: tuple[str, ...]
    born: tuple[str, ...]
    led_to: str


class _Sentence(Struct, frozen=True):
    """One pattern, and what is asked before it."""

    needs: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]

    def fits(self, words_around: str) -> bool:
        return all(part.search(words_around) for part in self.needs) and self.whole.search(words_around) is not None


def is_counted_up_to(day: Span, text: str, language: str) -> bool:
    """Whether a count reaches up to a day: "rose to 9 on Wednesday", "By Friday, police had arrested 92"."""
    around = _around(day, text)
    return any(sentence.fits(around) for sentence in _sentences(language)[0])


def is_of_a_find(day: Span, text: str, language: str) -> bool:
    """Whether a body was found on a day: who was found had died by then."""
    around = _around(day, text)
    return any(sentence.fits(around) for sentence in _sentences(language)[1])


def is_of_a_birth(day: Span, text: str, language: str) -> bool:
    """Whether somebody was born on a day: "(DOB 07/19/88)", "born on May 3"."""
    around = _around(day, text)
    return any(sentence.fits(around) for sentence in _sentences(language)[2])


def led_to(figure: Span, text: str, language: str) -> int | None:
    """Where the words begin by which something led to a total ("raising the toll to 7"); None without any."""
    start = max(0, figure.start - BEFORE)
    found = _led_to(language).search(text[start : figure.start].lower())
    return start + found.start() if found else None


@cache
def _led_to(language: str) -> re.Pattern[str]:
    known = words(language, "late_days", LateDayWords)
    return _sentence(known.led_to, known).whole


@cache
def _sentences(language: str) -> tuple[tuple[_Sentence, ...], tuple[_Sentence, ...], tuple[_Sentence, ...]]:
    known = words(language, "late_days", LateDayWords)
    return (
        tuple(_sentence(pattern, known) for pattern in known.counted),
        tuple(_sentence(pattern, known) for pattern in known.found),
        tuple(_sentence(pattern, known) for pattern in known.born),
    )


def _sentence(pattern: str, known: LateDayWords) -> _Sentence:
    needs = tuple(re.compile(known.parts[name]) for name in known.telling if f"<{name}>" in pattern)
    for name, part in known.parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return _Sentence(needs, re.compile(pattern))


def _around(day: Span, text: str) -> str:
    """What stands around a day in small letters, with the sign in its place."""
    return f"{text[max(0, day.start - BEFORE) : day.start]}{DAY}{text[day.end : day.end + BEHIND]}".lower()
