"""Who relies on whom: parties and publishers, and how often one says what it says on another's word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Literal

import numpy as np
from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event
from sayso.nouns.says_who import Attribution
from sayso.nouns.view import Reliances, ReliedOn, Window
from sayso.nouns.what import EventMention
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.pages.account import EventLine, event_line
from sayso.tell.pages.sight import Sight

_NODES = 60
"""Parties and publishers that are drawn: those on the heaviest edges."""
_EDGES = 120
_COPIERS = 12
"""Publishers that repeat one's reports and are named."""
_LONGEST_NAME = 80
_KINDS = {"figures": ("claim",), "all": ("claim", "attribution")}
_NOBODY = "publisher unknown"

About = Literal["figures", "all"]
"""Counts of people alone, or everything that is attributed to somebody."""


class Copier(Struct, frozen=True, kw_only=True):
    """A publisher that repeats the reports of another."""

    name: str
    reports: int


class Node(Struct, frozen=True, kw_only=True):
    """A party, a publisher, or one that is both."""

    id: str
    name: str
    kind: str | None
    """What the party is; None where it is known as a publisher alone."""
    prints: bool
    """Whether it publishes reports of the case."""
    relied_on: int
    """How many things are said on its word."""
    relies: int
    """How many things it says on the word of others."""
    copiers: tuple[Copier, ...]
    """Publishers that repeat its reports word for word: no further witnesses."""
    total_copiers: int


class SaidOn(Struct, frozen=True, kw_only=True):
    """One thing that is said on somebody's word."""

    id: str
    kind: Literal["claim", "attribution", "mention"]
    bounds: str | None
    chain: tuple[str, ...]
    """Who says it, origin first, down to the publisher."""
    publisher: str
    published: str | None
    sha256: str
    quote: Quote


class Edge(Struct, frozen=True, kw_only=True):
    """One relies on another: `source` is relied on by `target`."""

    source: str
    target: str
    claims: int
    others: int
    """Attributions, and of one event what else is told of it."""
    said: SaidOn | None
    """One of them; the rest come by window."""


class SaySoPage(Struct, frozen=True, kw_only=True):
    """Who relies on whom, as far as it can be drawn."""

    edition: str
    event: EventLine | None
    about: About
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    """The heaviest first."""
    total_nodes: int
    total_edges: int
    copies: int
    """Reports that only repeat others; what they say is not counted again."""


class Pair(Struct, frozen=True, kw_only=True):
    """One that is relied on, and one that relies on it."""

    source: str
    target: str
    source_name: str
    target_name: str
    claims: int
    others: int


class PairsPage(Struct, frozen=True, kw_only=True):
    """A window of all pairs, the heaviest first."""

    edition: str
    pairs: tuple[Pair, ...]
    total: int


class SaidPage(Struct, frozen=True, kw_only=True):
    """A window of what is said by way of a pair, or of one."""

    edition: str
    said: tuple[SaidOn, ...]
    total: int


class _Thing(Struct, frozen=True):
    """Something that is said of an event, with the pairs of ids that it came by."""

    kind: Literal["claim", "attribution", "mention"]
    id: str
    pairs: tuple[tuple[str, str], ...]


