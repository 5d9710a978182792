"""Which words of a sentence name an event: trigger words matched by their forms, without lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, field

from sayso.extract.groups import GroupWords
from sayso.extract.trees.tree import Token, Tree
from sayso.languages import words as word_list
from sayso.languages.forms import plural_of, singular_or_plural, verb_forms
from sayso.nouns.what import EventKind

_DESCRIBES: frozenset[EventKind] = frozenset({"ASSAULT", "COERCE", "RETREAT"})
"""Kinds whose participle before a noun tells of the event ("the jailed editor", but not "the alleged thief")."""
_PART = re.compile(r"-|[^\s-]+")
"""The tokenizer splits at hyphens, so the forms are split there too."""


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words for one kind of event, in their base forms, and what must stand around them."""

    kind: EventKind
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    people: bool = False
    """Whether whoever it is done to must be people."""
    persons: bool = False
    """Whether whoever it is done to is people unless it is a listed thing."""
    whom: bool = False
    """Whether its nouns count only where they say to whom it is done."""
    needed: frozenset[str] = field(name="with", default=frozenset())
    """One of these must stand in the clause."""
    without: tuple[str, ...] = ()
    """None of these may stand in the clause."""
    alone: bool = False
    """Whether its verbs take no object ("demonstrated against", not "demonstrated resilience")."""
    undergone: bool = False
    """Whether the subject of its verbs is who it is done to ("died in the attack")."""
    weak: bool = False
    """Whether the sentence must also name a public actor."""


class Unreal(Struct, frozen=True, forbid_unknown_fields=True):
    """Words under which an event has not happened."""

    modals: frozenset[str]
    marks: frozenset[str]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: frozenset[str]
    prepositions: frozenset[str]
    negators: frozenset[str]
    factual: tuple[str, ...]


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that help to find who did it."""

    public: frozenset[str]
    """Words of public affairs."""
    light: tuple[str, ...]
    """Verbs that carry an event's noun: "launch an attack"."""
    occur: tuple[str, ...]
    """Verbs that say that an event takes place."""
    bearers: tuple[str, ...]
    """Nouns that make a trigger before them no event: "riot police"."""
    things: tuple[str, ...]
    """Nouns for what can be held and is nobody."""
    missiles: tuple[str, ...]
    """Nouns for what is fired."""
    deadly: tuple[str, ...]
    """Verbs that tell how a death came: "were killed when police opened fire"."""
    acts: frozenset[str]
    """Nouns whose first noun did it: "police firing"."""
    struck: frozenset[str]
    """Of those, the nouns whose first noun, where it is a state's, was struck: "embassy bombing"."""
    encounters: frozenset[str]
    """Nouns for a fight with those who did it: "an encounter with the police"."""
    that_fire: re.Pattern[str]
    """Words that go on from shots told before."""
    organisations: frozenset[str]


class WhatWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`what.toml` of one language."""

    triggers: tuple[Trigger, ...]
    modes: dict[str, tuple[str, ...]]
    unreal: Unreal
    phrases: Phrases
    irregular: dict[str, tuple[str, str, str]]


class Match(Struct, frozen=True):
    """A trigger's words in a sentence: token indices, both included, and the token that governs the others."""

    trigger: Trigger
    word: Literal["verb", "noun"]
    first: int
    last: int
    head: int


_Entry = tuple[tuple[str, ...], Literal["verb", "noun"], Trigger]


class Index(Struct, frozen=True):
    """Triggers by the first word of each of their forms; longest phrases first."""

    entries: dict[str, tuple[_Entry, ...]]
    public: frozenset[str]
    """Single words for public actors and public affairs."""
    light: frozenset[str]
    occur: frozenset[str]
    deadly: frozenset[str]
    bearers: frozenset[str]
    things: frozenset[str]
    missiles: frozenset[str]
    unreal_verbs: frozenset[str]
    unreal_nouns: frozenset[str]
    factual: frozenset[str]


def what_words(language: str) -> WhatWords:
    """The trigger words of a language."""
    return word_list(language, "what", WhatWords)


