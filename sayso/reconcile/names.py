"""Names without what writers vary: case, accents, punctuation, articles, possessives."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_NOT_WORD = re.compile(r"[^\w]+")
_LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLACE_AFTER = re.compile(r" in [A-Z]\w+$")
_DESCRIBED = re.compile(r"^(?:(?!(?:of|in|from|for|at|to|with|near|on|by) )[a-z][\w'’-]* )+(?=[A-Z])")


def unglued(name: str) -> str:
    """A name out of hashtags: "#President#Jane-MaryDoe" is "President Jane-Mary Doe"."""
    return _GLUED.sub(" ", name.replace("#", " ")).strip() if "#" in name else name


def plain_name(name: str) -> str:
    """A name without what describes it: "state broadcaster Channel 5", "State Department in Washington"."""
    return _DESCRIBED.sub("", _PLACE_AFTER.sub("", unglued(name)))


def without_article(name: str) -> str:
    """A name without "the" or "its": "the human rights organisation" in a title is "human rights organisation"."""
    return re.sub(r"^(?:the|an?|its|his|her|their|our) (?=\S)", "", name, flags=re.IGNORECASE)


def fold_text(text: str) -> str:
    """A text in lower-case ASCII letters and single spaces."""
    plain = anyascii(_POSSESSIVE.sub("", text)).casefold()
    return " ".join(_NOT_WORD.sub(" ", plain).split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in lower-case ASCII letters and single spaces."""
    return fold_text(name)


@lru_cache(maxsize=65536)
def fold_noun(name: str) -> str:
    """A folded name without its leading article."""
    return _LEADING_ARTICLE.sub("", fold_text(name))
