"""What kind of people, or of actor, a noun phrase names, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from msgspec import Struct

from sayso.languages import words as word_list
from sayso.languages.forms import singular_or_plural
from sayso.nouns.what import ActorKind, Group

Kind = TypeVar("Kind", Group, ActorKind)

_TOKEN = re.compile(r"\d[\d,.]*|[^\W_]+(?:[-'’.][^\W_]+)*|,|\(")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_LONGEST = 4
"""Most words in a listed phrase."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Heads(Struct, frozen=True, forbid_unknown_fields=True):
    see_through: tuple[str, ...]
    stop: frozenset[str]
    after: tuple[str, ...]
    things: tuple[str, ...]


class GroupWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`groups.toml` of one language."""

    groups: dict[Group, tuple[str, ...]]
    actors: dict[ActorKind, tuple[str, ...]]
    people: _Words
    heads: _Heads
    states: _Words
    irregular: dict[str, str]


class _Index(Struct, frozen=True):
    """The word list, ready to look words up in."""

    groups: dict[str, Group]
    actors: dict[str, ActorKind]
    people: frozenset[str]
    states: frozenset[str]
    see_through: frozenset[str]
    stop: frozenset[str]
    after: frozenset[str]
    things: frozenset[str]


def group_of(words: str, language: str) -> Group | None:
    """The group of people that a noun phrase names ("26 demonstrators": protesters).

    None where the words name no group, or everyone ("164 people").
    """
    index = _index(language)
    return _kind_of(words, index.groups, index)


def actor_kind_of(words: str, language: str) -> ActorKind | None:
    """The kind of actor that a noun phrase names ("government forces": security_forces); None: it cannot be told."""
    index = _index(language)
    return "state" if names_state(words, language) else _kind_of(words, index.actors, index)


def names_state(words: str, language: str) -> bool:
    """Whether the words are a state's name and nothing else ("Chile", "the Philippines")."""
    return words.lower().removeprefix("the ").rstrip(".") in _index(language).states


def names_people(words: str, language: str) -> bool:
    """Whether a noun phrase is about people, of a known group or not ("three men", "the detainees")."""
    index = _index(language)
    head = _head(words, index)
    return bool(head) and (head[-1].lower() in index.people or _latest(head, index.groups, index) is not None)


@cache
def _index(language: str) -> _Index:
    listed = word_list(language, "groups", GroupWords)
    return _Index(
        groups=_by_form(listed.groups, listed.irregular),
        actors=_by_form(listed.actors, listed.irregular),
        people=singular_or_plural(listed.people.words, listed.irregular),
        states=frozenset(listed.states.words),
        see_through=singular_or_plural(listed.heads.see_through, listed.irregular),
        stop=listed.heads.stop,
        after=singular_or_plural(listed.heads.after, listed.irregular),
        things=singular_or_plural(listed.heads.things, listed.irregular),
    )


def _by_form(listed: Mapping[Kind, tuple[str, ...]], irregular: Mapping[str, str]) -> dict[str, Kind]:
    """Each form with its kind; a word listed twice keeps the first kind."""
    forms: dict[str, Kind] = {}
    for kind, nouns in listed.items():
        for form in sorted(singular_or_plural(nouns, irregular)):
            forms.setdefault(form, kind)
    return forms


def _kind_of(words: str, kinds: Mapping[str, Kind], index: _Index) -> Kind | None:
    """The kind of the last listed phrase in the head of the noun phrase."""
    return _latest(_head(words, index), kinds, index)


def _head(words: str, index: _Index) -> list[str]:
    """The tokens that say who is meant: without what follows the noun, and past "members of"."""
    tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(words)]
    for place, word in enumerate(tokens):
        low = word.lower()
        if low == "of" and place and _counts_or_collects(tokens[place - 1].lower(), index):
            return _head(" ".join(tokens[place + 1 :]), index)
        if place and (low in index.stop or low in {",", "("}) and word != "IS":  # "IS" the group is no verb
            return tokens[:place]
    return tokens


def _counts_or_collects(token: str, index: _Index) -> bool:
    return token in index.see_through or token[0].isdigit()


def _latest(tokens: list[str], kinds: Mapping[str, Kind], index: _Index) -> Kind | None:
    """The kind of the listed phrase that ends latest, the longest of those, unless what follows makes it a thing."""
    lower = [token.lower() for token in tokens]
    cased = any(token[0].islower() for token in tokens)
    for end in range(len(tokens), 0, -1):
        for start in range(max(0, end - _LONGEST), end):
            kind = kinds.get(" ".join(lower[start:end]))
            if kind is not None:
                return kind if _may_follow(tokens[end:], index, cased=cased) else None
    return None


def _may_follow(rest: list[str], index: _Index, *, cased: bool) -> bool:
    """Whether the words after the noun leave it what it is: names, numbers, or listed words."""
    if not rest:
        return True
    if any(token.lower() in index.things for token in rest):
        return False
    return all(not cased or not token[0].islower() or token.lower() in index.after for token in rest) or (
        rest[0].lower() in index.after
    )
