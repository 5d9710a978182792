"""Reports that changed, with what each brings: the first step of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from sayso.reconcile.candidates import blocks_of, hubs_of, watched, wide_blocks_of
from sayso.reconcile.desk import Desk, Placed
from sayso.reconcile.gist import Gist, gist_of
from sayso.reconcile.kin import spelled
from sayso.reconcile.names import fold_noun
from sayso.reconcile.namings import Key, Naming
from sayso.reconcile.parties import key_of_publisher, key_of_words
from sayso.reconcile.shelf import mark
from sayso.reconcile.sketches import Signed
from sayso.reconcile.stories import mentioned_alike, spell_of
from sayso.reconcile.strands import Strand

Mark = tuple[str, str]
NOBODY: frozenset[str] = frozenset()


class Taken(Struct):
    """What changed."""

    reports: set[str] = field(default_factory=set)
    strands: set[str] = field(default_factory=set)
    """Of these reports, as they are now."""
    gone: set[str] = field(default_factory=set)
    """Strands that are no more."""
    first: dict[str, list[str]] = field(default_factory=dict)
    """The first strands of each block that changed, as they were."""
    nodes: set[str] = field(default_factory=set)
    """Marks of strands that are one for what they are marked with, in which somebody came or went."""
    texts: dict[str, Signed | None] = field(default_factory=dict)
    """By which texts are compared, by report; None: it is no more."""
    namings: Counter[Naming] = field(default_factory=Counter)
    """How many reports more, or less, have each of these parties."""
    peoples: dict[str, bool] = field(default_factory=dict)
    """Marks of words for a country or its people that some report more or less has, and whether any had them before."""
    denied: set[str] = field(default_factory=set)
    """Marks of what those deny who came or went."""


def take_in(desk: Desk, changed: Iterable[str]) -> Taken:
    """Put the gists of changed reports on the shelf, and everything by which they are found."""
    taken = Taken()
    for report in changed:
        before = None if desk.fresh else desk.gist(report)
        reading = desk.source.reading(report)
        now = gist_of(reading, desk.word) if reading else None
        taken.reports.add(report)
        _mark(desk, taken, before, now)
        taken.namings.update(now.namings if now else ())
        taken.namings.subtract(before.namings if before else ())
        desk.keep_gist(report, now)
        taken.texts[report] = Signed(desk.source.signature(reading), reading.report.published) if reading else None
        for strand in now.strands if now else ():
            taken.strands.add(strand.id)
            known = None if desk.fresh else desk.known(strand.id)
            desk.place(strand.id, Placed(report, known.story if known else "", known.links if known else NOBODY))
        taken.gone.update(strand.id for strand in (before.strands if before else ()))
    taken.gone -= taken.strands
    desk.gist.cache_clear()
    desk.reading.cache_clear()
    return taken


def _mark(desk: Desk, taken: Taken, before: Gist | None, now: Gist | None) -> None:
    old, new = set(marks_of(before)), set(marks_of(now))
    for name, _ in old ^ new:
        _watch(desk, taken, name)
    for name, member in sorted(old - new):
        desk.shelf.remove(name, member)
    for name, member in sorted(new - old):
        desk.shelf.add(name, member)
    # what a denial says may change though its words do not
    taken.denied.update(name for name, _ in old | new if name.startswith("denial"))


def _watch(desk: Desk, taken: Taken, name: str) -> None:
    most = watched(name)
    if most and name not in taken.first:
        taken.first[name] = [] if desk.fresh else list(desk.shelf.members(name, most))
    if name.startswith(("alike", "spell")):
        taken.nodes.add(name)
    if name.startswith("people") and name not in taken.peoples:
        taken.peoples[name] = not desk.fresh and bool(desk.shelf.members(name, 1))


def marks_of(gist: Gist | None) -> Iterator[Mark]:
    """All by which others find a report and its strands."""
    if gist is None:
        return
    for strand in gist.strands:
        yield from ((name, strand.id) for name in marks_of_strand(strand))
    for naming in gist.namings:
        yield mark("naming", spelled(naming.key)), gist.report
    for people in gist.peoples:
        yield mark("people", people), gist.report
    for asked in sorted(_asked(gist)):
        yield mark("asks", asked), gist.report
    for number, denial in enumerate(gist.denials):
        for word in denial.words:
            yield mark("denial", gist.country or "", word), mark(gist.report, f"{number:06}", denial.attribution)
    for trigger in gist.triggers:
        yield mark("trigger", gist.country or "", trigger), gist.report


def marks_of_strand(strand: Strand) -> Iterator[str]:
    """All by which others find a strand."""
    yield from blocks_of(strand)
    for block, wide in wide_blocks_of(strand):
        yield block
        if wide:
            yield hubs_of(block)
    yield from (name for name in (spell_of(strand), mentioned_alike(strand)) if name)


def _asked(gist: Gist) -> Iterator[str]:
    """What a report asks of the parties of the case, beside who its own are."""
    if gist.publisher:
        yield asks_key(key_of_publisher(gist.publisher))
    for actor in gist.actors:
        yield asks_word(fold_noun(actor))
        person = key_of_words(actor)
        if person:
            yield asks_key(person)


def asks_key(key: Key) -> str:
    """How it is marked that a report asks for a party."""
    return "key " + spelled(key)


def asks_word(word: str) -> str:
    """How it is marked that a report asks for the only party that goes by some words."""
    return "word " + word
