"""Whether a count is of a whole event, one more, a part of another, or of something older."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.extract.counted import Counted
from sayso.extract.linked import Linked
from sayso.languages import words
from sayso.languages.numbers import number_words
from sayso.nouns.claim import Scope
from sayso.nouns.mention import FigureMention
from sayso.nouns.span import Span
from sayso.nouns.what import Effect

_FAR = 6
"""Words between two parts of one whole, at most."""


class ScopeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`scope.toml` of one language."""

    part_before: re.Pattern[str]
    among_before: re.Pattern[str]
    additional_before: re.Pattern[str]
    the_other_before: re.Pattern[str]
    from_before: re.Pattern[str]
    long_before: re.Pattern[str]
    additional_within: re.Pattern[str]
    more_after: re.Pattern[str]
    part_after: re.Pattern[str]
    condition_after: re.Pattern[str]
    others_after: re.Pattern[str]
    place_after: re.Pattern[str]
    place_before: re.Pattern[str]
    clause_end: re.Pattern[str]
    listed_between: re.Pattern[str]
    of_between: re.Pattern[str]
    breaks_down: re.Pattern[str]
    refers: re.Pattern[str]
    background: re.Pattern[str]
    definite: frozenset[str]
    vague: frozenset[str]


def scope_words(language: str) -> ScopeWords:
    """The patterns of scope of a language."""
    return words(language, "scope", ScopeWords)


def breaks_down(sentence: str, language: str) -> bool:
    """Whether a sentence breaks down the count of the sentence before: "This includes 103 in the capital"."""
    return bool(scope_words(language).breaks_down.match(sentence))


def refers_to_whole(sentence: str, language: str) -> bool:
    """Whether a sentence may count parts of people told of before: "four of them", "this includes"."""
    return bool(scope_words(language).refers.search(sentence))


def find_scope(
    item: Linked, others: Sequence[Linked], sentence: Span, earlier: Sequence[FigureMention], language: str
) -> tuple[Scope, Span | None]:
    """The scope of a figure, and for a part the words of its whole, where they can be told."""
    known, counted = scope_words(language), item.counted
    before, after = sentence.text[: counted.start], sentence.text[counted.end :]
    previous = [other for other in others if other.counted.end <= counted.start]
    same = [other for other in previous if set(other.effects) & set(item.effects)]
    whole = _span_of(same[-1], sentence) if same else _latest(earlier, item.effects)
    if _is_additional(item, before, after, known, alone=not previous, repeats=bool(same)):
        return "additional", None
    hurt = item.effects == ("injured",) and whole is not None and known.condition_after.match(after)
    if (
        hurt
        or known.among_before.search(before)
        or known.part_before.search(before)
        or is_of_the_people(counted, known)
    ):
        return "part", whole
    following = next((other for other in others if other.counted.start >= counted.end), None)
    if following is not None and known.of_between.fullmatch(sentence.text[counted.end : following.counted.start]):
        return "part", _span_of(following, sentence)
    if previous and known.part_after.match(after):
        return "part", whole
    if (sum_of := _adds_up(item, same, others, language)) is not None:
        return "part", _span_of(sum_of, sentence)
    if is_said_of_the_last(counted) and earlier and not previous:
        return "part", _latest(earlier, item.effects)
    if known.breaks_down.match(sentence.text) or known.the_other_before.search(before):
        return "part", _latest(earlier, item.effects)
    if same and known.others_after.match(after):
        return "additional", None
    if same and ":" in sentence.text[same[0].counted.end : counted.start]:
        return "part", _span_of(same[0], sentence)
    if same and _continues_parts(same[-1].counted, counted, known):
        return "part", None
    if known.background.search(sentence.text) or known.from_before.search(before) or known.long_before.search(before):
        return "background", None
    return "total", None


def _is_additional(item: Linked, before: str, after: str, known: ScopeWords, *, alone: bool, repeats: bool) -> bool:
    """ "another 18", "two more": more than was told before, if the same thing was told of."""
    said = item.counted.text[item.counted.start : item.counted.end]
    if known.additional_before.search(before) or known.additional_within.search(said):
        return True
    return bool(known.more_after.match(after)) and (alone or repeats)


def is_of_the_people(counted: Counted, known: ScopeWords) -> bool:
    """ "one of the men", "two of them": a part of people already told of."""
    if counted.shape == "nothing":
        return False
    for child in (*counted.node.children, *counted.last.children):
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > counted.last.i:
            for noun in child.children:
                ahead = {word.lower_ for word in noun.subtree if word.i <= noun.i}
                if noun.dep_ == "pobj" and ahead & known.definite:
                    return True
    return False


def _adds_up(item: Linked, before: Sequence[Linked], others: Sequence[Linked], language: str) -> Linked | None:
    """The count that this one and its neighbours add up to: "14 foreigners, six Kenyans and eight Greeks"."""
    for whole in before:
        rest = [other for other in others if other.counted.start >= whole.counted.end]
        target, total = _plain(whole, language), 0
        for place, other in enumerate(rest):
            value = _plain(other, language)
            if target is None or value is None or set(other.effects).isdisjoint(whole.effects):
                break
            total += value
            if total == target and place and item in rest[: place + 1]:
                return whole
    return None


def _plain(item: Linked, language: str) -> int | None:
    """The number, where one word or numeral is all of it."""
    counted = item.counted
    said = counted.text[counted.start : counted.end].lower().replace(",", "")
    if counted.shape != "number":
        return 1 if counted.shape == "single" else None
    return int(said) if said.isdecimal() else number_words(language).cardinals.get(said)


def is_said_of_the_last(counted: Counted) -> bool:
    """ "Five were children": of the people counted before."""
    verb = counted.node.head
    return (
        counted.noun is None
        and counted.shape == "number"
        and counted.node.dep_ == "nsubj"
        and any(child.dep_ == "attr" and child.tag_ in ("NNS", "NN") for child in verb.children)
    )


def _continues_parts(part: Counted, counted: Counted, known: ScopeWords) -> bool:
    """ "including two boys and three girls": the second is a part as well."""
    between = counted.text[part.end : counted.start]
    return bool(known.part_before.search(counted.text[: part.start])) and len(between.split()) <= _FAR


def _latest(earlier: Sequence[FigureMention], effects: tuple[Effect, ...]) -> Span | None:
    """The last count before this sentence that this one can be a part of."""
    for figure in reversed(earlier):
        if set(figure.effects) & set(effects) and figure.scope == "total":
            return figure.figure
    return None


def _span_of(item: Linked, sentence: Span) -> Span:
    start, end = item.counted.start, item.counted.end
    return Span(text=sentence.text[start:end], start=sentence.start + start, end=sentence.start + end)
