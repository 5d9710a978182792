"""Stories become events: a widest one with the counts, and narrower ones that are parts of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from sayso.nouns.claim import Claim
from sayso.nouns.event import Days, Event, EventWhere
from sayso.nouns.reading import Reading
from sayso.nouns.what import Actor, EventKind, EventMention
from sayso.reconcile.day_and_place import day_and_place_disputes
from sayso.reconcile.days import UNKNOWN, gap, hull, is_known
from sayso.reconcile.denials import Denials, mention_denials
from sayso.reconcile.disputes import denial_disputes, figure_disputes
from sayso.reconcile.durations import duration_disputes
from sayso.reconcile.headline import headlines_of
from sayso.reconcile.ids import event_id
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.names import fold_noun, without_article
from sayso.reconcile.places import Place, strictly_inside
from sayso.reconcile.stories import Story
from sayso.reconcile.story_place import story_place
from sayso.reconcile.strands import Strand, Tellings, told_by
from sayso.reconcile.tellings import SPOKEN, STATEMENTS, Telling, tellings_of
from sayso.reconcile.titles import title_of
from sayso.reconcile.tolls import Sources, event_where, tally

MOST_ACTORS = 6
SPELL = 7
"""Days without a word after which one kind of happening in a story is another ("arrests" in two waves)."""
UNREST_PARTS: frozenset[EventKind] = frozenset(("PROTEST", "COERCE", "MOBILIZE"))
"""Kinds of narrower events that belong to unrest of the country in the same days, whoever reports them."""

Readings = Mapping[str, Reading]


def tell_story(
    story: Story, readings: Readings, sources: Sources, denials: Denials, word: Word = NOBODYS
) -> tuple[Event, tuple[Event, ...]]:
    """The widest event of a story, and the narrower ones that are parts of it."""
    root, parts = _events_of_story(story, readings, sources, word)
    told = {mention.id: mention for report in root.reports for mention in readings[report].events}

    def disputed(event: Event) -> Event:
        mentions = [told[id] for id in event.mentions if id in told]  # noqa: A001
        return _with_denials(event, mentions, denials, sources)

    return disputed(root), tuple(map(disputed, parts))


def _with_denials(event: Event, mentions: Sequence[EventMention], denials: Denials, sources: Sources) -> Event:
    found = list(mention_denials(event.id, mentions, denials, sources))
    if not found:
        return event
    disputes = sorted([*event.disputes, *found], key=lambda dispute: dispute.id)
    return msgspec.structs.replace(event, disputes=tuple(disputes))


def _events_of_story(story: Story, readings: Readings, sources: Sources, word: Word) -> tuple[Event, list[Event]]:
    by_id = {
        telling.id: telling
        for report in {strand.report for strand in story.strands}
        for telling in tellings_of(readings[report])
    }
    kind = _root_kind(story)
    place, where = story_place(story.strands, unrest=story.unrest)
    days = _root_days(story)
    tellings = sorted(
        (telling for strand in story.strands for telling in told_by(strand, by_id)),
        key=lambda one: (one.report, one.start, one.id),
    )
    own = [telling for telling in tellings if _is_roots(telling, kind, place)]
    if not own:
        own = [telling for telling in tellings if telling.kind == kind] or tellings
    chosen = {telling.id for telling in own}
    rest = [telling for telling in tellings if telling.id not in chosen]
    own, *groups = word.regrouped([own, *_grouped(rest, place, sources)], narrow=True)
    root = _root(story, own, by_id, kind=kind, place=place, where=where, days=days, readings=readings, sources=sources)
    reports = tuple(sorted({strand.report for strand in story.strands}))
    root = msgspec.structs.replace(root, reports=reports)
    parts = [_part(group, root, readings=readings, sources=sources) for group in groups]
    return root, parts


def _is_roots(telling: Telling, kind: EventKind | None, place: Place | None) -> bool:
    """Counts, what is of no kind of event, and mentions of the story's own kind that are not of a narrower place."""
    if isinstance(telling.told, Claim) or telling.kind is None:
        return True
    narrower = telling.place and place and place.level != "city" and strictly_inside(telling.place, place)
    return telling.kind == kind and not narrower