@cache
def index_of(language: str) -> Index:
    """The trigger words of a language, ready to look words up in."""
    listed = what_words(language)
    groups = word_list(language, "groups", GroupWords)
    entries: dict[str, list[_Entry]] = {}
    for trigger in listed.triggers:
        for form, word in sorted(_forms(trigger, listed.irregular, groups.irregular)):
            first, *rest = _PART.findall(form)
            entries.setdefault(first, []).append((tuple(rest), word, trigger))
    return Index(
        entries={first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in entries.items()},
        public=_public_words(groups) | listed.phrases.public,
        light=_all_forms(listed.phrases.light, listed.irregular),
        occur=_all_forms(listed.phrases.occur, listed.irregular),
        missiles=singular_or_plural(listed.phrases.missiles, groups.irregular),
        things=singular_or_plural(listed.phrases.things, groups.irregular),
        bearers=singular_or_plural(listed.phrases.bearers, groups.irregular),
        deadly=_all_forms(listed.phrases.deadly, listed.irregular),
        unreal_verbs=_all_forms(listed.unreal.verbs, listed.irregular),
        unreal_nouns=singular_or_plural(listed.unreal.nouns, groups.irregular),
        factual=_all_forms(listed.unreal.factual, listed.irregular),
    )


def may_hold_trigger(words: frozenset[str], language: str) -> bool:
    """Whether a text of these words has those of a trigger and one that it needs: before anything is parsed."""
    index = index_of(language)
    public = not index.public.isdisjoint(words)
    return any(
        _may_fit(rest, trigger, words, public=public)
        for first in words & index.entries.keys()
        for rest, _, trigger in index.entries[first]
    )


def _may_fit(rest: tuple[str, ...], trigger: Trigger, words: frozenset[str], *, public: bool) -> bool:
    """Whether the rest of a trigger's phrase, and what it needs, is among the words at all."""
    if trigger.weak and not public:
        return False
    return all(part in words or part == "-" for part in rest) and not (
        trigger.needed and trigger.needed.isdisjoint(words)
    )


def find_triggers(doc: Tree, language: str) -> Iterator[Match]:
    """The triggers of a sentence in text order, none inside another; what stands around them is checked."""
    index = index_of(language)
    lower = [token.lower_ for token in doc]
    public = not index.public.isdisjoint(lower)
    free = 0
    for place, word in enumerate(lower):
        if place < free or word not in index.entries:
            continue
        match = _match_at(doc, lower, place, index, public=public)
        if match is not None:
            free = match.last + 1
            yield match


def clause_words(head: Token) -> set[str]:
    """The lower-case words under a token."""
    return {token.lower_ for token in head.subtree}


def _match_at(doc: Tree, lower: list[str], place: int, index: Index, *, public: bool) -> Match | None:
    """The longest fitting trigger that begins at a token."""
    for rest, word, trigger in index.entries[lower[place]]:
        if trigger.weak and not public:
            continue
        last = _end_of_phrase(doc, lower, place, rest)
        if last is None:
            continue
        head = _governor(doc, place, last, word)
        if word == "verb" and doc[place].dep_ == "amod" and trigger.kind not in _DESCRIBES:
            continue
        if word == "noun" and doc[head].dep_ == "compound" and doc[head].head.lower_ in index.bearers:
            continue
        if _is_word(doc[place], doc[head], word, phrase=bool(rest)) and _surroundings_fit(doc[head], trigger, word):
            return Match(trigger, word, place, last, head)
    return None


def _end_of_phrase(doc: Tree, lower: list[str], place: int, rest: tuple[str, ...]) -> int | None:
    """Index of the phrase's last token; a single particle may stand away from its verb ("rounded them up")."""
    if tuple(lower[place + 1 : place + 1 + len(rest)]) == rest:
        return place + len(rest)
    away = len(rest) == 1 and rest[0] in lower
    if away and any(child.dep_ == "prt" and child.lower_ == rest[0] for child in doc[place].children):
        return place
    return None


