"""An alleged violation: what the text says and who says it, never a finding."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.nouns.says_who import Party
from sayso.nouns.span import Span
from sayso.nouns.what import Actor
from sayso.nouns.when import When
from sayso.nouns.where import Where

ViolationKind = Literal[
    "killing", "arbitrary_detention", "enforced_disappearance", "kidnapping", "torture", "sexual_violence",
    "excessive_force", "restriction_of_assembly", "restriction_of_expression", "internet_shutdown",
    "unfair_trial", "other",
]  # fmt: skip


class Violation(Struct, frozen=True, kw_only=True):
    """What a report says was done against a right, always *alleged*."""

    id: str
    report: str
    kind: ViolationKind
    right: str
    """The article of the International Covenant on Civil and Political Rights: "ICCPR 6"."""
    sentence: Span
    actor: Actor | None
    victims: tuple[Span, ...]
    when: When | None
    where: Where | None
    says_who: tuple[Party, ...]
