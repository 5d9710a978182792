"""One report's tellings by happening: its main one, and others that its words keep apart by place or day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from sayso.languages import words
from sayso.nouns.claim import Claim
from sayso.nouns.event import Days
from sayso.nouns.reading import Reading
from sayso.nouns.what import EventKind
from sayso.reconcile.days import gap, hull, is_known, width
from sayso.reconcile.full_names import full_names_in
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.main_days import LONG_BEFORE, WIDEST, long_before, main_days
from sayso.reconcile.main_kind import is_unrest, main_kind
from sayso.reconcile.main_place import Vote, main_places, place_by
from sayso.reconcile.places import Place
from sayso.reconcile.recalled import of_the_happening, only_recalls, recallable_by, recalled_beside, where_recalled
from sayso.reconcile.tellings import Telling, tellings_of
from sayso.reconcile.topics import NOTHING, Topics, topics_of

DAYS_BEFORE = 2
"""Days before the day of the main happening from which on a count is of another one."""

Counts = dict[str, tuple[int | None, int | None]]


class StrandWords(Struct, frozen=True, kw_only=True):
    """`strands.toml`: what makes a count one of years or of several happenings, and what a headline tells of one."""

    over_years: re.Pattern[str]
    harm: re.Pattern[str]


def _words() -> StrandWords:
    return words("en", "strands", StrandWords)


class Strand(Struct, frozen=True, kw_only=True):
    """What one report tells of one happening."""

    id: str
    """The least id of what it tells."""
    report: str
    main: bool
    """Whether it is what the report is about."""
    place: Place | None
    places: tuple[Vote, ...]
    """Each place that speaks for where it was, with its share of all that does."""
    days: Days
    sure: bool
    """Whether the report's own words give the days (otherwise: no later than its publication)."""
    kind: EventKind | None
    unrest: bool
    told: tuple[str, ...]
    """Ids of what it tells."""
    published: date | None
    names: frozenset[str]
    """Full names in the report, folded."""
    topics: Topics
    """Words of the beginning."""
    counts: Counts
    """Greatest bounds told for the killed and the injured."""
    recalls: bool
    """Whether the report tells what came after it, and only recalls it."""
    recallable: tuple[str, ...]
    """By what a report that recalls it finds it (`recalled.py`)."""


Tellings = Mapping[str, Telling]
"""By id."""


def told_by(strand: Strand, tellings: Tellings) -> list[Telling]:
    """What a strand tells, in text order."""
    return [tellings[id] for id in strand.told]  # noqa: A001


def strands_of(reading: Reading, word: Word = NOBODYS) -> tuple[Strand, ...]:
    """The report's happenings, the main one first; none where it tells nothing, its headline neither.

    What people hold apart from the rest of a happening comes last, each as one of its own.
    """
    tellings = tellings_of(reading)
    if not tellings:
        return tuple(_of_headline(reading))
    places, days, sure, groups = _by_happening(reading, tellings)
    apart = [part for group in groups.values() for part in word.regrouped([group])[1:]]
    if apart:
        leaving = {telling.id for part in apart for telling in part}
        rest = [telling for telling in tellings if telling.id not in leaving]
        places, days, sure, groups = _by_happening(reading, rest)
    names, topics = full_names_in(reading), topics_of(reading.report)
    place = place_by(places)
    main_group = groups.pop(())
    main = _strand(
        reading,
        main_group,
        place=place,
        places=places,
        days=days,
        sure=sure,
        names=names,
        topics=topics,
        main=True,
        recalls=only_recalls(main_group, reading.report.text),
    )
    others = (
        _strand(
            reading,
            group,
            recalls=key == ("recalled",),
            place=(other := group[0].place or place),
            places=((other, 1.0),) if other else (),
            days=_hull_of(group),
            sure=True,
            names=frozenset(),
            topics=NOTHING,
            main=False,
        )
        for key, group in (*sorted(groups.items()), *((("apart",), group) for group in apart))
    )
    return (main, *others)


def _of_headline(reading: Reading) -> Iterator[Strand]:
    """What only the headline tells, of a page whose text is about something else, or is none ("Sign in to read"): that
    there was a happening, and where, if the text has words that lie there."""
    published = reading.report.published_on
    if _words().harm.search(reading.report.title or ""):
        places = main_places(reading, ())
        yield _strand(
            reading,
            (),
            place=place_by(places),
            places=places,
            days=Days(earliest=None, latest=published),
            sure=False,
            names=frozenset(),
            topics=topics_of(msgspec.structs.replace(reading.report, text="")),
            main=True,
        )


