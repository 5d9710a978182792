"""Values as a person writes them: `low=3000`, `place=Almaty, city`, `party=Interior Ministry > Khabar 24`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from sayso.errors import WrongUse
from sayso.judging.places import place_named
from sayso.nouns.claim import Claim, Scope
from sayso.nouns.event import Days, KnownParty
from sayso.nouns.judgement import JudgedParty, Values
from sayso.nouns.says_who import PartyKind, Stance
from sayso.nouns.what import Effect, Group

NONE = "none"
_KIND = re.compile(r"^(.*\S)\s*\(([a-z]+)\)$", re.DOTALL)

NAMES = ("effects", "value", "low", "high", "group", "scope", "stance", "place", "day", "as_of", "said", "party")


def values_from(written: Mapping[str, str], claim: Claim, parties: Mapping[str, KnownParty]) -> Values:
    """The values that somebody wrote for a claim; `none` makes one unknown. Raises `WrongUse`.

    A number is always given whole: what is not written follows from what is, and else from the claim.
    """
    given: dict[str, Any] = {}
    for name, words in written.items():
        if name not in NAMES:
            raise WrongUse(f"there is no value {name!r}; there are {', '.join(NAMES)}")
        if name in _READ:
            field, read = _READ[name]
            given[field] = read(name, words.strip())
        elif name == "party":
            given["says_who"] = _chain(words.strip(), claim, parties)
    numbers = {
        name: _number(name, words.strip()) for name, words in written.items() if name in ("value", "low", "high")
    }
    given |= _whole(numbers, claim) if numbers else {}
    return Values(**given)


def _whole(numbers: Mapping[str, int | None], claim: Claim) -> dict[str, int | None]:
    figure = claim.figure
    if numbers.keys() == {"value"}:
        return dict.fromkeys(("value", "low", "high"), numbers["value"])
    low = numbers.get("low", figure.low)
    high = numbers.get("high", figure.high)
    if "value" in numbers:
        return {"value": numbers["value"], "low": low, "high": high}
    if low is None or high is None or low == high:
        return {"value": high if low is None else low, "low": low, "high": high}
    return {
        "value": figure.value if figure.value is not None and low <= figure.value <= high else None,
        "low": low,
        "high": high,
    }


def _number(name: str, words: str) -> int | None:
    if words == NONE:
        return None
    plain = words.replace(",", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 13):
        raise WrongUse(f"{name}={words}: write a number, as 3000, or none")
    return int(plain)


def _one_of(choices: tuple[str, ...], *, may_be_none: bool = False) -> Callable[[str, str], str | None]:
    def read(name: str, words: str) -> str | None:
        if words == NONE and may_be_none:
            return None
        if words not in choices:
            raise WrongUse(f"{name}={words}: one of {', '.join(choices)}{', none' if may_be_none else ''}")
        return words

    return read


def _effects(name: str, words: str) -> tuple[str, ...]:
    read = _one_of(get_args(Effect))
    return tuple(read(name, one.strip()) or "" for one in words.split(","))


def _day(name: str, words: str) -> date | None:
    if words == NONE:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise WrongUse(f"{name}={words}: write a day as 2022-01-06, or none") from None


def _days(name: str, words: str) -> Days | None:
    """ "2022-01-06", "2022-01-05/2022-01-07", "/2022-01-07", or "none"."""
    if words == NONE:
        return None
    first, slash, last = words.partition("/")
    earliest = _day(name, first) if first else None
    latest = (_day(name, last) if last else None) if slash else earliest
    if earliest is None and latest is None:
        raise WrongUse(f"{name}={words}: write a day as 2022-01-06, days as 2022-01-05/2022-01-07, or none")
    return Days(earliest=earliest, latest=latest)


def _chain(words: str, claim: Claim, parties: Mapping[str, KnownParty]) -> tuple[JudgedParty, ...]:
    """The chain of say-so, origin first, as "Interior Ministry (government) > Khabar 24"."""
    return () if words == NONE else tuple(_party(one.strip(), claim, parties) for one in words.split(">"))


def _party(words: str, claim: Claim, parties: Mapping[str, KnownParty]) -> JudgedParty:
    found = _KIND.match(words)
    name, kind = (found[1], found[2]) if found else (words, None)
    if not name:
        raise WrongUse('party: write the chain origin first, as "Interior Ministry (government) > Khabar 24 (media)"')
    if kind is None:
        known = [party.kind for party in claim.says_who if party.name.casefold() == name.casefold()]
        in_case = parties.get(name.casefold())
        kind = known[0] if known else in_case.kind if in_case else "other"
    if kind not in get_args(PartyKind):
        raise WrongUse(f"{kind!r} is no kind of party; there are {', '.join(get_args(PartyKind))}")
    return JudgedParty(name=name, kind=kind)  # type: ignore[arg-type]


_READ: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "effects": ("effects", _effects),
    "group": ("group", _one_of(get_args(Group), may_be_none=True)),
    "scope": ("scope", _one_of(get_args(Scope))),
    "stance": ("stance", _one_of(get_args(Stance))),
    "place": ("where", lambda _, words: None if words == NONE else place_named(words)),
    "day": ("when", _days),
    "as_of": ("as_of", _day),
    "said": ("said", _days),
}
"""By the name that a person writes: the field, and how it is read."""