class _Graph:
    """Who relies on whom, whole: pairs of ids with how often, the heaviest first."""

    def __init__(self, lookup: Lookup, relied: Reliances) -> None:
        known = [lookup.known_as(name) for name in relied.names]
        ids = [name.casefold() for name in known]
        self.ids = sorted(set(ids))
        places = {id_: at for at, id_ in enumerate(self.ids)}
        self._names = dict(zip(reversed(ids), reversed(known), strict=True))
        self._relied = relied
        self._of = np.array([places[id_] for id_ in ids], dtype=np.int64)
        source, target = self._of[relied.source], self._of[relied.target]
        self.prints = {self.ids[at] for at in np.unique(target[relied.printed])}
        self._rows = np.flatnonzero(source != target)
        pairs, pair = np.unique((source * len(ids) + target)[self._rows], return_inverse=True)
        claims, others = (np.zeros(len(pairs), dtype=np.int64) for _ in range(2))
        np.add.at(claims, pair, relied.claims[self._rows])
        np.add.at(others, pair, relied.attributions[self._rows])
        order = np.lexsort((pairs, -(claims + others)))
        self._source, self._target = np.divmod(pairs[order], max(len(ids), 1))
        self._claims, self._others = claims[order], others[order]
        self._pair = np.argsort(order)[pair]
        self.total = len(pairs)
        self.things: tuple[_Thing, ...] = ()
        """What is told of an event; of a whole case it is asked for by window."""

    def pair(self, place: int) -> tuple[str, str]:
        """The ids of the pair at a place."""
        return self.ids[self._source[place]], self.ids[self._target[place]]

    def claims(self, place: int) -> int:
        """How many claims come by way of the pair at a place."""
        return int(self._claims[place])

    def others(self, place: int) -> int:
        """How much else does."""
        return int(self._others[place])

    def ways(self, place: int) -> list[tuple[str, str]]:
        """The names that reports have for the pair at a place."""
        relied, rows = self._relied, self._rows[self._pair == place]
        return [(relied.names[relied.source[row]], relied.names[relied.target[row]]) for row in rows]

    def raw(self, id_: str) -> set[str]:
        """The names that reports give one."""
        return {name for name, of in zip(self._relied.names, self._of, strict=True) if self.ids[of] == id_} or {id_}

    def total_nodes(self) -> int:
        """How many rely on others, or are relied on."""
        return len(np.unique(np.concatenate([self._source, self._target])))

    def weights(self) -> tuple[dict[str, int], dict[str, int]]:
        """How often each is relied on, and how often each relies."""
        weight = self._claims + self._others
        relied, relies = np.zeros(len(self.ids), dtype=np.int64), np.zeros(len(self.ids), dtype=np.int64)
        np.add.at(relied, self._source, weight)
        np.add.at(relies, self._target, weight)
        return dict(zip(self.ids, relied.tolist(), strict=True)), dict(zip(self.ids, relies.tolist(), strict=True))

    def drawn(self) -> tuple[list[str], list[int]]:
        """The ends of the heaviest pairs, as many as can be read, and the places of the pairs among them."""
        nodes: dict[int, None] = {}
        edges: list[int] = []
        for place, ends in enumerate(zip(self._source.tolist(), self._target.tolist(), strict=True)):
            if len(edges) == _EDGES or len(nodes) == _NODES:
                break
            if len(nodes) + sum(one not in nodes for one in ends) <= _NODES:
                nodes.update(dict.fromkeys(ends))
                edges.append(place)
        after = edges[-1] + 1 if edges else 0
        kept = np.array(list(nodes), dtype=np.int64)
        among = np.isin(self._source[after:], kept) & np.isin(self._target[after:], kept)
        edges += (after + np.flatnonzero(among)[: _EDGES - len(edges)]).tolist()
        return [self.ids[at] for at in nodes], edges

    def name(self, id_: str) -> str:
        """What it is called, safe to show."""
        return _shown(self._names[id_])

    def kind(self, lookup: Lookup, id_: str) -> str | None:
        """What the party is."""
        kind = lookup.kind_of(self._names[id_])
        return kind and wording.plain(kind)


def _shown(name: str) -> str:
    return shortened(name, _LONGEST_NAME) or _NOBODY


def say_so_page(sight: Sight, about: About, event_id: str | None = None) -> SaySoPage:
    """Who relies on whom in the case, or for what is told of one event; raises `UnknownId`."""
    event = sight.view.event(event_id) if event_id else None
    graph, lookup = _graph(sight, about, event), sight.over()
    kept, edges = graph.drawn()
    copiers = _copiers(sight, lookup, set(event.reports) if event else None, set(kept))
    relied, relies = graph.weights()
    nodes = (
        Node(
            id=id_,
            name=graph.name(id_),
            kind=graph.kind(lookup, id_),
            prints=id_ in graph.prints,
            relied_on=relied[id_],
            relies=relies[id_],
            copiers=tuple(Copier(name=_shown(name), reports=number) for name, number in copiers[id_][:_COPIERS]),
            total_copiers=len(copiers[id_]),
        )
        for id_ in kept
    )
    return SaySoPage(
        edition=sight.edition,
        event=event_line(event) if event else None,
        about=about,
        nodes=tuple(nodes),
        edges=tuple(_edges(sight, lookup, graph, about, edges)),
        total_nodes=graph.total_nodes(),
        total_edges=graph.total,
        copies=sum(1 for id_ in event.reports if lookup.copy_of(id_)) if event else len(lookup.copied()),
    )


