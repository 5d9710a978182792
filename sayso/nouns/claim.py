"""What one report says about a number of people, with its words."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from sayso.nouns.how_many import Figure
from sayso.nouns.reader import FoundBy
from sayso.nouns.says_who import Party, Stance
from sayso.nouns.span import Span
from sayso.nouns.what import Actor, Affected, Effect
from sayso.nouns.when import When
from sayso.nouns.where import Where

Scope = Literal["total", "additional", "part", "background"]


class Claim(Struct, frozen=True, kw_only=True):
    """One count of people, as one report gives it."""

    id: str
    report: str
    sentence: Span
    effects: tuple[Effect, ...]
    figure: Figure
    affected: Affected | None
    scope: Scope
    part_of: str | None
    when: When | None
    as_of: date | None
    said: When | None
    where: Where | None
    actor: Actor | None
    stance: Stance
    says_who: tuple[Party, ...]
    confidence: float | None
    """The probability that the claim is right: its figure, its bounds, and an effect; None where it is unknown."""
    reader: FoundBy = "rules"
    """Counts are found by the rules; the model finds none yet."""
    judged: Literal["right", "wrong", "edited"] | None = None
    """What a person said of it; None where nobody did."""

    def is_sure(self, least: float) -> bool:
        """Whether it is at least so likely to be right; an unknown confidence is taken for none."""
        return (self.confidence or 0.0) >= least
