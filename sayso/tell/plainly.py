"""What is said where an encoding lacks the sign: "<=" for "≤", so that no output ever fails on a sign."""

from __future__ import annotations

import codecs
from typing import IO

PLAINLY = "sayso-plainly"
"""Name of the error handler for `encode`."""

_PLAIN = {
    "≤": "<=", "≥": ">=", "→": "->", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "’": "'", "‘": "'", "·": "-",
    "•": "*", "─": "-", "┄": "-", "━": "-", "▸": ">", "«": '"', "»": '"',
}  # fmt: skip


def speak_plainly(stream: IO[str]) -> None:
    """Let a text stream say plainly what its encoding has no sign for; one that cannot be told so stays as it is."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=PLAINLY)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(character, "?") for character in error.object[error.start : error.end]), error.end


codecs.register_error(PLAINLY, _plain)
