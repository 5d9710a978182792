"""Who says how many, and when: the counts behind one toll, each with its words; and the tolls of the case to choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, SetAside, Step, Toll
from sayso.nouns.judgement import Ruling
from sayso.nouns.view import Window
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.pages.account import EventLine, event_line
from sayso.tell.pages.sight import Sight
from sayso.tell.printed import withdrawn_reports
from sayso.tell.tolls import TollColumns, size_of, toll_columns, when_said

_STEPS = 300
"""Counts that are drawn."""
_WORDS = 600
"""Claims that are quoted on one page."""
_WORDS_OF_ONE = 5
_ASIDE = 60
"""Claims set aside that are on the page; the rest come by window."""
_TAKEN_OUT = 40
_LOOKED_THROUGH = 400
"""Claims of withdrawn reports among which those near a toll are looked for."""
_OTHERS = 40
_REASON = 300

State = Literal["stands", "overtaken", "set aside", "judged wrong", "withdrawn"]
_STILL: frozenset[State] = frozenset({"stands", "overtaken"})
Revised = Literal["up", "down", "same", "revised"]


class Source(Struct, frozen=True, kw_only=True):
    """One claim that gives a count."""

    claim: str
    report: str
    publisher: str
    published: str | None
    sha256: str
    copy_of: str | None
    chain: tuple[str, ...]
    """Who says it, origin first, down to the publisher."""
    quote: Quote
    confidence: float | None
    judged: str | None


class Counted(Struct, frozen=True, kw_only=True):
    """One count of one voice on one day."""

    at: int
    """Its place among the counts of the toll, in time."""
    line: int
    """Whose it is: a place in `lines`."""
    day: date | None
    when: str
    """The day; else the days that it can have been said on, or the report's word for it; "?" unknown."""
    low: int | None
    high: int | None
    value: int | None
    bounds: str
    group: str | None
    revised: Revised | None
    """How it replaces an earlier count of the same voice; None where it does not."""
    replaces: int | None = None
    """The place of the count that it replaces; of another line where a party has two names in the case."""
    state: State
    why: str | None
    """Why it does not stand."""
    sources: tuple[Source, ...]
    claims: int
    """How many claims give it; `sources` has the first of them."""
    reports: int
    copies: int
    """How many of the reports only repeat another."""


class Line(Struct, frozen=True, kw_only=True):
    """One voice: a party, or a publisher that names nobody."""

    name: str
    kind: str | None
    """What the party is; None for a publisher."""
    named: bool
    counts: int
    claims: int
    first: date | None
    last: date | None
    says: str
    """Its newest count, as bounds."""


class TollLine(TollColumns, frozen=True, kw_only=True):
    """One toll in a list."""

    id: str
    as_of: date | None
    origins: int
    steps: int
    voices: int


class FiguresPage(Struct, frozen=True, kw_only=True):
    """Who says how many, and when, for one toll."""

    edition: str
    toll: TollLine
    event: EventLine
    why: str
    """The rule's sentence for what stands."""
    lines: tuple[Line, ...]
    """Those that say most first."""
    counts: tuple[Counted, ...]
    """In time, undated ones where the record has them; then what was taken out."""
    more_counts: int
    aside: tuple[Counted, ...]
    """What the toll looked at and did not use, and has no step for."""
    total_aside: int
    others: tuple[TollLine, ...]
    """The other tolls of the event."""


class AsidePage(Struct, frozen=True, kw_only=True):
    """A window of what a toll set aside."""

    edition: str
    lines: tuple[Line, ...]
    aside: tuple[Counted, ...]
    total: int


class SourcesPage(Struct, frozen=True, kw_only=True):
    """A window of the claims that give one count."""

    edition: str
    sources: tuple[Source, ...]
    total: int


class EffectCount(Struct, frozen=True, kw_only=True):
    """How many tolls there are of one effect."""

    effect: str
    told: str
    tolls: int


class TollsPage(Struct, frozen=True, kw_only=True):
    """A window of the tolls of a case."""

    edition: str
    tolls: tuple[TollLine, ...]
    total: int
    effects: tuple[EffectCount, ...]


