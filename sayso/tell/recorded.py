"""The record of a case as one value."""

from __future__ import annotations

from sayso.nouns.event import Record
from sayso.nouns.view import View


def record_of(view: View) -> Record:
    """The record that a view shows."""
    return Record(events=tuple(view.events()), copies=tuple(view.copies()), parties=tuple(view.parties()))
