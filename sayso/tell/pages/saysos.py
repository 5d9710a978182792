"""Who relies on whom: parties and publishers, and how often one says what it says on another's word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice, pairwise
from typing import Literal

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event
from sayso.nouns.says_who import Attribution
from sayso.nouns.view import ReliedOn, Window
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
_OF_EVENT = 3000
"""Claims and mentions of one event that are looked through."""
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
    """Something that is said, with the pairs of ids that it came by."""

    kind: Literal["claim", "attribution", "mention"]
    id: str
    pairs: tuple[tuple[str, str], ...] = ()


class _Graph:
    """Who relies on whom, whole: pairs of ids with how often, the heaviest first."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.raw: defaultdict[str, set[str]] = defaultdict(set)
        """The names that reports give it, by id."""
        self.prints: set[str] = set()
        self.claims: Counter[tuple[str, str]] = Counter()
        self.others: Counter[tuple[str, str]] = Counter()
        self.weight: Counter[tuple[str, str]] = Counter()
        """How many things are said by way of a pair."""
        self.things: list[_Thing] = []
        """What is told of an event; of a whole case it is asked for by window."""
        self.ways: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        """The names that reports have for a pair."""
        self.pairs: list[tuple[str, str]] = []

    def id_of(self, name: str) -> str:
        """The id of a party or publisher by a name that a report gives it."""
        id_ = self._ids.get(name)
        if id_ is None:
            known = self._lookup.known_as(name)
            id_ = self._ids[name] = known.casefold()
            self.names.setdefault(id_, known)
            self.raw[id_].add(name)
        return id_

    def add(self, source: str, target: str, *, printed: bool, claims: int, others: int) -> tuple[str, str] | None:
        """Count a pair of names; gives their ids, and None where both are one."""
        pair = self.id_of(source), self.id_of(target)
        if printed:
            self.prints.add(pair[1])
        if pair[0] == pair[1]:
            return None
        if claims:
            self.claims[pair] += claims
        if others:
            self.others[pair] += others
        return pair

    def sort(self) -> _Graph:
        """Put the heaviest first."""
        self.weight = self.claims + self.others
        self.pairs = [pair for pair, _ in sorted(self.weight.items(), key=lambda item: (-item[1], item[0]))]
        return self

    def name(self, id_: str) -> str:
        """What it is called, safe to show."""
        return shortened(self.names.get(id_, id_), _LONGEST_NAME) or _NOBODY

    def kind(self, id_: str) -> str | None:
        """What the party is."""
        kind = self._lookup.kind_of(self.names[id_])
        return kind and wording.plain(kind)


def say_so_page(sight: Sight, about: About, event_id: str | None = None) -> SaySoPage:
    """Who relies on whom in the case, or for what is told of one event; raises `UnknownId`."""
    return _page(sight, about, sight.view.event(event_id) if event_id else None)


def _page(sight: Sight, about: About, event: Event | None) -> SaySoPage:
    graph, lookup = _graph(sight, about, event)
    kept, edges = _drawn(graph.pairs)
    copiers = _copiers(sight, lookup, graph, set(event.reports) if event else None)
    relied, relies = dict.fromkeys(kept, 0), dict.fromkeys(kept, 0)
    for pair in graph.pairs:
        if pair[0] in relied:
            relied[pair[0]] += graph.weight[pair]
        if pair[1] in relies:
            relies[pair[1]] += graph.weight[pair]
    nodes = (
        Node(
            id=id_,
            name=graph.name(id_),
            kind=graph.kind(id_),
            prints=id_ in graph.prints,
            relied_on=relied[id_],
            relies=relies[id_],
            copiers=tuple(Copier(name=graph.name(name), reports=number) for name, number in copiers[id_][:_COPIERS]),
            total_copiers=len(copiers[id_]),
        )
        for id_ in kept
    )
    return SaySoPage(
        edition=sight.edition,
        event=event_line(event) if event else None,
        about=about,
        nodes=tuple(nodes),
        edges=tuple(_edge(sight, lookup, graph, about, pair) for pair in edges),
        total_nodes=len({id_ for pair in graph.pairs for id_ in pair}),
        total_edges=len(graph.pairs),
        copies=sum(1 for id_ in event.reports if lookup.copy_of(id_)) if event else len(lookup.copied()),
    )


def pairs_page(sight: Sight, about: About, event_id: str | None, window: Window) -> PairsPage:
    """All pairs of the case, or of one event, the heaviest first; raises `UnknownId`."""
    graph, _ = _graph(sight, about, sight.view.event(event_id) if event_id else None)
    shown = graph.pairs[window.offset : window.offset + window.limit]
    return PairsPage(
        edition=sight.edition,
        pairs=tuple(
            Pair(
                source=pair[0],
                target=pair[1],
                source_name=graph.name(pair[0]),
                target_name=graph.name(pair[1]),
                claims=graph.claims[pair],
                others=graph.others[pair],
            )
            for pair in shown
        ),
        total=len(graph.pairs),
    )


