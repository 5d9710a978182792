"""What is left of a name when ways to spell it in Latin letters are set aside: Tokayev, Tokaev and Toqayev are one."""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"dzh|dj|zh|j", "j"),
        (r"shch|sch|sh", "s"),
        (r"tch|ch|tsh", "c"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ts|tz", "z"),
        (r"q|ck", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|iy|yi|ij|y(?![aeou])", "i"),
        (r"y", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def spelling_of(folded: str) -> str:
    """The same for two transliterations of one name, given folded; close for few names that are not one."""
    for pattern, letters in _RULES:
        folded = pattern.sub(letters, folded)
    return folded
