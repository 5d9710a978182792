"""Names of private persons, and how they are masked in what leaves the machine.

Private are those to whom something was done (victims, the detained, the missing) and witnesses and relatives who speak;
officials, organisations and publishers stay. Only names that were read as such are known: a name that no reading holds
is not masked, so that a person looks at a dossier before it travels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sayso.nouns.reading import Reading
from sayso.nouns.says_who import PartyKind
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
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"(?:[\W_]|%20){1,8}")
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
        self.names = tuple(sorted(" ".join(name) for name in whole))
        self._whole: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(whole, key=lambda one: (-len(one), one)):
            if len(name) > 1:
                self._whole[name[0].casefold()].append(tuple(part.casefold() for part in name))
        self._parts = {
            part for name in whole for part in name if len(part) >= _FEWEST_LETTERS and part.casefold() not in public
        }

    def __bool__(self) -> bool:
        return bool(self.names)

    def words(self, text: str) -> str:
        """The text with every letter of a private name made a block: lengths and offsets stay.

        A whole name is found in any case and whatever stands between its parts, as in an address; a part of one only
        as it is written.
        """
        words = list(_WORD.finditer(text))
        masked = {at for at, word in enumerate(words) if word.group() in self._parts}
        for at, word in enumerate(words):
            for name in self._whole.get(word.group().casefold(), ()):
                if _stands(name, words[at : at + len(name)], text):
                    masked.update(range(at, at + len(name)))
                    break
        if not masked:
            return text
        letters = list(text)
        for at in masked:
            start, end = words[at].span()
            letters[start:end] = BLOCK * (end - start)
        return "".join(letters)

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
    for party in reading.parties:
        if party.kind in _PRIVATE:
            yield from (party.name, party.text)


def _public(reading: Reading) -> Iterator[str]:
    yield reading.report.publisher or ""
    for where in reading.wheres:
        yield from (where.text, where.name or "")
    yield from (when.text for when in reading.whens)  # "Aug", "Christmas"
    for party in reading.parties:
        if party.kind in _PUBLIC:
            yield from (party.name, party.text)


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


def _stands(name: tuple[str, ...], words: Sequence[re.Match[str]], text: str) -> bool:
    """Whether these words are the name, with nothing but signs between them."""
    return tuple(word.group().casefold() for word in words) == name and all(
        _BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(words)
    )
