"""The disputes of a case: both sides with their words, and what would settle them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sayso.nouns.event import Dispute, Event
from sayso.nouns.view import Window
from sayso.tell import wording
from sayso.tell.disputed import MOST_SIDES, Disputed, Part, sides_told, tell
from sayso.tell.lookup import Lookup
from sayso.tell.pages.sight import Sight


class DisputeCount(Struct, frozen=True, kw_only=True):
    """How many disputes there are of a kind."""

    about: str
    effect: str | None
    told: str
    disputes: int


class DisputesPage(Struct, frozen=True, kw_only=True):
    """A window of the disputes, those of the most prominent events first."""

    edition: str
    total: int
    counts: tuple[DisputeCount, ...]
    """Of all disputes of the case, whatever is chosen."""
    disputes: tuple[Disputed, ...]
    """Each with its first sides."""


class SidesPage(Struct, frozen=True, kw_only=True):
    """A window of the sides of one dispute."""

    edition: str
    total: int
    sides: tuple[Part, ...]


def disputes_page(sight: Sight, about: str | None, effect: str | None, window: Window) -> DisputesPage:
    """Disputes about something, of an effect; all where both are None."""
    found, total = sight.view.disputes(about, effect, window)
    counts = (
        DisputeCount(about=kind, effect=of, told=wording.plain(kind), disputes=count)
        for kind, of, count in sight.view.dispute_counts()
    )
    return DisputesPage(
        edition=sight.edition,
        total=total,
        counts=tuple(counts),
        disputes=first_sides(sight.over(), tuple((event, _of(event, id_)) for event, id_ in found)),
    )


def first_disputes(sight: Sight, most: int) -> tuple[Disputed, ...]:
    """The disputes of the case that come first, at most so many, each with its first sides."""
    found, _ = sight.view.disputes(None, None, Window(0, most))
    return first_sides(sight.over(), tuple((event, _of(event, id_)) for event, id_ in found))


def first_sides(lookup: Lookup, shown: Sequence[tuple[Event, Dispute]]) -> tuple[Disputed, ...]:
    """Disputes, each with its first sides."""
    return tell(lookup, shown, MOST_SIDES)


def dispute_page(sight: Sight, dispute_id: str) -> Disputed:
    """One dispute with its first sides; raises `UnknownId`."""
    dispute = sight.view.dispute(dispute_id)
    (told,) = first_sides(sight.over(), ((sight.view.event(dispute.event), dispute),))
    return told


def sides_page(sight: Sight, dispute_id: str, window: Window) -> SidesPage:
    """The sides of one dispute, a window at a time; raises `UnknownId`."""
    sides = sight.view.dispute(dispute_id).sides
    shown = sides[window.offset : window.offset + window.limit]
    return SidesPage(edition=sight.edition, total=len(sides), sides=sides_told(sight.over(), shown))


def _of(event: Event, dispute_id: str) -> Dispute:
    return next(one for one in event.disputes if one.id == dispute_id)
