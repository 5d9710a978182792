"""What one original gives: its text, what it says of itself, and what was wrong with it."""

from __future__ import annotations

from msgspec import Struct

from sayso.collect.details import Details
from sayso.collect.flaw import Flaw
from sayso.nouns.report import Stretch


class Found(Struct, frozen=True, kw_only=True):
    """A text as one of the readers found it, before it has an id and a path."""

    text: str
    media_type: str
    details: Details = Details()
    """What the original says of itself; what the user says outranks it."""
    offsets: tuple[Stretch, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    readable: bool = True


def nothing(media_type: str, *flaws: Flaw) -> Found:
    """An original that is kept although no text could be had from it."""
    return Found(text="", media_type=media_type, flaws=flaws, readable=False)
