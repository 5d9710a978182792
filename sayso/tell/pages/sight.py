"""What every page is drawn from: a case as it is at one moment, with what all its pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.nouns.event import Event, Record
from sayso.nouns.view import Windowed
from sayso.tell.judged import Judgements
from sayso.tell.lookup import Lookup


class Sight:
    """A case with its parties, copies and judgements at hand; what is long is asked of the view by window."""

    def __init__(self, view: Windowed) -> None:
        self.view = view
        self.edition = view.edition()
        self.judged = Judgements(view)
        self.parties = tuple(view.parties())
        self._base = Lookup(view, Record(copies=tuple(view.copies()), parties=self.parties))

    def over(self, events: Iterable[Event] = ()) -> Lookup:
        """The case with a few of its events for its record."""
        return self._base.over(events)
