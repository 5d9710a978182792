"""All readings of a case side by side become its record, and follow what changes in the case.

The record is a function of the readings, what people judged and the settings. A report more, or one that is read anew,
withdrawn or restored, touches the stories that it can have to do with; only these are told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.nouns.event import Overruled, Record
from sayso.nouns.judgement import Link
from sayso.nouns.reading import Reading
from sayso.reconcile.copied import copy_again
from sayso.reconcile.desk import Desk
from sayso.reconcile.grouping import group_again
from sayso.reconcile.judged import Word
from sayso.reconcile.links import relink
from sayso.reconcile.named import name_again
from sayso.reconcile.shelf import Book, MemoryBook, MemoryShelf, Shelf
from sayso.reconcile.source import AsOf, Given, Source
from sayso.reconcile.taken import take_in
from sayso.reconcile.told import tell_again
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
    by_id = {reading.report.id: reading for reading in readings}
    book = MemoryBook()
    follow(MemoryShelf(), book, Given(by_id, signatures or {}), settings, links, sorted(by_id), fresh=True)
    return book.record()


def follow(
    shelf: Shelf,
    book: Book,
    source: Source,
    settings: Settings,
    links: Sequence[Link],
    changed: Iterable[str],
    *,
    fresh: bool,
) -> None:
    """Bring a record up to date with reports that changed, came or went, or of which people judged something; by id.

    `fresh`: nothing is on the shelf or in the book, and these are all reports. It has to be where `can_follow` denies
    the links of before or of now.
    """
    word = Word(links)
    desk = Desk(shelf, book, AsOf(source, settings), word, settings.policy, fresh=fresh)
    taken = take_in(desk, changed)
    recopied = copy_again(desk, taken)
    names, renamed = name_again(desk, taken)
    linked = relink(desk, taken)
    groups = group_again(desk, taken, linked, recopied)
    tell_again(desk, taken, groups, recopied | renamed, names)
    book.write_overruled(sorted([*_overruled_elsewhere(desk), *word.overruled], key=lambda one: one.judgement))


def _overruled_elsewhere(desk: Desk) -> Iterator[Overruled]:
    """The judgements that could not be followed on happenings which nothing touched, and which are still told of."""
    there = {
        link.judgement
        for link in desk.word.on("happening")
        if all(any(map(desk.strand_of, side)) for side in (link.one, link.other))
    }
    for one in () if desk.fresh else desk.book.overruled():
        if one.judgement in there - desk.word.asked:
            yield one


def can_follow(links: Iterable[Link]) -> bool:
    """Whether a record can follow changes: who copies whom on a person's word is known from all copies together."""
    return all(link.sort != "copy" for link in links)
