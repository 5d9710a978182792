"""One happening that reports put on different days, or in places too far apart to be words for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Side
from sayso.nouns.what import EventMention
from sayso.reconcile.days import tell_days, width
from sayso.reconcile.ids import dispute_id
from sayso.reconcile.namings import Key
from sayso.reconcile.places import Place, are_near, contains
from sayso.reconcile.strands import Strand, Tellings, told_by
from sayso.reconcile.tellings import STATEMENTS, Telling
from sayso.reconcile.tolls import Sources

_Told = Mapping[str, Sequence[Claim | EventMention]]
"""What is told of the happening by the words for its day, or its place."""


def day_and_place_disputes(
    event: str, strands: Sequence[Strand], tellings: Tellings, sources: Sources
) -> Iterator[Dispute]:
    """The day and the place of one happening, where its reports' own words for them cannot both hold.

    Only what reports are mainly about is asked, and of days only single ones: a range, or a report that leaves its day
    open, contradicts nothing. Whoever is on both sides is on none.
    """
    mains = [strand for strand in strands if strand.main]
    yield from _dispute(event, "when", _by_day(mains, tellings), sources)
    yield from _dispute(event, "where", _by_place(mains, tellings), sources)


def _by_day(strands: Iterable[Strand], tellings: Tellings) -> _Told:
    found: defaultdict[str, list[Claim | EventMention]] = defaultdict(list)
    for strand in strands:
        if strand.sure and width(strand.days) == 1:
            found[tell_days(strand.days)] += _told_of(
                one for one in told_by(strand, tellings) if one.days == strand.days
            )
    return found


def _by_place(strands: Iterable[Strand], tellings: Tellings) -> _Told:
    """By city, where reports give cities that are far from each other."""
    placed = [(strand, strand.place) for strand in strands if strand.place and strand.place.level == "city"]
    found: defaultdict[str, list[Claim | EventMention]] = defaultdict(list)
    spots = {(place.key, place.where.latitude, place.where.longitude): place for _, place in placed}
    far = {spot for spot, place in spots.items() if any(_are_far(place, other) for other in spots.values())}
    for strand, place in placed:
        if (place.key, place.where.latitude, place.where.longitude) in far:
            name = place.where.name or place.where.text
            there = (one for one in told_by(strand, tellings) if one.place and one.place.key == place.key)
            found[name] += _told_of(there)
    return found


def _told_of(tellings: Iterable[Telling]) -> Iterator[Claim | EventMention]:
    """What tells of the happening itself."""
    for one in tellings:
        if isinstance(one.told, Claim | EventMention) and one.kind not in STATEMENTS and not one.background:
            yield one.told


def _are_far(a: Place, b: Place) -> bool:
    return not (are_near(a, b) or contains(a, b) or contains(b, a))


def _dispute(event: str, about: Literal["when", "where"], told: _Told, sources: Sources) -> Iterator[Dispute]:
    said: defaultdict[Key, set[str]] = defaultdict(set)
    for words, things in told.items():
        for thing in things:
            said[sources.voice(thing).key].add(words)
    sides = {
        words: sorted((one for one in things if len(said[sources.voice(one).key]) == 1), key=lambda one: one.id)
        for words, things in sorted(told.items())
    }
    sides = {words: things for words, things in sides.items() if things}
    if len(sides) < 2:
        return
    versions = "; ".join(f"{', '.join(_names(things, sources))}: {words}" for words, things in sides.items())
    yield Dispute(
        id=dispute_id(event, about, [one.id for things in sides.values() for one in things]),
        event=event,
        about=about,
        effect=None,
        why=f"{'When' if about == 'when' else 'Where'} it happened is told differently: {versions}.",
        sides=tuple(_side(things, sources) for things in sides.values()),
    )


def _names(things: Iterable[Claim | EventMention], sources: Sources) -> list[str]:
    return list(dict.fromkeys(sources.voice(one).name for one in things))


def _side(things: Sequence[Claim | EventMention], sources: Sources) -> Side:
    return Side(
        says_who=tuple(_names(things, sources)),
        claims=tuple(one.id for one in things if isinstance(one, Claim)),
        mentions=tuple(one.id for one in things if not isinstance(one, Claim)),
    )
