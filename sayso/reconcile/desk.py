"""One run's view of a case: what the steps of the record ask again and again, kept at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NoReturn, TypeVar

import msgspec
from msgspec import Struct

from sayso.nouns.event import Copy
from sayso.nouns.judgement import Member
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.reconcile.copies import most_first
from sayso.reconcile.gist import Gist
from sayso.reconcile.judged import Word
from sayso.reconcile.namings import Naming
from sayso.reconcile.parties import Names, Parties
from sayso.reconcile.shelf import Book, Shelf, ShelfUnusable, mark, unpacked
from sayso.reconcile.source import Source
from sayso.reconcile.strands import Strand
from sayso.reconcile.tolls import Sources
from sayso.settings import Policy

GISTS_AT_HAND = 4096
READINGS_AT_HAND = 1024

T = TypeVar("T")

_pack = msgspec.msgpack.Encoder().encode
_gist = msgspec.msgpack.Decoder(Gist).decode


class Placed(Struct, frozen=True, array_like=True):
    """A strand among the others."""

    report: str
    story: str
    """Of the story that it is a part of; empty until it is of one."""
    links: frozenset[str]
    """Strands that are found to tell of the same."""


class Told(Struct, frozen=True, array_like=True):
    """A story as it was told last."""

    strands: tuple[str, ...]
    events: tuple[str, ...]
    """The widest first."""
    wide: str | None
    """The country of which it is the unrest."""
    part: str | None
    """The country of whose unrest it may be a part."""


_placed = msgspec.msgpack.Decoder(Placed).decode
_told = msgspec.msgpack.Decoder(Told).decode


class Desk:
    """The shelf, the book and the source of one run."""

    def __init__(self, shelf: Shelf, book: Book, source: Source, word: Word, policy: Policy, *, fresh: bool) -> None:
        """`fresh`: nothing is on the shelf, and all reports have changed."""
        self.shelf, self.book, self.source, self.word, self.policy = shelf, book, source, word, policy
        self.fresh = fresh
        self.gist = lru_cache(GISTS_AT_HAND)(self._gist)
        self.strand = lru_cache(GISTS_AT_HAND)(self._strand)
        self.reading = lru_cache(READINGS_AT_HAND)(source.reading)

    def _gist(self, report: str) -> Gist | None:
        body = self.shelf.note(mark("gist", report))
        return None if body is None else unpacked(_gist, body)

    def keep_gist(self, report: str, gist: Gist | None) -> None:
        """Keep what a report brings, before any gist is asked for."""
        self.shelf.put(mark("gist", report), None if gist is None else _pack(gist))

    def gists(self) -> Iterator[Gist]:
        """All of them, by report id."""
        return (unpacked(_gist, body) for _, body in self.shelf.notes("gist"))

    def _strand(self, strand_id: str) -> Strand:
        gist = self.gist(self.placed(strand_id).report)
        found = (strand for strand in gist.strands if strand.id == strand_id) if gist else iter(())
        return next(found, None) or _missing(strand_id)

    def strand_of(self, member: Member) -> str | None:
        """The id of the strand that tells something; None where it is not in the record."""
        gist = self.gist(member.report)
        return next((strand.id for strand in gist.strands if member.id in strand.told), None) if gist else None

    def main_strand(self, report: str) -> str | None:
        """The id of what a report's text is mainly about; None where it tells nothing or does not count."""
        gist = self.gist(report)
        return gist.strands[0].id if gist and gist.strands and gist.strands[0].told else None

    def report_of(self, strand_id: str) -> str:
        """The report that a strand is of."""
        return self.placed(strand_id).report

    def placed(self, strand_id: str) -> Placed:
        """Where a strand is."""
        return self.known(strand_id) or _missing(strand_id)

    def known(self, strand_id: str) -> Placed | None:
        """The same; None where there was no such strand before."""
        body = self.shelf.note(mark("strand", strand_id))
        return None if body is None else unpacked(_placed, body)

    def place(self, strand_id: str, placed: Placed | None) -> None:
        """Keep where a strand is; None: it is no more."""
        self.shelf.put(mark("strand", strand_id), None if placed is None else _pack(placed))

    def story(self, story_id: str) -> Told:
        """A story as it was told last."""
        body = self.shelf.note(mark("story", story_id))
        return _missing(story_id) if body is None else unpacked(_told, body)

    def keep_story(self, story_id: str, told: Told | None) -> None:
        """Keep how a story was told; None: it is no more."""
        self.shelf.put(mark("story", story_id), None if told is None else _pack(told))

    def read(self, report: str) -> Reading:
        """What a report of the case says."""
        return self.reading(report) or _missing(report)

    def sources(self, names: Names) -> Sources:
        """The reports behind the claims, their copies and parties."""
        return Sources(
            reports=Looked(self._report),
            copies=Looked(self._copies),
            parties=Parties(names, self.namings, self._country),
            policy=self.policy,
        )

    def _report(self, report: str) -> Report:
        return self.read(report).report

    def _copies(self, report: str) -> list[Copy]:
        return sorted(self.book.copies(report), key=most_first)

    def namings(self, report: str) -> Mapping[str, Naming]:
        """The parties of a report by their names, the first of each name."""
        gist = self.gist(report)
        return {naming.name: naming for naming in reversed(gist.namings)} if gist else {}

    def _country(self, report: str) -> str | None:
        gist = self.gist(report)
        return gist.country if gist else None


class Looked(Mapping[str, T]):
    """A mapping whose values are looked up when they are asked for; every key has one."""

    def __init__(self, look: Callable[[str], T]) -> None:
        self._look = look

    def __getitem__(self, key: str) -> T:
        return self._look(key)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is looked up cannot be listed")

    def __len__(self) -> int:
        raise TypeError("what is looked up cannot be counted")


def _missing(wanted: str) -> NoReturn:
    raise ShelfUnusable(f"{wanted!r} is asked for and not in the case")
