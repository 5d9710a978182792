"""Victims told one by one, where nobody gives a number: "her nephew was shot dead" is one killed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

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
    age: re.Pattern[str]


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


def killed_and_hurt(
    mentions: Iterable[EventMention], reports: Mapping[str, Report], people: frozenset[str], *, counted: bool
) -> tuple[Victims | None, Victims | None]:
    """Who was killed, and who else was hurt. Persons without a name are one: nobody says that they are more.

    `people`: folded full names in the reports. `counted`: whether somebody counts the killed, so that no word of a
    death is looked for.
    """
    told = [mention for mention in mentions if mention.kind == "ASSAULT"]
    deadly = [mention for mention in told if _is_deadly(mention, reports[mention.report].text)]
    ids = {mention.id for mention in deadly}
    hurting = [mention for mention in told if mention.id not in ids and _is_in(mention, _lexicon().hurting)]
    killed = _told_apart([mention for mention in deadly if _is_person(mention, people)])
    hurt = [mention for mention in hurting if _is_person(mention, people)]
    if killed is None and deadly:
        alone = _told_apart(hurt)
        if alone and len(alone.names) == 1:
            return alone, None  # "he shot himself … the wound proved fatal": one person, and a word of a death
        killed = Victims(names=("somebody without a name",), mentions=tuple(sorted(ids)), named=False)
    if killed is None and not counted:
        killed = _somebody(told, reports, _lexicon().died)
    dead = {_surname(name) for name in killed.names} if killed else set()
    hurt = [mention for mention in hurt if mention.recipient and _surname(mention.recipient.text) not in dead]
    if killed:
        hurt = [mention for mention in hurt if mention.recipient and mention.recipient.named]
    if hurt or killed or counted:
        return killed, _told_apart(hurt)
    return None, _somebody(told, reports, _lexicon().survived)


def with_who_is_joined(claim: Claim, number: int | None) -> int | None:
    """A count of one with whoever is named with that one and not counted: "a mother and her son were found dead"."""
    affected = claim.affected
    if number != 1 or affected is None or claim.figure.value != 1 or claim.scope != "total":
        return number
    behind = claim.sentence.text[affected.end - claim.sentence.start :]
    return 2 if _lexicon().joined.match(behind) else number


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


def age_of(claim: Claim) -> str | None:
    """The age that stands with one person counted ("a 17-year-old boy"), in its words; None where none does."""
    behind = claim.sentence.text[claim.figure.end - claim.sentence.start :]
    found = _lexicon().age.match(behind)
    return " ".join(found.group(1, 2)).casefold() if found else None


def was_hit(victims: Victims, mentions: Iterable[EventMention]) -> bool:
    """Whether all that is told of them is that they were hit ("shot", "stabbed"), which is as true of the dead."""
    told = [mention for mention in mentions if mention.id in victims.mentions]
    return not any(_is_in(mention, _lexicon().wounding) for mention in told)


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


def _is_person(mention: EventMention, people: frozenset[str]) -> bool:
    if mention.recipient is None:
        return False
    folded = fold_noun(mention.recipient.text)
    if mention.recipient.named or " ".join(folded.split()[-2:]) in people:
        last_two = " ".join(folded.split()[-2:])
        return last_two in people or any(name.endswith(f" {folded}") for name in people)
    return folded.rpartition(" ")[2] in _lexicon().persons


def _surname(name: str) -> str:
    return fold(name).rpartition(" ")[2]


def _told_apart(mentions: Sequence[EventMention]) -> Victims | None:
    named: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.report, mention.trigger.start)):
        if mention.recipient and mention.recipient.named:
            named.setdefault(_surname(mention.recipient.text), mention.recipient.text)
    ids = tuple(sorted(mention.id for mention in mentions))
    if named:
        return Victims(names=tuple(named.values()), mentions=ids, named=True)
    texts = sorted(mention.recipient.text for mention in mentions if mention.recipient)
    return Victims(names=(texts[0],), mentions=ids, named=False) if texts else None
