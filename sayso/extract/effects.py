"""What happened to whom: words that have an effect on people, and on which side of them the people stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import Struct

from sayso.extract.glance import Listed
from sayso.extract.trees.tree import Token
from sayso.languages import words
from sayso.nouns.what import Effect

_PHRASE_WORDS = 14
"""How many words behind a verb a phrase may reach."""

Role = Literal["patient", "subject", "either"]


class _EffectWords(Struct, frozen=True, forbid_unknown_fields=True):
    patient: tuple[str, ...]
    subject: tuple[str, ...]
    adjectives: tuple[str, ...]
    counts: tuple[str, ...]
    nominals: tuple[str, ...]
    people: tuple[str, ...]


class _Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    verbs: str
    after: str
    effect: Effect
    role: Role
    before: str = ""


class _Beside(Struct, frozen=True, forbid_unknown_fields=True):
    effect: Effect
    before: str = ""
    after: str = ""
    sure: bool = False


class _Tolls(Struct, frozen=True, forbid_unknown_fields=True):
    nouns: frozenset[str]
    verbs: frozenset[str]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Unreal(Struct, frozen=True, forbid_unknown_fields=True):
    modals: frozenset[str]
    verbs: frozenset[str]
    markers: frozenset[str]
    past: frozenset[str]
    nouns: frozenset[str]
    unfulfilled: frozenset[str]
    room: frozenset[str]
    truths: frozenset[str]


class _Rescues(Struct, frozen=True, forbid_unknown_fields=True):
    verbs: frozenset[str]
    held: re.Pattern[str]


class _People(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]
    endings: tuple[str, ...]


class EffectFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`effects.toml` of one language."""

    effects: dict[Effect, _EffectWords]
    phrases: tuple[_Phrase, ...]
    beside: tuple[_Beside, ...]
    both: dict[str, tuple[Effect, ...]]
    tolls: _Tolls
    carriers: _Words
    bridges: _Words
    be: _Words
    have: _Words
    fears: _Words
    relative: _Words
    not_all: _Words
    survived: _Words
    themselves: _Words
    attempted: _Words
    men_lost: _Words
    reflexive: _Words
    of_things_too: _Words
    of_forces_only: _Words
    rescues: _Rescues
    looks: _Words
    borrowers: _Words
    unreal: _Unreal
    people: _People


Asked = Callable[[str], object]
"""Whether some words fit."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A pattern right before or right behind a number that says what happened to the people it counts."""

    before: Asked | None
    """None where nothing is asked of the words before."""
    behind: Asked | None
    effect: Effect


@dataclass(frozen=True)
class EffectWords:
    """The word list, ready to look forms up in."""

    patient: Mapping[str, tuple[Effect, ...]]
    subject: Mapping[str, tuple[Effect, ...]]
    adjectives: Mapping[str, tuple[Effect, ...]]
    counts: Mapping[str, tuple[Effect, ...]]
    nominals: Mapping[str, tuple[Effect, ...]]
    people_of: Mapping[str, tuple[Effect, ...]]
    phrases: Mapping[str, tuple[tuple[re.Pattern[str], re.Pattern[str], Effect, Role], ...]]
    surely_beside: tuple[Beside, ...]
    """Those that are asked before the tree."""
    beside: tuple[Beside, ...]
    tolls: _Tolls
    carriers: frozenset[str]
    bridges: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    fears: frozenset[str]
    relative: frozenset[str]
    not_all: frozenset[str]
    survived: frozenset[str]
    themselves: frozenset[str]
    attempted: frozenset[str]
    men_lost: frozenset[str]
    reflexive: frozenset[str]
    of_things_too: frozenset[str]
    of_forces_only: frozenset[str]
    rescues: _Rescues
    looks: frozenset[str]
    borrowers: frozenset[str]
    unreal: _Unreal
    people: _People


def _forms(lists: Iterable[tuple[Effect, Iterable[str]]]) -> dict[str, tuple[Effect, ...]]:
    """Each form with its effects."""
    found: dict[str, tuple[Effect, ...]] = {}
    for effect, entries in lists:
        for entry in entries:
            for form in entry.split():
                if effect not in found.get(form, ()):
                    found[form] = (*found.get(form, ()), effect)
    return found


def _beside(entry: _Beside) -> Beside:
    return Beside(_asked(entry.before), _asked(entry.after), entry.effect)


