"""A sentence at a glance: its words without their order, so that a long list is looked for as fast as a short one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Self

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+")


class Glance(Struct, frozen=True):
    """A sentence, and what it is made of."""

    text: str
    low: str
    """In lower case."""
    words: frozenset[str]
    """Each of its words in lower case, without signs."""

    @classmethod
    def of(cls, text: str) -> Self:
        """A sentence looked at."""
        low = text.lower()
        return cls(text, low, frozenset(_WORD.findall(low)))


class Listed(Struct, frozen=True):
    """A list of words and phrases that a sentence may hold."""

    single: frozenset[str]
    first: frozenset[str]
    """The first word of each phrase: a pattern is tried only where one of these is there."""
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, forms: Iterable[str]) -> Self:
        """A list to look for; its forms are in lower case."""
        several = {form for form in forms if not _WORD.fullmatch(form)}
        longest_first = sorted(several, key=lambda form: (-len(form), form))
        alternatives = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
        first = frozenset(_WORD.findall(form)[0] for form in several)
        return cls(frozenset(forms) - several, first, re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"))

    def stands_in(self, sentence: Glance) -> bool:
        """Whether the sentence has one of them.

        >>> said = Listed.of(["said", "according to"])
        >>> [said.stands_in(Glance.of(text)) for text in ("He SAID so.", "According  to him", "It accords.")]
        [True, True, False]
        """
        if not self.single.isdisjoint(sentence.words):
            return True
        return not self.first.isdisjoint(sentence.words) and self.phrases.search(sentence.low) is not None
