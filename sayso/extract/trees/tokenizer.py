"""A sentence is cut into words as the model's training texts were: "don't" into two, "U.S." into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sayso.extract.trees.model_files import read_packed
from sayso.extract.trees.words import Word, Words

_CHUNK = re.compile(r"\S+ ?|\s+")
"""What stands between spaces, and the space behind it, or other white space."""
_MOST_REMEMBERED = 40_000
"""Chunks and words kept, some 20 MB; then all are forgotten, so that a long run needs no more."""
_ORTH, _NORM = 65, 67
"""How the exceptions call a word's text and its usual spelling."""

Pieces = tuple[str, ...]


class Tokenizer:
    """The rules of spaCy's tokenizer (prefixes, suffixes, infixes, exceptions) as the model's file holds them."""

    def __init__(self) -> None:
        rules: dict[str, Any] = read_packed("tokenizer")
        self._prefix = re.compile(rules["prefix_search"]).search
        self._suffix = re.compile(rules["suffix_search"]).search
        self._infixes = re.compile(rules["infix_finditer"]).finditer
        self._url = re.compile(rules["url_match"]).match
        self._exceptions: dict[str, tuple[tuple[str, str | None], ...]] = {
            text: tuple((part[_ORTH], part.get(_NORM)) for part in parts) for text, parts in rules["exceptions"].items()
        }
        self._cut_elsewhere = self._cut_by_rules()
        self._chunks: dict[str, tuple[Word, ...]] = {}
        self.words = Words()

    def __call__(self, sentence: str) -> list[Word]:
        """The words of a sentence, each with the space behind it: one behind the other they are the sentence."""
        found: list[Word] = []
        chunks = self._chunks
        for chunk in _CHUNK.findall(sentence):
            words = chunks.get(chunk)
            if words is None:
                words = chunks[chunk] = self._words(chunk)
            found += words
        texts = [word.text for word in found]
        is_plain = self._cut_elsewhere.keys().isdisjoint(pairwise(texts))
        return found if is_plain else self._joined(found, texts)

    def forget(self) -> bool:
        """Whether what is remembered was too much, and is forgotten: words made from now on have new numbers."""
        too_much = max(len(self.words.all), len(self._chunks)) > _MOST_REMEMBERED
        if too_much:
            self._chunks.clear()
            self.words.forget()
        return too_much

    def _words(self, chunk: str) -> tuple[Word, ...]:
        if chunk.isspace():
            return self._of(self._cut(chunk))
        bare = chunk.removesuffix(" ")
        return self._of(self._cut(bare), spaced=bare != chunk)

    def _of(self, parts: Sequence[tuple[str, str | None]], *, spaced: bool = False) -> tuple[Word, ...]:
        *before, (text, norm) = parts
        return (*(self.words.of(*part) for part in before), self.words.of(text, norm, spaced=spaced))

    def _cut(self, chunk: str) -> list[tuple[str, str | None]]:
        """The parts of what stands between spaces, and how each is usually spelt where an exception says so."""
        if chunk in self._exceptions:
            return list(self._exceptions[chunk])
        if chunk.isalpha() and chunk.isascii():  # no rule cuts between plain letters
            return [(chunk, None)]
        before, middle, behind = self._trimmed(chunk, self._exceptions.__contains__)
        inner = self._exceptions.get(middle)
        if inner is None:
            inner = tuple((part, None) for part in self._inside(middle))
        return [*((part, None) for part in before), *inner, *((part, None) for part in behind)]

    def _trimmed(self, chunk: str, is_exception: Callable[[str], bool]) -> tuple[list[str], str, list[str]]:
        """Prefixes, what is left, and suffixes."""
        before: list[str] = []
        behind: list[str] = []
        size = -1
        while chunk and len(chunk) != size and not is_exception(chunk):
            size = len(chunk)
            prefix = self._length(self._prefix, chunk)
            if prefix and prefix < size and is_exception(chunk[prefix:]):
                before.append(chunk[:prefix])
                chunk = chunk[prefix:]
                break
            suffix = self._length(self._suffix, chunk[prefix:])
            if suffix and suffix < size and is_exception(chunk[:-suffix]):
                behind.append(chunk[-suffix:])
                chunk = chunk[:-suffix]
                break
            if prefix:
                before.append(chunk[:prefix])
            if suffix and prefix + suffix <= size:
                behind.append(chunk[-suffix:])
                chunk = chunk[prefix:-suffix]
            else:
                chunk = chunk[prefix:]
        return before, chunk, behind[::-1]

    @staticmethod
    def _length(search: Callable[[str], re.Match[str] | None], chunk: str) -> int:
        found = search(chunk)
        return found.end() - found.start() if found else 0

    def _inside(self, middle: str) -> Iterator[str]:
        """The parts of a chunk without prefix or suffix: an address stays whole."""
        if not middle:
            return
        start = 0
        if not self._url(middle):
            for infix in self._infixes(middle):
                if infix.start() == 0:
                    continue
                if infix.start() != start:
                    yield middle[start : infix.start()]
                if infix.start() != infix.end():
                    yield infix.group()
                start = infix.end()
        if middle[start:]:
            yield middle[start:]

    def _cut_by_rules(self) -> dict[tuple[str, str], list[Pieces]]:
        """Exceptions that the rules cut into other pieces inside a longer chunk: these pieces, by the first two."""
        found: dict[tuple[str, str], list[Pieces]] = {}
        for text in self._exceptions:
            if " " in text or self._prefix(text) or self._suffix(text) or next(self._infixes(text), None):
                pieces = self._pieces(text)
                if len(pieces) > 1:
                    found.setdefault((pieces[0], pieces[1]), []).append(pieces)
        return found

    def _pieces(self, text: str) -> Pieces:
        """What the rules make of a text, without exceptions."""
        pieces: list[str] = []
        for chunk in _CHUNK.findall(text):
            before, middle, behind = self._trimmed(
                chunk if chunk.isspace() else chunk.removesuffix(" "), lambda _: False
            )
            pieces += [*before, *self._inside(middle), *behind]
        return tuple(pieces)

    def _joined(self, words: list[Word], texts: list[str]) -> list[Word]:
        """The same words, those of an exception that a longer chunk holds put together: "(e.g." """
        found: list[Word] = []
        place = 0
        for start, end in self._spans(texts):
            parts = self._exceptions.get(_text_of(words[start:end]))
            if parts is not None:
                found += words[place:start]
                found += self._of(parts, spaced=words[end - 1].spaced)
                place = end
        return found + words[place:]

    def _spans(self, texts: list[str]) -> list[tuple[int, int]]:
        """Where pieces of exceptions stand, the longest first where they meet, in the order of the text."""
        met = [
            (start, start + len(pieces))
            for start, both in enumerate(pairwise(texts))
            for pieces in self._cut_elsewhere.get(both, ())
            if tuple(texts[start : start + len(pieces)]) == pieces
        ]
        taken: set[int] = set()
        kept: list[tuple[int, int]] = []
        for start, end in sorted(met, key=lambda span: (span[0] - span[1], span[0])):
            if start not in taken and end - 1 not in taken:
                kept.append((start, end))
            taken.update(range(start, end))
        return sorted(kept)


def _text_of(words: Sequence[Word]) -> str:
    """Words as they stand in a text, without the space behind the last."""
    return "".join([f"{word.text} " if word.spaced else word.text for word in words[:-1]]) + words[-1].text
