"""Names of private persons, and how they are masked in what leaves the machine.

Private are those to whom something was done (victims, the detained, the missing) and witnesses and relatives who speak;
officials, organisations and publishers stay. Only names that were read as such are known: a name that no reading holds
is not masked, so that a person looks at a dossier before it travels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Party, PartyKind
from sayso.nouns.what import Group

BLOCK = "█"

_PRIVATE: frozenset[PartyKind] = frozenset({"witness", "relative", "protesters"})
_PUBLIC: frozenset[PartyKind] = frozenset(
    {
        "government", "police", "military", "court", "hospital", "rescue", "ngo", "intergovernmental", "opposition",
        "militants", "media",
    }
)  # fmt: skip
_IN_OFFICE: frozenset[Group] = frozenset({"officials", "security_forces", "militants"})
_TO_THINGS = frozenset(
    {"censor", "seize", "restrict", "martial-law", "obstruct", "vandalize", "disarm", "ban", "curfew"}
)
"""Modes of coercion that are done to papers, streets and networks, whose names are nobody's."""
_SMALL = re.compile(r"\b[^\W\d_A-Z]+\b")
_FEWEST_LETTERS = 3
"""Of a part of a name that is masked where it stands alone."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BETWEEN = r"(?:[\W_]|%20)+"
"""What stands between the parts of a name, also in an address."""
_KEPT_KEYS = frozenset({"id", "sha256", "edition", "media_type", "kind"})


class Masks:
    """The names of a case that are masked."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        private: set[tuple[str, ...]] = set()
        public: set[str] = set()
        for reading in readings:
            small = frozenset(_SMALL.findall(reading.report.text))
            private.update(filter(None, (_name(words, small) for words in _private(reading))))
            public.update(word.casefold() for words in _public(reading) for word in _WORD.findall(words))
        whole = {name for name in private if any(part.casefold() not in public for part in name)}
        parts = {
            part for name in whole for part in name if len(part) >= _FEWEST_LETTERS and part.casefold() not in public
        }
        self.names = tuple(sorted(" ".join(name) for name in whole))
        self._whole = _any(_BETWEEN.join(map(re.escape, name)) for name in whole)
        self._parts = _any(map(re.escape, parts), alone=True)

    def __bool__(self) -> bool:
        return bool(self.names)

    def words(self, text: str) -> str:
        """The text with every letter of a private name made a block: lengths and offsets stay."""
        for pattern in (self._whole, self._parts):
            if pattern:
                text = pattern.sub(lambda found: re.sub(r"[^\W_]", BLOCK, found.group()), text)
        return text

    def value(self, value: Any, key: str = "") -> Any:
        """A value of JSON with all words in it masked; ids and hashes stay."""
        match value:
            case str():
                return value if key in _KEPT_KEYS else self.words(value)
            case dict():
                return {name: self.value(one, name) for name, one in value.items()}
            case list():
                return [self.value(one, key) for one in value]
            case _:
                return value


def _private(reading: Reading) -> Iterator[str]:
    for mention in reading.events:
        recipient = mention.recipient
        to_people = mention.kind == "ASSAULT" or (mention.kind == "COERCE" and mention.mode not in _TO_THINGS)
        if recipient and recipient.named and to_people and recipient.group not in _IN_OFFICE:
            yield recipient.text
    for violation in reading.violations:
        yield from (victim.text for victim in violation.victims if " " in victim.text)
    for party in _parties(reading):
        if party.kind in _PRIVATE:
            yield from (party.name, party.text)


def _public(reading: Reading) -> Iterator[str]:
    yield reading.report.publisher or ""
    for where in reading.wheres:
        yield from (where.text, where.name or "")
    for party in _parties(reading):
        if party.kind in _PUBLIC:
            yield from (party.name, party.text)


def _parties(reading: Reading) -> Iterator[Party]:
    for claim in reading.claims:
        yield from claim.says_who
    for attribution in reading.attributions:
        yield from attribution.says_who
    for mention in reading.events:
        yield from mention.says_who
    for violation in reading.violations:
        yield from violation.says_who


def _name(words: str, small: frozenset[str]) -> tuple[str, ...] | None:
    """The parts of a person's name: the capitalised words at the end, behind "his mother," or "19-year-old".

    A word that the text writes small as well is none ("Thousands", "Protesters").
    """
    parts: list[str] = []
    for word in reversed(_WORD.findall(words)):
        if not word[0].isupper() or word.lower() in small:
            break
        parts.insert(0, word)
    return tuple(parts) or None


def _any(patterns: Iterable[str], *, alone: bool = False) -> re.Pattern[str] | None:
    """One pattern for all, the longest first; a whole name in any case, a part of one only as it is written."""
    longest = sorted(set(patterns), key=lambda one: (-len(one), one))
    if not longest:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", 0 if alone else re.IGNORECASE)
