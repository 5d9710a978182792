"""Words of strangers made safe to show: no control characters, no turned text, no hidden characters.

A report may hold terminal escapes ("\\x1b[2J" clears the screen, "\\x9b" does so alone), marks that turn the reading
direction, and characters that nobody sees. The public JSON keeps them, escaped; what a person reads goes through here.
"""

from __future__ import annotations

import re

_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u2066-\u206f\u202a-\u202e"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Characters without a width that turn, hide or tag text. Joiners (U+200C, U+200D) stay: Persian, Hindi need them."""

_SPACES = re.compile(r"[\s\u2028\u2029\x85]+")
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # titles, links, strings
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_PILES = re.compile(r"((?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){4})"
                    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip

REPLACEMENT = "\ufffd"


def on_one_line(text: str) -> str:
    """The text on one line, every run of white space one space, nothing in it that a terminal obeys."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most texts: nothing to be done
    return _SPACES.sub(" ", without_controls(text)).strip()


def without_controls(text: str) -> str:
    """The text with its lines, without escapes, controls, direction marks and unseen characters.

    An escape sequence or a control character leaves "\\ufffd", so that a reader sees that something was there.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub(REPLACEMENT, text)
    text = _CONTROLS.sub(REPLACEMENT, text)
    return _PILES.sub(r"\1", _UNSEEN.sub("", text))


def shown(words: str | None) -> str | None:
    """The words on one line; None where there are none."""
    return on_one_line(words) if words else None


def shortened(text: str, length: int) -> str:
    """At most `length` characters on one line, cut at a word where that loses little, with "…" for what is left out."""
    text = on_one_line(text)
    if len(text) <= length:
        return text
    if length < 2:
        return "…"[:length]
    cut = text[: length - 1]
    at = cut.rfind(" ")
    cut = cut[:at] if at > length * 2 // 3 else cut
    return cut.rstrip(" ,;:–-") + "…"


def safe_json(line: bytes) -> bytes:
    """A line of JSON for a terminal: what JSON leaves raw and a terminal obeys is escaped; its value is the same."""
    text = line.decode("utf-8")
    return _RAW_IN_JSON.sub(_escaped, text).encode("utf-8")


_RAW_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_HIDDEN}]")


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
