"""Text that can be written out again: no lone surrogates."""

from __future__ import annotations

import os
import re
from pathlib import Path

_LONE = re.compile("[\ud800-\udfff]")


def has_lone_surrogates(text: str) -> bool:
    """Whether the text holds halves of characters, which UTF-8 cannot write."""
    return not text.isascii() and _LONE.search(text) is not None


def writable(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD, so that its length and offsets stay.

    >>> writable("dead: \\ud83d")
    'dead: \\ufffd'
    """
    return _LONE.sub("�", text) if has_lone_surrogates(text) else text


def shown_path(path: Path) -> str:
    """A path as it can be printed, also where its name is not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
