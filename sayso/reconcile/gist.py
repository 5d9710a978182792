"""What one report brings to the record, without its texts: all that finding its place among the others asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.nouns.reading import Reading
from sayso.reconcile.denials import Denies, denied_in
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.main_place import main_place
from sayso.reconcile.names import fold
from sayso.reconcile.namings import Naming, namings_of, nations_of
from sayso.reconcile.strands import Strand, strands_of


class Gist(Struct, frozen=True, array_like=True):
    """One report, a page of it shrunk to what others are compared with."""

    report: str
    published: str | None
    publisher: str | None
    country: str | None
    """The one that it is about."""
    strands: tuple[Strand, ...]
    """The main one first."""
    namings: tuple[Naming, ...]
    """Its parties."""
    peoples: tuple[str, ...]
    """Words in it that name a country or its people, folded."""
    actors: tuple[str, ...]
    """Words for whoever did something."""
    denials: tuple[Denies, ...]
    triggers: tuple[str, ...]
    """Words for what happened, folded."""


def gist_of(reading: Reading, word: Word = NOBODYS) -> Gist:
    """The gist of a report, with its happenings as people see them."""
    strands = strands_of(reading, word)
    country = _country(reading, strands)
    return Gist(
        report=reading.report.id,
        published=reading.report.published,
        publisher=reading.report.publisher,
        country=country,
        strands=strands,
        namings=namings_of(reading, country),
        peoples=tuple(sorted(nations_of(reading))),
        actors=tuple(sorted(set(_actors(reading)))),
        denials=tuple(denied_in(reading)) if country else (),
        triggers=tuple(sorted({fold(event.trigger.text) for event in reading.events})),
    )


def _country(reading: Reading, strands: Sequence[Strand]) -> str | None:
    """The country that a report is about, also where it tells of no happening (it only denies one, say)."""
    place = strands[0].place if strands else main_place(reading, ())
    return place.country if place else None


def _actors(reading: Reading) -> Iterator[str]:
    for told in (reading.claims, reading.events, reading.violations):
        for one in told:
            if one.actor:
                yield one.actor.text
