"""What people joined and held apart, before anything is found to be one here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Literal

from sayso.nouns.claim import Claim
from sayso.nouns.event import Overruled
from sayso.nouns.judgement import Link, Member
from sayso.reconcile.tellings import Telling
from sayso.ties import Ties

Number = Callable[[Member], int | None]
"""The number of something under which it is tied; None where it is not there."""


class Word:
    """People's word on what is one and what is not: newest first, so that the newer overrules the older."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._overruled: dict[str, str] = {}
        self.asked: set[str] = set()
        """The judgements whose both sides were there when they were to be followed."""
        self._happenings = self.on("happening")
        self._judged = {member.id for link in self._happenings for member in members_of(link)}

    def on(self, sort: Literal["happening", "party", "copy"]) -> tuple[Link, ...]:
        """What was said of one sort of thing."""
        return tuple(link for link in self._links if link.sort == sort)

    @property
    def overruled(self) -> tuple[Overruled, ...]:
        """The judgements that could not be followed so far, each with a newer one that stands against it."""
        return tuple(Overruled(judgement=one, by=by) for one, by in sorted(self._overruled.items()))

    def follow(self, ties: Ties, links: Iterable[Link], number: Number) -> None:
        """Join and hold apart what the links are about; what cannot be followed is kept as overruled."""
        for link in links:
            if all(any(number(member) is not None for member in side) for side in (link.one, link.other)):
                self.asked.add(link.judgement)
            against = _follow(ties, link, number)
            if against and against != link.judgement:
                self._overruled.setdefault(link.judgement, against)

    def tie_strands(self, ties: Ties, number: dict[str, int]) -> None:
        """Join and hold apart strands, which are numbered by the ids of what they tell."""
        wide = (link for link in self._happenings if link.same or not link.narrow)
        self.follow(ties, wide, lambda member: number.get(member.id))

    def regrouped(self, groups: Sequence[list[Telling]], *, narrow: bool = False) -> list[list[Telling]]:
        """Groups of tellings as people see them: joined where they say same, split where they say different.

        The first group stays the first, with all that is not held apart from its weightiest telling; of two that differ
        the one with fewer parts in the case leaves. With `narrow` the groups are parts of one happening: only what was
        said of parts splits them, and counts, which are of the whole, stay where they are.
        """
        tellings = [telling for group in groups for telling in group]
        if self._judged.isdisjoint(telling.id for telling in tellings):
            return list(groups)
        number = {telling.id: at for at, telling in enumerate(tellings)}
        fixed = {telling.id for telling in tellings if narrow and isinstance(telling.told, Claim)}
        ties = Ties(len(tellings))
        leaving: set[str] = set()
        for link in self._happenings:
            if link.same:
                _follow(ties, link, lambda member: number.get(member.id))
            elif link.narrow == narrow:
                _follow(ties, link, lambda member: None if member.id in fixed else number.get(member.id))
                smaller, larger = sorted((link.one, link.other), key=len)
                leaving.update(member.id for member in smaller if len(smaller) < len(larger))

        def weightiest(telling: Telling) -> tuple[bool, float, int, str]:
            return telling.id in leaving, -telling.weight, telling.start, telling.id

        for group in groups:
            first, *rest = sorted(group, key=weightiest)
            for telling in rest:
                ties.join(number[first.id], number[telling.id])
        stays = min(groups[0], key=weightiest)
        found = [[tellings[at] for at in together] for together in ties.groups()]
        return sorted(found, key=lambda group: stays not in group)


NOBODYS = Word(())
"""Where nobody said anything."""


def members_of(link: Link) -> tuple[Member, ...]:
    """All that both sides of a link are made of."""
    return (*link.one, *link.other)


def _follow(ties: Ties, link: Link, number: Number) -> str | None:
    """On whose newer word the link cannot be followed; None where it is.

    Two things are joined by the first that is there of each, and held apart by all that there is of them.
    """
    one = [at for member in link.one if (at := number(member)) is not None]
    other = [at for member in link.other if (at := number(member)) is not None]
    if not one or not other:
        return None
    if link.same:
        return ties.join(one[0], other[0], link.judgement)
    against = [ties.hold_apart(a, b, link.judgement) for a, b in product(one, other)]
    return next((by for by in against if by), None)
