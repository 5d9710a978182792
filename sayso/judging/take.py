"""Judgements of a colleague, taken into a case: nothing here is overwritten, and conflicts are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sayso.judging.judge import now
from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judgement, Link, Ruling
from sayso.reconcile.judged import Word, members_of
from sayso.store.rulings import Rulings
from sayso.store.sqlite import Case
from sayso.ties import Ties


class Conflict(Struct, frozen=True, kw_only=True):
    """A judgement of theirs that cannot hold together with one that stands here."""

    theirs: Judgement
    ours: Judgement


class Taken(Struct, frozen=True, kw_only=True):
    """What came of taking judgements in."""

    taken: tuple[Judgement, ...]
    known: int
    """How many the case had."""
    conflicts: tuple[Conflict, ...]
    issues: tuple[Issue, ...]
    """Lines that are no judgements."""


def take_judgements(case: Case, arriving: Iterable[Judgement | Issue], *, theirs: bool = False) -> Taken:
    """Take in what does not contradict a judgement that stands here; issues are kept as such.

    With `theirs` a contradicting judgement is written down anew, as of now, and so supersedes what stands. The record
    is not brought up to date here.
    """
    came = list(arriving)
    issues = tuple(one for one in came if isinstance(one, Issue))
    judgements = {one.id: one for one in came if isinstance(one, Judgement)}
    with case.transaction():
        for issue in issues:
            case.keep_issue(issue)
        ours = case.ruled()
        here = {row.id for row in ours.rows}
        new = sorted((one for one in judgements.values() if one.id not in here), key=lambda one: one.age)
        conflicts = tuple(_conflicts(ours, case.ruled(new)))
        against = {conflict.theirs.id for conflict in conflicts}
        taken = [one for one in new if one.id not in against]
        for judgement in taken:
            case.take_judgement(judgement)
        for conflict in conflicts if theirs else ():
            one = conflict.theirs
            anew = case.keep_judgement(one.kind, one.about, values=one.values, by=one.by, because=one.because, at=now())
            taken.append(anew)
    known = len(judgements) - len(new)
    return Taken(taken=tuple(taken), known=known, conflicts=() if theirs else conflicts, issues=issues)


def _conflicts(ours: Rulings, theirs: Rulings) -> Iterator[Conflict]:
    """For each judgement of theirs that stands, the newest of ours that cannot hold with it."""
    standing = [row for row in reversed(ours.rows) if row.state == "stands"]
    by_id = {row.id: row for row in standing}
    apart = _links_against(ours.links, theirs.links)
    for row in theirs.rows:
        if row.state not in ("stands", "missing"):
            continue
        found = by_id.get(apart.get(row.id, ""))
        if found is None and row.kind == "undo":
            found = next((by_id[thing.id] for thing in row.about if thing.id in by_id), None)
        if found is None:
            found = next((one for one in standing if _contradict(one, row, ours, theirs)), None)
        if found:
            yield Conflict(theirs=_plain(row), ours=_plain(found))


def _links_against(ours: Sequence[Link], theirs: Sequence[Link]) -> Mapping[str, str]:
    """By the id of theirs, the one of ours that joins what theirs holds apart, or holds apart what it joins."""
    members = sorted(
        {(link.sort, member.report, member.id) for link in (*ours, *theirs) for member in members_of(link)}
    )
    number = {member: at for at, member in enumerate(members)}
    ties = Ties(len(members))
    found: dict[str, str] = {}
    for link in ours:
        Word(()).follow(ties, [link], lambda member, sort=link.sort: number[sort, member.report, member.id])  # type: ignore[misc]
    for link in theirs:
        word = Word(())
        word.follow(ties, [link], lambda member, sort=link.sort: number[sort, member.report, member.id])  # type: ignore[misc]
        found.update({one.judgement: one.by for one in word.overruled})
    own = {link.judgement for link in ours}
    return {one: by for one, by in found.items() if by in own}


def _contradict(ours: Ruling, theirs: Ruling, all_ours: Rulings, all_theirs: Rulings) -> bool:
    kinds = {ours.kind, theirs.kind}
    if kinds == {"withdrawn", "restored"}:
        return (ours.about[0].report, ours.about[0].sha256) == (theirs.about[0].report, theirs.about[0].sha256)
    if not kinds <= {"right", "wrong", "edit"} or kinds in ({"right"}, {"wrong"}):
        return False
    shared = {id for ids in ours.now for id in ids} & {id for ids in theirs.now for id in ids}  # noqa: A001
    differing = {id for id in shared if all_ours.fates.get(id) != all_theirs.fates.get(id)}  # noqa: A001
    if not differing or kinds != {"edit"}:
        return bool(differing)
    one, other = (values.given if values else {} for values in (ours.values, theirs.values))
    return any(one[name] != other[name] for name in one.keys() & other.keys())


def _plain(row: Ruling) -> Judgement:
    return Judgement(**{name: getattr(row, name) for name in Judgement.__struct_fields__})
