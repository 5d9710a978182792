"""How the names of private persons are masked in what leaves the machine: letter by letter, so that offsets stay."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sayso.tell.masking.persons import WORD
from sayso.tell.masking.private import Names

BLOCK = "█"

_BETWEEN = re.compile(r"(?:[\W_]|%20){1,8}")
"""What stands between the parts of a name, also in an address."""
_ADDRESS = re.compile(r"\S*(?:/|@|www\.)\S+")
_FEWEST_IN_ADDRESS = 5
"""Letters of a part of a name that is masked in an address, where all is written small."""
_FEWEST_OF_FAMILY = 4
"""Letters of a surname that is masked with an "s" behind it as well: "the Lunds"."""
_KEPT_KEYS = frozenset({"id", "sha256", "edition", "media_type", "kind"})
_NAMING_KEYS = frozenset(
    {"name", "source", "target", "code", "place", "places", "party", "parties", "says_who", "chain", "actors"}
)
"""Under these stand names that answers are joined by: two that differ still differ when they are masked."""


class Masks:
    """The names of a case that are masked."""

    def __init__(self, names: Names) -> None:
        self.names = tuple(one.name for one in names.persons if one.masked)
        self._alone = names.alone
        self._families = frozenset(word for word in names.alone if len(word) >= _FEWEST_OF_FAMILY)
        self._small = frozenset(word.casefold() for word in names.alone if len(word) >= _FEWEST_IN_ADDRESS)
        self._nth: dict[str, int] = {}
        self._times: Counter[str] = Counter()
        self._whole: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._glued: set[str] = set()
        for name in sorted(self.names, key=lambda one: (-len(one), one)):
            parts = tuple(part.casefold() for part in WORD.findall(name))
            if len(parts) > 1:
                self._whole[parts[0]].append(parts)
                self._glued.add("".join(parts))

    def __bool__(self) -> bool:
        return bool(self.names)

    def words(self, text: str) -> str:
        """The text with every letter of a private name made a block: lengths and offsets stay.

        A whole name is found in any case, with whatever signs between its parts or with none; a part of one only as it
        is written, but for addresses.
        """
        words = list(WORD.finditer(text))
        masked = {at for at, word in enumerate(words) if self._is_one(word.group())}
        for at, word in enumerate(words):
            for name in self._whole.get(word.group().casefold(), ()):
                if _stands(name, words[at : at + len(name)], text):
                    masked.update(range(at, at + len(name)))
                    break
        masked.update(self._in_addresses(words, text))
        if not masked:
            return text
        letters = list(text)
        for at in masked:
            start, end = words[at].span()
            letters[start:end] = BLOCK * (end - start)
        return "".join(letters)

    def name(self, name: str) -> str:
        """A name masked so that it stays another than all others: "███ ████" and "███ ████ (2)"."""
        masked = self.words(name)
        if masked == name:
            return name
        if name.casefold() not in self._nth:
            self._times[masked.casefold()] += 1
            self._nth[name.casefold()] = self._times[masked.casefold()]
        nth = self._nth[name.casefold()]
        return f"{masked} ({nth})" if nth > 1 else masked

    def value(self, value: Any, key: str = "", within: str = "") -> Any:
        """A value of JSON with all words in it masked; ids and hashes stay, but for those of parties, which are names.

        `key`: under which it stands; `within`: under which the dictionary stands that it is of.
        """
        match value:
            case str() if key in _NAMING_KEYS or (within == "nodes" and key == "id"):
                return self.name(value)
            case str():
                return value if key in _KEPT_KEYS else self.words(value)
            case dict():
                return {name: self.value(one, name, key) for name, one in value.items()}
            case list():
                return [self.value(one, key, within) for one in value]
            case _:
                return value

    def _is_one(self, word: str) -> bool:
        return word in self._alone or word.removesuffix("s") in self._families or word.casefold() in self._glued

    def _in_addresses(self, words: Sequence[re.Match[str]], text: str) -> Iterator[int]:
        """Which words are parts of names in addresses of pages, posts and mail."""
        addresses = [found.span() for found in _ADDRESS.finditer(text)]
        if addresses:
            for at, word in enumerate(words):
                if word.group().casefold() in self._small and any(a <= word.start() < b for a, b in addresses):
                    yield at


def _stands(name: tuple[str, ...], words: Sequence[re.Match[str]], text: str) -> bool:
    """Whether these words are the name, with nothing but signs between them."""
    return tuple(word.group().casefold() for word in words) == name and all(
        _BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(words)
    )
