"""Number phrases in a parsed sentence, and the noun that each one counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.extract.effects import EffectWords, names_people_by_form
from sayso.extract.groups import names_people
from sayso.extract.numbers import find_numbers
from sayso.extract.parse import Parsed
from sayso.extract.trees.tree import Token
from sayso.languages.numbers import NumberWords, number_words
from sayso.nouns.span import Span

Shape = Literal["number", "single", "nothing"]

_NUMBER_DEPENDENCIES = frozenset(
    {"nummod", "quantmod", "det", "amod", "compound", "nmod", "advmod", "predet", "poss", "neg", "npadvmod"}
)


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


def find_counted(sentence: Parsed, times: Sequence[Span], language: str, known: EffectWords) -> Iterator[Counted]:
    """Every number phrase of a sentence that may count people; `times` are the sentence's time expressions."""
    vocabulary = number_words(language)
    for found in find_numbers(sentence.span, times, language):
        start, end = found.span()
        tokens = sentence.doc.touching(start, end)
        if not tokens:
            continue
        shape: Shape = "single" if found["single"] else "nothing" if found["nothing"] else "number"
        root = _root(tokens)
        if root.dep_ == "preconj":
            continue  # "both police and protesters" counts nobody
        if _is_age(root, number_words(language).not_people.oldest):
            continue
        node = _node(root, end)
        if node.lower_ in vocabulary.vague and node.i > tokens[-1].i:
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
            _people(noun, known, vocabulary, language),
        )


def _root(tokens: Sequence[Token]) -> Token:
    """The token of the phrase that its other tokens hang on: the number itself where that can be told."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    numbers = [token for token in heads if token.like_num or token.tag_ == "CD"]
    written = [token for token in tokens if token.like_num] if heads and heads[-1].tag_.startswith(("VB", "IN")) else []
    return (numbers or written or heads or tokens)[-1]


def _is_age(root: Token, oldest: int) -> bool:
    """ "Khan 44 was arrested": a number that hangs on the name before it, without the commas that it should have."""
    name = root.head
    behind = root.nbor().tag_ if root.i + 1 < len(root.doc) else ""
    return (
        root.text.isdecimal()
        and 0 < int(root.text) <= oldest
        and root.dep_ in ("nummod", "appos", "npadvmod")
        and name.tag_ == "NNP"
        and name.dep_ != "pobj"
        and name.i < root.i
        and root.i - name.i <= 2
        and not behind.startswith(("NN", "JJ"))
        and not any(child.dep_ == "prep" for child in root.children)
    )


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


def _people(
    noun: Token | None, known: EffectWords, vocabulary: NumberWords, language: str
) -> Literal["yes", "maybe", "no"]:
    """Whether people are counted, as far as the noun tells."""
    if noun is None or noun.tag_ in ("PRP", "WP", "DT", "WDT"):
        return "maybe"
    said = noun.lower_
    if any(child.lower_ in known.attempted for child in noun.children):
        return "no"
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