def _root(
    story: Story,
    own: Sequence[Telling],
    tellings: Tellings,
    *,
    kind: EventKind | None,
    place: Place | None,
    where: EventWhere | None,
    days: Days,
    readings: Readings,
    sources: Sources,
) -> Event:
    id = event_id([telling.id for telling in own] or [strand.id for strand in story.strands])  # noqa: A001
    claims = [telling.told for telling in own if isinstance(telling.told, Claim)]
    mentions = [telling.told for telling in own if isinstance(telling.told, EventMention)]
    people = frozenset(name for strand in story.strands for name in strand.names)
    attacks = mentions if story.unrest else [*mentions, *_attacks(story, own, tellings)]
    reports = _own_reports(story, sources)
    headlines = {} if story.unrest else headlines_of(readings[report].report for report in reports)
    tallied = tally(
        id,
        claims,
        attacks,
        place,
        people,
        unrest=story.unrest,
        sources=sources,
        headlines=headlines,
        own=reports,
    )
    mode = _mode(own, kind)
    effect = min((effect for claim in claims for effect in claim.effects), default=None)
    disputes = [
        *figure_disputes(id, tallied, days.latest),
        *denial_disputes(id, tallied),
        *(duration_disputes(id, mentions, readings, sources) if kind != "PROTEST" else ()),
        *(day_and_place_disputes(id, story.strands, tellings, sources) if not story.unrest else ()),
    ]
    return Event(
        id=id,
        kind=kind,
        mode=mode,
        title=title_of(kind, mode, effect, where, days),
        part_of=None,
        when=days if days != UNKNOWN else None,
        where=where,
        actors=_actors(own, sources),
        reports=tuple(sorted({telling.report for telling in own})),
        main_for=tuple(sorted({strand.report for strand in story.strands if strand.main})),
        tolls=tuple(one.toll for one in tallied),
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.id)),
        mentions=_mentions(own),
    )


def _own_reports(story: Story, sources: Sources) -> list[str]:
    """Reports that are mainly about the story and no copies."""
    about = {strand.report for strand in story.strands if strand.main}
    return sorted(report for report in about if not any(copy.is_whole for copy in sources.copies.get(report, ())))


def _attacks(story: Story, own: Sequence[Telling], tellings: Tellings) -> Iterator[EventMention]:
    """What was done to people besides what the root tells: a report on an arrest tells who was shot, too."""
    known = {telling.id for telling in own}
    told = (telling for strand in story.strands if strand.main for telling in told_by(strand, tellings))
    for telling in told:
        if telling.kind == "ASSAULT" and telling.id not in known and isinstance(telling.told, EventMention):
            yield telling.told


def _part(group: Sequence[Telling], root: Event, *, readings: Readings, sources: Sources) -> Event:
    id = event_id(telling.id for telling in group)  # noqa: A001
    kind = group[0].kind
    mode = group[0].mode
    days = hull(telling.days for telling in group if is_known(telling.days))
    placed = sorted((telling for telling in group if telling.place), key=lambda one: (one.report, one.start))
    place = placed[0].place if placed else None
    where = event_where(place, placed[0].report) if place else None
    actors = _actors(group, sources)
    mentions = [telling.told for telling in group if isinstance(telling.told, EventMention)]
    by = actors[0] if actors and kind in SPOKEN else None
    return Event(
        id=id,
        kind=kind,
        mode=mode,
        title=title_of(kind, mode, None, where or root.where, days, by),
        part_of=root.id,
        when=days if days != UNKNOWN else None,
        where=where,
        actors=actors,
        reports=tuple(sorted({telling.report for telling in group})),
        main_for=(),
        tolls=(),
        disputes=tuple(duration_disputes(id, mentions, readings, sources)) if kind != "PROTEST" else (),
        mentions=_mentions(group),
    )


def _grouped(tellings: Iterable[Telling], place: Place | None, sources: Sources) -> Iterator[list[Telling]]:
    """Mentions by kind, mode, narrower place, and for statements by who makes them; then by contiguous days."""
    groups: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        narrower = place and telling.place and strictly_inside(telling.place, place) and place.level != "city"
        where = "/".join(telling.place.key) if telling.place and (narrower or not place) else ""
        who = _actor(telling, sources) or "" if telling.kind in SPOKEN else ""
        groups[telling.kind or "", telling.mode or "", where, fold_noun(who)].append(telling)
    for key in sorted(groups):
        yield from _by_days(groups[key])


