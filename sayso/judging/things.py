"""What an id names, as a judgement keeps it: by words and hashes that outlive the id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct

from sayso.errors import UnknownId, WrongUse
from sayso.judging.checks import MOST_EVENT_QUOTED
from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, Record, Toll
from sayso.nouns.judgement import Judged, Quoted
from sayso.nouns.report import Report
from sayso.nouns.says_who import Party
from sayso.nouns.what import EventMention
from sayso.store.anchors import quote, words_of
from sayso.store.readings import Said
from sayso.store.sqlite import Case
from sayso.tell import wording
from sayso.tell.find import find_thing
from sayso.tell.harmless import shortened
from sayso.tell.parts import claims_in

MOST_QUOTED = 8
"""Words by which an event, or a party, is kept: of several reports, so that it is found while one of them is."""
_MOST_PARTS = 2_000
"""Parts of an event that are looked through for them."""
_OF_ITS_PARTY = ":party"
_IN_EVENT = "@"
_LINE = 80


class _Telling(Struct, frozen=True):
    """What one report tells of an event."""

    event: Event
    report: str
    parts: tuple[Claim | EventMention, ...]


def things_named(case: Case, record: Callable[[], Record], names: Sequence[str]) -> tuple[Judged, ...]:
    """What each id, beginning of an id, or name of a party means.

    `ID:party` is the origin that a claim names, and `REPORT@EVENT` all that a report tells of an event. An event is
    kept by parts of it that are none of the other things. The record is asked for only where a name is
    no whole id. Raises `UnknownId`, and `WrongUse` where one means several things or cannot be judged.
    """
    found = [_find(case, record, name) for name in names]
    tellings = [thing for thing in found if isinstance(thing, _Telling)]
    of_reports = [thing for thing in found if not isinstance(thing, Judged | Event | Report | _Telling)]
    said = {thing.id for thing in of_reports} | {part.id for telling in tellings for part in telling.parts}
    near = {thing.report for thing in of_reports}
    for telling in tellings:
        _check_few(telling)
    most = MOST_EVENT_QUOTED if tellings else MOST_QUOTED
    return tuple(
        thing if isinstance(thing, Judged) else _judged(case, thing, without=said, near=near, most=most)
        for thing in found
    )


def _find(case: Case, record: Callable[[], Record], name: str) -> Judged | Event | Report | Said | _Telling:
    name = name.strip()
    if name.endswith(_OF_ITS_PARTY):
        of = name.removesuffix(_OF_ITS_PARTY)
        return _party_of(case, _whole(case, of) or find_thing(case, record(), of))
    whole = _whole(case, name)
    if whole is not None:
        return whole
    if name.casefold() in {one.casefold() for party in record().parties for one in (party.name, *party.also)}:
        return _party(name, _occurrences(case, name))
    judgement = _judgement(case, name)
    if judgement:
        return judgement
    telling = _telling(case, name)
    if telling:
        return telling
    thing = find_thing(case, record(), name)
    if isinstance(thing, Toll | Dispute):
        raise WrongUse(
            f"{name!r} is a {'toll' if isinstance(thing, Toll) else 'dispute'}, which is computed: judge the claims"
            f" that it rests on (sayso why CASE {name} lists them)"
        )
    return thing


def _whole(case: Case, name: str) -> Event | Claim | EventMention | None:
    """What has this very id, of things whose ids are hashes: a report's may be anything, a party's name too."""
    asked: tuple[Callable[[str], Event | Claim | EventMention], ...] = (case.claim, case.mention, case.event)
    for ask in asked if name else ():
        with suppress(UnknownId):
            return ask(name)
    return None


def _judgement(case: Case, name: str) -> Judged | None:
    fitting = [one for one in case.judgements() if name and one.id.startswith(name)] if name.startswith("j") else []
    if len(fitting) > 1:
        ids = ", ".join(one.id for one in fitting[:3])
        raise WrongUse(f"{name!r} is the beginning of several judgements: {ids}; give more of it")
    for one in fitting:
        told = wording.join((one.kind, *(thing.told for thing in one.about)))
        return Judged(kind="judgement", id=one.id, told=shortened(told, _LINE), report=None, sha256=None, quoted=())
    return None


def _telling(case: Case, name: str) -> _Telling | None:
    """What `REPORT@EVENT`, both of them whole ids, names; a report's id may have an "@" of its own."""
    report, _, of = name.rpartition(_IN_EVENT)
    if not report:
        return None
    try:
        event = case.event(of)
    except UnknownId:
        return None
    parts = tuple(part for part in parts_of(case, event) if part.report == report)
    if not parts:
        raise WrongUse(f"the report {report!r} gives no figure and tells of nothing in the event {of!r}")
    return _Telling(event, report, parts)


