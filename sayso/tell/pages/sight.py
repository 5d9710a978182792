"""What every page is drawn from: a case as it is at one moment, with what all its pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, Record, Toll
from sayso.nouns.view import Windowed
from sayso.tell.judged import Judgements
from sayso.tell.lookup import Lookup
from sayso.tell.names import names_of


class Sight:
    """A case with its parties, copies and judgements at hand; what is long is asked of the view by window."""

    def __init__(self, view: Windowed, kept: dict[str, object] | None = None) -> None:
        """`kept`: what other sights of this edition have worked out; what rests on their own view is not for it."""
        self.view = view
        self.edition = view.edition()
        self.judged = Judgements(view)
        self.count_timeline = lru_cache(maxsize=16)(view.count_timeline)
        self.timeline_by_day = lru_cache(maxsize=4)(view.timeline_by_day)
        self.timeline_by_kind = cache(view.timeline_by_kind)
        self.named_places = cache(view.named_places)
        self.effects_told = cache(view.effects_told)
        self.spots = cache(view.spots)
        self.spot_figures = cache(view.spot_figures)
        self.parties = tuple(view.parties())
        self.kept: dict[str, object] = {} if kept is None else kept
        """What pages have worked out of all of the case, for when they are asked again."""
        self._base = _WindowedLookup(view, Record(copies=tuple(view.copies()), parties=self.parties))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """By each name that reports give a party, in small letters, its name in the case; ambiguous ones left out."""
        return names_of(self.parties)

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
        return self._base.over(events)


class _WindowedLookup(Lookup):
    """A lookup that asks for claims at once, and for alleged violations and attributions by their ids."""

    def __init__(self, view: Windowed, record: Record) -> None:
        super().__init__(view, record)
        self._windowed = view

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
