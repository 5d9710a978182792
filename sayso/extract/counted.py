"""Number phrases in a parsed sentence, and the noun that each one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.extract.effects import EffectWords, names_people_by_form
from sayso.extract.groups import names_people
from sayso.extract.parse import Parsed
from sayso.languages.numbers import NumberWords, figure_pattern, number_words

if TYPE_CHECKING:
    from spacy.tokens import Token

Shape = Literal["number", "single", "nothing"]

_NUMBER_DEPENDENCIES = frozenset(
    {"nummod", "quantmod", "det", "amod", "compound", "nmod", "advmod", "predet", "poss", "neg", "npadvmod"}
)
_MOVES = re.compile(r"\b(?:from|by)\s*$", re.IGNORECASE)
_OLDEST = 115
_AGE_BEFORE = re.compile(r",\s*(?:now|then|also|aged|just|both|all|himself|herself)?$")
_AGE_AFTER = re.compile(r"[,.;)]|who\b|was\b|$")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number phrase, and what it counts."""

    text: str
    """The sentence."""
    first: Token
    last: Token
    start: int
    end: int
    """Code points within the sentence."""
    shape: Shape
    node: Token
    """The head of the noun phrase that holds the number; the number itself where there is no noun."""
    noun: Token | None
    """The noun counted: behind "of" in "dozens of people"; None where it is left out ("another 18")."""
    people: Literal["yes", "maybe", "no"]


def find_counted(sentence: Parsed, language: str, known: EffectWords) -> Iterator[Counted]:
    """Every number phrase of a sentence that may count people."""
    vocabulary = number_words(language)
    for found in _matches(sentence.span.text, language):
        start, end = found.span()
        tokens = sentence.doc.char_span(start, end, alignment_mode="expand")
        if tokens is None or _is_part_of_something(found, sentence.span.text, vocabulary):
            continue
        shape: Shape = "single" if found["single"] else "nothing" if found["nothing"] else "number"
        root = _root(list(tokens))
        if root.dep_ == "preconj":
            continue  # "both police and protesters" counts nobody
        node = _node(root, end)
        if node.lower_ in ("dozens", "scores", "hundreds", "thousands", "tens", "millions") and node.i > tokens[-1].i:
            continue  # the number before it belongs to a longer phrase that the grammar does not know
        noun = _noun(root, node)
        yield Counted(
            sentence.span.text,
            tokens[0],
            tokens[-1],
            start,
            end,
            shape,
            node,
            noun,
            _people(node, noun, known, vocabulary, language),
        )


def _matches(text: str, language: str) -> Iterator[re.Match[str]]:
    """Each match of the figure grammar; "rose by four to 27" and "from 21 to 19" are two numbers, no range."""
    pattern = figure_pattern(language)
    place = 0
    while found := pattern.search(text, place):
        place = max(found.end(), found.start() + 1)
        if found["second"] and _MOVES.search(text[: found.start()]):
            first = pattern.match(text[: found.end("first")], found.start())
            if first is not None:
                yield first
            second = pattern.match(text, found.start("second"))
            if second is not None:
                yield second
            continue
        yield found


