"""The account of a case: what is known, on whose say-so, and where they differ.

One frozen value, assembled once; the terminal and Markdown show the same one. Every word in it that comes from a report
is safe to show (`harmless`). A list longer than a person reads is cut, and its total is told.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from sayso.nouns.event import Record
from sayso.nouns.view import View
from sayso.settings import Policy
from sayso.tell.about import About, about
from sayso.tell.allegations import Allegation, allegations
from sayso.tell.allegations import Most as MostAlleged
from sayso.tell.disputed import Disputed, disputes
from sayso.tell.judged import JudgementRow, Judgements, count_wrong
from sayso.tell.lookup import Lookup
from sayso.tell.printed import Printed, printed
from sayso.tell.short import shorten_ids
from sayso.tell.timeline import Entry, timeline
from sayso.tell.timeline import Most as MostEntries
from sayso.tell.tolls import Movement, TollRow, movements, toll_rows


class Limits(Struct, frozen=True, kw_only=True):
    """How many of each thing an account shows at most."""

    tolls: int = 40
    movements: int = 20
    disputes: int = 20
    allegations: int = 40
    sentences: int = 1
    """Of what one party alleges against one right."""
    characters: int = 240
    """Of such a sentence."""
    entries: int = 60
    undated: int = 20
    judgements: int = 40
    reports: int = 100


EVERYTHING = Limits(**dict.fromkeys(Limits.__struct_fields__, 10**9))
"""No cut anywhere."""


class Cut(Struct, frozen=True, kw_only=True):
    """How many things of each list there are in all."""

    tolls: int
    movements: int
    disputes: int
    allegations: int
    entries: int
    reports: int
    judgements: int


class Account(Struct, frozen=True, kw_only=True):
    """What a case says, ready to be shown."""

    as_of: date | None
    """The day whose knowledge this is; None: all there is."""
    min_confidence: float
    """Claims less likely to be right than this are left out; 0: none."""
    policy: Policy
    """The rule that the tolls' figures follow."""
    unsure: int
    """How many claims of the case those are."""
    about: About
    tolls: tuple[TollRow, ...]
    movements: tuple[Movement, ...]
    disputes: tuple[Disputed, ...]
    allegations: tuple[Allegation, ...]
    entries: tuple[Entry, ...]
    """The timeline: events and statements."""
    judgements: tuple[JudgementRow, ...]
    """What people judged and nobody superseded, newest first."""
    wrong: int
    """How many claims were judged wrong, and so left out."""
    reports: tuple[Printed, ...]
    issues: int
    totals: Cut
    short: dict[str, str]
    """For each id shown, the beginning that is enough to ask `sayso why` for it."""


def account_of(
    view: View,
    record: Record,
    *,
    as_of: date | None = None,
    min_confidence: float = 0.0,
    policy: Policy = "latest",
    limits: Limits | None = None,
) -> Account:
    """The account of `record`, whose claims and reports are in `view`.

    With `as_of`, `min_confidence` or `policy`, `record` must be the one computed with them; reports published later are
    left out here, and the claims that are too unsure are counted.
    """
    limits = limits or Limits()
    lookup = Lookup(view, record)
    judged = Judgements(view)
    every_judgement = tuple(judged.rows())
    every_toll = toll_rows(lookup, judged)
    every_movement = movements(lookup)
    every_dispute = disputes(lookup, limits.disputes)
    every_report, reports = printed(lookup, as_of, limits.reports)
    what = about(lookup, reports)
    timeline_most = MostEntries(dated=limits.entries, undated=limits.undated)
    most = MostAlleged(parties=limits.allegations, sentences=limits.sentences, characters=limits.characters)
    every_allegation, alleged = allegations(lookup, as_of, most, at_home=what.country)
    every_entry, told = timeline(lookup, as_of, timeline_most, at_home=what.country)
    shown = {
        "tolls": every_toll[: limits.tolls],
        "movements": every_movement[: limits.movements],
        "disputes": every_dispute,
        "allegations": every_allegation,
        "entries": every_entry,
        "judgements": every_judgement[: limits.judgements],
        "reports": every_report,
    }
    totals = Cut(
        tolls=len(every_toll),
        movements=len(every_movement),
        disputes=sum(len(event.disputes) for event in record.events),
        allegations=alleged,
        entries=told,
        reports=reports.total,
        judgements=len(every_judgement),
    )
    return Account(
        as_of=as_of,
        min_confidence=min_confidence,
        policy=policy,
        unsure=sum(not claim.is_sure(min_confidence) for claim in view.claims()) if min_confidence else 0,
        about=what,
        wrong=count_wrong(view),
        issues=sum(1 for _ in view.issues()),
        totals=totals,
        short=shorten_ids(_ids(shown)),
        **shown,  # type: ignore[arg-type]
    )


def _ids(shown: dict[str, tuple[Struct, ...]]) -> set[str]:
    ids: set[str] = set()
    for things in shown.values():
        for thing in things:
            ids.update(thing.ids)  # type: ignore[attr-defined]
    return ids