def _governor(doc: Tree, first: int, last: int, word: str) -> int:
    """The phrase's main word: of a noun the one before any preposition, of a verb the one with its head outside."""
    if word == "noun":
        return next((i for i in range(first, last) if doc[i + 1].tag_ in {"IN", "TO"}), last)
    return next((i for i in range(first, last + 1) if not first <= doc[i].head.i <= last or doc[i].head.i == i), first)


def _is_word(first: Token, head: Token, word: str, *, phrase: bool) -> bool:
    """Whether the tagger took it for a verb, or for a noun; a participle before its noun counts as a verb."""
    if word == "noun":
        return head.tag_.startswith("NN") or (phrase and head.tag_[:2] in {"VB", "JJ"}) or _is_gerund_noun(head)
    if first.tag_ in {"JJ", "VBN", "VBD"} and first.dep_ == "amod":
        return not phrase and first.lower_.endswith(("ed", "en", "wn", "in", "ot", "ld"))
    return (
        phrase
        or first.tag_.startswith("VB")
        or (first.dep_ in {"ROOT", "relcl", "acl", "advcl"} and first.tag_ in {"JJ", "NNP"})
    )


def _is_gerund_noun(head: Token) -> bool:
    """ "The killing of": an -ing form that governs "of" and no object."""
    return head.tag_ == "VBG" and any(child.lower_ == "of" for child in head.children)


def _surroundings_fit(head: Token, trigger: Trigger, word: str) -> bool:
    if trigger.alone and word == "verb" and any(child.dep_ in {"dobj", "ccomp"} for child in head.children):
        return False
    if not trigger.needed and not trigger.without:
        return True
    clause = clause_words(head) | ({head.head.lower_} if word == "noun" else _subject_words(head))
    if trigger.needed and trigger.needed.isdisjoint(clause):
        return False
    return not any(_stands_in(phrase, clause) for phrase in trigger.without)


def _subject_words(head: Token) -> set[str]:
    """Words of the noun that a participle or relative clause hangs on, or of the subject that it shares."""
    words: set[str] = set()
    if head.dep_ in {"relcl", "acl", "amod"}:
        words |= {head.head.lower_} | {child.lower_ for child in head.head.children if child.dep_ == "compound"}
    if head.dep_ in {"conj", "xcomp", "advcl"}:
        for child in head.head.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                words |= clause_words(child)
    return words


def _stands_in(phrase: str, clause: set[str]) -> bool:
    return all(word in clause for word in phrase.split(" "))


def _forms(
    trigger: Trigger, irregular: Mapping[str, tuple[str, str, str]], plurals: Mapping[str, str]
) -> set[tuple[str, Literal["verb", "noun"]]]:
    """Every form of a trigger's words."""
    forms: set[tuple[str, Literal["verb", "noun"]]] = set()
    for verb in trigger.verbs:
        forms |= {(form, "verb") for form in _phrase_forms(verb, irregular)}
    for noun in trigger.nouns:
        forms |= {(noun, "noun"), (plural_of(noun, plurals), "noun")}
    return forms


def _phrase_forms(verb: str, irregular: Mapping[str, tuple[str, str, str]]) -> tuple[str, ...]:
    """Forms of a verb phrase; an adverb in front stays ("sexually assault")."""
    adverb, _, rest = verb.partition(" ")
    if rest and adverb.endswith("ly"):
        return tuple(f"{adverb} {form}" for form in verb_forms(rest, irregular))
    return verb_forms(verb, irregular)


def _all_forms(verbs: tuple[str, ...], irregular: Mapping[str, tuple[str, str, str]]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb, irregular))


def _public_words(groups: GroupWords) -> frozenset[str]:
    """Single words that name a public actor: everything listed for actors but `other`, and some groups."""
    nouns = {noun for kind, listed in groups.actors.items() if kind != "other" for noun in listed}
    for group in ("protesters", "journalists", "human_rights_defenders", "officials"):
        nouns |= set(groups.groups[group])
    return singular_or_plural(frozenset(noun for noun in nouns if " " not in noun), groups.irregular) - {"is", "one"}
