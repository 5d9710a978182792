"""The disputes: both sides with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, Side
from sayso.nouns.says_who import Attribution
from sayso.tell import wording
from sayso.tell.about import prominence
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.settle import settled_by

MOST_WORDS = 5
"""Quotes shown for one side; the rest are counted."""
MOST_SIDES = 10
"""Sides that a page tells of one dispute at first; the rest come by window."""


class Words(Struct, frozen=True, kw_only=True):
    """What one claim or mention of a side says."""

    id: str
    chain: tuple[str, ...]
    bounds: str | None
    quote: Quote


class Part(Struct, frozen=True, kw_only=True):
    """One side of a dispute."""

    says_who: tuple[str, ...]
    words: tuple[Words, ...]
    more: int
    """Claims and mentions of this side that are not quoted here."""


class Disputed(Struct, frozen=True, kw_only=True):
    """What cannot both hold."""

    id: str
    event: str
    event_title: str
    about: str
    effect: str | None
    why: str
    settled_by: str
    """What would settle it, in a sentence or two."""
    sides: tuple[Part, ...]
    more_sides: int = 0
    """Sides that are not told here."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return self.id, *(words.id for side in self.sides for words in side.words)


_AT_ONCE = 20
"""Claims of each side that are looked up together before they are asked for: a dispute may have very many sides."""


def disputes(lookup: Lookup, limit: int) -> tuple[Disputed, ...]:
    """The first disputes, those of the event that most reports are about before others."""
    return tell(lookup, tuple(islice(_all(lookup), limit)))


def tell(lookup: Lookup, shown: Sequence[tuple[Event, Dispute]], most_sides: int | None = None) -> tuple[Disputed, ...]:
    """Disputes with their words, of each at most so many sides; None: all."""
    sides = [side for _, dispute in shown for side in dispute.sides]
    lookup.claims(id_ for side in sides for id_ in side.claims[:_AT_ONCE])
    told = (side for _, dispute in shown for side in dispute.sides[:most_sides])
    lookup.look_for(id_ for side in told for id_ in side.mentions[:MOST_WORDS])
    return tuple(_disputed(lookup, event, dispute, most_sides) for event, dispute in shown)


def _all(lookup: Lookup) -> Iterator[tuple[Event, Dispute]]:
    for event in sorted(lookup.record.events, key=prominence):
        for dispute in event.disputes:
            yield event, dispute


def sides_told(lookup: Lookup, sides: Sequence[Side]) -> tuple[Part, ...]:
    """Sides of a dispute with their words."""
    lookup.claims(id_ for side in sides for id_ in side.claims[:MOST_WORDS])
    lookup.look_for(id_ for side in sides for id_ in side.mentions[:MOST_WORDS])
    return tuple(_part(lookup, side) for side in sides)


def _disputed(lookup: Lookup, event: Event, dispute: Dispute, most_sides: int | None) -> Disputed:
    told = dispute.sides[:most_sides]
    return Disputed(
        id=dispute.id,
        event=event.id,
        event_title=on_one_line(event.title),
        about=wording.plain(dispute.about),
        effect=wording.plain(dispute.effect) if dispute.effect else None,
        why=on_one_line(dispute.why),
        settled_by=settled_by(lookup, dispute),
        sides=tuple(_part(lookup, side) for side in told),
        more_sides=len(dispute.sides) - len(told),
    )


def _part(lookup: Lookup, side: Side) -> Part:
    words = words_of(lookup, side, MOST_WORDS)
    total = len(side.claims) + len(side.mentions)
    return Part(says_who=tuple(map(on_one_line, side.says_who)), words=words, more=max(total - len(words), 0))


def words_of(lookup: Lookup, side: Side, limit: int) -> tuple[Words, ...]:
    """The words of the claims and mentions of one side."""
    said = [_claimed(lookup, claim) for claim in lookup.claims(side.claims[:limit])]
    for mention in side.mentions[: max(limit - len(said), 0)]:
        words = _mentioned(lookup, mention)
        if words:
            said.append(words)
    return tuple(said)


def _claimed(lookup: Lookup, claim: Claim) -> Words:
    return Words(
        id=claim.id,
        chain=lookup.chain(claim.says_who, claim.report),
        bounds=wording.bounds(claim.figure.low, claim.figure.high),
        quote=lookup.quote(claim.report, claim.figure, claim.sentence),
    )


def _mentioned(lookup: Lookup, id_: str) -> Words | None:
    """The words of an event mention, an alleged violation or an attribution."""
    try:
        mention = lookup.mention(id_)
    except UnknownId:
        return _said(lookup, id_)
    chain = lookup.chain(mention.says_who, mention.report)
    return Words(id=id_, chain=chain, bounds=None, quote=lookup.quote(mention.report, mention.trigger))


def _said(lookup: Lookup, id_: str) -> Words | None:
    found = lookup.said(id_)
    if found is None:
        return None
    words = found.content if isinstance(found, Attribution) else found.sentence
    chain = lookup.chain(found.says_who, found.report)
    return Words(id=id_, chain=chain, bounds=None, quote=lookup.quote(found.report, words))
