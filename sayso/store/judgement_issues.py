"""Judgements that a person should look at again: their words are gone, or newer judgements contradict them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judgement, Ruling
from sayso.store.storable import storable


def judgement_issues(rulings: Iterable[Ruling]) -> Iterator[Issue]:
    """An issue for each thing that a judgement is about and that is not found, and for each one that is overruled."""
    for ruling in rulings:
        if ruling.state in ("undone", "superseded"):
            continue
        for why in ruling.missing:
            hint = (
                "the judgement is kept, and counts again where its words are found; where they are read otherwise now,"
            )
            yield _issue(f"{_called(ruling)} cannot be followed: {why}", f"{hint} judge anew")
        if ruling.state == "overruled":
            hint = "the newer one counts; where it is wrong, undo it (sayso judge CASE undo ID)"
            yield _issue(f"{_called(ruling)} contradicts the newer judgement {ruling.outranked_by}", hint)


def _called(judgement: Judgement) -> str:
    things = " and ".join(f"{thing.kind} {thing.id}" for thing in judgement.about[:3])
    by = f" by {judgement.by}" if judgement.by else ""
    return f"the judgement {judgement.id}{by} ({judgement.kind}: {things})"


def _issue(message: str, hint: str) -> Issue:
    return Issue(report=None, path=None, stage="reconcile", place=None, message=storable(message), hint=hint)
