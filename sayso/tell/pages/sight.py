"""What every page is drawn from: a case as it is at one moment, with what all its pages ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Concatenate, ParamSpec, TypeVar

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, KnownParty, Record, Toll
from sayso.nouns.view import Windowed
from sayso.tell.judged import Judgements
from sayso.tell.lookup import Lookup
from sayso.tell.names import names_of
from sayso.tell.pages.kept import Kept

P = ParamSpec("P")
T = TypeVar("T")


class Sight:
    """A case with its parties, copies and judgements at hand; what is long is asked of the view by window."""

    def __init__(self, view: Windowed, kept: Kept | None = None) -> None:
        """`kept`: what others that see the same edition have worked out; None: nobody has."""
        self.view = view
        self._kept = kept or Kept(view.edition())
        self.edition = self._kept.edition

    def once(self, question: Callable[Concatenate[Sight, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of the case gives, worked out once for all who ask; it must not rest on this very view."""
        asked = question, args, tuple(sorted(kwargs.items()))
        return self._kept.once(asked, lambda: question(self, *args, **kwargs))

    @property
    def parties(self) -> tuple[KnownParty, ...]:
        """The parties of the case."""
        return self.once(_parties)

    @property
    def judged(self) -> Judgements:
        """What people judged."""
        return self.once(_judged)

    @property
    def names(self) -> Mapping[str, str]:
        """By each name that reports give a party, in small letters, its name in the case; ambiguous ones left out."""
        return self.once(_names)

    def names_of(self, party: str) -> tuple[str, ...]:
        """The names that reports give the party of a name in the case."""
        known = (name for one in self.parties if one.name == party for name in (one.name, *one.also))
        return tuple(dict.fromkeys((party, *(name for name in known if self.names.get(name.casefold()) == party))))

    def toll(self, toll_id: str, event_id: str | None = None) -> tuple[Event, Toll]:
        """A toll with the event, or that one of several, that has it; raises `UnknownId`."""
        event = self.view.event(event_id or self.view.toll(toll_id).event)
        for toll in event.tolls:
            if toll.id == toll_id:
                return event, toll
        raise UnknownId(f"the event {event.id!r} has no toll {toll_id!r}")

    def over(self, events: Iterable[Event] = ()) -> Lookup:
        """The case with a few of its events for its record."""
        return self.once(_lookup).on(self.view).over(events)


def _parties(sight: Sight) -> tuple[KnownParty, ...]:
    return tuple(sight.view.parties())


def _judged(sight: Sight) -> Judgements:
    return Judgements(sight.view)


def _names(sight: Sight) -> Mapping[str, str]:
    return names_of(sight.parties)


def _lookup(sight: Sight) -> _WindowedLookup:
    return _WindowedLookup(sight.view, Record(copies=tuple(sight.view.copies()), parties=sight.parties))


class _WindowedLookup(Lookup):
    """A lookup that asks for claims at once, and for alleged violations and attributions by their ids."""

    def __init__(self, view: Windowed, record: Record) -> None:
        super().__init__(view, record)
        self._windowed = view

    def on(self, view: Windowed) -> _WindowedLookup:
        """The same case, asked through another view of it."""
        other = copy(self)
        other.view = other._windowed = view
        return other

    def _begin(self) -> None:
        super()._begin()
        self._found: dict[str, Claim | None] = {}

    def claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        wanted = tuple(ids)
        unknown = [id_ for id_ in wanted if id_ not in self._found]
        if unknown:
            self._found.update(dict.fromkeys(unknown))
            self._found.update((claim.id, claim) for claim in self._windowed.claims_of(unknown))
        return tuple(claim for id_ in wanted if (claim := self._found[id_]))

    def look_for(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            if id_ not in self._said:
                self._said[id_] = self._windowed.said(id_)
