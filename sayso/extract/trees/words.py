"""Words as they are written, each made once: what the rules ask of one, and the numbers that the model knows it by."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from sayso.extract.trees.hashes import id_of, known
from sayso.extract.trees.model_files import read_packed

SUFFIX, SHAPE, LOWER = 2, 3, 6
"""Where `Word.ids` holds these."""

_LONGEST_SHAPE = 100
_ALIKE = re.compile(r"((.)\2{3})\2+", re.DOTALL)
"""More than four letters of one kind in a row look like four."""
_SIGNS = ("+", "-", "±", "~")
_ORDINALS = ("st", "nd", "rd", "th")


class Word:
    """A word, a mark or a run of white space."""

    __slots__ = ("ids", "is_punct", "is_space", "like_num", "lower", "number", "spaced", "text")

    def __init__(self, text: str, norm: str, number: int, *, spaced: bool) -> None:
        self.text = text
        self.lower = text.lower()
        self.spaced = spaced
        """Whether a space stands behind it."""
        self.number = number
        """Counts the words of one `Words`."""
        self.is_space = text.isspace()
        self.is_punct = all(unicodedata.category(letter)[0] == "P" for letter in text)
        self.like_num = _is_like_number(text)
        self.ids = (
            *map(id_of, (norm, text[0], text[-3:], _shape(text))),
            int(spaced),
            int(self.is_space),
            id_of(self.lower),
        )
        """By its norm, first letter, last letters, shape, space behind, being space, and lower case."""


class Words:
    """All words met, until they are forgotten."""

    def __init__(self) -> None:
        self._norms: dict[int, str] = read_packed("vocab/lookups.bin")["lexeme_norm"]
        self._known: dict[tuple[str, str | None, bool], Word] = {}
        self.all: list[Word] = []
        """In the order of their numbers."""

    def of(self, text: str, norm: str | None = None, *, spaced: bool = False) -> Word:
        """The word that is written so; `norm` is its usual spelling, where it is not what it would be by itself."""
        key = text, norm, spaced
        word = self._known.get(key)
        if word is None:
            word = Word(text, norm or self._norm(text), len(self.all), spaced=spaced)
            self._known[key] = word
            self.all.append(word)
        return word

    def _norm(self, text: str) -> str:
        return self._norms.get(id_of(text)) or known().norms.get(text) or text.lower()

    def forget(self) -> None:
        """Know no word any more, so that a long run needs no more memory."""
        self._known.clear()
        self.all.clear()


def _shape(text: str) -> str:
    """A word's letters by their kinds.

    >>> _shape("Apples"), _shape("8,000"), _shape("NATO-led")
    ('Xxxxx', 'd,ddd', 'XXXX-xxx')
    """
    if len(text) >= _LONGEST_SHAPE:
        return "LONG"
    return _ALIKE.sub(r"\1", "".join(map(_kind, text)))


@cache
def _kind(letter: str) -> str:
    if letter.isalpha():
        return "X" if letter.isupper() else "x"
    return "d" if letter.isdigit() else letter


def _is_like_number(text: str) -> bool:
    """Whether a word stands for a number.

    >>> [_is_like_number(text) for text in ("8,000", "1/2", "Ten", "3rd", "dozen")]
    [True, True, True, True, False]
    """
    if text.isalpha():
        return text.lower() in known().numbers
    plain = (text[1:] if text.startswith(_SIGNS) else text).replace(",", "").replace(".", "")
    parts = plain.split("/")
    lower = plain.lower()
    return (
        (len(parts) <= 2 and all(part.isdigit() for part in parts))
        or lower in known().numbers
        or (lower.endswith(_ORDINALS) and lower[:-2].isdigit())
    )
