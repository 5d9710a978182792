"""What happened, to whom, by whom: effects, groups, actors, event mentions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.nouns.says_who import Party
from sayso.nouns.span import Span
from sayso.nouns.when import When
from sayso.nouns.where import Where

Effect = Literal[
    "killed", "injured", "detained", "released", "missing", "abducted", "tortured", "sexually_abused",
    "displaced", "evacuated", "sentenced", "executed", "participated", "deployed",
]  # fmt: skip

Group = Literal[
    "civilians", "protesters", "security_forces", "officials", "journalists", "human_rights_defenders",
    "medics", "children", "women", "detainees", "militants", "other",
]  # fmt: skip

ActorKind = Literal["security_forces", "state", "militants", "protesters", "foreign_state", "other"]

EventKind = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""PLOVER event types (PLOVER manual, table of event types)."""

STATEMENT_KINDS: frozenset[EventKind] = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""Kinds that are done by saying something."""


class Actor(Span, frozen=True, kw_only=True):
    """Who did it, in the text's words."""

    kind: ActorKind


class Affected(Span, frozen=True, kw_only=True):
    """To whom it happened, in the text's words."""

    group: Group | None


class Recipient(Span, frozen=True, kw_only=True):
    """To whom an event was done; `named` where the words are a person's name."""

    group: Group | None
    named: bool


class EventMention(Struct, frozen=True, kw_only=True):
    """A happening as one report mentions it, coded by PLOVER's types and modes."""

    id: str
    report: str
    kind: EventKind
    mode: str | None
    trigger: Span
    actor: Actor | None
    recipient: Recipient | None
    when: When | None
    where: Where | None
    says_who: tuple[Party, ...]
