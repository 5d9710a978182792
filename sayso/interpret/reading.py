"""Mentions become a reading: figures, times, places and parties read into values and bound to one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from msgspec.structs import replace

from sayso.interpret.accents import accents_apart
from sayso.interpret.bind import Times, binding_words
from sayso.interpret.bind_violation import ViolationPlaces
from sayso.interpret.bind_where import Places
from sayso.interpret.confidence import confidence_of, facts_of
from sayso.interpret.dateline import publication_is_doubtful, written_on
from sayso.interpret.how_many import read_figure
from sayso.interpret.impossible import impossible_days
from sayso.interpret.parts import whole_of
from sayso.interpret.says_who import read_parties
from sayso.interpret.told_again import with_days_told_elsewhere
from sayso.interpret.violations import right_of
from sayso.interpret.when import read_whens
from sayso.interpret.where import read_places
from sayso.languages.places import casing
from sayso.nouns.claim import Claim, Scope
from sayso.nouns.how_many import Figure
from sayso.nouns.mention import ActorMention, FigureMention, HappeningMention, Mentions, SayingMention, ViolationMention
from sayso.nouns.reading import Reading, TitlePlaces
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.violation import Violation
from sayso.nouns.what import Actor, Affected, EventMention, Recipient
from sayso.nouns.when import When
from sayso.nouns.where import Where

_GOES_ON_FOR = 700
"""Code points after a count in which the next one may be of the same event, if it names no place."""
_OTHERS_WITHIN = 250
"""Code points after a count of long ago in which "others" are of the same happening."""
_LEAVING = frozenset({"displaced", "evacuated", "released", "abducted"})
"""Effects by which people leave the place where it happened."""
_OLD_AFTER_DAYS = 60
"""A happening this long before publication, in a report with newer ones, is background."""


@dataclass(frozen=True)
class _Context:
    """What the reading of every mention of one report needs."""

    report: Report
    language: str
    parties: dict[Span, Party]
    attributed: dict[Span, Party]
    """Those of attributions, which may be more: what is counted and what happened is never on a guess's word."""
    times: Times
    places: Places
    published: date | None
    """Day of publication, None where it is unknown or doubtful."""
    cues: tuple[Span, ...]
    """What tells of each saying and is not what is said: a day there is the day of the saying."""
    wheres: tuple[Where, ...]
    """Every place, those in speakers' names too."""
    title: TitlePlaces
    wire: bool
    """Whether the text is in capitals, as wires were that are written far from what they tell."""


def interpret_mentions(report: Report, mentions: Mentions) -> Reading:
    """Everything that the report says, as values, in the order in which it is said."""
    context = _context(report, mentions)
    claims = tuple(_claims(mentions.figures, context))
    events = tuple(_event(happening, context) for happening in mentions.happenings if not happening.negated)
    return Reading(
        report=report,
        claims=claims,
        attributions=tuple(_attribution(saying, context) for saying in sorted(mentions.sayings, key=_begin)),
        whens=context.times.whens,
        wheres=context.wheres,
        title=context.title,
        events=events,
        violations=with_days_told_elsewhere(tuple(_violations(mentions.violations, context)), events),
        issues=(*impossible_days(report, context.times.whens), *accents_apart(report)),
    )


def _context(report: Report, mentions: Mentions) -> _Context:
    language = report.language or "en"
    doubtful = publication_is_doubtful(report.text, report.published_on)
    published = report.published_on
    whens = read_whens(mentions.times, report.text, published, language, doubtful=doubtful)
    if published is not None and not doubtful and (own := written_on(whens, report.text, published)) < published:
        published = own
        whens = read_whens(mentions.times, report.text, own, language)
    wheres, title = read_places(mentions.places, report.text, title=report.title, language=language)
    spans = {span for saying in mentions.heard for span in (*saying.chain, saying.source) if span is not None}
    spans |= {span for figure in mentions.figures for span in figure.chain}
    spans |= {span for happening in mentions.happenings for span in happening.chain}
    spans |= {span for violation in mentions.violations for span in violation.chain}
    ordered = _in_order(spans)
    told = _in_order(spans | {span for saying in mentions.sayings for span in saying.chain})
    figures = tuple(sorted((figure.figure for figure in mentions.figures), key=lambda span: span.start))
    times = Times(report.text, whens, figures, published, language)
    places = Places.of(report.text, wheres, speakers=ordered, figures=figures, title=report.title, language=language)
    published = None if doubtful else published
    cues = tuple(telling for saying in mentions.heard if (telling := _telling(saying, report.text)) is not None)
    parties = read_parties(ordered, language, report.text)
    attributed = parties if told == ordered else read_parties(told, language, report.text)
    return _Context(
        report,
        language,
        parties,
        attributed,
        times,
        places,
        published,
        cues,
        wheres,
        title,
        casing(report.text) == "capitals",
    )


