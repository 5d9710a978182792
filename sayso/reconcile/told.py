"""The stories that something concerns, told again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sayso.reconcile.denials import Denial, denial_of
from sayso.reconcile.desk import Desk, Looked, Told
from sayso.reconcile.events import is_wide, may_be_part, nested, tell_story
from sayso.reconcile.parties import Names
from sayso.reconcile.shelf import mark, parts_of
from sayso.reconcile.stories import Story
from sayso.reconcile.taken import Taken
from sayso.reconcile.tolls import Sources


def tell_again(
    desk: Desk, taken: Taken, groups: Sequence[Sequence[str]], concerned: Iterable[str], names: Names
) -> None:
    """Tell the stories that changed, and those of reports that something concerns: whom they name, what they repeat."""
    stories = {group[0]: tuple(group) for group in groups}
    struck: set[str] = set()
    if not desk.fresh:
        struck = _stories_of(desk, [*taken.gone, *(strand for group in groups for strand in group)])
        reports = _reports_concerned(desk, taken, concerned)
        for story in _stories_of_reports(desk, reports) - struck:
            stories[story] = desk.story(story).strands
            struck.add(story)
        for story in struck & stories.keys():
            strands = stories[story]
            if desk.story(story).strands == strands and reports.isdisjoint(map(desk.report_of, strands)):
                del stories[story]
                struck.discard(story)
    countries = {country for story in struck for country in _strike(desk, story)}
    for strand in taken.gone:
        desk.place(strand, None)
    sources = desk.sources(names)
    for story, strands in sorted(stories.items()):
        countries |= _tell(desk, story, strands, sources)
    _nest(desk, stories, countries)


def _stories_of(desk: Desk, strands: Iterable[str]) -> set[str]:
    return {story for strand in strands if (story := desk.placed(strand).story)}


def _stories_of_reports(desk: Desk, reports: Iterable[str]) -> set[str]:
    gists = (gist for report in reports if (gist := desk.gist(report)))
    return _stories_of(desk, (strand.id for gist in gists for strand in gist.strands))


def _reports_concerned(desk: Desk, taken: Taken, concerned: Iterable[str]) -> set[str]:
    """Those that changed themselves; those that repeat one of them; those that tell what one of them denies."""
    reports = {*taken.reports, *concerned}
    reports |= {copy for report in reports for copy in desk.shelf.members(mark("copied", report))}
    denied = {*taken.denied, *(name for report in reports for name in _denied_by(desk, report))}
    for name in denied:
        reports.update(desk.shelf.members(mark("trigger", *parts_of(name)[1:])))
    return reports


def _denied_by(desk: Desk, report: str) -> Iterator[str]:
    gist = desk.gist(report)
    if gist:
        yield from (mark("denial", gist.country or "", word) for denial in gist.denials for word in denial.words)


def _strike(desk: Desk, story: str) -> set[str]:
    """Take the events of a story out; the country whose unrest it was."""
    told = desk.story(story)
    for event in told.events:
        desk.book.strike_event(event)
    for sort, country in (("unrest", told.wide), ("in unrest", told.part)):
        if country:
            desk.shelf.remove(mark(sort, country), story)
    desk.keep_story(story, None)
    return {told.wide} if told.wide else set()


def _tell(desk: Desk, story_id: str, strands: Sequence[str], sources: Sources) -> set[str]:
    """Write the events of a story; the country whose unrest it is."""
    found = tuple(map(desk.strand, strands))
    story = Story(unrest=any(strand.unrest for strand in found), strands=found)
    root, parts = tell_story(story, Looked(desk.read), sources, lambda *of: _denials(desk, sources, *of), desk.word)
    for event in (root, *parts):
        desk.book.write_event(event)
    country = root.where.country if root.where else None
    told = Told(
        strands=tuple(strands),
        events=(root.id, *(part.id for part in parts)),
        wide=country if is_wide(root, unrest=story.unrest) else None,
        part=country if may_be_part(root) else None,
    )
    desk.keep_story(story_id, told)
    for sort, of in (("unrest", told.wide), ("in unrest", told.part)):
        if of:
            desk.shelf.add(mark(sort, of), story_id)
    for strand in strands:
        placed = desk.placed(strand)
        if placed.story != story_id:
            desk.place(strand, msgspec.structs.replace(placed, story=story_id))
    return {told.wide} if told.wide else set()


def _denials(desk: Desk, sources: Sources, country: str, word: str) -> Iterator[Denial]:
    for member in desk.shelf.members(mark("denial", country, word)):
        report, _, wanted = parts_of(member)
        yield from (denial_of(one, sources) for one in desk.read(report).attributions if one.id == wanted)


def _nest(desk: Desk, told: Iterable[str], countries: Iterable[str]) -> None:
    """Make what was told part of its country's unrest, and all that may be where the unrest was told again."""
    stories = {*told, *(story for country in countries for story in desk.shelf.members(mark("in unrest", country)))}
    for story in sorted(stories):
        country = desk.story(story).part
        if country:
            wide = (desk.book.event(desk.story(one).events[0]) for one in desk.shelf.members(mark("unrest", country)))
            root = desk.book.event(desk.story(story).events[0])
            now = nested(root, wide)
            if now.part_of != root.part_of:
                desk.book.write_event(now)
