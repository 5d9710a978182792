"""All readings of a case side by side become its record."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.nouns.event import Record
from sayso.nouns.reading import Reading
from sayso.reconcile.as_of import readings_as_of
from sayso.reconcile.copies import find_copies
from sayso.reconcile.events import events_of
from sayso.reconcile.parties import unify_parties
from sayso.reconcile.stories import tell_stories
from sayso.reconcile.strands import strands_of
from sayso.reconcile.tolls import Sources
from sayso.settings import Settings


def reconcile_readings(readings: Iterable[Reading], settings: Settings) -> Record:
    """The record of a case: a function of the set of readings and the settings, whatever the readings' order."""
    counting = {reading.report.id: reading for reading in readings_as_of(readings, settings.as_of)}
    ordered = [counting[id] for id in sorted(counting)]  # noqa: A001
    copies = find_copies(reading.report for reading in ordered)
    strands = {reading.report.id: strands_of(reading) for reading in ordered}
    countries = {
        report: found[0].place.country if found and found[0].place else None for report, found in strands.items()
    }
    parties = unify_parties(ordered, countries)
    stories = tell_stories((strand for found in strands.values() for strand in found), copies)
    sources = Sources(
        reports={id: reading.report for id, reading in counting.items()},  # noqa: A001
        originals={copy.report: copy.of for copy in copies},
        parties=parties,
    )
    return Record(events=events_of(stories, counting, sources), copies=copies, parties=parties.known)
