"""Violations that a set phrase alleges, or the name of a right beside a complaint or an appeal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sayso.extract.glance import Glance
from sayso.extract.parse import Parsed
from sayso.extract.violation_words import Found, Phrase, pattern_of, violation_words
from sayso.nouns.span import Span

_WORD = re.compile(r"[^\W_]+")
_REACH = 90
"""How far before a phrase the words may stand under which it tells of no deed, in code points."""


def may_hold_violation(sentence: Glance, language: str) -> bool:
    """Whether a sentence may allege a violation by a set phrase or the name of a right, before it is parsed.

    Violations that follow from events need `may_hold_event`.
    """
    by_word = _by_rarest_word(language)
    return any(pattern_of(by_word[word]).search(sentence.low) for word in by_word.keys() & sentence.words)


def violations_of_phrases(sentence: Parsed, language: str) -> Iterator[Found]:
    """What a set phrase alleges; one in the name of a law or an office, or under a fear or a "not", alleges nothing."""
    text = _lower(sentence.span.text)
    for phrase, pattern, needs in _phrases(language):
        if needs is not None and not needs.search(text):
            continue
        match = next((one for one in pattern.finditer(text) if not _is_no_deed(one, text, language)), None)
        if match is not None:
            yield Found(phrase.kind, _span(sentence, match))


def _is_no_deed(match: re.Match[str], text: str, language: str) -> bool:
    mandates = violation_words(language).mandates
    before = text[max(0, match.start() - _REACH) : match.start()]
    return mandates.before.search(before) is not None or mandates.behind.match(text, match.end()) is not None


def violations_of_rights(sentence: Parsed, language: str) -> Iterator[Found]:
    """A right named in a complaint or an appeal."""
    text = _lower(sentence.span.text)
    if not pattern_of(violation_words(language).appeals.words).search(text):
        return
    for right in violation_words(language).rights:
        match = pattern_of(right.words).search(text)
        if match is not None:
            yield Found(right.kind, _span(sentence, match))


def _span(sentence: Parsed, match: re.Match[str]) -> Span:
    start, end = match.span()
    words = sentence.span
    return Span(text=words.text[start:end], start=words.start + start, end=words.start + end)


def _lower(words: str) -> str:
    """Lower case at the same length: a few letters grow ("İ"), and offsets must not move."""
    low = words.lower()
    return low if len(low) == len(words) else "".join(c if len(c.lower()) > 1 else c.lower() for c in words)


@cache
def _phrases(language: str) -> tuple[tuple[Phrase, re.Pattern[str], re.Pattern[str] | None], ...]:
    listed = violation_words(language).phrases
    return tuple((one, pattern_of(one.words), pattern_of(one.needs) if one.needs else None) for one in listed)


@cache
def _by_rarest_word(language: str) -> Mapping[str, tuple[str, ...]]:
    """Phrases by their longest word, without which a text has none of them."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in _all_phrases(language):
        rarest = max(_WORD.findall(phrase), key=len)
        found[rarest] = (*found.get(rarest, ()), phrase)
    return found


def _all_phrases(language: str) -> tuple[str, ...]:
    listed = violation_words(language)
    return tuple(phrase for one in (*listed.phrases, *listed.rights) for phrase in one.words)
