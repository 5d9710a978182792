"""Whom a report calls a journalist, a defender or a dissident by name, for what it says of the name alone."""

from __future__ import annotations

import re
from functools import cache, cached_property

from sayso.extract.violation_words import violation_words
from sayso.languages.forms import plural_of
from sayso.nouns.span import Span

_REACH = 250
"""How far before a pronoun the name that it stands for may be, in code points."""
_SHORTEST = 3
"""Letters of a name that tell people apart."""
_NAME = r"[^\W\d_a-z][\w'’-]+"
_FULL = re.compile(rf"(?<!\w){_NAME}(?:\s{_NAME})+")
"""Anybody's name in full."""
_CAPITAL = re.compile(_NAME)


class Protected:
    """The protected persons of one report, found when they are first asked for."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """Any part of the name of a person whom the report calls by a protected role."""
        if not any(role in self._text for role in _roles(self._language)):
            return None
        after, before = _called(self._language)
        found = [match["name"] for called in (after, before) for match in called.finditer(self._text)]
        parts = {part for name in found for part in _CAPITAL.findall(name) if len(part) >= _SHORTEST}
        listed = "|".join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part))))
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)") if listed else None

    def includes(self, person: Span) -> bool:
        """Whether the words are such a person's name, or a pronoun for the person named last before them."""
        if self._names is None:
            return False
        if not _pronouns(self._language).fullmatch(person.text):
            return self._names.search(person.text) is not None
        before = self._text[max(0, person.start - _REACH) : person.start]
        last = max((found.end() for found in self._names.finditer(before)), default=0)
        openers = violation_words(self._language).victims.openers
        since = (found for found in _FULL.finditer(before, last) if found.group().split()[0] not in openers)
        return last > 0 and next(since, None) is None


@cache
def _roles(language: str) -> tuple[str, ...]:
    """Words for protected persons, each after its plural."""
    return tuple(form for role in violation_words(language).victims.roles for form in (plural_of(role, {}), role))


@cache
def _called(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A role before a name ("journalist Maria Lopez"), and behind it ("Maria Lopez, a freelance journalist")."""
    listed = "|".join(map(re.escape, _roles(language)))
    name = rf"(?P<name>{_NAME}(?:\s(?:{_NAME}|al|bin|de|el|van)){{1,3}})"
    after = re.compile(rf"\b(?:{listed})\s+{name}")
    before = re.compile(
        rf"(?<!\w){name},?\s+(?:(?:who\s)?(?:is|was)\s+)?(?:an?|the|one of)\s(?:[\w-]+\s){{0,4}}(?:{listed})\b"
    )
    return after, before


@cache
def _pronouns(language: str) -> re.Pattern[str]:
    return re.compile("|".join(violation_words(language).victims.pronouns), re.IGNORECASE)
