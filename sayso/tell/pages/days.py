"""The timeline a window at a time: events, statements and alleged violations by day, and how many there are a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.event import Event
from sayso.nouns.listed import Entries, Listed, Sought, What
from sayso.nouns.says_who import Party
from sayso.nouns.view import Window
from sayso.nouns.what import Effect
from sayso.tell import wording
from sayso.tell.allegations import RIGHTS
from sayso.tell.cited import Cited, cite
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.pages.sight import Sight
from sayso.tell.timeline import bare_title

Unit = Literal["day", "week", "month", "year"]

_LONGEST = 200
"""Characters of the words of a denial or an allegation."""
_REACH = 90
"""Characters quoted on either side of the word that tells of an event."""
_MOST_MENTIONS = 8
"""Mentions of one event among which the plainest is looked for."""
_MOST_BARS = 400
"""Bars of the overview; where days would be more, they are of weeks, months or years."""
_ASIDE = 0.03
"""Share of the entries at either end that the overview may leave out where that makes it much shorter."""
_MOST_PLACES = 300
_DENIALS = {"denies": "denial", "disputes": "dispute"}
"""What stands in a timeline for an attribution, by its stance."""


class About(Struct, frozen=True, kw_only=True):
    """A dispute of an event: what about, and its id."""

    about: str
    id: str


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """One event, one statement, or one alleged violation."""

    id: str
    what: What
    code: str | None
    """Its kind as a filter has it: PLOVER's of an event, a violation's, "denies" or "disputes"."""
    kind: str | None
    """The same in words."""
    event: str | None
    """The id of the event that it is; None of a denial or an alleged violation."""
    earliest: date | None
    latest: date | None
    when: str
    title: str
    place: str | None
    effects: tuple[str, ...]
    """Of the event's tolls."""
    where: str | None
    """The place with the region or country that it is in."""
    says_who: tuple[str, ...]
    """Who says it in the words quoted, origin first, down to the publisher."""
    reports: int
    disputes: tuple[About, ...]
    told: Quote | None
    """The words of one report that tell of it."""
    cited: Cited | None
    """The report of those words."""


class TimelinePage(Struct, frozen=True, kw_only=True):
    """A window of the timeline."""

    edition: str
    total: int
    """Entries that are sought."""
    entries: tuple[TimelineEntry, ...]


