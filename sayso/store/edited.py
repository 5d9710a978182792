"""A claim as a person judged it: values replaced, words kept."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from sayso.nouns.claim import Claim
from sayso.nouns.event import Days
from sayso.nouns.how_many import Figure, Qualifier
from sayso.nouns.judgement import JudgedParty, JudgedPlace, Values
from sayso.nouns.says_who import Party
from sayso.nouns.span import Span
from sayso.nouns.what import Affected
from sayso.nouns.when import When
from sayso.nouns.where import Where


class Fate(Struct, frozen=True, kw_only=True):
    """What people said of one thing that a report says."""

    verdict: Literal["right", "wrong", "edited"]
    values: Values | None


def as_judged(claim: Claim, fate: Fate) -> Claim:
    """The claim with its judged values; what a person vouches for is certain.

    Every value keeps the words that it was read from. One that had none takes those of its name in the sentence, else
    the whole sentence. Raises `ValueError` where the values cannot be together.
    """
    if fate.verdict == "wrong":
        return replace(claim, judged="wrong")
    changes: dict[str, Any] = {"judged": fate.verdict, "confidence": 1.0}
    values = fate.values or Values()
    for name in ("effects", "scope", "stance", "as_of"):
        if getattr(values, name) is not UNSET:
            changes[name] = getattr(values, name)
    if values.low is not UNSET:
        changes["figure"] = _figure(claim.figure, values)
    if values.group is not UNSET:
        changes["affected"] = _affected(claim, values.group)
    if values.where is not UNSET:
        changes["where"] = values.where and _where(claim, values.where)
    for name in ("when", "said"):
        days = getattr(values, name)
        if days is not UNSET:
            changes[name] = days and _when(getattr(claim, name) or claim.sentence, days)
    if values.says_who is not UNSET:
        changes["says_who"] = tuple(_party(claim, party) for party in values.says_who)
    return replace(claim, **changes)


def _figure(figure: Figure, values: Values) -> Figure:
    """A judgement gives all of a number or nothing of it; one that does not changes nothing here."""
    value, low, high = values.value, values.low, values.high
    if isinstance(value, UnsetType) or isinstance(low, UnsetType) or isinstance(high, UnsetType):
        return figure
    return replace(figure, value=value, low=low, high=high, qualifier=qualifier_of(value, low, high))


def qualifier_of(value: int | None, low: int | None, high: int | None) -> Qualifier:
    """The bound word that says what a person's bounds say."""
    if low is None and high is None:
        return "many"
    if low is None:
        return "at_most"
    if high is None:
        return "at_least"
    if low == high:
        return "none" if high == 0 else "exact"
    return "between" if value is None else "about"


def _affected(claim: Claim, group: Any) -> Affected | None:
    words = claim.affected or (claim.figure if group else None)
    return Affected(text=words.text, start=words.start, end=words.end, group=group) if words else None


def _where(claim: Claim, place: JudgedPlace) -> Where:
    words = _named(claim, place.name) or claim.where or claim.sentence
    return Where(
        text=words.text,
        start=words.start,
        end=words.end,
        name=place.name,
        kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        geonames_id=place.geonames_id,
    )


def _when(words: Span, days: Days) -> When:
    one_day = days.earliest is not None and days.earliest == days.latest
    value = days.earliest.isoformat() if one_day and days.earliest else None
    return When(
        text=words.text,
        start=words.start,
        end=words.end,
        type="DATE",
        value=value,
        earliest=days.earliest,
        latest=days.latest,
    )


def _party(claim: Claim, party: JudgedParty) -> Party:
    known = next((one for one in claim.says_who if one.name.casefold() == party.name.casefold()), None)
    words = known or _named(claim, party.name) or (claim.says_who[0] if claim.says_who else claim.sentence)
    return Party(text=words.text, start=words.start, end=words.end, name=party.name, kind=party.kind)


def _named(claim: Claim, name: str) -> Span | None:
    """The name in the claim's sentence."""
    at = claim.sentence.text.casefold().find(name.casefold())
    words = claim.sentence.text[at : at + len(name)]
    if at < 0 or words.casefold() != name.casefold():
        return None
    start = claim.sentence.start + at
    return Span(text=words, start=start, end=start + len(words))
