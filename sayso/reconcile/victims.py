"""Victims told one by one, where nobody gives a number: "her nephew was shot dead" is one killed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.claim import Claim
from sayso.nouns.report import Report
from sayso.nouns.what import EventMention
from sayso.reconcile.names import fold, fold_noun

ONE_BY_ONE = ("firearms", "beat", None)
"""Modes of events in which people are hurt one by one."""
FIRST_WORDS = 800
FIRST_PART = 0.6
"""What a report says of its happening it says in its lead or its first part; below stand other stories."""
NOT_BEFORE = 25
"""Code points before words of a death that may undo them."""


class VictimWords(Struct, frozen=True, kw_only=True):
    """What tells a person from a thing, and the killed from the hurt."""

    killing: frozenset[str]
    deadly_before: tuple[str, ...]
    deadly_after: tuple[str, ...]
    undone_before: tuple[str, ...]
    hurting: frozenset[str]
    wounding: frozenset[str]
    persons: frozenset[str]
    grown: frozenset[str]
    died: re.Pattern[str]
    survived: re.Pattern[str]
    not_died: re.Pattern[str]
    joined: re.Pattern[str]
    own_hand: re.Pattern[str]
    murder_suicide: re.Pattern[str]
    killed_by: re.Pattern[str]
    himself_too: re.Pattern[str]


class Victims(Struct, frozen=True, kw_only=True):
    """Persons to whom one thing was done, as far as they can be told apart."""

    names: tuple[str, ...]
    """Names, or the words for the only one who has none."""
    mentions: tuple[str, ...]
    named: bool

    @property
    def why(self) -> str:
        """How the number came about, in a sentence."""
        if len(self.names) == 1:
            return f"Nobody gives a number; one person is told of: {self.names[0]}."
        return f"Nobody gives a number; {len(self.names)} persons are told of by name: {', '.join(self.names)}."


def somebody_who_died(told: Sequence[EventMention], reports: Mapping[str, Report]) -> Victims | None:
    """One person without a name, where words of reports of shots or blows say that somebody died."""
    return _somebody(told, reports, _lexicon().died)


def somebody_who_lives(told: Sequence[EventMention], reports: Mapping[str, Report]) -> Victims | None:
    """One person without a name, where words of reports of shots or blows say that somebody was hurt."""
    return _somebody(told, reports, _lexicon().survived)


def fate_of(mention: EventMention, text: str) -> Literal["killed", "wounded", "hit"] | None:
    """What its words leave people with; None where they leave them unharmed or it is not known."""
    if _is_deadly(mention, text):
        return "killed"
    if _is_in(mention, _lexicon().wounding):
        return "wounded"
    return "hit" if _is_in(mention, _lexicon().hurting) else None


def with_who_is_joined(claim: Claim, number: int | None) -> int | None:
    """A count of one with whoever is named with that one and not counted: "a mother and her son were found dead"."""
    affected = claim.affected
    if number != 1 or affected is None or claim.figure.value != 1 or claim.scope != "total":
        return number
    behind = claim.sentence.text[affected.end - claim.sentence.start :]
    return 2 if _lexicon().joined.match(behind) else number


def joined_with(behind: str) -> str | None:
    """Words for another person who is named with one, right behind the words for that one: "and her son"."""
    found = _lexicon().joined.match(behind)
    return found.group().strip(" ,") if found else None


def died_by_own_hand(report: Report) -> re.Match[str] | None:
    """The words by which whoever did it died by the same hand, above the last part of a report; None without any."""
    return _in_first_part(_lexicon().own_hand, report.text)


def tells_of_murder_and_suicide(report: Report) -> re.Match[str] | None:
    """The words by which somebody killed and died by the same hand, above the last part of a report."""
    return _in_first_part(_lexicon().murder_suicide, report.text)


@lru_cache(maxsize=1024)
def _in_first_part(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    length = max(FIRST_WORDS, int(FIRST_PART * len(text)))
    for found in pattern.finditer(text[:length]):
        if not _lexicon().not_died.search(text, max(0, found.start() - NOT_BEFORE), found.start()):
            return found
    return None


def is_without_the_doer(claim: Claim) -> bool:
    """Whether a number is of those whom somebody killed, so that whoever did it is none of them."""
    known = _lexicon()
    text, start = claim.sentence.text, claim.figure.start - claim.sentence.start
    behind = text[claim.figure.end - claim.sentence.start :]
    return known.killed_by.search(text[:start]) is not None and known.himself_too.search(behind) is None


def _somebody(told: Sequence[EventMention], reports: Mapping[str, Report], pattern: re.Pattern[str]) -> Victims | None:
    """One person without a name, where reports of shots or blows say in other words that it happened to one."""
    if not told or any(mention.mode not in ONE_BY_ONE for mention in told):
        return None
    of = {mention.report for mention in told}
    said = {report: words for report in of if (words := _word_of_it(reports[report], pattern))}
    ids = tuple(sorted(mention.id for mention in told if mention.report in said))
    return (
        Victims(names=(f"somebody of whom it says “{said[min(said)]}”",), mentions=ids, named=False) if said else None
    )


def _word_of_it(report: Report, pattern: re.Pattern[str]) -> str | None:
    """The first words that fit in the headline or above the last part of the text and are not undone; else None."""
    length = max(FIRST_WORDS, int(FIRST_PART * len(report.text)))
    for text in (report.title or "", report.text[:length]):
        for found in pattern.finditer(text):
            if not _lexicon().not_died.search(text, max(0, found.start() - NOT_BEFORE), found.start()):
                return " ".join(found.group().split())
    return None


@cache
def _lexicon() -> VictimWords:
    return words("en", "victims", VictimWords)


def grown_words() -> frozenset[str]:
    """Words for grown people who are of no group of their own, and are some of those counted."""
    return _lexicon().grown


def _is_deadly(mention: EventMention, text: str) -> bool:
    """Whether the words, or those right beside them, leave somebody dead."""
    before = fold(text[max(0, mention.trigger.start - 40) : mention.trigger.start])
    if any(f" {before} ".endswith(f" {words} ") for words in _lexicon().undone_before):
        return False
    after = fold(text[mention.trigger.end : mention.trigger.end + 20])
    return (
        _is_in(mention, _lexicon().killing)
        or any(f" {before} ".endswith(f" {words} ") for words in _lexicon().deadly_before)
        or any(f" {after} ".startswith(f" {words} ") for words in _lexicon().deadly_after)
    )


def _is_in(mention: EventMention, listed: frozenset[str]) -> bool:
    trigger = fold(mention.trigger.text)
    return trigger in listed or any(word in listed for word in trigger.split())


def is_person(mention: EventMention, people: frozenset[str]) -> bool:
    """Whether it is done to one person, by a name that reports give in full or by a word for a person."""
    if mention.recipient is None:
        return False
    folded = fold_noun(mention.recipient.text)
    if mention.recipient.named or " ".join(folded.split()[-2:]) in people:
        last_two = " ".join(folded.split()[-2:])
        return last_two in people or any(name.endswith(f" {folded}") for name in people)
    return folded.rpartition(" ")[2] in _lexicon().persons