def said_page(
    sight: Sight, about: About, event_id: str | None, source: str | None, target: str | None, window: Window
) -> SaidPage:
    """What is said by way of a pair, or of one that is relied on, or that relies; raises `UnknownId`."""
    event = sight.view.event(event_id) if event_id else None
    graph, lookup = _graph(sight, about, event)
    said, total = _said(sight, lookup, graph, about, event, (source, target), window)
    return SaidPage(edition=sight.edition, said=said, total=total)


def _graph(sight: Sight, about: About, event: Event | None) -> tuple[_Graph, Lookup]:
    if event:
        lookup = sight.over((event,))
        return _of_event(sight, lookup, event, about), lookup
    lookup = sight.over()
    kept = sight.kept.get(about)
    if not isinstance(kept, _Graph):
        kept = sight.kept[about] = _of_case(sight, lookup, about)
    return kept, lookup


def _of_case(sight: Sight, lookup: Lookup, about: About) -> _Graph:
    graph = _Graph(lookup)
    for one in sight.view.reliances(_KINDS[about], lookup.copied()):
        pair = graph.add(one.source, one.target, printed=one.printed, claims=one.claims, others=one.attributions)
        if pair:
            graph.ways[pair].append((one.source, one.target))
    return graph.sort()


def _of_event(sight: Sight, lookup: Lookup, event: Event, about: About) -> _Graph:
    graph = _Graph(lookup)
    things = list(islice(_things(lookup, event, about), _OF_EVENT))
    printers = sight.view.printers({thing.report for thing in things})
    for thing in things:
        if lookup.copy_of(thing.report) or not thing.says_who:
            continue
        is_claim = isinstance(thing, Claim)
        told = {"claims": int(is_claim), "others": int(not is_claim)}
        names = [party.name for party in thing.says_who]
        pairs = [graph.add(one, next_, printed=False, **told) for one, next_ in pairwise(names)]
        pairs.append(graph.add(names[-1], printers.get(thing.report, ""), printed=True, **told))
        found = tuple(pair for pair in pairs if pair)
        graph.things.append(_Thing("claim" if is_claim else "mention", thing.id, found))
    return graph.sort()


def _things(lookup: Lookup, event: Event, about: About) -> Iterator[Claim | EventMention]:
    claims = [id_ for toll in event.tolls for id_ in (*toll.claims, *(aside.claim for aside in toll.set_aside))]
    yield from lookup.claims(dict.fromkeys(claims))
    for id_ in event.mentions if about == "all" else ():
        with suppress(UnknownId):
            yield lookup.mention(id_)


def _drawn(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[tuple[str, str]]]:
    """The ends of the heaviest pairs, as many as can be read, and the pairs among them."""
    nodes: dict[str, None] = {}
    edges: list[tuple[str, str]] = []
    for pair in pairs:
        if len(edges) == _EDGES:
            break
        if len({*nodes, *pair}) <= _NODES:
            nodes.update(dict.fromkeys(pair))
            edges.append(pair)
    return list(nodes), edges


def _copiers(
    sight: Sight, lookup: Lookup, graph: _Graph, reports: Collection[str] | None
) -> defaultdict[str, list[tuple[str, int]]]:
    """Who repeats whose reports: by id, the ids of those that do and in how many reports."""
    copies = {copy: _first(lookup, copy) for copy in lookup.copied() if reports is None or copy in reports}
    printers = sight.view.printers({*copies, *copies.values()})
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for copy, of in copies.items():
        one, other = graph.id_of(printers.get(of, "")), graph.id_of(printers.get(copy, ""))
        if one != other:
            counted[one][other] += 1
    found = defaultdict[str, list[tuple[str, int]]](list)
    for id_, numbers in counted.items():
        found[id_] = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return found


def _first(lookup: Lookup, copy: str) -> str:
    """The report that a copy repeats, and no copy itself."""
    seen = {copy}
    while (of := lookup.copy_of(copy)) and of not in seen:
        seen.add(of)
        copy = of
    return copy


def _edge(sight: Sight, lookup: Lookup, graph: _Graph, about: About, pair: tuple[str, str]) -> Edge:
    said = next(_told(lookup, _one_of(sight, lookup, graph, about, pair)), None)
    return Edge(source=pair[0], target=pair[1], claims=graph.claims[pair], others=graph.others[pair], said=said)


def _one_of(
    sight: Sight, lookup: Lookup, graph: _Graph, about: About, pair: tuple[str, str]
) -> Iterator[ReliedOn | _Thing]:
    yield from (thing for thing in graph.things if pair in thing.pairs)
    for source, target in graph.ways[pair]:
        found = sight.view.one_on_the_word_of(_KINDS[about], lookup.copied(), source, target)
        if found:
            yield found


def _said(
    sight: Sight,
    lookup: Lookup,
    graph: _Graph,
    about: About,
    event: Event | None,
    pair: tuple[str | None, str | None],
    window: Window,
) -> tuple[tuple[SaidOn, ...], int]:
    """What is said by way of a pair of ids, of which one may be None; where both are one, by way of it either way."""
    source, target = pair
    if event:
        things = [thing for thing in graph.things if _goes_by(thing, source, target)]
        shown = things[window.offset : window.offset + window.limit]
        return tuple(_told(lookup, shown)), len(things)
    raw = {id_: graph.raw.get(id_, {id_}) for id_ in pair if id_ is not None}
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
