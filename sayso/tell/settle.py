"""What would settle a dispute: a rule for each way in which the sides can differ, the plainest difference first.

Two counts that differ need not contradict each other: they may be of other places, other people, other days or other
deeds, and then it is enough to know which. Only where all of that is the same does it take evidence, and of which kind
depends on what was done. Nothing here decides anything; it says what to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Side
from sayso.nouns.what import Effect
from sayso.nouns.where import Where
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup

_MOST_CLAIMS = 50
_MOST_NAMES = 3
_LONGEST_NAME = 60

LISTS: dict[Effect, str] = {
    "killed": "the names of the dead, or registers of morgues and burials",
    "injured": "admissions to hospitals, with names and days",
    "detained": "the names of those held, or registers of custody and of courts",
    "released": "the names of those freed, set beside the names of those held",
    "missing": "the names of the missing, with who has been found since",
    "abducted": "the names of those taken, with who has come back",
    "tortured": "medical reports with names and days",
    "sexually_abused": "what medics and those who care for survivors recorded, kept confidential",
    "displaced": "registrations where people found shelter",
    "evacuated": "the lists of those who were taken out",
    "sentenced": "the judgements of the courts",
    "executed": "the judgements, and the names of those put to death",
    "participated": "pictures from above with their time, counted by area",
    "deployed": "orders or lists of the units that were sent",
}
"""What counts people one by one, by what happened to them: the only thing on which two totals can be laid."""

PROOFS: dict[Effect, str] = {
    "killed": "a death certificate, a forensic report or a named victim",
    "injured": "a hospital's record or a named victim",
    "detained": "a register of custody, a lawyer's record or a named detainee",
    "released": "an order of release or somebody who was freed",
    "missing": "a named person who is missing",
    "abducted": "a named person who was taken",
    "tortured": "a medical report made at the time",
    "sexually_abused": "a medical report made at the time",
    "displaced": "a registration where people found shelter",
    "evacuated": "an order, or somebody who was taken out",
    "sentenced": "the judgement of the court",
    "executed": "the judgement, or a death certificate",
    "participated": "a picture with its day and place",
    "deployed": "an order, or pictures of the units with their day and place",
}
"""What shows that something happened at all."""


class _Version(Struct, frozen=True):
    """One side of a dispute, as far as it matters for what would settle it."""

    names: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """Whoever says it: at most a few names."""
        shown = [shortened(name, _LONGEST_NAME) for name in self.names[:_MOST_NAMES]]
        more = len(self.names) - len(shown)
        if more:
            return f"{', '.join(shown)} and {wording.plural(more, 'other')}"
        return " and ".join(shown) or "the report itself"

    @property
    def bounds(self) -> str:
        """What it counts: "≤ 8,000"; of several counts the first."""
        figure = self.claims[0].figure
        return wording.bounds(figure.low, figure.high)


def settled_by(lookup: Lookup, dispute: Dispute) -> str:
    """A sentence or two on what would settle the dispute; it names the sides and what differs between them."""
    versions = [_version(lookup, side) for side in dispute.sides]
    match dispute.about:
        case "figure":
            return _count(versions, dispute.effect)
        case "denial":
            return _denial(versions, dispute.effect)
        case "when":
            return (
                "An original of the time that bears its day: a picture, a log, a post or an order."
                f" {_rests(versions, 'day')}"
            )
        case "where":
            return (
                "An original that shows its place: a picture that can be matched with the ground, or a record made on"
                " the spot. The places are too far apart for one happening: there may have been two."
                f" {_rests(versions, 'place')}"
            )
        case "duration":
            return (
                "The day or hour that it began and the one that it ended, each from a record kept at the time (a log, a"
                " measurement, an announcement); the lengths may count from different beginnings."
                f" {_rests(versions, 'length')}"
            )


def _rests(versions: Sequence[_Version], what: str) -> str:
    """Whom to ask, and what about."""
    names = list(dict.fromkeys(version.name for version in versions))
    return f"Ask first what their {what}s rest on: {_listed(names)}."


def _listed(names: Sequence[str]) -> str:
    """ "A; B; and 2 others"."""
    shown = list(names[:_MOST_NAMES])
    if len(names) > len(shown):
        shown.append(f"and {wording.plural(len(names) - len(shown), 'other')}")
    return "; ".join(shown)


def _version(lookup: Lookup, side: Side) -> _Version:
    try:
        claims = lookup.claims(side.claims[:_MOST_CLAIMS])
    except UnknownId:
        claims = ()
    return _Version(tuple(map(on_one_line, side.says_who)), claims)


def _sides(versions: Iterable[_Version]) -> str:
    names = list(dict.fromkeys(version.name for version in versions))
    return " and ".join(names) if len(names) < _MOST_NAMES else _listed(names)


def _count(versions: Sequence[_Version], effect: Effect | None) -> str:
    """A dispute about a figure: by the first thing that the counts are not of alike, else by counting one by one."""
    counted = [version for version in versions if version.claims]
    if len(counted) < 2:
        return _one_by_one(versions, effect)
    for differs in (_effects, _places, _groups, _days):
        told = differs(counted)
        if told:
            return f"{told} If that is not it: {_list_of(effect)}."
    return _one_by_one(counted, effect)


def _effects(versions: Sequence[_Version]) -> str | None:
    """One number that covers two deeds is no count of either."""
    joint = [one for one in versions if any(len(claim.effects) > 1 for claim in one.claims)]
    if not joint or len(joint) == len(versions):
        return None
    told = " or ".join(wording.plain(effect) for effect in joint[0].claims[0].effects)
    return (
        f"How many each way: {joint[0].name} gives one number for all who were {told}, the other side counts only some"
        " of them."
    )


def _places(versions: Sequence[_Version]) -> str | None:
    """Which area each counts."""
    told = _told(versions, lambda claim: _place(claim.where))
    return told and f"Which area each counts ({told}); a count of either side for the other's area would tell."


def _groups(versions: Sequence[_Version]) -> str | None:
    """Whom each counts."""
    told = _told(versions, _group, among="people")
    return told and f"Whom each counts ({told}); a count of either side by group would tell."


def _days(versions: Sequence[_Version]) -> str | None:
    """Up to which day each counts: counts of one thing grow."""
    told = _told(versions, _day)
    if told is None:
        return None
    last = max(day for version in versions for claim in version.claims if (day := _day_of(claim)))
    earlier = [one for one in versions if all((day := _day_of(claim)) is None or day < last for claim in one.claims)]
    later = f" A later count of {_sides(earlier)}, for {_on(last)}, would tell." if earlier else ""
    return f"Up to which day each counts ({told}).{later}"


def _told(versions: Sequence[_Version], value: Callable[[Claim], str | None], among: str | None = None) -> str | None:
    """ "A: Almaty; B: Kazakhstan" where the sides have nothing in common; None where they may agree."""
    values = [{value(claim) or among for claim in version.claims} for version in versions]
    known = [frozenset(one for one in each if one is not None) for each in values]
    if any(not one for one in known) or len(set(known)) < 2 or frozenset.intersection(*known):
        return None
    return "; ".join(
        f"{version.name}: {wording.join(sorted(one)[:_MOST_NAMES], ', ')}"
        for version, one in zip(versions[:_MOST_NAMES], known, strict=False)
    )


def _place(where: Where | None) -> str | None:
    return wording.where(where)


def _group(claim: Claim) -> str | None:
    group = claim.affected.group if claim.affected else None
    return wording.plain(group) if group and group != "other" else None


def _day_of(claim: Claim) -> date | None:
    return claim.as_of or (claim.when.latest if claim.when else None)


def _day(claim: Claim) -> str | None:
    day = _day_of(claim)
    return _on(day) if day else None


def _on(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _one_by_one(versions: Sequence[_Version], effect: Effect | None) -> str:
    """Counts of the same: what is said of them, and what they can be laid on."""
    loose = [
        claim.figure for version in versions for claim in version.claims[:1] if claim.figure.low != claim.figure.high
    ]
    given = ", ".join(f"{version.name} {version.bounds}" for version in versions[:_MOST_NAMES] if version.claims)
    round_ = f" An exact number in place of {wording.quoted(loose[0].text)} may be enough." if loose else ""
    of_whom = f" ({given})" if given else ""
    return f"A later count of either{of_whom}, or {_list_of(effect)}.{round_}"


def _list_of(effect: Effect | None) -> str:
    return LISTS[effect] if effect else "a list that counts one by one"


def _denial(versions: Sequence[_Version], effect: Effect | None) -> str:
    denies, others = versions[0], versions[1:]
    proof = PROOFS[effect] if effect else "a record made at the time, with its day and place"
    tellers = list(dict.fromkeys(name for version in others for name in version.names))
    alone = f" So far only {tellers[0]} says it." if len(tellers) == 1 else ""
    return (
        f"{proof[0].upper()}{proof[1:]}; or a witness who depends neither on {denies.name} nor on {_sides(others)}."
        f"{alone}"
    )