def _by_days(group: Sequence[Telling]) -> list[list[Telling]]:
    """Runs of contiguous days; what has no day goes with the first run."""
    dated = sorted(
        (one for one in group if is_known(one.days)), key=lambda one: (one.days.earliest or date.min, one.id)
    )
    runs: list[list[Telling]] = []
    end: date | None = None
    for telling in dated:
        first, last = telling.days.earliest or date.min, telling.days.latest or date.max
        if end is not None and (first - end).days <= SPELL:
            runs[-1].append(telling)
            end = max(end, last)
        else:
            runs.append([telling])
            end = last
    undated = [one for one in group if not is_known(one.days)]
    if not runs:
        return [undated]
    runs[0] += undated
    return runs


def _root_kind(story: Story) -> EventKind | None:
    if story.unrest:
        return "PROTEST"
    kinds = Counter(strand.kind for strand in story.strands if strand.kind)
    return min(kinds, key=lambda kind: (kind in STATEMENTS, -kinds[kind], kind), default=None)


def _root_days(story: Story) -> Days:
    """Of unrest all days told; else those that most reports give; without any, no later than the first publication."""
    sure = [strand for strand in story.strands if strand.sure and is_known(strand.days)]
    if story.unrest:
        return hull(strand.days for strand in sure if strand.unrest) if sure else _by_publication(story.strands)
    if not sure:
        return _by_publication(story.strands)
    votes = Counter((strand.days.earliest or date.min, strand.days.latest or date.max) for strand in sure)
    near = {ends: sum(n for other, n in votes.items() if _next_to(ends, other)) for ends in votes}
    about = min(votes, key=lambda ends: (-near[ends], -votes[ends], ends[1] - ends[0], ends))
    best = min(
        (ends for ends in votes if _next_to(ends, about)), key=lambda ends: (-votes[ends], ends[1] - ends[0], ends)
    )
    return Days(earliest=best[0], latest=best[1])


def _next_to(a: tuple[date, date], b: tuple[date, date]) -> bool:
    """Whether ranges begin and end within a day of each other."""
    return all(abs((mine - theirs).days) <= 1 for mine, theirs in zip(a, b, strict=True))


def _by_publication(strands: Iterable[Strand]) -> Days:
    return Days(earliest=None, latest=min((s.days.latest for s in strands if s.days.latest), default=None))


def _mode(own: Iterable[Telling], kind: EventKind | None) -> str | None:
    """The mode of at least half of the mentions of the event's kind."""
    modes = Counter(one.mode for one in own if one.kind == kind and isinstance(one.told, EventMention))
    best = min((mode for mode in modes if mode), key=lambda mode: (-modes[mode], mode), default=None)
    return best if best and 2 * modes[best] >= modes.total() else None


def _mentions(group: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(sorted(telling.id for telling in group if not isinstance(telling.told, Claim)))


def _actors(group: Iterable[Telling], sources: Sources) -> tuple[str, ...]:
    """Who did it, most named first."""
    found: Counter[str] = Counter()
    names: dict[str, str] = {}
    for telling in group:
        name = _actor(telling, sources)
        if name:
            found[fold_noun(name)] += 1
            names[fold_noun(name)] = min(name, names.get(fold_noun(name), name))
    return tuple(names[key] for key in sorted(found, key=lambda key: (-found[key], key))[:MOST_ACTORS])


def _actor(telling: Telling, sources: Sources) -> str | None:
    """The actor under its name in the case, where it is a party of it; else in the words of the text."""
    actor: Actor | None = telling.told.actor
    if actor is None:
        return None
    name = sources.parties.name_of_words(actor.text, telling.report)
    return without_article(name) if name == actor.text else name


def is_wide(root: Event, *, unrest: bool) -> bool:
    """Whether an event is unrest of a whole country, of which others in it may be parts."""
    return unrest and root.where is not None and root.where.kind in ("country", "demonym")


def may_be_part(root: Event) -> bool:
    """Whether an event may be a part of its country's unrest: unrest in one place, or arrests."""
    where = root.where
    return root.kind in UNREST_PARTS and where is not None and where.kind not in ("country", "demonym")


def nested(root: Event, wide: Iterable[Event]) -> Event:
    """The event as a part of the first unrest of its country that is of the same days."""
    days = root.when
    for whole in wide if days else ():
        if days and whole.when and gap(whole.when, days) == 0:
            return msgspec.structs.replace(root, part_of=whole.id)
    return msgspec.structs.replace(root, part_of=None)
