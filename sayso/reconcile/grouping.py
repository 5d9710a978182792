"""Strands joined to stories: by people's word first, then by copies, links, mentions and spells, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sayso.nouns.event import repeated
from sayso.reconcile.desk import Desk
from sayso.reconcile.judged import members_of
from sayso.reconcile.shelf import mark, parts_of
from sayso.reconcile.stories import mentioned_alike, spell_of, spells_of
from sayso.reconcile.taken import Taken
from sayso.reconcile.topics import likeness
from sayso.ties import Ties

Pair = tuple[str, str]


def group_again(desk: Desk, taken: Taken, linked: Iterable[str], recopied: Iterable[str]) -> list[list[str]]:
    """The strands that a change can concern, in groups: each with the least id first, by that id."""
    if desk.fresh:
        strands: Iterable[str] = (parts_of(name)[1] for name, _ in desk.shelf.notes("strand"))
        nodes: Iterable[str] = (name for sort in ("alike", "spell") for name, _ in desk.shelf.tally(sort))
        copies = {pair for report in recopied for pair in _copies(desk, report)}
    else:
        reach = Reach(desk, taken, {*linked, *_mains(desk, recopied)})
        strands, nodes, copies = reach.strands, reach.nodes, reach.copies
    return _grouped(desk, list(strands), list(nodes), copies)


def _mains(desk: Desk, reports: Iterable[str]) -> Iterator[str]:
    return (strand for report in reports if (strand := desk.main_strand(report)))


class Reach:
    """All strands that a change can bring together or part: those that anything ties to what changed."""

    def __init__(self, desk: Desk, taken: Taken, seeds: Collection[str]) -> None:
        self._desk = desk
        self.strands: set[str] = set()
        self.nodes: set[str] = set()
        """Marks of mentions and of spells, of which all members are in."""
        self.copies: set[Pair] = set()
        self._judged = _judged_together(desk)
        waiting = [*seeds, *taken.strands]
        for strand in taken.gone:
            waiting += self._companions(strand)
        for node in taken.nodes:
            self._enter(node, waiting)
        while waiting:
            strand = waiting.pop()
            if strand not in self.strands and strand not in taken.gone:
                self.strands.add(strand)
                self._follow(strand, waiting)

    def _enter(self, node: str, waiting: list[str]) -> None:
        if node not in self.nodes:
            self.nodes.add(node)
            waiting += self._desk.shelf.members(node)

    def _companions(self, strand: str) -> tuple[str, ...]:
        """What is told of in the same story so far."""
        story = self._desk.placed(strand).story
        return self._desk.story(story).strands if story else ()

    def _follow(self, strand_id: str, waiting: list[str]) -> None:
        placed = self._desk.placed(strand_id)
        waiting += (*placed.links, *self._companions(strand_id))
        strand = self._desk.strand(strand_id)
        for node in (mentioned_alike(strand), spell_of(strand)):
            if node:
                self._enter(node, waiting)
        if strand.main:
            for pair in _copies(self._desk, placed.report):
                self.copies.add(pair)
                waiting += pair
        waiting += self._judged.get(strand_id, ())


def _judged_together(desk: Desk) -> Mapping[str, set[str]]:
    """For each strand of which people said that it is one with another, or is not, all that they spoke of with it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in desk.word.on("happening"):
        members = {strand for member in members_of(link) if (strand := desk.strand_of(member))}
        for strand in members:
            found[strand] |= members
    return found


def _copies(desk: Desk, report: str) -> Iterator[Pair]:
    """The main strands of a report and of the one that it is a copy of, and of those that are copies of it.

    A page that tells of nothing but in its headline is a copy only of a page's frame.
    """
    for copy in (report, *desk.shelf.members(mark("copied", report))):
        of = repeated(desk.book.copies(copy)).get(copy)
        if of and report in (copy, of):
            mine, theirs = desk.main_strand(copy), desk.main_strand(of)
            if mine and theirs:
                yield mine, theirs


def _grouped(desk: Desk, strands: Collection[str], nodes: Iterable[str], copies: Iterable[Pair]) -> list[list[str]]:
    ordered = sorted(strands)
    number = {strand: at for at, strand in enumerate(ordered)}
    ties = Ties(len(ordered))
    _as_judged(desk, ties, number)
    for a, b in (*sorted(copies), *_found(desk, ordered, ties), *_by_nodes(desk, sorted(nodes))):
        ties.join(number[a], number[b])
    return [[ordered[at] for at in group] for group in ties.groups()]


def _as_judged(desk: Desk, ties: Ties, number: dict[str, int]) -> None:
    if desk.word.on("happening"):
        told = {id: number[strand] for strand in number for id in desk.strand(strand).told}  # noqa: A001
        desk.word.tie_strands(ties, told)


def _found(desk: Desk, strands: Iterable[str], ties: Ties) -> list[Pair]:
    """What was found to be one; where somebody holds strands apart, those with most in common first."""
    found = [(strand, other) for strand in strands for other in desk.placed(strand).links if strand < other]
    if not ties.holds_apart:
        return found

    def surest(pair: Pair) -> tuple[float, int, Pair]:
        a, b = (desk.strand(strand).topics for strand in pair)
        return -likeness(a, b), -len(a.words & b.words), pair

    return sorted(found, key=surest)


def _by_nodes(desk: Desk, nodes: Iterable[str]) -> Iterator[Pair]:
    for node in nodes:
        members = desk.shelf.members(node)
        if parts_of(node)[0] == "alike":
            yield from ((members[0], member) for member in members[1:])
        else:
            for first, *rest in spells_of([desk.strand(member) for member in members]):
                yield from ((first.id, strand.id) for strand in rest)
