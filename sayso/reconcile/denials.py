"""Denials without a number: "the ministry denied that soldiers had shot at the crowd" against those who tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from sayso.nouns.event import Dispute, Side
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Attribution
from sayso.nouns.what import EventMention
from sayso.reconcile.ids import dispute_id
from sayso.reconcile.names import fold, fold_text
from sayso.reconcile.namings import Key
from sayso.reconcile.parties import Voice
from sayso.reconcile.tolls import Sources

DAYS = 30
"""Days between two reports within which a denial in one can be of what the other tells."""
MOST_FOR_A_WORD = 50
"""Denials looked at for one mention."""


class Denies(Struct, frozen=True, array_like=True):
    """That a report denies something, and by which words of it that is found."""

    attribution: str
    words: tuple[str, ...]


class Denial(Struct, frozen=True, kw_only=True):
    """What somebody denies, in one report."""

    id: str
    report: str
    voice: Voice
    text: str
    words: frozenset[str]
    published: date | None


Denials = Callable[[str, str], Iterable[Denial]]
"""Those of the reports on a country that have a word among what is denied, by report and place in its text."""


def denied_in(reading: Reading) -> Iterator[Denies]:
    """Attributions that deny or dispute what they tell, where somebody is named and no count is denied."""
    for one in reading.attributions:
        denied = one.says_who and one.stance in ("denies", "disputes")
        if denied and not any(one.content.covers(claim.figure.bare()) for claim in reading.claims):
            yield Denies(one.id, tuple(sorted(set(fold_text(one.content.text).split()))))


def denial_of(attribution: Attribution, sources: Sources) -> Denial:
    """What somebody denies, and who that is in the case."""
    return Denial(
        id=attribution.id,
        report=attribution.report,
        voice=sources.voice(attribution),
        text=attribution.content.text,
        words=frozenset(fold_text(attribution.content.text).split()),
        published=sources.reports[attribution.report].published_on,
    )


def mention_denials(
    event: str, mentions: Sequence[EventMention], denials: Denials, sources: Sources
) -> Iterator[Dispute]:
    """One dispute for each denial of what the event's mentions tell on another's word."""
    denied: dict[str, Denial] = {}
    against: defaultdict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        country = sources.parties.country(mention.report) or ""
        for denial in islice(denials(country, fold(mention.trigger.text)), MOST_FOR_A_WORD):
            if _is_of(denial, mention, sources) and sources.voice(mention).key != denial.voice.key:
                denied[denial.id] = denial
                against[denial.id].append(mention)
    for id in sorted(denied):  # noqa: A001
        denial, told = denied[id], against[id]
        sides: dict[Key, tuple[str, list[str]]] = {}
        for mention in sorted(told, key=lambda mention: mention.id):
            voice = sources.voice(mention)
            sides.setdefault(voice.key, (voice.name, []))[1].append(mention.id)
        names = " and ".join(name for name, _ in sides.values())
        yield Dispute(
            id=dispute_id(event, "denial", [denial.id, *(mention.id for mention in told)]),
            event=event,
            about="denial",
            effect=None,
            why=f"{denial.voice.name} denies it (“{denial.text}”); told by {names}.",
            sides=(
                Side(says_who=(denial.voice.name,), claims=(), mentions=()),
                *(Side(says_who=(name,), claims=(), mentions=tuple(ids)) for name, ids in sides.values()),
            ),
        )


def _is_of(denial: Denial, mention: EventMention, sources: Sources) -> bool:
    """Whether the denied words also have the mention's actor or recipient, and the reports are of the same weeks."""
    parts = [part.text for part in (mention.actor, mention.recipient) if part]
    named = any(fold(part).rpartition(" ")[2] in denial.words for part in parts)
    published = sources.reports[mention.report].published_on
    apart = abs((published - denial.published).days) if published and denial.published else 0
    return named and apart <= DAYS
