"""What a judgement must be to be written down, whoever made it: a person at the keyboard, or a line of a file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from sayso.errors import WrongUse
from sayso.nouns.event import Days
from sayso.nouns.judgement import Judged, Judgement, ThingKind, Values, Verdict

HAPPENINGS: tuple[ThingKind, ...] = ("event", "claim", "mention", "violation")
SAID: tuple[ThingKind, ...] = ("claim", "mention", "violation", "attribution")

MOST_THINGS = 50
_MOST_QUOTED = 50
MOST_EVENT_QUOTED = 200
"""Places by which an event is kept at most."""
_LONGEST_REASON = 10_000
_LONGEST_NAME = 200
_LONGEST_QUOTE = 20_000
_MOST_PEOPLE = 10**12
_HASH = 64

MOST_PARTIES = 12


def check(judgement: Judgement) -> None:
    """Raises `WrongUse`, with what to do, where the judgement says nothing that can be followed."""
    if not judgement.because.strip():
        raise WrongUse("say why: a judgement without a reason helps nobody who reads the case later")
    if len(judgement.because) > _LONGEST_REASON or len(judgement.by or "") > _LONGEST_NAME:
        raise WrongUse(f"a reason has at most {_LONGEST_REASON:,} characters, and a name {_LONGEST_NAME}")
    _check_things(judgement.kind, judgement.about)
    _check_values(judgement)


def _check_things(verdict: Verdict, things: Sequence[Judged]) -> None:
    if not 1 <= len(things) <= MOST_THINGS:
        raise WrongUse(f"a judgement is about 1 to {MOST_THINGS} things, not {len(things)}")
    for thing in things:
        _check_anchor(thing)
    kinds = {thing.kind for thing in things}
    if verdict in ("same", "different"):
        _check_comparable(verdict, things, kinds)
    elif verdict in ("right", "wrong") and not kinds <= set(SAID):
        raise WrongUse(
            f"{verdict} is said of claims, event mentions, alleged violations and attributions; of an event, say it of"
            " its claims; take a report out with sayso withdraw; and of a copy, say that two reports are different"
        )
    elif verdict == "edit" and kinds != {"claim"}:
        raise WrongUse("only a claim's values can be edited")
    elif verdict == "undo" and kinds != {"judgement"}:
        raise WrongUse("only a judgement can be undone; sayso judgements CASE lists them")
    elif verdict in ("withdrawn", "restored") and (kinds != {"report"} or len(things) > 1):
        raise WrongUse("one report at a time is withdrawn or restored")


def _check_comparable(verdict: Verdict, things: Sequence[Judged], kinds: set[ThingKind]) -> None:
    if len(things) < 2:
        raise WrongUse(f"{verdict} needs two things or more: two events, claims, parties or reports")
    if not (kinds <= set(HAPPENINGS) or kinds == {"party"} or kinds == {"report"}):
        raise WrongUse(
            "what is compared must be of one sort: events with events, claims and mentions; parties with parties;"
            " reports with reports"
        )
    if len({(thing.kind, thing.quoted, thing.report, thing.sha256) for thing in things}) < len(things):
        raise WrongUse("one thing was named twice: to be the same or different takes two")


def _check_anchor(thing: Judged) -> None:
    if thing.kind == "report":
        if not thing.report or len(thing.sha256 or "") != _HASH:
            raise WrongUse("a report is named by its id and its SHA-256")
    elif thing.kind == "judgement":
        if not thing.id.startswith("j"):
            raise WrongUse("a judgement is named by its id")
    elif not 1 <= len(thing.quoted) <= {"event": MOST_EVENT_QUOTED, "party": _MOST_QUOTED}.get(thing.kind, 1):
        raise WrongUse(f"the {thing.kind} {thing.id!r} is not kept by the words that it needs")
    for quoted in thing.quoted:
        words, size = quoted.words, len(quoted.words.text)
        if quoted.around[quoted.at : quoted.at + size] != words.text or quoted.at < 0 or not size:
            raise WrongUse(f"the words of {thing.id!r} do not stand in what is quoted around them")
        if len(quoted.around) > _LONGEST_QUOTE:
            raise WrongUse(f"what is quoted around {thing.id!r} is longer than {_LONGEST_QUOTE:,} characters")
        if thing.kind not in ("event", quoted.kind):
            raise WrongUse(f"the {thing.kind} {thing.id!r} is kept by the words of a {quoted.kind}")


def _check_values(judgement: Judgement) -> None:
    values = judgement.values
    if judgement.kind != "edit":
        if values is not None:
            raise WrongUse(f"{judgement.kind} gives no values; edit does")
        return
    if values is None or not values.given:
        raise WrongUse("say which values: --set low=3000 --set group=protesters")
    _check_number(values)
    if values.effects is not UNSET and (not values.effects or len(set(values.effects)) < len(values.effects)):
        raise WrongUse("effects: one or more, each once")
    for days in (values.when, values.said):
        if isinstance(days, Days) and days.earliest and days.latest and days.earliest > days.latest:
            raise WrongUse(f"{days.earliest} is after {days.latest}; give the earlier day first")
    if values.says_who is not UNSET and len(values.says_who) > MOST_PARTIES:
        raise WrongUse(f"a chain of say-so has at most {MOST_PARTIES} parties")


def _check_number(values: Values) -> None:
    number = (values.value, values.low, values.high)
    if all(one is UNSET for one in number):
        return
    if UNSET in number:
        raise WrongUse("a number is given whole: value, low and high")
    if any(isinstance(one, int) and not 0 <= one <= _MOST_PEOPLE for one in number):
        raise WrongUse("a number of people is from 0 up to a million million")
    if isinstance(values.low, int) and isinstance(values.high, int) and values.low > values.high:
        raise WrongUse(
            f"low {values.low} is above high {values.high}; give both (high=none where there is no upper end)"
        )
