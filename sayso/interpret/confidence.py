"""How likely a claim is right: the sum of what speaks for and against it, learned from claims that people judged.

A few dozen facts of a claim and its sentence each have a weight, in `sayso/data/confidence-en.toml`. The probability is
the logistic function of their sum. How the weights were made and what "right" means: `docs/models/confidence.md`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.mention import Grounds

_FAR, _VERY_FAR = 3, 8
"""Words between a number and the word that says what happened."""
_LONG, _SHORT = 45, 8
"""Words of a sentence."""
_MANY = 3
"""Claims of a sentence."""
_DECIMALS = 3
_ENDS_A_SENTENCE = re.compile(r"[.!?][\"'’”)\]]*\s*$")
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "several", "many"})
_BOUNDED = frozenset({"at_least", "more_than", "at_most", "less_than", "between"})


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """The model's file of one language."""

    base: float
    """Log odds of a claim of which no fact holds."""
    facts: dict[str, float]
    """What each fact adds to them."""


def confidence_of(facts: Iterable[str], language: str) -> float | None:
    """The probability that a claim of which these facts hold is right; None where a language has no weights.

    >>> confidence_of(["tied: nearby", "counted: number"], "en") < confidence_of(["tied: undergone"], "en")
    True
    """
    weights = _load(language)
    if weights is None:
        return None
    return round(probability(weights.base, weights.facts, facts), _DECIMALS)


def probability(base: float, weights: Mapping[str, float], facts: Iterable[str]) -> float:
    """The logistic function of the sum of the facts' weights; a fact without one says nothing."""
    return 1 / (1 + math.exp(-math.fsum((base, *(weights.get(fact, 0.0) for fact in facts)))))


@cache
def _load(language: str) -> _Weights | None:
    file = files("sayso.data") / f"confidence-{language}.toml"
    return msgspec.toml.decode(file.read_bytes(), type=_Weights) if file.is_file() else None


def facts_of(claim: Claim, grounds: Grounds, beside: int) -> tuple[str, ...]:
    """What is known of a claim that may tell how sure it is; `beside` is how many claims its sentence makes."""
    return (*_of_tie(grounds), *_of_figure(claim, grounds), *_of_meaning(claim), *_of_sentence(claim, beside))


def _of_tie(grounds: Grounds) -> Iterator[str]:
    """How what happened was tied to the count."""
    yield f"tied: {grounds.tie}"
    yield f"counted: {grounds.counted}"
    if grounds.apart > _VERY_FAR:
        yield "apart: very far"
    elif grounds.apart > _FAR:
        yield "apart: far"
    if grounds.across:
        yield "apart: by a comma, colon, dash or quotation mark"
    if not grounds.people:
        yield "counted: no known word for people"


def _of_figure(claim: Claim, grounds: Grounds) -> Iterator[str]:
    """The number and its words."""
    figure = claim.figure
    if grounds.article:
        yield "figure: a, an or another"
        if grounds.tie == "apposed":
            yield "figure: a, an or another, of somebody named"
    elif figure.qualifier in _VAGUE or figure.qualifier == "none":
        yield "figure: nobody" if figure.qualifier == "none" else "figure: vague"
    elif figure.qualifier in _BOUNDED:
        yield "figure: with a bound"
    elif figure.qualifier in ("about", "nearly"):
        yield "figure: about"
    elif figure.text[:1].isdigit():
        yield "figure: digits"
        if len(figure.text) == 1:
            yield "figure: one digit"
    else:
        yield "figure: in words"
    if any(mark in figure.text for mark in "-./()"):
        yield "figure: with a mark inside"


def _of_meaning(claim: Claim) -> Iterator[str]:
    """What is claimed."""
    for effect in claim.effects:
        yield f"effect: {effect}"
    if len(claim.effects) > 1:
        yield "effect: two"
    yield f"scope: {claim.scope}"
    yield f"stance: {claim.stance}"
    if claim.says_who:
        yield "said by a party"
    if claim.actor:
        yield "done by somebody"
    if claim.affected is None:
        yield "affected: not said"
    elif claim.affected.group is None:
        yield "affected: no group"
    if claim.affected and claim.affected.text[:1].isupper() and not claim.sentence.text.isupper():
        yield "affected: in capitals"


def _of_sentence(claim: Claim, beside: int) -> Iterator[str]:
    """The sentence around it."""
    sentence = claim.sentence.text
    length = sentence.count(" ") + 1
    if length > _LONG:
        yield "sentence: long"
    elif length < _SHORT:
        yield "sentence: short"
    if not _ENDS_A_SENTENCE.search(sentence):
        yield "sentence: without an end"
    if sentence.isupper():
        yield "sentence: capitals throughout"
    elif sentence.islower():
        yield "sentence: no capitals"
    if beside >= _MANY:
        yield "sentence: many claims"
    elif beside == 1:
        yield "sentence: no other claim"
    if claim.figure.start == claim.sentence.start:
        yield "sentence: begins with the figure"
