"""One attribution in tokens: who, by which word, and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.trees.tree import Token


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says, by which word, and the stretches of the sentence that are said."""

    source: Token | None
    cue: Token
    cue_end: Token
    pieces: tuple[tuple[int, int], ...]
    """Code points within the sentence."""
    origin: Token | None = None
    """Whom the source itself relies on ("citing the ministry")."""
    carrier: Token | None = None
    """Whom the source told it to ("told Reuters")."""
    first: Token | None = None
    """The source's first word, where the tree is not to be trusted with it."""