def pairs_page(sight: Sight, about: About, event_id: str | None, window: Window) -> PairsPage:
    """All pairs of the case, or of one event, the heaviest first; raises `UnknownId`."""
    graph = _graph(sight, about, sight.view.event(event_id) if event_id else None)
    shown = range(graph.total)[window.offset : window.offset + window.limit]
    return PairsPage(edition=sight.edition, pairs=tuple(_pair(graph, place) for place in shown), total=graph.total)


def _pair(graph: _Graph, place: int) -> Pair:
    source, target = graph.pair(place)
    return Pair(
        source=source,
        target=target,
        source_name=graph.name(source),
        target_name=graph.name(target),
        claims=graph.claims(place),
        others=graph.others(place),
    )


def said_page(
    sight: Sight, about: About, event_id: str | None, source: str | None, target: str | None, window: Window
) -> SaidPage:
    """What is said by way of a pair, or of one that is relied on, or that relies; raises `UnknownId`."""
    event = sight.view.event(event_id) if event_id else None
    said, total = _said(sight, _graph(sight, about, event), about, event, (source, target), window)
    return SaidPage(edition=sight.edition, said=said, total=total)


def _graph(sight: Sight, about: About, event: Event | None) -> _Graph:
    return sight.once(_of_event, event.id, about) if event else sight.once(_of_case, about)


def _of_case(sight: Sight, about: About) -> _Graph:
    lookup = sight.over()
    return _Graph(lookup, sight.view.reliances(_KINDS[about], lookup.copied()))


def _of_event(sight: Sight, event_id: str, about: About) -> _Graph:
    event = sight.view.event(event_id)
    lookup = sight.over((event,))
    things = [
        thing for thing in _things(sight, lookup, event, about) if thing.says_who and not lookup.copy_of(thing.report)
    ]
    printers = sight.view.printers({thing.report for thing in things})
    by_name = [(thing, _pairs_of(thing, printers.get(thing.report, ""))) for thing in things]
    graph = _Graph(lookup, _told_of(by_name))
    ids = {name: lookup.known_as(name).casefold() for _, pairs in by_name for pair in pairs for name in pair}
    graph.things = tuple(
        _Thing(
            "claim" if isinstance(thing, Claim) else "mention",
            thing.id,
            tuple((ids[one], ids[other]) for one, other in pairs if ids[one] != ids[other]),
        )
        for thing, pairs in by_name
    )
    return graph


def _pairs_of(thing: Claim | EventMention, printer: str) -> list[tuple[str, str]]:
    """Who is relied on by whom for it, by the names that the report has; the last prints it."""
    return list(pairwise([*(party.name for party in thing.says_who), printer]))


def _told_of(things: Sequence[tuple[Claim | EventMention, Sequence[tuple[str, str]]]]) -> Reliances:
    """The pairs of names by way of which some things are said."""
    names: dict[str, int] = {}
    rows = [
        (names.setdefault(one, len(names)), names.setdefault(other, len(names)), place == len(pairs) - 1, is_claim)
        for thing, pairs in things
        for is_claim in (isinstance(thing, Claim),)
        for place, (one, other) in enumerate(pairs)
    ]
    source, target, printed, claims = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Reliances(
        names=tuple(names), source=source, target=target, printed=printed > 0, claims=claims, attributions=1 - claims
    )


def _things(sight: Sight, lookup: Lookup, event: Event, about: About) -> Iterator[Claim | EventMention]:
    claims = [id_ for toll in event.tolls for id_ in (*toll.claims, *(aside.claim for aside in toll.set_aside))]
    yield from lookup.claims(dict.fromkeys(claims))
    if about == "all":
        yield from sight.view.mentions_of(event.mentions)