def _root(tokens: list[Token]) -> Token:
    """The token of the phrase that its other tokens hang on: the number itself where that can be told."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    numbers = [token for token in heads if token.like_num or token.tag_ == "CD"]
    return (numbers or heads or tokens)[-1]


def _node(root: Token, end: int) -> Token:
    """The head of the noun phrase that the number stands in."""
    head = root.head
    if head.like_num and head.tag_ == "CD":
        return root
    if (
        root.dep_ in _NUMBER_DEPENDENCIES
        and head.i > root.i
        and head.tag_.startswith(("NN", "JJ", "CD", "PRP", "VBN", "DT"))
    ):
        return _phrase_head(head)
    after = _next_noun(root, end)
    return after if after is not None and root.dep_ not in ("pobj", "dobj", "nsubj", "nsubjpass") else root


def _phrase_head(noun: Token) -> Token:
    """The last noun of a compound: "students" for "Makerere" in "46 Makerere University students"."""
    while noun.dep_ in ("compound", "nmod", "amod") and noun.head.i > noun.i and noun.head.tag_.startswith("NN"):
        noun = noun.head
    return noun


def _next_noun(root: Token, end: int) -> Token | None:
    """The noun right behind the number, past adjectives: what a number counts even if the tree says otherwise."""
    for token in root.doc[root.i + 1 : root.i + 5]:
        if token.idx < end:
            continue
        if token.tag_.startswith("NN"):
            following = token.nbor() if token.i + 1 < len(token.doc) else None
            if following is not None and following.tag_.startswith("NN") and token.head.i == following.i:
                continue
            return token
        if not token.tag_.startswith(("JJ", "VBN", "``", "''", "CD", "HYPH")):
            return None
    return None


def _noun(root: Token, node: Token) -> Token | None:
    """What is counted: the noun behind "of" for "dozens of people", else the node itself where it is a noun."""
    if node.i == root.i:
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for grandchild in child.children:
                    if grandchild.dep_ == "pobj":
                        return grandchild
        return None
    return node


def _is_part_of_something(found: re.Match[str], text: str, vocabulary: NumberWords) -> bool:
    """Dates, ages, money, measures, ranks: numbers that count no people by the words right beside them."""
    start, end = found.span()
    before, after = text[:start].rstrip().lower(), text[end:].lstrip().lower()
    if before.endswith(vocabulary.not_people.currency_signs) or text[end : end + 1] in "%°":
        return True
    following = re.match(r"[-–]?([a-z.']+)", after)
    if following and following[1].rstrip(".,") in vocabulary.not_people.units:
        return True
    if before.endswith("how"):
        return True
    if found["single"] or found["nothing"]:
        return False
    number = found["first"].strip()
    if number.lower() == "one" and _NOT_A_COUNT_BEFORE.search(before):
        return True
    if number.startswith("0") or _DATE_BEFORE.search(before):
        return True
    if re.search(rf"\b(?:{_MONTHS})\.?$", before) or re.match(rf"(?:of\s+)?(?:{_MONTHS})\b", after):
        return not found["before"]
    if re.search(
        r"\b(?:aged?|no\.|number|nos\.|article|section|chapter|route|highway|room|flight|hotline|act|page|at age)$",
        before,
    ):
        return True
    if re.match(r"[-–\s]?year[-\s]", after) or re.match(r"[-–]?years?\b", after):
        return True
    if (
        _YEAR.match(number)
        and not found["before"]
        and (
            not after
            or not re.match(r"[a-z]", after)
            or re.search(
                r"\b(?:in|since|of|by|until|from|during|between|and|to|early|late|mid|the|june|june's|s)$", before
            )
        )
    ):
        return True
    if number.isdigit() and int(number) < _OLDEST and _AGE_BEFORE.search(before) and _AGE_AFTER.match(after):
        return True
    return bool(text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit())


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
_DATE_BEFORE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?$|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\.?,?$"
)
_NOT_A_COUNT_BEFORE = re.compile(r"\b(?:which|this|each|any|every|no|the|only)$")


def _people(
    node: Token, noun: Token | None, known: EffectWords, vocabulary: NumberWords, language: str
) -> Literal["yes", "maybe", "no"]:
    """Whether people are counted, as far as the noun tells."""
    if noun is None or noun.tag_ in ("PRP", "WP", "DT", "WDT"):
        return "maybe"
    said = noun.lower_
    if said in known.counts or said in known.people_of:
        return "yes"
    if noun.tag_ == "CD" or noun.like_num or said in known.adjectives:
        return "maybe"
    if noun.tag_ in ("NN", "NNS") and (said in vocabulary.not_people.units or said in vocabulary.not_people.things):
        return "no"
    phrase = (
        " ".join(token.text for token in noun.doc[noun.left_edge.i : noun.i + 1])
        if noun.left_edge.i <= noun.i
        else noun.text
    )
    if names_people(phrase, language) or names_people_by_form(said, known):
        return "yes"
    return "maybe"
