"""All readings of a case side by side become its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.nouns.event import Record
from sayso.nouns.judgement import Link
from sayso.nouns.reading import Reading
from sayso.reconcile.as_of import readings_as_of
from sayso.reconcile.copies import by_report, find_copies
from sayso.reconcile.events import events_of
from sayso.reconcile.judged import Word
from sayso.reconcile.judged_copies import copies_as_judged
from sayso.reconcile.main_place import main_place
from sayso.reconcile.parties import unify_parties
from sayso.reconcile.stories import tell_stories
from sayso.reconcile.strands import Strand, strands_of
from sayso.reconcile.tolls import Sources
from sayso.settings import Settings


def reconcile_readings(
    readings: Iterable[Reading],
    settings: Settings,
    signatures: Mapping[str, bytes] | None = None,
    links: Sequence[Link] = (),
) -> Record:
    """The record of a case: a function of the set of readings and the settings, whatever the readings' order.

    `signatures` (see `copies.py`), by report id, save time where a case has kept them, and change nothing. `links`:
    what people said is one, or is not, newest first; it goes before what is found here.
    """
    word = Word(links)
    as_of = readings_as_of(readings, settings.as_of)
    counting = {reading.report.id: reading.surest(settings.min_confidence) for reading in as_of}
    ordered = [counting[id] for id in sorted(counting)]  # noqa: A001
    reports = [reading.report for reading in ordered]
    copies = copies_as_judged(find_copies(reports, signatures), reports, word)
    strands = {reading.report.id: strands_of(reading, word) for reading in ordered}
    countries = {reading.report.id: _country(reading, strands[reading.report.id]) for reading in ordered}
    parties = unify_parties(ordered, countries, word)
    stories = tell_stories((strand for found in strands.values() for strand in found), copies, word)
    sources = Sources(
        reports={id: reading.report for id, reading in counting.items()},  # noqa: A001
        copies=by_report(copies),
        parties=parties,
        policy=settings.policy,
    )
    events = events_of(stories, counting, sources, word)
    return Record(events=events, copies=copies, parties=parties.known, overruled=word.overruled)


def _country(reading: Reading, strands: Sequence[Strand]) -> str | None:
    """The country that a report is about, also where it tells of no happening (it only denies one, say)."""
    place = strands[0].place if strands else main_place(reading, ())
    return place.country if place else None
