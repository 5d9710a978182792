"""Text files become reports: their characters as they are."""

from __future__ import annotations

from sayso.collect.content import HEAD
from sayso.collect.decode import decode
from sayso.collect.flaw import Flaw
from sayso.collect.found import Found, nothing
from sayso.collect.kinds import binary_kind
from sayso.collect.unicode import writable


def read_plain(content: bytes) -> Found:
    """The text of a file, decoded and without a byte order mark; nothing else is changed, line ends neither.

    Bytes that are no text, whatever the file's name, are kept and told as a flaw.
    """
    binary = binary_kind(content[:HEAD])
    if binary:
        return nothing("application/octet-stream", Flaw(f"is {binary}, not text", None, "give the text itself"))
    text, codec, flaws = decode(content)
    if "\x00" in text:
        place = f"character {text.index(chr(0))}"
        flaws = (*flaws, Flaw("holds zero bytes, as a half-written file does", place, "check that the text is whole"))
    if not text.strip():
        flaws = (*flaws, Flaw("holds no words", None, "check that it is the right file"))
    return Found(
        text=writable(text), media_type=f"text/plain; charset={codec}", flaws=flaws, readable=bool(text.strip())
    )
