"""Denials without a number: "the ministry denied that soldiers had shot at the crowd" against those who tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from sayso.nouns.event import Dispute, Side
from sayso.nouns.reading import Reading
from sayso.nouns.what import EventMention
from sayso.reconcile.ids import dispute_id
from sayso.reconcile.names import fold, fold_text
from sayso.reconcile.parties import Key, Voice
from sayso.reconcile.tolls import Sources

DAYS = 30
"""Days between two reports within which a denial in one can be of what the other tells."""
MOST_FOR_A_WORD = 50
"""Denials looked at for one mention."""


class Denial(Struct, frozen=True, kw_only=True):
    """What somebody denies, in one report."""

    id: str
    report: str
    voice: Voice
    text: str
    words: frozenset[str]
    published: date | None


Denials = Mapping[tuple[str, str], Sequence[Denial]]
"""By the country that the report is about, and each word of what is denied."""


def find_denials(readings: Iterable[Reading], sources: Sources) -> Denials:
    """Attributions that deny or dispute what they tell, where somebody is named and no count is denied."""
    found: defaultdict[tuple[str, str], list[Denial]] = defaultdict(list)
    for reading in readings:
        country = sources.parties.countries.get(reading.report.id)
        for attribution in reading.attributions:
            counted = any(attribution.content.covers(claim.figure.bare()) for claim in reading.claims)
            if (
                country is None
                or counted
                or not attribution.says_who
                or attribution.stance not in ("denies", "disputes")
            ):
                continue
            denial = Denial(
                id=attribution.id,
                report=reading.report.id,
                voice=sources.voice(attribution),
                text=attribution.content.text,
                words=frozenset(fold_text(attribution.content.text).split()),
                published=reading.report.published_on,
            )
            for word in sorted(denial.words):
                found[country, word].append(denial)
    return found


def mention_denials(
    event: str, mentions: Sequence[EventMention], denials: Denials, sources: Sources
) -> Iterator[Dispute]:
    """One dispute for each denial of what the event's mentions tell on another's word."""
    denied: dict[str, Denial] = {}
    against: defaultdict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        country = sources.parties.countries.get(mention.report) or ""
        for denial in denials.get((country, fold(mention.trigger.text)), ())[:MOST_FOR_A_WORD]:
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