def _check_few(telling: _Telling) -> None:
    """All other reports must be quoted: of those that were not, some would follow the one that leaves."""
    if len(telling.event.reports) > MOST_EVENT_QUOTED:
        raise WrongUse(
            f"the event {telling.event.id!r} is told by more than {MOST_EVENT_QUOTED} reports: say of two claims that"
            " they are of different happenings, or withdraw the report"
        )


def _judged(
    case: Case, thing: Event | Report | Said | _Telling, *, without: Collection[str], near: Collection[str], most: int
) -> Judged:
    match thing:
        case _Telling():
            report = case.report(thing.report)
            return Judged(
                kind="event",
                id=thing.event.id,
                told=shortened(f"what {report.title or report.publisher or report.id} tells of it", _LINE),
                report=None,
                sha256=None,
                quoted=tuple(_quote(case, part, thing.report) for part in thing.parts[:MOST_QUOTED]),
                narrow=thing.event.part_of is not None,
            )
        case Report():
            told = thing.title or thing.publisher or thing.id
            return Judged(
                kind="report",
                id=thing.id,
                told=shortened(told, _LINE),
                report=case.given_id(thing.id),
                sha256=thing.sha256,
                quoted=(),
            )
        case Event():
            quoted = tuple(_event_quotes(case, thing, without, near, most))
            if not quoted:
                raise WrongUse(f"the event {thing.id!r} is made of nothing but what it is judged with")
            narrow = thing.part_of is not None
            told = shortened(thing.title, _LINE)
            return Judged(kind="event", id=thing.id, told=told, report=None, sha256=None, quoted=quoted, narrow=narrow)
        case Claim():
            thing = case.claim_as_read(thing.id)
            told = f"{thing.figure.text} {' or '.join(map(wording.plain, thing.effects))}"
        case _:
            told = words_of(thing).text
    one = _quote(case, thing, thing.report)
    told = shortened(told, _LINE)
    return Judged(kind=one.kind, id=thing.id, told=told, report=None, sha256=None, quoted=(one,))


def _quote(case: Case, said: Said | Party, report: str) -> Quoted:
    return quote(said, case.report(report), case.given_id(report))


def _event_quotes(
    case: Case, event: Event, without: Collection[str], near: Collection[str], most: int
) -> Iterator[Quoted]:
    """The first count, else the first mention, of some reports: of those near first, then of those about the event."""
    told: defaultdict[str, list[Claim | EventMention]] = defaultdict(list)
    for part in parts_of(case, event):
        if part.id not in without:
            told[part.report].append(part)
    order = sorted(told, key=lambda report: (report not in near, report not in event.main_for, report))
    for report in order[:most]:
        first = min(told[report], key=lambda one: (not isinstance(one, Claim), words_of(one).start, one.id))
        yield _quote(case, first, report)


def parts_of(case: Case, event: Event) -> Iterator[Claim | EventMention]:
    """The claims and mentions that an event is made of, the claims first."""
    for ask, ids in ((case.claim_as_read, claims_in(event)), (case.mention, event.mentions)):
        for id in tuple(dict.fromkeys(ids))[:_MOST_PARTS]:  # noqa: A001
            try:
                yield ask(id)
            except UnknownId:  # an alleged violation
                continue


def _occurrences(case: Case, name: str) -> Iterator[Quoted]:
    """Where reports name a party so, once a report."""
    for reading in case.readings():
        found = [party for party in reading.parties if party.name.casefold() == name.casefold()]
        if found:
            yield _quote(case, min(found, key=lambda one: (one.start, one.end)), reading.report.id)


def _party(name: str, occurrences: Iterable[Quoted]) -> Judged:
    quoted = tuple(one for one, _ in zip(occurrences, range(MOST_QUOTED), strict=False))
    if not quoted:
        raise UnknownId(f"no report names a party {shortened(name, _LINE)!r} any more")
    return Judged(kind="party", id=name, told=shortened(name, _LINE), report=None, sha256=None, quoted=quoted)


def _party_of(case: Case, thing: object) -> Judged:
    if isinstance(thing, Event | Toll | Dispute | Report) or not getattr(thing, "says_who", ()):
        raise WrongUse("`:party` goes behind the id of a claim, mention or attribution that names who says it")
    party: Party = thing.says_who[0]  # type: ignore[attr-defined]
    return _party(party.name, [_quote(case, party, thing.report)])  # type: ignore[attr-defined]
