"""One report's words found: which sentences to read deeply, and all that they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from msgspec.structs import replace

from sayso.extract.effects import effect_pattern
from sayso.extract.how_many import find_figures
from sayso.extract.parse import Parsed, parse_sentences
from sayso.extract.saying_words import cue_pattern
from sayso.extract.says_who import find_sayings
from sayso.extract.sentences import split_sentences
from sayso.extract.speakers import Speakers
from sayso.extract.violations import find_violations, may_hold_violation
from sayso.extract.what import find_happenings, may_hold_event
from sayso.extract.when import find_times
from sayso.extract.where import find_places
from sayso.languages.numbers import figure_pattern
from sayso.nouns.mention import FigureMention, HappeningMention, Mentions, SayingMention, ViolationMention
from sayso.nouns.report import Report
from sayso.nouns.span import Span
from sayso.settings import Settings

_REPORTS_AT_A_TIME = 32
"""Reports whose sentences are parsed together: enough to fill a batch, few enough to stream."""
_LONGEST_SENTENCE = 1_500
"""Code points; a longer "sentence" is a list or a damaged page, and a parser's memory grows with its square."""
_CONTINUES = re.compile(r"\b(?:of\s+(?:them|whom|those|these)|includ(?:es|ed))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A report's sentences, and those worth reading deeply."""

    report: Report
    text: str
    """As much of its text as is read."""
    sentences: tuple[Span, ...]
    deep: tuple[Span, ...]


def extract_mentions(reports: Iterable[Report], settings: Settings) -> Iterator[Mentions]:
    """What each report's words mention, in the order of the reports."""
    source = iter(reports)
    while group := tuple(islice(source, _REPORTS_AT_A_TIME)):
        chosen = [_choose(report, settings) for report in group]
        parsed = parse_sentences([sentence for one in chosen for sentence in one.deep], settings.batch_sentences)
        for one in chosen:
            yield _find(one, tuple(islice(parsed, len(one.deep))))


def worth_reading(sentence: str, language: str) -> bool:
    """Whether a sentence may hold a claim, an attribution, an event or a violation: the fast pass."""
    return bool(
        cue_pattern(language).search(sentence)
        or (effect_pattern(language).search(sentence) and figure_pattern(language).search(sentence))
        or may_hold_event(sentence, language)
        or may_hold_violation(sentence, language)
        or (_CONTINUES.search(sentence) and figure_pattern(language).search(sentence))
    )


def _choose(report: Report, settings: Settings) -> _Chosen:
    text = report.text[: settings.max_chars_read]
    sentences = split_sentences(text, language_of(report))
    deep = tuple(
        sentence
        for sentence in sentences
        if len(sentence.text) <= _LONGEST_SENTENCE and worth_reading(sentence.text, language_of(report))
    )
    return _Chosen(report, text, sentences, deep)


def language_of(report: Report) -> str:
    """The language to read a report in: its own, English where it cannot be told."""
    return report.language or "en"


def _find(chosen: _Chosen, parsed: Sequence[Parsed]) -> Mentions:
    language = language_of(chosen.report)
    times = find_times(chosen.text, language)
    sayings = tuple(saying for sentence in parsed for saying in find_sayings(sentence, language))
    speakers = Speakers(sayings, chosen.sentences, chosen.text, language)
    figures: list[FigureMention] = []
    happenings: list[HappeningMention] = []
    violations: list[ViolationMention] = []
    for sentence in parsed:
        figures += find_figures(sentence, _within(times, sentence.span), figures, language)
        found = tuple(_attributed(happening, speakers) for happening in find_happenings(sentence, (), language))
        happenings += found
        alleged = find_violations(sentence, found, _sentence_chain(sentence.span, sayings), language)
        violations += (_violation_attributed(violation, speakers) for violation in alleged)
    return Mentions(
        sentences=chosen.sentences,
        times=times,
        places=find_places(chosen.text, language),
        sayings=sayings,
        figures=speakers.attribute_figures(figures),
        happenings=tuple(happenings),
        violations=tuple(violations),
    )


def _within(times: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """The time expressions of one sentence."""
    first = bisect_left(times, sentence.start, key=lambda time: time.start)
    return times[first : bisect_left(times, sentence.end, key=lambda time: time.start)]


def _attributed(happening: HappeningMention, speakers: Speakers) -> HappeningMention:
    chain, saying = speakers.at(happening.trigger)
    negated = happening.negated or (saying is not None and saying.stance in ("denies", "predicts"))
    return replace(happening, chain=chain, negated=negated)


def _violation_attributed(violation: ViolationMention, speakers: Speakers) -> ViolationMention:
    chain, _ = speakers.at(violation.trigger)
    return replace(violation, chain=chain or violation.chain)


def _sentence_chain(sentence: Span, sayings: Sequence[SayingMention]) -> tuple[Span, ...]:
    """The parties behind most of a sentence; none where the report speaks for itself."""
    inside = [saying for saying in sayings if saying.content.overlaps(sentence)]
    widest = max(inside, key=lambda saying: saying.content.end - saying.content.start, default=None)
    return widest.chain if widest else ()
