"""Number phrases that may count people: not those that are dates, ages, money, measures or ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.languages.numbers import figure_pattern, figures_in, number_words
from sayso.nouns.span import Span


@cache
def _units(language: str) -> re.Pattern[str]:
    """A unit of measure right behind a number."""
    units = sorted(map(re.escape, number_words(language).not_people.units), key=lambda unit: (-len(unit), unit))
    return re.compile(rf"\s*[-–]?(?:{'|'.join(units)})(?!\w)", re.IGNORECASE)


def find_numbers(sentence: Span, times: Sequence[Span], language: str) -> Iterator[re.Match[str]]:
    """Matches of the figure grammar within a sentence, in order, those that count people by the words beside them."""
    for found in _matches(sentence.text, language):
        number = "first" if found["first"] else 0
        start, end = found.start(number) + sentence.start, found.end(number) + sentence.start
        if any(time.start < end and start < time.end for time in times):
            continue
        if not _is_apart(found, sentence.text, language):
            yield found


def _matches(text: str, language: str) -> Iterator[re.Match[str]]:
    """Each match of the figure grammar; "rose by four to 27" and "from 21 to 19" are two numbers, no range."""
    pattern = figure_pattern(language)
    moves = number_words(language).not_people.moves_before
    rises = number_words(language).not_people.rises_before
    for found in figures_in(text, language):
        whole = found
        if (found["before"] or "").lower().startswith("past") and not rises.search(text[: found.start()]):
            whole = pattern.match(text, found.start("first")) or found
        if not whole["second"] or not moves.search(text[: whole.start()]):
            yield whole
            continue
        for part in (
            pattern.match(text[: whole.end("first")], whole.start()),
            pattern.match(text, whole.start("second")),
        ):
            if part is not None:
                yield part


def _is_apart(found: re.Match[str], text: str, language: str) -> bool:
    """Whether the words beside a number say that it counts no people."""
    apart = number_words(language).not_people
    before, after = text[: found.start()], text[found.end() :]
    if before.rstrip().endswith(apart.currency_signs) or after[:1] in ("%", "°"):
        return True
    if _units(language).match(after) or apart.before.search(before) or apart.after.match(after):
        return True
    number = found["first"]
    if number is None:
        return False
    if number.startswith("0") or (number.lower() == "one" and apart.one_before.search(before)):
        return True
    is_age = number.isdigit() and int(number) <= apart.oldest
    return bool(is_age and apart.age_before.search(before) and apart.age_after.match(after))
