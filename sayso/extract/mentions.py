"""One report's words found: which sentences to read deeply, and all that they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from itertools import islice

from msgspec.structs import replace

from sayso.extract.effects import words_of_effect
from sayso.extract.glance import Glance
from sayso.extract.groups import names_people
from sayso.extract.how_many import find_figures
from sayso.extract.learned.attributions import Found, find_attributions
from sayso.extract.learned.model import Model, load_model
from sayso.extract.parse import Parsed, parse_sentences
from sayso.extract.protected import Protected
from sayso.extract.saying_words import strong_cues
from sayso.extract.says_who import find_sayings
from sayso.extract.scope import refers_to_whole
from sayso.extract.sentences import split_sentences
from sayso.extract.speakers import Speakers
from sayso.extract.told import told_by_model
from sayso.extract.violation_phrases import may_hold_violation
from sayso.extract.violations import find_violations
from sayso.extract.what import carried_on, find_happenings, may_hold_event
from sayso.extract.when import find_times
from sayso.extract.where import find_places
from sayso.languages.numbers import figures_in, single_pattern, words_of_number
from sayso.nouns.mention import FigureMention, HappeningMention, Mentions, SayingMention, ViolationMention
from sayso.nouns.report import Report
from sayso.nouns.span import Span
from sayso.settings import Settings

_REPORTS_AT_A_TIME = 64
"""Reports whose sentences are parsed together: enough to fill a batch, few enough to stream."""
_NOUN_WITHIN = 60
"""How far behind "a" the noun that it counts may end, in code points."""
_LEAST_SAID = 1 / 3
"""Share of a sentence that must be said by a party for what the rest of it alleges to be taken as its word, too."""


_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Hints(Flag):
    """What a sentence may hold, by its words alone."""

    NOTHING = 0
    SAYING = auto()
    FIGURE = auto()
    EVENT = auto()
    VIOLATION = auto()
    ATTITUDE = auto()
    """Words that the trained model finds in cues, and no written rule knows."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A report's sentences, and those worth reading deeply, with what they may hold."""

    report: Report
    text: str
    """As much of its text as is read."""
    sentences: tuple[Span, ...]
    deep: tuple[Span, ...]
    hints: tuple[Hints, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A parsed sentence and what the rules find said in it."""

    parsed: Parsed
    sayings: tuple[SayingMention, ...]


def extract_mentions(reports: Iterable[Report], settings: Settings) -> Iterator[Mentions]:
    """What each report's words mention, in the order of the reports."""
    source = iter(reports)
    while group := tuple(islice(source, _REPORTS_AT_A_TIME)):
        chosen = [_choose(report, settings) for report in group]
        parsed = parse_sentences([sentence for one in chosen for sentence in one.deep], settings.batch_sentences)
        heard = [_hear(one, tuple(islice(parsed, len(one.deep)))) for one in chosen]
        told = _told_by_model(chosen, heard, settings)
        for one, sentences, found in zip(chosen, heard, told, strict=True):
            yield _find(one, sentences, found)


def hints_of(text: str, language: str) -> Hints:
    """What a sentence may hold: the fast pass, which decides whether it is worth a tree."""
    sentence = Glance.of(text)
    hints = Hints.NOTHING
    if strong_cues(language).stands_in(sentence):
        hints |= Hints.SAYING
    if _may_hold_figure(sentence, language):
        hints |= Hints.FIGURE
    if may_hold_event(sentence, language):
        hints |= Hints.EVENT
    if may_hold_violation(sentence, language):
        hints |= Hints.VIOLATION
    return hints


def _may_hold_figure(sentence: Glance, language: str) -> bool:
    """Whether there is a number that may count people, and a word for what happened to them or for a whole."""
    if not (words_of_effect(language).stands_in(sentence) or refers_to_whole(sentence.text, language)):
        return False
    numbers = _DIGIT.search(sentence.text) or not words_of_number(language).isdisjoint(sentence.words)
    if numbers and any(not found["single"] for found in figures_in(sentence.text, language)):
        return True
    return any(
        names_people(sentence.text[found.end() : found.end() + _NOUN_WITHIN], language)
        for found in single_pattern(language).finditer(sentence.text)
    )


def _choose(report: Report, settings: Settings) -> _Chosen:
    text = report.text[: settings.max_chars_read]
    language = language_of(report)
    model = model_of(language, settings)
    sentences = split_sentences(text, language)
    hinted = [(sentence, _hints(sentence.text, language, model)) for sentence in sentences]
    deep = [(sentence, hints) for sentence, hints in hinted if hints]
    return _Chosen(report, text, sentences, tuple(sentence for sentence, _ in deep), tuple(hints for _, hints in deep))


def _hints(sentence: str, language: str, model: Model | None) -> Hints:
    """What a sentence may hold, and whether only the trained model would find something in it."""
    hints = hints_of(sentence, language)
    if hints or model is None or model.forms.isdisjoint(_WORD.findall(sentence.lower())):
        return hints
    return Hints.ATTITUDE


def model_of(language: str, settings: Settings) -> Model | None:
    """The trained model for a language, where there is one and it is wanted."""
    return load_model(language) if settings.reader == "full" else None


def language_of(report: Report) -> str:
    """The language to read a report in: its own, English where it cannot be told."""
    return report.language or "en"


def _hear(chosen: _Chosen, parsed: Sequence[Parsed]) -> tuple[_Heard, ...]:
    """Each parsed sentence with what the rules find said in it."""
    language = language_of(chosen.report)
    return tuple(
        _Heard(sentence, find_sayings(sentence, language) if hints != Hints.ATTITUDE else ())
        for sentence, hints in zip(parsed, chosen.hints, strict=True)
    )


def _told_by_model(
    chosen: Sequence[_Chosen], heard: Sequence[Sequence[_Heard]], settings: Settings
) -> list[tuple[tuple[Found, ...], ...] | None]:
    """What the trained model finds said in each sentence of each report; None for a report that it does not read."""
    told: list[tuple[tuple[Found, ...], ...] | None] = [None] * len(chosen)
    for language in sorted({language_of(one.report) for one in chosen}):
        model = model_of(language, settings)
        if model is None:
            continue
        places = [place for place, one in enumerate(chosen) if language_of(one.report) == language]
        sentences = [sentence for place in places for sentence in heard[place]]
        found = iter(find_attributions([one.parsed for one in sentences], [one.sayings for one in sentences], model))
        for place in places:
            told[place] = tuple(islice(found, len(heard[place])))
    return told


def _find(chosen: _Chosen, heard: Sequence[_Heard], by_model: Sequence[Sequence[Found]] | None) -> Mentions:
    language = language_of(chosen.report)
    times = find_times(chosen.text, language)
    parsed = [one.parsed for one in heard]
    sayings = tuple(saying for one in heard for saying in one.sayings)
    speakers = Speakers(sayings, chosen.sentences, chosen.text, language)
    protected = Protected(chosen.text, language)
    figures: list[FigureMention] = []
    happenings: list[HappeningMention] = []
    violations: list[ViolationMention] = []
    for sentence, hints in zip(parsed, chosen.hints, strict=True):
        if Hints.FIGURE in hints:
            figures += find_figures(sentence, _within(times, sentence.span), figures, language)
        if not hints & (Hints.EVENT | Hints.VIOLATION):
            continue
        found = tuple(
            _attributed(carried_on(happening, happenings, language), speakers)
            for happening in find_happenings(sentence, (), language)
        )
        happenings += found
        alleged = find_violations(sentence, found, speakers.of_most(sentence.span, _LEAST_SAID), protected, language)
        violations += (_violation_attributed(violation, speakers) for violation in alleged)
    counted = [figure.figure for figure in figures]
    return Mentions(
        sentences=chosen.sentences,
        times=times,
        places=find_places(chosen.text, language),
        sayings=sayings if by_model is None else told_by_model(by_model, sayings, counted, chosen.text, language),
        heard=sayings,
        figures=speakers.attribute_figures(figures, happenings),
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
