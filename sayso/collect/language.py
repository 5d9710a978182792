"""The language that a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, cast

from msgspec import Struct

from sayso.languages import READ_LANGUAGES
from sayso.languages import words as word_list

FEWEST_LETTERS = 40
"""Below this a guess says more about names than about the language."""
SAMPLE = 500
"""Characters that are looked at first. They tell all 8,477 English and 18 Russian texts of the labelled sets right."""
SECOND_SAMPLE = 4_000
"""Characters that are looked at before a text is taken for one in a language that is not read."""
SURE = 0.8
"""The probability from which it is so taken: losing an English report costs more than reading a foreign one in vain."""


_FEWEST_TELLING, _FEWEST_DIFFERENT = 5, 3
"""How many words of a sample, and how many different ones, must be words that only one language has."""
_SHARE_TELLING, _SHARE_OF_MORE = 0.12, 0.08
"""Which share of a sample's words they must be, and of a longer sample's: most of it is then in that language."""
_MANY_DIFFERENT, _SHARE_OF_BOTH = 7, 0.2
"""The same for telling words and shared ones taken together, where a single one is telling."""
_WORD = re.compile(r"[^\W\d_]+")


class _LanguageFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`language.toml` of one language."""

    telling: frozenset[str]
    shared: frozenset[str]


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it is too short or the guess is weak.

    >>> detect_language("SIX PEOPLE WERE KILLED WHEN THE POLICE OPENED FIRE ON THE CROWD.")
    'en'
    >>> detect_language("Six killed") is None
    True
    """
    text = text.strip()
    if sum(map(str.isalpha, text[:SAMPLE])) < FEWEST_LETTERS:
        return None
    language = (
        _told_by_its_words(text[:SAMPLE], _SHARE_TELLING)
        or _told_by_its_words(text[:SECOND_SAMPLE], _SHARE_OF_MORE)
        or _guess(text[:SAMPLE])[0]
    )
    if language in READ_LANGUAGES:
        return language
    rest = text[SAMPLE:SECOND_SAMPLE]  # a menu in another language may stand above the report
    language, probability = _guess(rest if len(rest) >= SAMPLE else text[:SECOND_SAMPLE])
    return language if language in READ_LANGUAGES or probability >= SURE else None


def _told_by_its_words(sample: str, share: float) -> str | None:
    """The language that is read whose small words are at least this share of a sample: no model need be asked."""
    words = _WORD.findall(sample.lower())
    for language in READ_LANGUAGES:
        listed = word_list(language, "language", _LanguageFile)
        telling = [word for word in words if word in listed.telling]
        if not telling:
            continue
        if len(telling) >= max(_FEWEST_TELLING, share * len(words)) and len(set(telling)) >= _FEWEST_DIFFERENT:
            return language
        both = [*telling, *(word for word in words if word in listed.shared)]
        if len(both) >= _SHARE_OF_BOTH * len(words) and len(set(both)) >= _MANY_DIFFERENT:
            return language
    return None


def _guess(text: str) -> tuple[str, float]:
    # Lower case: texts all in capitals are taken for other languages otherwise.
    return _identifier().classify(text.lower())


@cache
def _identifier() -> _Identifier:
    """Half a second to load, so loaded when the first text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