class Bar(Struct, frozen=True, kw_only=True):
    """How many entries begin in one stretch of days."""

    first: date
    last: date
    events: int
    statements: int
    violations: int


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to choose entries by, and how many there are."""

    code: str
    told: str
    entries: int


class OverviewPage(Struct, frozen=True, kw_only=True):
    """How many entries there are, by stretches of days."""

    edition: str
    unit: Unit
    bars: tuple[Bar, ...]
    """In order, without those of no entry."""
    earlier: int
    """Entries before the first bar: so few, and so far off, that the others could not be told apart beside them."""
    later: int


class ChoicesPage(Struct, frozen=True, kw_only=True):
    """What entries may be chosen by."""

    edition: str
    events: tuple[Choice, ...]
    statements: tuple[Choice, ...]
    violations: tuple[Choice, ...]
    """Kinds of them."""
    effects: tuple[Choice, ...]
    places: tuple[Choice, ...]
    """Those of most events first."""


def timeline_page(sight: Sight, window: Window, sought: Sought, *, dated: bool | None = None) -> TimelinePage:
    """A window of what is sought, oldest first, what has no day last; `dated`: only with a day, or only without."""
    found = sight.once(_sought, sought)
    parts = {True: found.dated, False: found.undated, None: found.dated + found.undated}
    shown = parts[dated][window.offset : window.offset + window.limit]
    lookup = sight.over()
    return TimelinePage(
        edition=sight.edition,
        total=len(parts[dated]),
        entries=tuple(_entries(lookup, sight, shown)),
    )


def _sought(sight: Sight, sought: Sought) -> Entries:
    return sight.view.timeline(sought)


def overview_page(sight: Sight, sought: Sought) -> OverviewPage:
    """How many entries there are of what is sought, by day or longer."""
    tallies = Counter((one.first, one.what) for one in sight.once(_sought, sought).dated)
    begun = [(date.fromisoformat(first or ""), what, entries) for (first, what), entries in tallies.items()]
    days = Counter[date]()
    for day, _, entries in begun:
        days[day] += entries
    first, last = core(days)
    unit = _unit(first, last)
    bars: dict[date, Counter[What]] = {}
    for day, what, entries in begun:
        if first <= day <= last:
            bars.setdefault(_start(day, unit), Counter())[what] += entries
    return OverviewPage(
        edition=sight.edition,
        unit=unit,
        bars=tuple(
            Bar(
                first=start,
                last=_end(start, unit),
                events=bar["event"],
                statements=bar["statement"],
                violations=bar["violation"],
            )
            for start, bar in sorted(bars.items())
        ),
        earlier=sum(entries for day, entries in days.items() if day < first),
        later=sum(entries for day, entries in days.items() if day > last),
    )


def choices_page(sight: Sight) -> ChoicesPage:
    """What the entries of the whole case may be chosen by."""
    entries = sight.once(_sought, Sought())
    kinds = Counter((one.kind, one.what) for one in (*entries.dated, *entries.undated))
    effects = sight.view.effects_told()
    return ChoicesPage(
        edition=sight.edition,
        events=_choices(kinds, "event"),
        statements=_choices(kinds, "statement"),
        violations=_choices(kinds, "violation"),
        effects=tuple(
            Choice(code=effect, told=wording.plain(effect), entries=effects[effect])
            for effect in get_args(Effect)
            if effect in effects
        ),
        places=tuple(
            Choice(code=name, told=on_one_line(name), entries=events)
            for name, events in sight.view.named_places(_MOST_PLACES)
        ),
    )


def _kind(code: str, what: What) -> str:
    if code in _DENIALS:
        return _DENIALS[code]
    return wording.plain(code) if what == "violation" else wording.kind_of_event(code, None)


def _choices(kinds: Counter[tuple[str | None, What]], what: What) -> tuple[Choice, ...]:
    chosen = (
        Choice(code=kind, told=_kind(kind, what), entries=entries)
        for (kind, of), entries in kinds.items()
        if kind and of == what
    )
    return tuple(sorted(chosen, key=lambda choice: choice.told))


# How many a day.


def core(days: Counter[date]) -> tuple[date, date]:
    """The days between which all entries are, or all but a few at either end where those are far off."""
    if not days:
        return date.min, date.min
    inner, passed = sorted(days), 0
    aside = days.total() * _ASIDE
    for first in inner:
        passed += days[first]
        if passed > aside:
            break
    passed = 0
    for last in reversed(inner):
        passed += days[last]
        if passed > aside:
            break
    whole, core = inner[-1] - inner[0], last - first
    return (first, last) if whole > 2 * core + timedelta(days=_MOST_BARS) else (inner[0], inner[-1])


def _unit(first: date, last: date) -> Unit:
    days = (last - first).days
    if days < _MOST_BARS:
        return "day"
    if days < 7 * _MOST_BARS:
        return "week"
    return "month" if days < 30 * _MOST_BARS else "year"


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return max(day - timedelta(days=day.weekday()), date.min) if day.toordinal() > 7 else date.min
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _end(start: date, unit: str) -> date:
    if unit == "day":
        return start
    if unit == "week":
        return start + timedelta(days=6)
    if unit == "month":
        return _start(start + timedelta(days=31), "month") - timedelta(days=1)
    return start.replace(month=12, day=31)


# What is shown.


def _entries(lookup: Lookup, sight: Sight, shown: Iterable[Listed]) -> Iterator[TimelineEntry]:
    for one in shown:
        if one.what == "violation":
            yield _alleged(lookup, sight, one)
        elif one.kind in _DENIALS:
            yield _denied(lookup, sight, one)
        else:
            yield _happened(lookup, sight, one)


def _happened(lookup: Lookup, sight: Sight, one: Listed) -> TimelineEntry:
    event = sight.view.event(one.id)
    quote, chain = _telling(lookup, sight, event)
    return TimelineEntry(
        id=one.id,
        what=one.what,
        code=one.kind,
        kind=wording.kind_of_event(event.kind, event.mode) if event.kind else None,
        event=event.id,
        earliest=event.when.earliest if event.when else None,
        latest=event.when.latest if event.when else None,
        when=wording.when(event.when),
        title=shortened(bare_title(event, None), _LONGEST),
        place=on_one_line(event.where.name or event.where.text) if event.where else None,
        effects=tuple(dict.fromkeys(toll.effect for toll in event.tolls)),
        where=wording.where(event.where),
        says_who=chain,
        disputes=tuple(About(about=_about(dispute.about, dispute.effect), id=dispute.id) for dispute in event.disputes),
        told=quote,
        cited=cited(lookup, quote),
        reports=one.reports,
    )


def _about(about: str, effect: str | None) -> str:
    return f"{wording.plain(about)}: {wording.plain(effect)}" if effect else wording.plain(about)


def _telling(lookup: Lookup, sight: Sight, event: Event) -> tuple[Quote | None, tuple[str, ...]]:
    """The words that say most plainly when an event was and who did it, else those of its first count."""
    mentions = []
    for id_ in event.mentions[:_MOST_MENTIONS]:
        with suppress(UnknownId):  # an alleged violation, which the case keeps elsewhere
            mentions.append(lookup.mention(id_))
    first = event.when.earliest if event.when else None
    if mentions:
        best = min(
            mentions,
            key=lambda one: (
                first is not None and (one.when is None or one.when.earliest != first),
                one.actor is None,
                one.report,
                one.trigger.start,
            ),
        )
        return lookup.quote(best.report, best.trigger, reach=_REACH), lookup.chain(best.says_who, best.report)
    for claim in lookup.claims(claim for toll in event.tolls[:1] for claim in toll.claims[:1]):
        return lookup.quote_claim(claim), lookup.chain(claim.says_who, claim.report)
    for id_ in event.mentions[:1]:
        with suppress(UnknownId):
            alleged = sight.view.violation(id_)
            return lookup.quote(alleged.report, alleged.sentence), lookup.chain(alleged.says_who, alleged.report)
    return None, ()


def _alleged(lookup: Lookup, sight: Sight, one: Listed) -> TimelineEntry:
    violation = sight.view.violation(one.id)
    quote = lookup.quote(violation.report, violation.sentence)
    chain = lookup.chain(violation.says_who, violation.report)
    right = RIGHTS.get(violation.right)
    by = f" by {on_one_line(violation.actor.text)}" if violation.actor else ""
    where = violation.where
    return TimelineEntry(
        id=one.id,
        what=one.what,
        code=one.kind,
        kind=on_one_line(f"{violation.right}: {right}" if right else violation.right),
        event=None,
        earliest=violation.when.earliest if violation.when else None,
        latest=violation.when.latest if violation.when else None,
        when=wording.when(violation.when),
        title=shortened(f"{wording.plain(violation.kind).capitalize()}{by}, alleged by {chain[0]}", _LONGEST),
        place=on_one_line(where.name or where.text) if where else None,
        effects=(),
        where=wording.where(where),
        says_who=chain,
        disputes=(),
        told=quote,
        cited=cited(lookup, quote),
        reports=one.reports,
    )


def _denied(lookup: Lookup, sight: Sight, one: Listed) -> TimelineEntry:
    said = sight.view.attribution(one.id)
    quote = lookup.quote(said.report, said.content)
    day = lookup.report(said.report).published_on
    return TimelineEntry(
        id=one.id,
        what=one.what,
        code=one.kind,
        kind=_DENIALS[said.stance],
        event=None,
        earliest=None,
        latest=day,
        when=wording.days(None, day),
        title=f"{_name(lookup, said.says_who)} {'denies' if said.stance == 'denies' else 'disputes'}",
        place=None,
        effects=(),
        where=None,
        says_who=lookup.chain(said.says_who, said.report),
        disputes=(),
        told=quote,
        cited=cited(lookup, quote),
        reports=one.reports,
    )


def _name(lookup: Lookup, says_who: Sequence[Party]) -> str:
    return lookup.name(says_who[0]) if says_who else "Somebody"


def cited(lookup: Lookup, quote: Quote | None) -> Cited | None:
    """The report that words are of."""
    return cite(lookup, quote.report) if quote else None