def _copiers(
    sight: Sight, lookup: Lookup, reports: Collection[str] | None, of: Collection[str]
) -> defaultdict[str, list[tuple[str, int]]]:
    """Who repeats the reports of these: by id, the names of those that do and in how many reports."""
    copies = {copy: _first(lookup, copy) for copy in lookup.copied() if reports is None or copy in reports}
    printers = sight.view.printers({*copies, *copies.values()})
    known = {name: lookup.known_as(name) for name in ("", *sorted(printers.values()))}
    ids = {name: one.casefold() for name, one in known.items()}
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for copy, first in copies.items():
        one, other = (ids[printers.get(report, "")] for report in (first, copy))
        if one in of and one != other:
            counted[one][other] += 1
    names = {one.casefold(): one for one in known.values()}
    found = defaultdict[str, list[tuple[str, int]]](list)
    for id_, numbers in counted.items():
        ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
        found[id_] = [(names[other], number) for other, number in ordered]
    return found


def _first(lookup: Lookup, copy: str) -> str:
    """The report that a copy repeats, and no copy itself."""
    seen = {copy}
    while (of := lookup.copy_of(copy)) and of not in seen:
        seen.add(of)
        copy = of
    return copy


def _edges(sight: Sight, lookup: Lookup, graph: _Graph, about: About, places: Iterable[int]) -> Iterator[Edge]:
    first = {pair: thing for thing in reversed(graph.things) for pair in thing.pairs}
    for place in places:
        pair = graph.pair(place)
        one = (first[pair],) if pair in first else _on_the_word(sight, lookup, graph, about, place)
        yield Edge(
            source=pair[0],
            target=pair[1],
            claims=graph.claims(place),
            others=graph.others(place),
            said=next(_told(lookup, one), None),
        )


def _on_the_word(sight: Sight, lookup: Lookup, graph: _Graph, about: About, place: int) -> Iterator[ReliedOn]:
    for source, target in graph.ways(place):
        found = sight.view.one_on_the_word_of(_KINDS[about], lookup.copied(), source, target)
        if found:
            yield found


def _said(
    sight: Sight,
    graph: _Graph,
    about: About,
    event: Event | None,
    pair: tuple[str | None, str | None],
    window: Window,
) -> tuple[tuple[SaidOn, ...], int]:
    """What is said by way of a pair of ids, of which one may be None; where both are one, by way of it either way."""
    lookup = sight.over()
    source, target = pair
    if event:
        things = [thing for thing in graph.things if _goes_by(thing, source, target)]
        shown = things[window.offset : window.offset + window.limit]
        return tuple(_told(lookup, shown)), len(things)
    raw = {id_: graph.raw(id_) for id_ in pair if id_ is not None}
    if source is not None and source == target:
        asked = {"through": raw[source]}
    else:
        asked = {name: raw[id_] for name, id_ in (("sources", source), ("targets", target)) if id_ is not None}
    found, total = sight.view.on_the_word_of(_KINDS[about], lookup.copied(), window, **asked)
    return tuple(_told(lookup, found)), total


def _goes_by(thing: _Thing, source: str | None, target: str | None) -> bool:
    if source is not None and source == target:
        return any(source in pair for pair in thing.pairs)
    return any(source in (None, one) and target in (None, other) for one, other in thing.pairs)


def _told(lookup: Lookup, things: Iterable[ReliedOn | _Thing]) -> Iterator[SaidOn]:
    for thing in things:
        with suppress(UnknownId):
            if thing.kind == "claim":
                claim = lookup.claim(thing.id)
                bounds = wording.bounds(claim.figure.low, claim.figure.high)
                yield _row(lookup, claim, "claim", lookup.quote_claim(claim), bounds)
            elif thing.kind == "mention":
                mention = lookup.mention(thing.id)
                yield _row(lookup, mention, "mention", lookup.quote(mention.report, mention.trigger), None)
            else:
                lookup.look_for((thing.id,))
                said = lookup.said(thing.id)
                if isinstance(said, Attribution):
                    yield _row(lookup, said, "attribution", lookup.quote(said.report, said.content), None)


def _row(
    lookup: Lookup,
    said: Claim | Attribution | EventMention,
    kind: Literal["claim", "attribution", "mention"],
    quote: Quote,
    bounds: str | None,
) -> SaidOn:
    report = lookup.report(said.report)
    return SaidOn(
        id=said.id,
        kind=kind,
        bounds=bounds,
        chain=lookup.chain(said.says_who, said.report),
        publisher=lookup.publisher(said.report),
        published=report.published and on_one_line(report.published),
        sha256=report.sha256,
        quote=quote,
    )
