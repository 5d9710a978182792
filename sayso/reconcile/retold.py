"""Tolls by what headlines give, and by what most reports give by themselves, where all words together say other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from sayso.nouns.event import Toll
from sayso.nouns.report import Report
from sayso.nouns.what import Effect
from sayso.reconcile.accounts import Account, shared_account
from sayso.reconcile.counted import Counted
from sayso.reconcile.headline import Headline
from sayso.reconcile.headline_counts import Harm, OfHeadlines, counted_by_headlines
from sayso.reconcile.ids import toll_id

HARMS: tuple[Harm, Harm] = ("killed", "injured")


class Tallied(Struct, frozen=True, kw_only=True):
    """A toll, and the counts that stand behind it."""

    toll: Toll
    standing: tuple[Counted, ...]
    denials: tuple[Counted, ...]
    """Words that deny it: "denied", or "no one" where others count some."""


def without_claims(
    event: str,
    effect: Effect,
    number: int,
    why: str,
    *,
    origins: int,
    as_of: date | None = None,
    mentions: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
) -> Tallied:
    """Everyone's toll where no words count them: at least so many."""
    toll = Toll(
        id=toll_id(event, effect, None, None),
        event=event,
        effect=effect,
        group=None,
        where=None,
        low=number,
        best=number,
        high=None,
        as_of=as_of,
        why=why,
        origins=origins,
        claims=(),
        mentions=mentions,
        parties=parties,
        set_aside=(),
        series=(),
    )
    return Tallied(toll=toll, standing=(), denials=())


def as_most_tell(
    tolls: list[Tallied], by_report: Mapping[str, list[Tallied]], reports: Mapping[str, Report]
) -> list[Tallied]:
    """The tolls with the numbers of killed and hurt that most reports give together; not where a party changed its."""
    for effect in HARMS:
        now = _everyones(tolls, effect)
        if now and _has_moved(now):
            return tolls
    published = {report: reports[report].published_on for report in by_report}
    accounts = {report: _account(told) for report, told in by_report.items()}
    shared = shared_account(accounts, _account(tolls), published)
    if shared is None:
        return tolls
    for effect in HARMS:
        number = shared.account.killed if effect == "killed" else shared.account.injured
        now = _first_of(tolls, effect)
        if (now.toll.best or 0 if now else 0) == number:
            continue
        first = min(report for report in accounts if accounts[report] == shared.account)
        told = now if now and not now.toll.group else _first_of(by_report[first], effect)
        why = f"{shared.reports} of {shared.of} reports tell of {shared.account.words}."
        if told:
            whole = _of_everyone(told)
            others = (one for one in tolls if one.toll.id != whole.toll.id)
            tolls = [*others, _with_best(whole, number or None, why)]
        elif now:
            tolls = [*(one for one in tolls if one is not now), _with_best(now, None, why)]
    return tolls


def _has_moved(told: Tallied) -> bool:
    """Whether a party changed its count to the one that stands: others are of their day."""
    return any(step.supersedes and step.party and step.value == told.toll.best for step in told.toll.series)


def _account(tolls: Iterable[Tallied]) -> Account:
    told = list(tolls)
    killed, injured = (_first_of(told, effect) for effect in HARMS)
    return Account(killed=killed.toll.best or 0 if killed else 0, injured=injured.toll.best or 0 if injured else 0)


def _first_of(tolls: Iterable[Tallied], effect: Effect) -> Tallied | None:
    """Everyone's toll, else that of the first group."""
    told = (one for one in tolls if one.toll.effect == effect and not one.toll.where)
    return min(told, key=lambda one: one.toll.group or "", default=None)


def _of_everyone(told: Tallied) -> Tallied:
    """A group's toll as everyone's."""
    if told.toll.group is None:
        return told
    whole = toll_id(told.toll.event, told.toll.effect, None, None)
    return msgspec.structs.replace(told, toll=msgspec.structs.replace(told.toll, id=whole, group=None))


def _with_best(told: Tallied, number: int | None, why: str) -> Tallied:
    """A toll with another number, the words that stand still listed."""
    low, high = told.toll.low, told.toll.high
    toll = msgspec.structs.replace(
        told.toll,
        low=low if number is None else number if low is None else min(low, number),
        best=number,
        high=high if number is None or high is None else max(high, number),
        why=f"{why} {told.toll.why}",
    )
    return msgspec.structs.replace(told, toll=toll)


def with_headlines(event: str, tolls: Sequence[Tallied], headlines: Mapping[str, Headline]) -> list[Tallied]:
    """The tolls with the numbers that headlines give, where no more words of the texts give another."""
    told = list(tolls)
    if not any(one.toll.effect in HARMS and (one.toll.best or one.standing) for one in told):
        ones = {report: headline.of_one or headline for report, headline in headlines.items()}
        headlines = ones  # where no text tells of anybody, it is the one whom a headline tells of
    killed = _everyones(told, "killed")
    for effect in HARMS:
        now = _everyones(told, effect)
        best = now.toll.best if now else None
        standing = now.standing if now else ()
        if now and _has_moved(now):
            continue
        given = counted_by_headlines(
            [headlines[report] for report in sorted(headlines)], effect, killed.toll.best or 0 if killed else 0
        )
        backing = {
            number: found.headlines + sum(count.value == number for count in standing)
            for number, found in given.items()
        }
        number = max(backing, key=lambda number: (backing[number], number), default=None)
        if number is None or number == best:
            continue
        own = sum(count.value == best for count in standing) + (given[best].headlines if best in given else 0)
        if own > backing[number]:
            continue
        told = [one for one in told if one is not now]
        told.append(_by_headlines(event, effect, now, given[number]))
    return told


def _by_headlines(event: str, effect: Effect, now: Tallied | None, counted: OfHeadlines) -> Tallied:
    """The toll with the headlines' number; the words that stand are still listed, and may still contradict another."""
    if now is None:
        return without_claims(event, effect, counted.number, counted.why, origins=counted.headlines)
    return _with_best(now, counted.number, counted.why)


def _everyones(tolls: Iterable[Tallied], effect: Effect) -> Tallied | None:
    everyone = (one for one in tolls if one.toll.effect == effect and not one.toll.group and not one.toll.where)
    return next(everyone, None)