def tolls_page(sight: Sight, effect: str | None, window: Window) -> TollsPage:
    """The tolls of the case, those of the events that most reports are about first."""
    counts = sight.view.count_tolls()
    return TollsPage(
        edition=sight.edition,
        tolls=tuple(toll_line(event, toll) for event, toll in sight.view.tolls(window, effect)),
        total=counts.get(effect, 0) if effect else sum(counts.values()),
        effects=tuple(
            EffectCount(effect=name, told=wording.plain(name), tolls=number) for name, number in counts.items()
        ),
    )


def figures_page(sight: Sight, toll_id: str, event_id: str | None = None) -> FiguresPage:
    """The counts behind one toll; of an id that several events have, that of `event_id`. Raises `UnknownId`."""
    event, toll = sight.toll(toll_id, event_id)
    lookup = sight.over((event,))
    voices = _Voices(lookup)
    steps = toll.series[:_STEPS]
    few = max(1, min(_WORDS_OF_ONE, _WORDS // max(1, len(steps))))
    counts = _overtaken(_steps(lookup, toll, steps, voices, few))
    counts += _taken_out(sight, lookup, event, toll, voices, len(counts))
    aside = _aside_of(toll)
    told_aside = tuple(_set_aside(lookup, toll, aside[:_ASIDE], voices, len(counts)))
    lines, order = voices.lines(counts, told_aside)
    return FiguresPage(
        edition=sight.edition,
        toll=toll_line(event, toll),
        event=event_line(event),
        why=on_one_line(toll.why),
        lines=lines,
        counts=_ordered(counts, order),
        more_counts=len(toll.series) - len(steps),
        aside=_ordered(told_aside, order),
        total_aside=len(aside),
        others=tuple(toll_line(event, other) for other in event.tolls if other.id != toll.id)[:_OTHERS],
    )


def aside_page(sight: Sight, toll_id: str, event_id: str | None, window: Window) -> AsidePage:
    """What a toll set aside, a window at a time; raises `UnknownId`."""
    event, toll = sight.toll(toll_id, event_id)
    lookup = sight.over((event,))
    voices, aside = _Voices(lookup), _aside_of(toll)
    shown = aside[window.offset : window.offset + window.limit]
    told = tuple(_set_aside(lookup, toll, shown, voices, window.offset))
    lines, order = voices.lines((), told)
    return AsidePage(edition=sight.edition, lines=lines, aside=_ordered(told, order), total=len(aside))


def sources_page(sight: Sight, toll_id: str, event_id: str | None, at: int, window: Window) -> SourcesPage:
    """The claims that give the count at a place in the series of a toll; raises `UnknownId`."""
    event, toll = sight.toll(toll_id, event_id)
    if at >= len(toll.series):
        raise UnknownId(f"the toll {toll_id!r} has no step {at}")
    claims = toll.series[at].claims
    shown = claims[window.offset : window.offset + window.limit]
    return SourcesPage(edition=sight.edition, sources=sources(sight.over((event,)), shown), total=len(claims))


def toll_line(event: Event, toll: Toll) -> TollLine:
    """A toll as a line of a list."""
    return TollLine(
        **toll_columns(event, toll),
        id=toll.id,
        as_of=toll.as_of,
        origins=toll.origins,
        steps=len(toll.series),
        voices=len({step.party for step in toll.series}),
    )


def sources(lookup: Lookup, claims: Iterable[str]) -> tuple[Source, ...]:
    """Claims with their words and citations."""
    return tuple(_source(lookup, claim) for claim in lookup.claims(claims))


def _source(lookup: Lookup, claim: Claim) -> Source:
    report = lookup.report(claim.report)
    return Source(
        claim=claim.id,
        report=claim.report,
        publisher=lookup.publisher(claim.report),
        published=report.published and on_one_line(report.published),
        sha256=report.sha256,
        copy_of=lookup.copy_of(claim.report),
        chain=lookup.chain(claim.says_who, claim.report),
        quote=lookup.quote_claim(claim),
        confidence=claim.confidence,
        judged=claim.judged,
    )


class _Voices:
    """The voices of a toll, numbered as they are met."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._at: dict[tuple[bool, str], int] = {}

    def of(self, party: str | None, claims: Sequence[Claim]) -> int:
        """The place of a party, or of whoever first printed a count on nobody's word."""
        if party is not None:
            return self._place(True, on_one_line(party))
        if not claims:
            return self._place(False, wording.UNKNOWN)
        report = claims[0].report
        return self._place(False, self._lookup.publisher(self._lookup.copy_of(report) or report))

    def of_claim(self, claim: Claim) -> int:
        """The place of the origin of a claim."""
        return self.of(self._lookup.name(claim.says_who[0]) if claim.says_who else None, (claim,))

    def _place(self, named: bool, name: str) -> int:
        return self._at.setdefault((named, name), len(self._at))

    def lines(self, counts: Sequence[Counted], aside: Sequence[Counted]) -> tuple[tuple[Line, ...], dict[int, int]]:
        """The voices, those that say most first, and the new place of each."""
        said: defaultdict[int, list[Counted]] = defaultdict(list)
        for count in counts:
            said[count.line].append(count)
        silent = {count.line for count in aside} - said.keys()
        lines = {at: self._line(named, name, said[at]) for (named, name), at in self._at.items()}
        order = sorted(
            lines, key=lambda at: (at in silent, -lines[at].claims, -lines[at].counts, not lines[at].named, at)
        )
        return tuple(lines[at] for at in order), {at: place for place, at in enumerate(order)}

    def _line(self, named: bool, name: str, counts: Sequence[Counted]) -> Line:
        days = [count.day for count in counts if count.day]
        newest = max(counts, key=lambda count: (count.state in _STILL, count.day or date.min, count.at), default=None)
        return Line(
            name=name,
            kind=self._lookup.kind_of(name) if named else None,
            named=named,
            counts=len(counts),
            claims=sum(count.claims for count in counts),
            first=min(days, default=None),
            last=max(days, default=None),
            says=newest.bounds if newest else wording.UNKNOWN,
        )


def _ordered(counts: Iterable[Counted], order: dict[int, int]) -> tuple[Counted, ...]:
    return tuple(replace(count, line=order[count.line]) for count in counts)


def _steps(lookup: Lookup, toll: Toll, steps: Iterable[Step], voices: _Voices, few: int) -> Iterator[Counted]:
    standing = set(toll.claims)
    why = {aside.claim: aside.why for aside in toll.set_aside}
    before: dict[int, tuple[int, Step]] = {}
    open_: tuple[int, Step] | None = None
    for at, step in enumerate(steps):
        claims = lookup.claims(step.claims[:few])
        line = voices.of(step.party, claims)
        stands = not standing.isdisjoint(step.claims)
        reason = None if stands else next((why[id_] for id_ in step.claims if id_ in why), None)
        reports = {claim.report for claim in claims}
        old = before.get(line, open_) if step.supersedes else None
        yield Counted(
            at=at,
            line=line,
            day=step.day,
            when=when_said(step.day, claims[0] if claims else None),
            low=step.low,
            high=step.high,
            value=step.value,
            bounds=wording.bounds(step.low, step.high),
            group=wording.plain(step.group) if step.group and step.group != toll.group else None,
            revised=_revision(step, old and old[1]) if step.supersedes else None,
            replaces=old and old[0],
            state="stands" if stands else "set aside",
            why=shortened(reason, _REASON) if reason else None,
            sources=tuple(_source(lookup, claim) for claim in claims),
            claims=len(step.claims),
            reports=len(reports) + len(step.claims) - len(claims),
            copies=sum(lookup.copy_of(report) is not None for report in reports),
        )
        before[line] = at, step
        if step.party is not None and not stands:
            open_ = at, step


def _overtaken(counts: Iterable[Counted]) -> list[Counted]:
    """The counts, with those that a later one of the same voice replaces marked so."""
    found = list(counts)
    replaced = {count.replaces for count in found}
    return [
        replace(count, state="overtaken") if count.at in replaced and count.state == "set aside" else count
        for count in found
    ]


def _revision(step: Step, before: Step | None) -> Revised:
    now, then = size_of(step), size_of(before) if before else None
    if now is None or then is None:
        return "revised"
    return "same" if now == then else "up" if now > then else "down"


def _aside_of(toll: Toll) -> list[SetAside]:
    """What was set aside and is no step of the series."""
    drawn = {id_ for step in toll.series for id_ in step.claims}
    return [aside for aside in toll.set_aside if aside.claim not in drawn]


def _set_aside(lookup: Lookup, toll: Toll, aside: Iterable[SetAside], voices: _Voices, start: int) -> Iterator[Counted]:
    why = {one.claim: one.why for one in aside}
    for at, claim in enumerate(lookup.claims(why), start):
        yield _alone(lookup, toll, claim, voices.of_claim(claim), at, "set aside", why[claim.id])


def _taken_out(
    sight: Sight, lookup: Lookup, event: Event, toll: Toll, voices: _Voices, start: int
) -> Iterator[Counted]:
    """Counts that people judged wrong, or that stand in reports that they withdrew."""
    gone = withdrawn_reports(sight.view)
    lost = sight.view.withdrawn_claims(toll.effect, _LOOKED_THROUGH) if gone else ()
    wrong = islice(_judged_wrong(sight, lookup, event, toll), _TAKEN_OUT)
    for at, (claim, ruling) in enumerate(wrong, start):
        by = f" by {on_one_line(ruling.by)}" if ruling.by else ""
        why = f"Judged wrong{by} on {on_one_line(ruling.at[:10])}: {ruling.because}"
        yield _alone(lookup, toll, claim, voices.of_claim(claim), at, "judged wrong", why)
        start = at + 1
    near = (claim for claim in lost if claim.report in gone and _is_near(lookup, event, toll, claim))
    for at, claim in enumerate(islice(near, _TAKEN_OUT), start):
        why = f"Its report is withdrawn: {gone[claim.report].because}"
        yield _alone(lookup, toll, claim, voices.of_claim(claim), at, "withdrawn", why)


def _is_near(lookup: Lookup, event: Event, toll: Toll, claim: Claim) -> bool:
    """Whether a count that is in no event any more may have been of this one: the same country, and within its days."""
    here, there = event.where and event.where.country, claim.where and claim.where.country
    if (here and there and here != there) or not _is_of_group(claim, toll):
        return False
    told = (claim.when and (claim.when.earliest or claim.when.latest)) or claim.as_of
    day = told or lookup.report(claim.report).published_on
    days = [step.day for step in toll.series if step.day]
    first = min([*days, *([event.when.earliest] if event.when and event.when.earliest else [])], default=None)
    last = max([*days, *([event.when.latest] if event.when and event.when.latest else [])], default=None)
    return day is None or first is None or last is None or first <= day <= last


def _judged_wrong(sight: Sight, lookup: Lookup, event: Event, toll: Toll) -> Iterator[tuple[Claim, Ruling]]:
    reports = set(event.reports)
    for id_, ruling in sight.judged.wrong():
        for claim in lookup.claims((id_,)):
            if claim.report in reports and toll.effect in claim.effects and _is_of_group(claim, toll):
                yield claim, ruling


def _is_of_group(claim: Claim, toll: Toll) -> bool:
    return toll.group is None or (claim.affected is not None and claim.affected.group == toll.group)


def _alone(lookup: Lookup, toll: Toll, claim: Claim, line: int, at: int, state: State, why: str) -> Counted:
    day = claim.as_of or lookup.report(claim.report).published_on
    group = claim.affected.group if claim.affected else None
    return Counted(
        at=at,
        line=line,
        day=day,
        when=when_said(day, claim),
        low=claim.figure.low,
        high=claim.figure.high,
        value=claim.figure.value,
        bounds=wording.bounds(claim.figure.low, claim.figure.high),
        group=wording.plain(group) if group and group != toll.group else None,
        revised=None,
        state=state,
        why=shortened(why, _REASON),
        sources=(_source(lookup, claim),),
        claims=1,
        reports=1,
        copies=int(lookup.copy_of(claim.report) is not None),
    )
