"""What a headline counts: "two dead, three hurt" is no claim, and says which of a text's figures to take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from msgspec import Struct

from sayso.languages import words
from sayso.languages.numbers import number_words
from sayso.nouns.report import Report

LARGEST = 12
"""Numbers up to this one are written as words."""


class Headline(Struct, frozen=True, kw_only=True):
    """Numbers of people that a headline gives; None where it gives none."""

    text: str
    killed: int | None = None
    injured: int | None = None
    hit: int | None = None
    """Shot, stabbed or struck, the dead among them."""

    @property
    def nobody_died(self) -> bool:
        """Whether it counts the hurt and has no word of a death."""
        return self.counts and self.killed is None and not _patterns().death.search(self.text)

    @property
    def of_one(self) -> Headline | None:
        """The same with one killed or hurt, where it counts nobody and tells of harm to somebody; else None."""
        known = _patterns()
        if self.counts or not known.person.search(self.text):
            return None
        death = known.death.search(self.text)
        if death:
            undone = known.undone.search(self.text[: death.start()])
            return None if undone else msgspec.structs.replace(self, killed=1)
        return msgspec.structs.replace(self, injured=1) if known.harm.search(self.text) else None

    @property
    def counts(self) -> bool:
        """Whether it gives a number."""
        return (self.killed, self.injured, self.hit) != (None, None, None)

    def injured_beside(self, killed: int) -> int | None:
        """How many it leaves injured, where so many were killed; what it says itself goes first."""
        if self.injured is not None or self.hit is None:
            return self.injured
        left = self.hit - (killed if self.killed is None else self.killed)
        return left if left >= 0 else None


class HeadlineWords(Struct, frozen=True, kw_only=True):
    """`headline.toml`: patterns behind a number and before it."""

    killed: re.Pattern[str]
    injured: re.Pattern[str]
    hit: re.Pattern[str]
    killed_before: re.Pattern[str]
    injured_before: re.Pattern[str]
    hit_before: re.Pattern[str]
    not_people: re.Pattern[str]
    not_before: re.Pattern[str]
    one_listed: re.Pattern[str]
    some_listed: re.Pattern[str]
    several: re.Pattern[str]
    beside: re.Pattern[str]
    harm: re.Pattern[str]
    person: re.Pattern[str]
    undone: re.Pattern[str]
    dead_before: re.Pattern[str]
    self_too: re.Pattern[str]
    death: re.Pattern[str]
    at_least: re.Pattern[str]


def headline_of(title: str | None) -> Headline | None:
    """What a headline counts of one happening; None where it is of several, or there is none."""
    if not title or _patterns().several.search(title):
        return None
    found: dict[str, int] = {}
    for number, start, end in _numbers_in(title):
        before, behind = title[:start], title[end:]
        what = _counts_what(before, behind)
        if what == "hit" and ("killed" in found or _patterns().dead_before.search(before)):
            what = "injured"  # "one killed, three shot": beside the one, unless all come first
        if what:
            himself = what == "killed" and _killed_by_somebody(before) and _patterns().self_too.match(behind)
            found.setdefault(what, number + _listed_before(before) + bool(himself))
    if found.get("hit", 0) > found.get("injured", 0) and "killed" not in found:
        found.pop("injured", None)  # "three shot, one hurt badly"
    return Headline(text=title, **found)


def headlines_of(reports: Iterable[Report]) -> dict[str, Headline]:
    """What the headlines of reports count, by report id."""
    found = {report.id: headline_of(report.title) for report in reports}
    return {id: headline for id, headline in found.items() if headline}  # noqa: A001


def _patterns() -> HeadlineWords:
    return words("en", "headline", HeadlineWords)


def _counts_what(before: str, behind: str) -> str | None:
    known = _patterns()
    for what, pattern in (("killed", known.killed), ("injured", known.injured), ("hit", known.hit)):
        if pattern.match(behind):
            return "injured" if what == "hit" and known.beside.match(behind) else what
    for what, pattern in (
        ("killed", known.killed_before), ("injured", known.injured_before), ("hit", known.hit_before),
    ):  # fmt: skip
        if pattern.search(before):
            return what
    return None


def _killed_by_somebody(before: str) -> bool:
    """Whether the words before a number say that somebody killed so many."""
    return _patterns().killed_before.search(before) is not None


def _listed_before(before: str) -> int:
    """How many are told of right before a number and counted with it."""
    known = _patterns()
    if known.one_listed.search(before):
        return 1
    some = known.some_listed.search(before)
    return (_value(some[1]) or 0) if some else 0


def _numbers_in(title: str) -> Iterator[tuple[int, int, int]]:
    """Exact numbers that may count people, and where they stand."""
    known = _patterns()
    for match in _number().finditer(title):
        before, behind = title[: match.start()], title[match.end() :]
        if known.not_people.match(behind) or known.not_before.search(before) or known.at_least.search(before):
            continue
        value = _value(match.group())
        if value is not None:
            yield value, match.start(), match.end()


def _value(written: str) -> int | None:
    if written.isdecimal() and len(written) < 4:
        return int(written)
    return number_words("en").cardinals.get(written.casefold())


@cache
def _number() -> re.Pattern[str]:
    small = "|".join(word for word, number in number_words("en").cardinals.items() if 1 <= number <= LARGEST)
    return re.compile(rf"\b(?:\d{{1,3}}|{small})\b", re.IGNORECASE)
