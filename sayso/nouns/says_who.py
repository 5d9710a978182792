"""On whose say-so: parties, stances and attributions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.nouns.reader import FoundBy
from sayso.nouns.span import Span

PartyKind = Literal[
    "government", "police", "military", "court", "hospital", "rescue", "ngo", "intergovernmental", "opposition",
    "militants", "protesters", "witness", "relative", "lawyer", "expert", "media", "anonymous", "other",
]  # fmt: skip

Stance = Literal["states", "denies", "disputes", "alleges", "predicts"]


_FEWEST_WORDS = 3
"""Words of what is denied that say what it is."""


class Party(Span, frozen=True, kw_only=True):
    """Whoever is quoted or relied on, in the text's words, with the name that it has in the report or the case."""

    name: str
    kind: PartyKind


class Attribution(Struct, frozen=True, kw_only=True):
    """Who is reported as saying, thinking or claiming what (source, cue, content as in PolNeAR and PARC)."""

    id: str
    report: str
    source: Span | None
    cue: Span | None
    content: Span
    kind: Literal["direct", "indirect", "mixed"]
    stance: Stance
    says_who: tuple[Party, ...]
    reader: FoundBy = "rules"

    @property
    def is_told_denial(self) -> bool:
        """Whether it denies or disputes something, and says what: "this" alone says nothing."""
        return self.stance in ("denies", "disputes") and len(self.content.text.split()) >= _FEWEST_WORDS