def _asked(pattern: str) -> Asked | None:
    """A pattern to be asked: only where the words begin, where it says so itself."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return (compiled.match if pattern.startswith("^") else compiled.search) if pattern else None


@cache
def effect_words(language: str) -> EffectWords:
    """The effect words of a language."""
    listed = words(language, "effects", EffectFile)
    effects = listed.effects.items()
    phrases: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], Effect, Role]]] = {}
    for phrase in listed.phrases:
        before = re.compile(phrase.before, re.IGNORECASE)
        after = re.compile(r"\s*" + phrase.after, re.IGNORECASE)
        for verb in phrase.verbs.split():
            phrases.setdefault(verb, []).append((before, after, phrase.effect, phrase.role))
    both = dict(listed.both)
    return EffectWords(
        patient=_forms((effect, entry.patient) for effect, entry in effects),
        subject=_forms((effect, entry.subject) for effect, entry in effects),
        adjectives=_forms((effect, entry.adjectives) for effect, entry in effects),
        counts=_forms((effect, entry.counts) for effect, entry in effects) | both,
        nominals=_forms((effect, entry.nominals) for effect, entry in effects) | both,
        people_of=_forms((effect, entry.people) for effect, entry in effects) | both,
        phrases={verb: tuple(entries) for verb, entries in phrases.items()},
        surely_beside=tuple(_beside(entry) for entry in listed.beside if entry.sure),
        beside=tuple(_beside(entry) for entry in listed.beside if not entry.sure),
        tolls=listed.tolls,
        carriers=listed.carriers.words,
        bridges=listed.bridges.words,
        be=listed.be.words,
        have=listed.have.words,
        fears=listed.fears.words,
        relative=listed.relative.words,
        not_all=listed.not_all.words,
        survived=listed.survived.words,
        themselves=listed.themselves.words,
        attempted=listed.attempted.words,
        men_lost=listed.men_lost.words,
        reflexive=listed.reflexive.words,
        of_things_too=listed.of_things_too.words,
        of_forces_only=listed.of_forces_only.words,
        rescues=listed.rescues,
        looks=listed.looks.words,
        borrowers=listed.borrowers.words,
        unreal=listed.unreal,
        people=listed.people,
    )


@cache
def words_of_effect(language: str) -> Listed:
    """Any word that may have an effect on people: the fast pass over sentences."""
    known = effect_words(language)
    verbs = known.phrases.keys() - known.be - known.have
    return Listed.of(
        {
            *known.patient,
            *known.subject,
            *known.adjectives,
            *known.counts,
            *known.nominals,
            *known.people_of,
            *verbs,
            *known.survived,
            *known.rescues.verbs,
            *known.looks,
        }
    )


def phrase_effects(verb: Token, known: EffectWords, roles: frozenset[str]) -> tuple[Effect, ...]:
    """The effect of a verb with the words around it ("taken to hospital"), for people in one of these roles."""
    entries = known.phrases.get(verb.lower_, ())
    if not entries:
        return ()
    behind = verb.doc.words(verb.i + 1, verb.i + 1 + _PHRASE_WORDS)
    ahead = verb.nbor(-1).text_with_ws if verb.i else ""
    for before, after, effect, role in entries:
        fits = role == "either" or role in roles
        if fits and after.match(behind) and before.search(ahead):
            return (effect,)
    return ()


def patient_effects(verb: Token, known: EffectWords) -> tuple[Effect, ...]:
    """What the object or passive subject of this verb suffers."""
    found = phrase_effects(verb, known, frozenset({"patient"})) or known.patient.get(verb.lower_, ())
    if not found and verb.lower_ in known.rescues.verbs and known.rescues.held.search(verb.doc.text):
        return ("released",)
    return found


def subject_effects(verb: Token, known: EffectWords) -> tuple[Effect, ...]:
    """What the subject of this verb suffers or does."""
    found = phrase_effects(verb, known, frozenset({"subject"})) or known.subject.get(verb.lower_, ())
    if not found and any(child.dep_ == "dobj" and child.lower_ in known.reflexive for child in verb.children):
        return known.patient.get(verb.lower_, ())
    if not found and is_negated_survival(verb, known):
        return ("killed",)
    return found


def is_negated_survival(verb: Token, known: EffectWords) -> bool:
    """ "Two did not survive": they are dead."""
    return verb.lower_ in known.survived and any(child.dep_ == "neg" for child in verb.children)


def names_people_by_form(noun: str, known: EffectWords) -> bool:
    """Whether a noun looks like one for people: listed, or with an ending of such nouns."""
    return (
        noun in known.people.words or noun in known.people_of or (len(noun) > 4 and noun.endswith(known.people.endings))
    )