def _telling(saying: SayingMention, text: str) -> Span | None:
    """What tells of a saying: from who says it to what is said, or, behind that, to the end of the clause."""
    cue, content = saying.cue, saying.content
    if cue is None:
        return None
    if cue.start < content.start:
        before = saying.source is not None and saying.source.start < cue.start
        return Span.of(text, saying.source.start if saying.source and before else cue.start, content.start)
    if cue.start < content.end:
        return None
    ends = _CLAUSE_ENDS.search(text, cue.end)
    return Span.of(text, content.end, ends.start() if ends else cue.end)


_CLAUSE_ENDS = re.compile(r"[.,;\n]")


def _in_order(spans: Iterable[Span]) -> list[Span]:
    """Spans as they stand in the text, longer ones first."""
    return sorted(spans, key=lambda span: (span.start, -span.end))


def hashed_id(*parts: object) -> str:
    """A short id that is the same for the same content: 16 hexadecimal digits of a SHA-256."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _claims(mentions: Sequence[FigureMention], context: _Context) -> Iterator[Claim]:
    """Each figure as a claim; a part names the claim of its whole."""
    read = ((mention, read_figure(mention.figure, context.language)) for mention in mentions)
    figures = [(mention, figure) for mention, figure in read if figure is not None]
    ids = {
        figure.range: hashed_id(context.report.id, figure.start, figure.end, ",".join(mention.effects))
        for mention, figure in figures
    }
    beside = Counter(mention.sentence.start for mention, _ in figures)
    told: dict[str, Claim] = {}
    for mention, figure in figures:
        before = _place_of_the_last(mention, told.values())
        claim = _claim(mention, figure, ids, before, context)
        whole = whole_of(claim, told.values())
        if whole is not None:
            claim = replace(claim, scope="part", part_of=whole.id)
        claim = _said_with_its_whole(claim, told)
        claim = _as_old_as_the_last(claim, told.values(), context)
        told[claim.id] = claim
        facts = facts_of(claim, mention.grounds, beside[mention.sentence.start])
        yield replace(claim, confidence=confidence_of(facts, context.language))


def _said_with_its_whole(claim: Claim, told: Mapping[str, Claim]) -> Claim:
    """A part on the word that its whole is on was said when the whole was: "This includes 103 in Almaty"."""
    whole = told.get(claim.part_of) if claim.part_of else None
    if whole is None or claim.said or not claim.says_who or claim.says_who != whole.says_who:
        return claim
    return replace(claim, said=whole.said, as_of=whole.as_of)


def _as_old_as_the_last(claim: Claim, told: Iterable[Claim], context: _Context) -> Claim:
    """ "Fourteen years ago an explosion killed 30 miners. Eleven others were injured": the second is as old."""
    text = context.report.text
    if claim.when or claim.scope == "part" or not binding_words(context.language).others.match(text, claim.figure.end):
        return claim
    last = max(told, key=lambda one: one.figure.start, default=None)
    if last is None or last.scope != "background" or claim.figure.start - last.figure.end > _OTHERS_WITHIN:
        return claim
    if "\n" in text[last.figure.end : claim.figure.start]:
        return claim
    return replace(claim, scope="background", when=last.when, as_of=last.as_of)


def _place_of_the_last(mention: FigureMention, told: Iterable[Claim]) -> Where | None:
    """Where the last count before this one was, if it is near and no older one: a report goes on about one event."""
    leaving = _LEAVING.isdisjoint(mention.effects)
    near = (
        claim
        for claim in told
        if 0 <= mention.sentence.start - claim.sentence.start <= _GOES_ON_FOR
        and leaving == _LEAVING.isdisjoint(claim.effects)
    )
    last = max(near, key=lambda claim: claim.figure.start, default=None)
    return None if last is None or last.scope == "background" else last.where


def _claim(
    mention: FigureMention,
    figure: Figure,
    ids: Mapping[tuple[int, int], str],
    before: Where | None,
    context: _Context,
) -> Claim:
    around = _around_the_content(mention, context)
    happened = mention.stance != "predicts"
    when = context.times.when(mention.figure, mention.content, mention.sentence, around, happened=happened)
    if when is None and _goes_on(mention):
        when = context.times.day_before(mention.sentence, context.cues)
    said = context.times.said_on(around) if mention.chain else None
    reached = context.times.counted_up_to(mention.figure, mention.sentence)
    scope = _scope(mention.scope, when or reached, context)
    affected = mention.affected
    return Claim(
        id=ids[figure.range],
        report=context.report.id,
        sentence=mention.sentence,
        effects=mention.effects,
        figure=figure,
        affected=Affected(text=affected.text, start=affected.start, end=affected.end, group=mention.group)
        if affected
        else None,
        scope=scope,
        part_of=ids.get(mention.whole.range) if mention.whole else None,
        when=when,
        as_of=_as_of(scope, reached, said, when, context),
        said=said,
        where=context.places.where(
            mention.figure,
            mention.content,
            mention.sentence,
            around,
            before=before,
            goes_on=_goes_on(mention),
            background=scope == "background",
            left=not _LEAVING.isdisjoint(mention.effects),
        ),
        actor=_actor(mention.actor),
        stance=mention.stance,
        says_who=_chain(mention.chain, context.parties),
        confidence=None,
    )


def _goes_on(mention: FigureMention) -> bool:
    """Whether a count goes on from the sentence before: a total that names a speaker of its own is a new one."""
    return mention.said_in is None or mention.scope in ("additional", "part")


def _around_the_content(mention: FigureMention, context: _Context) -> tuple[Span, ...]:
    """The parts of the sentence that tell of the saying and not of what is said.

    What stands before a comma in front of the speaker goes on from what is said ("… on Saturday, the governor said").
    """
    if mention.said_in is None:
        return ()
    sentence, content, text = mention.sentence, mention.content, context.report.text
    before = mention.said_in.start < content.start
    behind = max(content.end, text.rfind(",", content.end, mention.said_in.start))
    start, end = (sentence.start, content.start) if before else (behind, sentence.end)
    return (Span.of(text, start, end),) if start < end else ()


def _scope(scope: Scope, when: When | None, context: _Context) -> Scope:
    """A count from long before the report is background."""
    published = context.published or context.report.published_on
    if scope == "part" or when is None or when.latest is None or published is None:
        return scope
    return "background" if (published - when.latest).days > _OLD_AFTER_DAYS else scope


def _as_of(scope: Scope, reached: When | None, said: When | None, when: When | None, context: _Context) -> date | None:
    """The day that a count reaches up to: the one that its words give, else when it was given, else when printed."""
    if reached is not None:
        return reached.latest
    if scope == "background":
        return when.latest if when else None
    if said is not None:
        return said.latest if said.earliest == said.latest else None
    return context.published


def _actor(mention: ActorMention | None) -> Actor | None:
    if mention is None:
        return None
    words = mention.words
    return Actor(text=words.text, start=words.start, end=words.end, kind=mention.kind)


def _chain(chain: Sequence[Span], parties: dict[Span, Party]) -> tuple[Party, ...]:
    """The parties, origin first; one party named twice stands once."""
    told: list[Party] = []
    for span in chain:
        party = parties[span]
        if all(party.name != other.name for other in told):
            told.append(party)
    return tuple(told)


def _begin(saying: SayingMention) -> tuple[int, int]:
    """Where a saying begins, be it with who says it, with the cue or with what is said; the longer first."""
    parts = [span for span in (saying.source, saying.cue, saying.content) if span]
    return min(span.start for span in parts), -max(span.end for span in parts)


def _attribution(saying: SayingMention, context: _Context) -> Attribution:
    cue = saying.cue.range if saying.cue else None
    return Attribution(
        id=hashed_id(context.report.id, "attribution", cue, saying.content.start, saying.content.end),
        report=context.report.id,
        source=saying.source,
        cue=saying.cue,
        content=saying.content,
        kind=saying.kind,
        stance=saying.stance,
        says_who=_chain(saying.chain, context.attributed),
        reader=saying.reader,
    )


def _event(mention: HappeningMention, context: _Context) -> EventMention:
    recipient = mention.recipient
    when = context.times.duration(mention.content) if mention.mode in _LASTING else None
    return EventMention(
        id=hashed_id(context.report.id, "event", mention.trigger.start, mention.trigger.end, mention.kind),
        report=context.report.id,
        kind=mention.kind,
        mode=mention.mode,
        trigger=mention.trigger,
        actor=_actor(mention.actor),
        recipient=Recipient(
            text=recipient.text, start=recipient.start, end=recipient.end, group=mention.group, named=mention.named
        )
        if recipient
        else None,
        when=when
        or context.times.when(
            mention.trigger,
            mention.content,
            mention.sentence,
            context.cues,
            own_clause=mention.kind in _SPOKEN,
            happened=mention.kind in _DONE,
        ),
        where=context.places.where(mention.trigger, mention.content, mention.sentence, surely=context.wire),
        says_who=_chain(mention.chain, context.parties),
    )


_SPOKEN = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Kinds that are done by speaking of something else, which has days of its own."""
_DONE = frozenset({"ASSAULT", "COERCE"})
"""Kinds that are told when they are over; others are announced too."""
_LASTING = frozenset({"censor", "curfew", "martial-law", "strike", "hunger", "obstruct"})
"""Modes of things that last: how long is told more often than when."""


def _violations(mentions: Sequence[ViolationMention], context: _Context) -> Iterator[Violation]:
    """Each alleged violation, placed by all that the report says of places."""
    if mentions:
        places = ViolationPlaces.of(context.places)
        yield from (_violation(mention, places, context) for mention in mentions)


def _violation(mention: ViolationMention, places: ViolationPlaces, context: _Context) -> Violation:
    return Violation(
        id=hashed_id(context.report.id, "violation", mention.trigger.start, mention.trigger.end, mention.kind),
        report=context.report.id,
        kind=mention.kind,
        right=right_of(mention.kind, mention.content.text, context.language),
        sentence=mention.sentence,
        actor=_actor(mention.actor),
        victims=mention.victims,
        when=context.times.when(mention.trigger, mention.content, mention.sentence, context.cues)
        or context.times.day_before(mention.sentence, context.cues),
        where=places.where(mention),
        says_who=_chain(mention.chain, context.parties),
    )
