"""Persons whom one report tells of one at a time, told apart by age, sex, name and role as far as its words allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.what import EventMention
from sayso.reconcile.counted import Counted
from sayso.reconcile.names import fold

Fate = Literal["killed", "wounded", "hit"]
"""What became of somebody; hit: shot or stabbed, which is as true of the dead."""
CHILD_BELOW, GROWN_FROM = 18, 20
"""Years below which nobody is grown, and from which on nobody is a teenager."""


class PersonWords(Struct, frozen=True, kw_only=True):
    """`persons.toml`: what words for one person say of that person."""

    sexes: dict[str, frozenset[str]]
    stages: dict[str, frozenset[str]]
    roles: dict[str, frozenset[str]]
    further: re.Pattern[str]
    also: re.Pattern[str]
    joining: re.Pattern[str]
    reflexive: frozenset[str]
    age: re.Pattern[str]
    age_behind: re.Pattern[str]
    by_age: re.Pattern[str]
    by_name: re.Pattern[str]
    doer_behind: re.Pattern[str]
    by_role: re.Pattern[str]
    by_full_name: re.Pattern[str]
    wounded_whom: re.Pattern[str]
    died: re.Pattern[str]
    lives: re.Pattern[str]
    struck: re.Pattern[str]
    did: re.Pattern[str]


class Traits(Struct, frozen=True, kw_only=True):
    """What words say of a person; None where they do not."""

    age: tuple[str, str] | None = None
    """A number and its unit: "17", "year"."""
    sex: str | None = None
    stage: str | None = None
    role: str | None = None
    surname: str | None = None
    doer: bool | None = None
    """Whether it was done by the person's own hand."""

    def is_surely(self, other: Traits) -> bool:
        """Whether both are of one age or name."""
        return bool((self.age and self.age == other.age) or (self.surname and self.surname == other.surname))

    def may_be(self, other: Traits) -> bool:
        """Whether nothing tells the two apart."""
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in (
                (self.age, other.age),
                (self.sex, other.sex),
                (self.stage, other.stage),
                (self.role, other.role),
                (self.surname, other.surname),
                (self.doer, other.doer),
            )
        )

    def alike(self, other: Traits) -> int:
        """How many traits both have alike."""
        pairs = ((self.sex, other.sex), (self.stage, other.stage), (self.role, other.role))
        return sum(mine is not None and mine == theirs for mine, theirs in pairs)

    def joined(self, other: Traits) -> Traits:
        """What is known of a person from both."""
        return Traits(
            age=self.age or other.age,
            sex=self.sex or other.sex,
            stage=self.stage or other.stage,
            role=self.role or other.role,
            surname=self.surname or other.surname,
            doer=other.doer if self.doer is None else self.doer,
        )


class One(Struct, frozen=True, kw_only=True):
    """One person in the words of one place of a report."""

    start: int
    sentence: int | None
    """Where the sentence starts, for a count; two counts of one in a sentence are two persons."""
    words: str
    traits: Traits
    fate: Fate
    further: bool
    """Whether the words tell of one more ("another man", "a third")."""
    definite: bool
    """Whether the words point at somebody known ("the boy", a name)."""
    listed: bool = False
    """Whether it stands in a sentence behind another and is joined to that one ("a student and a teacher")."""
    early: bool
    """Whether it stands where a report tells what it is about."""
    count: Counted | None = None
    mention: EventMention | None = None


@dataclass
class Person:
    """Somebody told of, as far as all words of a report go."""

    traits: Traits
    fate: Fate
    further: bool
    ones: list[One] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The first words: a name where there is one."""
        named = [one.words for one in self.ones if one.traits.surname]
        return (named or [one.words for one in self.ones])[0]

    @property
    def counts(self) -> list[Counted]:
        """Counts of one that are of this person."""
        return [one.count for one in self.ones if one.count]

    @property
    def mentions(self) -> tuple[str, ...]:
        """Ids of the mentions that tell of this person."""
        return tuple(one.mention.id for one in self.ones if one.mention)


def tell_apart(ones: Iterable[One]) -> list[Person]:
    """As few persons as the words allow: who differs in nothing is one, but for "another" and for two in a sentence.

    Below the first part of a report nobody new is told of: there stand other stories.
    """
    persons: list[Person] = []
    for one in sorted(ones, key=lambda one: (one.start, one.words)):
        person = _who(one, persons)
        if person is None and not (one.early or not persons):
            continue
        if person is None:
            persons.append(Person(traits=one.traits, fate=one.fate, further=one.further, ones=[one]))
            continue
        person.traits = person.traits.joined(one.traits)
        person.fate = min(person.fate, one.fate, key=_graver)
        person.ones.append(one)
    return persons


def _graver(fate: Fate) -> int:
    return ("killed", "wounded", "hit").index(fate)


def _who(one: One, persons: Sequence[Person]) -> Person | None:
    """Whom of those told of before the words are likeliest of."""
    again = [person for person in persons if any(other.start == one.start for other in person.ones)]
    if again:
        return again[0]
    if one.traits.doer and not one.count and not one.mention:
        doers = [person for person in persons if person.traits.doer or person.traits.role == "suspect"]
        if doers:
            return doers[-1]
    able = [person for person in persons if _can_be(one, person)]
    surely = [person for person in able if person.traits.is_surely(one.traits)]
    if surely:
        return surely[-1]
    if one.further:
        able = [person for person in able if person.further]
    return max(able, key=lambda person: (person.traits.alike(one.traits), persons.index(person)), default=None)


def _can_be(one: One, person: Person) -> bool:
    if not person.traits.may_be(one.traits):
        return False
    if one.count and any(other.count and other.sentence == one.sentence and one.listed for other in person.ones):
        return False
    apart = {one.fate, person.fate} == {"killed", "wounded"}
    return not apart or one.definite or person.traits.is_surely(one.traits)


@cache
def person_words() -> PersonWords:
    """`persons.toml`."""
    return words("en", "persons", PersonWords)


def is_further(text: str, behind: str) -> bool:
    """Whether words for a person, or those behind them, tell of one more than those told of before."""
    known = person_words()
    return bool(known.further.search(text) or known.also.search(behind))


def is_doer(behind: str) -> bool:
    """Whether the words behind those for a person say that this one did it to another."""
    return person_words().doer_behind.match(behind) is not None


def is_joined(between: str) -> bool:
    """Whether the words between two persons in a sentence join them, and do not say again who it was."""
    return person_words().joining.search(between) is not None


def traits_of(text: str, behind: str = "", *, surname: str | None = None, doer: bool | None = None) -> Traits:
    """What words for a person, and those behind them, say of that person."""
    known = person_words()
    folded = fold(text).split()
    found = known.age.search(text)
    age = (found[1].casefold(), found[2].casefold()) if found else None
    if age is None and (found := known.age_behind.match(behind)):
        age = (found[1], "year")
    stages = {stage for word in folded for stage in _kinds(known.stages, word)}
    if age:
        years = int(age[0]) if age[0].isdecimal() and age[1] == "year" else 1
        stages = {"child"} if years < CHILD_BELOW else {"grown"} if years >= GROWN_FROM else set()
    if not known.reflexive.isdisjoint(folded):
        doer = True
    return Traits(
        age=age,
        sex=_only({sex for word in folded for sex in _kinds(known.sexes, word)}),
        stage=_only(stages),
        role=_only({role for word in folded for role in _kinds(known.roles, word)}),
        surname=surname,
        doer=doer,
    )


def _kinds(listed: dict[str, frozenset[str]], word: str) -> Iterable[str]:
    return (kind for kind, known in listed.items() if word in known)


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
