"""What a person is called beside the name: "the harbour master" after "harbour master Ana Lund".

Parties of one report and of several ask the same, so it stands here and not in a step.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sayso.languages import words

LINKING_WORDS = frozenset({"of", "for", "in", "at", "on", "from", "with", "to"})
"""What ends the words that a name or a description is about."""


class RoleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`roles.toml` of one language."""

    roles: frozenset[str]
    other_ranks: frozenset[str]


def role_words(language: str) -> RoleWords:
    """The words for what a person does or is."""
    return words(language, "roles", RoleWords)


def is_called(role: str, description: str, language: str) -> bool:
    """Whether a description is a role, or has it at its end and is of no other rank; both in lower case.

    >>> is_called("master", "harbour master", "en"), is_called("harbour master", "deputy harbour master", "en")
    (True, False)
    """
    before, found, behind = f" {description} ".rpartition(f" {role} ")
    return bool(found) and not behind.strip() and role_words(language).other_ranks.isdisjoint(before.split())


def head_of(name: Sequence[str]) -> Sequence[str]:
    """The words up to the noun that a name is about: "observatory" in "observatory for human rights"."""
    end = next((place for place, word in enumerate(name) if place and word in LINKING_WORDS), len(name))
    return name[:end]