def _by_happening(
    reading: Reading, tellings: Sequence[Telling]
) -> tuple[tuple[Vote, ...], Days, bool, dict[tuple[str, ...], list[Telling]]]:
    """Places and days of the main happening, whether words give the days, and what is told of each; () is the main."""
    recalls = only_recalls(tellings, reading.report.text)
    places = where_recalled(tellings, reading) if recalls else main_places(reading, tellings)
    place = place_by(places)
    days, sure = main_days(tellings, reading, reading.report.published_on)
    unrest = is_unrest(tellings)
    apart = () if recalls else recalled_beside(tellings, reading.report.text, unrest=unrest)
    groups: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        group = ("recalled",) if telling.id in apart else _group(telling, place, days, unrest=unrest)
        groups[group].append(telling)
    if () not in groups:
        groups[()] = groups.pop(min(groups))
    return places, days, sure, groups


def _group(telling: Telling, place: Place | None, days: Days, *, unrest: bool) -> tuple[str, ...]:
    """() for the main happening; else what sets the telling apart from it."""
    elsewhere = telling.place and place and telling.place.country != place.country
    long_ago = long_before(telling.days, days)
    earlier = not unrest and isinstance(telling.told, Claim) and _is_of_other_days(telling.told, telling.days, days)
    older = telling.background and not (is_known(telling.days) and gap(telling.days, days) == 0)
    if not (elsewhere or long_ago or earlier or older):
        return ()
    if elsewhere and not telling.background and not isinstance(telling.told, Claim):
        return () if not long_ago else ("before", str(telling.days.latest))
    where = telling.place.key if telling.place else ("",)
    return ("apart", *where, str(telling.days.latest or ""))


def _is_of_days_before(a: Days, b: Days) -> bool:
    """Whether a count is of days before a happening of known days: it is of another, told of beside it."""
    return (
        is_known(b) and a.latest is not None and b.earliest is not None and (b.earliest - a.latest).days > DAYS_BEFORE
    )


def _is_of_other_days(claim: Claim, a: Days, b: Days) -> bool:
    """Whether a count is of days before a happening of known days, or of the years in which others like it were."""
    if 0 < (width(b) or 0) <= WIDEST and (
        (width(a) or 0) > LONG_BEFORE or _words().over_years.search(claim.sentence.text)
    ):
        return True
    return _is_of_days_before(a, b)


def _strand(
    reading: Reading,
    tellings: Sequence[Telling],
    *,
    place: Place | None,
    places: tuple[Vote, ...],
    days: Days,
    sure: bool,
    names: frozenset[str],
    topics: Topics,
    main: bool,
    recalls: bool = False,
) -> Strand:
    return Strand(
        id=min((telling.id for telling in tellings), default=reading.report.id),
        report=reading.report.id,
        main=main,
        place=place,
        places=places,
        days=days,
        sure=sure,
        kind=main_kind(of_the_happening(tellings) if recalls else tellings),
        unrest=is_unrest(tellings),
        told=tuple(telling.id for telling in tellings),
        published=reading.report.published_on,
        names=names,
        topics=topics,
        counts=_counts(tellings),
        recalls=recalls,
        recallable=recallable_by(tellings, reading, main=main) if main or recalls else (),
    )


def _hull_of(tellings: Sequence[Telling]) -> Days:
    return hull(telling.days for telling in tellings)


def _counts(tellings: Sequence[Telling]) -> Counts:
    found: Counts = {}
    for telling in tellings:
        claim = telling.told
        if isinstance(claim, Claim) and claim.effects in (("killed",), ("injured",)):
            bounds = _bounds_of_the_whole(claim)
            if bounds is not None:
                before = found.get(claim.effects[0], (None, None))
                found[claim.effects[0]] = max(
                    before, bounds, key=lambda bounds: (bounds[0] or bounds[1] or 0, bounds[1] or 0)
                )
    return found


def _bounds_of_the_whole(claim: Claim) -> tuple[int | None, int | None] | None:
    """What a count says of all whom a happening harmed: more than itself, where it is of some more of them."""
    if claim.scope == "total":
        return claim.figure.low, claim.figure.high
    return (claim.figure.low, None) if claim.scope == "additional" else None
