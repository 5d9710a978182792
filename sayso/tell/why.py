"""Why: the rule, the words and the say-so behind one thing of a case."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from sayso.errors import UnknownId
from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, Record, Toll
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.view import View
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.tell import wording
from sayso.tell.allegations import RIGHTS
from sayso.tell.cited import Cited, cite
from sayso.tell.find import KINDS, Thing, find_thing
from sayso.tell.harmless import on_one_line
from sayso.tell.judged import Judgements, sentences
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.printed import withdrawn_reports
from sayso.tell.settle import settled_by

Facts = tuple[tuple[str, str], ...]
"""Names and values."""


class Evidence(Struct, frozen=True, kw_only=True):
    """One claim or mention: its words, its reading, and who says it."""

    id: str
    kind: str
    reading: str | None
    """What it was read as: "≤ 8,000 detained, in Kazakhstan, as of 2022-01-10"."""
    stance: str | None
    chain: tuple[str, ...]
    """Origin first, the publisher last."""
    quote: Quote
    cited: Cited
    judged: tuple[str, ...] = ()
    """What people said of it, a sentence each."""


class Rejected(Struct, frozen=True, kw_only=True):
    """A claim that was looked at and not used."""

    why: str
    evidence: Evidence | None
    """None where the claim is no longer in the case."""
    id: str


class Faction(Struct, frozen=True, kw_only=True):
    """One side of a dispute, with all its words."""

    says_who: tuple[str, ...]
    used: tuple[Evidence, ...]


class Explanation(Struct, frozen=True, kw_only=True):
    """Everything behind one thing."""

    id: str
    kind: str
    heading: str
    rule: str | None
    """The rule, in a sentence that names what it used."""
    facts: Facts
    """Names and values of what else is known of it."""
    used: tuple[Evidence, ...] = ()
    set_aside: tuple[Rejected, ...] = ()
    sides: tuple[Faction, ...] = ()
    judged: tuple[str, ...] = ()
    """What people said of it, a sentence each: who, when, and why."""
    omitted: int = 0
    """Claims and mentions beyond the most that are shown."""


MOST_EVIDENCE = 100
"""Claims and mentions shown at most in one explanation."""


def explain(view: View, record: Record, id_: str, *, limit: int = MOST_EVIDENCE) -> Explanation:
    """What stands behind the thing with this id, or this beginning of one.

    Raises `UnknownId` where there is none, and `WrongUse` where the beginning fits several.
    """
    thing = find_thing(view, record, id_)
    return explain_thing(Lookup(view, record), Judgements(view), thing, limit=limit)


def explain_thing(lookup: Lookup, judgements: Judgements, thing: Thing, *, limit: int = MOST_EVIDENCE) -> Explanation:
    """What stands behind a thing, as far as the events that `lookup` is over tell of it."""
    return _Explainer(lookup, judgements, limit).explain(thing)


class _Explainer:
    def __init__(self, lookup: Lookup, judgements: Judgements, limit: int) -> None:
        self._lookup = lookup
        self._limit = limit
        self._judgements = judgements

    def explain(self, thing: Thing) -> Explanation:
        """The explanation, with what people said of the thing, or of what an event is made of."""
        told = self._explained(thing)
        judged = self._judgements.about((thing.id,))
        if isinstance(thing, Event):
            judged = self._judgements.comparing(_made_of(thing))
        elif isinstance(thing, Report):  # what withdrew it is its rule
            judged = tuple(one for one in judged if one.kind not in ("withdrawn", "restored"))
        return replace(told, judged=sentences(judged))

    def _explained(self, thing: Thing) -> Explanation:
        match thing:
            case Event():
                return self._event(thing)
            case Toll():
                return self._toll(thing)
            case Dispute():
                return self._dispute(thing)
            case Report():
                return self._report(thing)
            case Claim():
                return self._claim(thing)
            case _:
                return self._mention(thing)

    def _toll(self, toll: Toll) -> Explanation:
        what = wording.join((wording.plain(toll.effect), _plain(toll.group), wording.where(toll.where)))
        low, best, high = map(wording.count, (toll.low, toll.best, toll.high))
        used, omitted = self._evidence((*toll.claims, *toll.mentions))
        return Explanation(
            id=toll.id,
            kind=KINDS[Toll],
            heading=f"{what}: {best} (low {low}, high {high})",
            rule=on_one_line(toll.why),
            facts=_facts(
                ("as of", wording.day(toll.as_of)),
                ("independent say-sos", f"{toll.origins}: {'; '.join(map(on_one_line, toll.parties))}".rstrip(": ")),
                ("event", self._titled(toll.event)),
            ),
            used=used,
            set_aside=tuple(self._rejected(aside.claim, aside.why) for aside in toll.set_aside[: self._limit]),
            omitted=omitted + max(len(toll.set_aside) - self._limit, 0),
        )

    def _event(self, event: Event) -> Explanation:
        claims = tuple(claim for toll in event.tolls for claim in toll.claims)
        ids = tuple(dict.fromkeys((*event.mentions, *claims)))
        used, omitted = self._evidence(ids)
        return Explanation(
            id=event.id,
            kind=KINDS[Event],
            heading=on_one_line(event.title),
            rule=f"{wording.plural(len(event.reports), 'report')} told of what was judged to be one happening: "
            "the same kind of thing, at places and on days that can be the same.",
            facts=_facts(
                ("kind", wording.kind_of_event(event.kind, event.mode) if event.kind else None),
                ("when", wording.when(event.when)),
                ("where", wording.where(event.where)),
                ("part of", self._titled(event.part_of) if event.part_of else None),
                ("actors", "; ".join(map(on_one_line, event.actors))),
                ("tolls", "; ".join(_toll_line(toll) for toll in event.tolls)),
                ("disputes", "; ".join(f"{wording.plain(d.about)} ({d.id})" for d in event.disputes)),
                ("reports", ", ".join(map(on_one_line, event.reports[: self._limit]))),
            ),
            used=used,
            omitted=omitted,
        )

    def _dispute(self, dispute: Dispute) -> Explanation:
        sides = []
        omitted = 0
        for side in dispute.sides:
            used, left = self._evidence((*side.claims, *side.mentions))
            omitted += left
            sides.append(Faction(says_who=tuple(map(on_one_line, side.says_who)), used=used))
        return Explanation(
            id=dispute.id,
            kind=KINDS[Dispute],
            heading=wording.join((wording.plain(dispute.about), _plain(dispute.effect))),
            rule=on_one_line(dispute.why),
            facts=_facts(
                ("would be settled by", settled_by(self._lookup, dispute)), ("event", self._titled(dispute.event))
            ),
            sides=tuple(sides),
            omitted=omitted,
        )

    def _claim(self, claim: Claim) -> Explanation:
        evidence = self._of_claim(claim)
        uses, asides = self._uses(claim.id)
        return Explanation(
            id=claim.id,
            kind=KINDS[Claim],
            heading=evidence.reading or on_one_line(claim.figure.text),
            rule=None,
            facts=facts_of_claim(claim)
            + _facts(
                ("read as", _as_read(self._lookup.view.claim_as_read(claim.id)) if claim.judged == "edited" else None),
                ("used in", "; ".join(uses)),
                ("set aside in", "; ".join(asides)),
                ("copy", self._copy_fact(claim.report)),
            ),
            used=(evidence,),
        )

    def _mention(self, mention: EventMention | Violation | Attribution) -> Explanation:
        evidence = self._of_mention(mention)
        told_in = [event for event in self._lookup.record.events if mention.id in event.mentions]
        facts = () if isinstance(mention, Attribution) else facts_of_mention(mention)
        facts += _facts(("event", "; ".join(self._titled(event.id) for event in told_in)))
        alleged = isinstance(mention, Violation)
        return Explanation(
            id=mention.id,
            kind=KINDS[type(mention)],
            heading=evidence.reading or KINDS[type(mention)],
            rule="Alleged, not found: this is what the report says and who says it." if alleged else None,
            facts=facts,
            used=(evidence,),
        )

    def _report(self, report: Report) -> Explanation:
        withdrawal = withdrawn_reports(self._lookup.view).get(report.id)
        rule = None
        if withdrawal:
            by = f" by {on_one_line(withdrawal.by)}" if withdrawal.by else ""
            rule = f"Withdrawn{by} at {on_one_line(withdrawal.at)}: {on_one_line(withdrawal.because)}"
        said = [claim.id for claim in self._lookup.view.claims() if claim.report == report.id]
        used, omitted = self._evidence(said)
        return Explanation(
            id=report.id,
            kind=KINDS[Report],
            heading=on_one_line(report.title or report.publisher or report.id),
            rule=rule,
            facts=_facts(
                ("publisher", report.publisher),
                ("published", report.published),
                ("language", report.language),
                ("file", report.path),
                ("address", report.url),
                ("sha256", report.sha256),
                ("original", self._original(report.sha256)),
                ("copy", self._copy_fact(report.id)),
                ("text", wording.plural(len(report.text), "character")),
                ("claims", str(len(said))),
                ("events", "; ".join(self._titled(event.id) for event in self._telling(report.id))),
            ),
            used=used,
            omitted=omitted,
        )

    def _telling(self, report: str) -> list[Event]:
        return [event for event in self._lookup.record.events if report in event.reports][: self._limit]

    def _original(self, sha256: str) -> str | None:
        try:
            original = self._lookup.view.original(sha256)
        except UnknownId:
            return None
        return f"{on_one_line(original.media_type)}, {len(original.content):,} bytes, kept in the case"

    def _copy_fact(self, report: str) -> str | None:
        of = self._lookup.copy_of(report)
        return f"repeats {on_one_line(of)}: no new witness" if of else None

    def _titled(self, event: str) -> str:
        for known in self._lookup.record.events:
            if known.id == event:
                return f"{on_one_line(known.title)} ({event})"
        return event

    def _uses(self, claim: str) -> tuple[list[str], list[str]]:
        uses: list[str] = []
        asides: list[str] = []
        for event in self._lookup.record.events:
            for toll in event.tolls:
                told = f"toll {_toll_line(toll)}"
                uses += [told] if claim in toll.claims else []
                asides += [f"{told}: {on_one_line(aside.why)}" for aside in toll.set_aside if aside.claim == claim]
            uses += [
                f"dispute about {wording.plain(dispute.about)} ({dispute.id})"
                for dispute in event.disputes
                if any(claim in side.claims for side in dispute.sides)
            ]
        return uses, asides

    def _evidence(self, ids: Iterable[str]) -> tuple[tuple[Evidence, ...], int]:
        wanted = tuple(dict.fromkeys(ids))
        self._lookup.look_for(
            set(wanted[: self._limit]) - {claim.id for claim in self._lookup.claims(wanted[: self._limit])}
        )
        found = (self._one(id_) for id_ in wanted[: self._limit])
        return tuple(one for one in found if one), max(len(wanted) - self._limit, 0)

    def _one(self, id_: str) -> Evidence | None:
        for ask in (self._lookup.claim, self._lookup.mention):
            try:
                thing = ask(id_)
            except UnknownId:
                continue
            return self._of_claim(thing) if isinstance(thing, Claim) else self._of_mention(thing)
        other = self._lookup.said(id_)
        return self._of_mention(other) if other else None

    def _rejected(self, claim: str, why: str) -> Rejected:
        return Rejected(id=claim, why=on_one_line(why), evidence=self._one(claim))

    def _of_claim(self, claim: Claim) -> Evidence:
        return self._cite(
            claim,
            kind=KINDS[Claim],
            reading=reading_of(claim),
            stance=claim.stance,
            says_who=claim.says_who,
            quote=self._lookup.quote(claim.report, claim.figure, claim.sentence),
        )

    def _of_mention(self, mention: EventMention | Violation | Attribution) -> Evidence:
        words, reading, stance = _told(mention)
        return self._cite(
            mention,
            kind=KINDS[type(mention)],
            reading=reading,
            stance=stance,
            says_who=mention.says_who,
            quote=self._lookup.quote(mention.report, words),
        )

    def _cite(
        self,
        said: Claim | EventMention | Violation | Attribution,
        *,
        kind: str,
        reading: str | None,
        stance: str | None,
        says_who: tuple[Party, ...],
        quote: Quote,
    ) -> Evidence:
        return Evidence(
            id=said.id,
            kind=kind,
            reading=reading,
            stance=stance,
            chain=self._lookup.chain(says_who, said.report),
            quote=quote,
            cited=cite(self._lookup, said.report),
            judged=sentences(self._judgements.about((said.id,))),
        )


def facts_of_claim(claim: Claim) -> Facts:
    """What a claim was read as, value by value, each with its words; without what is unknown."""
    return _facts(
        ("qualifier", wording.plain(claim.figure.qualifier)),
        ("counts", _scope(claim)),
        ("to whom", _in_words(claim.affected)),
        ("by whom", _in_words(claim.actor)),
        ("happened", _when_in_words(claim.when)),
        ("said", _when_in_words(claim.said)),
        ("where", _placed(claim.where)),
        ("parties", "; ".join(_party(party) for party in claim.says_who)),
        ("confidence", None if claim.confidence is None else wording.confidence(claim.confidence)),
        ("found by", f"the {claim.reader}"),
    )


def facts_of_mention(mention: EventMention | Violation) -> Facts:
    """What an event mention or alleged violation was read as, value by value."""
    return _facts(
        ("by whom", _in_words(mention.actor)),
        ("to whom", _victims(mention)),
        ("happened", _when_in_words(mention.when)),
        ("where", _placed(mention.where)),
    )


def _told(mention: EventMention | Violation | Attribution) -> tuple[Span, str | None, str | None]:
    """The words of a mention, what they were read as, and the stance of whoever says it."""
    match mention:
        case EventMention():
            placed = wording.join((wording.where(mention.where), _known_when(mention.when)), ", ")
            kind = wording.kind_of_event(mention.kind, mention.mode)
            return mention.trigger, wording.join((kind, placed), ", "), None
        case Violation():
            right = wording.join((on_one_line(mention.right), RIGHTS.get(mention.right)), ", ")
            return mention.sentence, f"alleged {wording.plain(mention.kind)} ({right})", "alleges"
        case Attribution():
            return mention.content, f"{mention.kind} speech, found by the {mention.reader}", mention.stance


def reading_of(claim: Claim) -> str:
    """ "≤ 8,000 detained, security forces, in Almaty, as of 2022-01-10"."""
    limits = wording.bounds(claim.figure.low, claim.figure.high)
    effects = " or ".join(map(wording.plain, claim.effects))
    number = "an unknown number" if limits == wording.UNKNOWN else limits
    place = wording.where(claim.where)
    group = _plain(claim.affected.group) if claim.affected else None
    as_of = f"as of {claim.as_of}" if claim.as_of else None
    return wording.join((f"{number} {effects}", group, place and f"in {place}", as_of), ", ")


def _as_read(claim: Claim) -> str:
    """What the machine read, all that a person can change."""
    parties = " → ".join(party.name for party in claim.says_who) or "the report itself"
    scope = claim.scope if claim.scope != "total" else None
    said = _when_in_words(claim.said)
    day = _when_in_words(claim.when)
    return wording.join(
        (reading_of(claim), scope, day and f"on {day}", said and f"said {said}", f"{claim.stance} {parties}"), ", "
    )


def _made_of(event: Event) -> set[str]:
    """Ids of all that an event was made of, as far as the record names it."""
    ids = set(event.mentions)
    for toll in event.tolls:
        ids.update(toll.claims, (aside.claim for aside in toll.set_aside))
        ids.update(claim for step in toll.series for claim in step.claims)
    return ids


def _toll_line(toll: Toll) -> str:
    what = wording.join((wording.plain(toll.effect), _plain(toll.group)), ", ")
    return f"{what} {wording.count(toll.best)} ({toll.id})"


def _scope(claim: Claim) -> str:
    scopes = {
        "total": "all of them",
        "additional": "further ones, beside those counted before",
        "part": "a part of a larger count",
        "background": "an older event",
    }
    return scopes[claim.scope] + (f" ({claim.part_of})" if claim.part_of else "")


def _when_in_words(when: When | None) -> str | None:
    if when is None:
        return None
    known = wording.when(when)
    value = f"{wording.quoted(when.text)}" + (f", {on_one_line(when.value)}" if when.value else "")
    return f"{known} ({value})" if known != wording.UNKNOWN else value


def _known_when(when: When | None) -> str | None:
    known = wording.when(when)
    return None if known == wording.UNKNOWN else known


def _victims(mention: EventMention | Violation) -> str | None:
    if isinstance(mention, Violation):
        return "; ".join(wording.quoted(victim.text) for victim in mention.victims)
    return _in_words(mention.recipient)


def _in_words(words: Span | None) -> str | None:
    return wording.quoted(words.text) if words else None


def _placed(where: Where | None) -> str | None:
    return f"{wording.where(where)} {wording.quoted(where.text)}" if where else None


def _party(party: Party) -> str:
    name = on_one_line(party.name)
    words = on_one_line(party.text)
    said = "" if words == name else f" {wording.quoted(words)}"
    return f"{name}{said} ({party.kind})"


def _plain(word: str | None) -> str | None:
    return wording.plain(word) if word else None


def _facts(*facts: tuple[str, str | None]) -> Facts:
    return tuple((name, on_one_line(value)) for name, value in facts if value and value != wording.UNKNOWN)
