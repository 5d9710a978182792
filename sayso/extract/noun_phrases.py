"""Where a speaker's noun phrase begins and ends, even if the tree has hung a clause on it."""

from __future__ import annotations

from sayso.extract.parse import Parsed
from sayso.extract.quote_marks import EDGE, QUOTES
from sayso.extract.saying_words import SayingWords
from sayso.extract.trees.tree import Token
from sayso.nouns.span import Span

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BELONGING = frozenset({"prep", "appos", "conj", "cc", "poss", "case", "nmod", "compound", "punct", "flat", "acl"})


def walk_left(noun: Token, known: SayingWords) -> Token:
    """The first word of the noun phrase that ends here, by its words alone: back to its article or its name's start."""
    doc, place = noun.doc, noun.i
    named = noun.tag_.startswith("NNP")
    while place > 0:
        before = doc[place - 1]
        if before.tag_ in ("DT", "PRP$"):
            if place >= 2 and doc[place - 2].lower_ in known.listed.within_names.words:
                place -= 2
                continue
            return before
        if (
            before.lower_ in known.listed.within_names.words
            and place >= 2
            and doc[place - 2].tag_.startswith("NN")
            and (doc[place].tag_.startswith("NNP") or doc[place].tag_ == "DT")
        ):
            place -= 1
            continue
        if not before.tag_.startswith(("NN", "JJ", "POS", "HYPH", "CC" if named else "NN")) or (
            named and before.tag_ == "NNS"
        ):
            break
        place -= 1
    return _name_start(doc[place])


def phrase_start(noun: Token, known: SayingWords) -> int:
    """The start of a noun phrase, without the verb or the number that the tree may have hung on its left."""
    left = noun.doc[noun.left_edge.i : noun.i]
    if any(token.tag_ in _FINITE or token.dep_ == "nummod" for token in left):
        return int(walk_left(noun, known).idx)
    return int(_name_start(noun.left_edge).idx)


def _name_start(first: Token) -> Token:
    """Back over a capital preposition to the start of the name that it stands in: "Reporters Without Borders"."""
    while first.i >= 2 and first.text.istitle():
        joint, name = first.nbor(-1), first.nbor(-2)
        if joint.tag_ != "IN" or not joint.text.istitle() or not name.text.istitle() or not name.tag_.startswith("NN"):
            break
        first = name
    return first


def phrase_end(noun: Token) -> int:
    """The end of a noun phrase without the relative clause or the sentence that the tree may have hung on it."""
    last = _last_of_phrase(noun)
    return int(last.idx + len(last))


def _last_of_phrase(noun: Token) -> Token:
    last = noun
    for child in noun.children:
        if child.i > noun.i and child.dep_ in _BELONGING and not (child.dep_ == "acl" and child.tag_ != "VBN"):
            if child.dep_ == "punct" and child.text in (",", "-", "–", "—"):
                continue
            if child.dep_ == "acl" and any(token.dep_ in ("mark", "aux", "auxpass") for token in child.children):
                continue
            edge = _last_of_phrase(child) if child.dep_ == "conj" else child.right_edge
            if edge.i > last.i:
                last = edge
    return last


def phrase_of(noun: Token, sentence: Parsed, known: SayingWords, first: Token | None = None) -> Span:
    """The words of a noun phrase; a heading before a colon is no part of it, and a pronoun is one word."""
    if noun.tag_ == "PRP":
        return sentence.words(noun, noun)
    start, end = (
        (first.idx, int(noun.idx + len(noun))) if first is not None else (phrase_start(noun, known), phrase_end(noun))
    )
    text = sentence.span.text
    colon = text.rfind(": ", start, noun.idx)
    start = colon + 2 if colon >= 0 else start
    while start < noun.idx and text[start] in EDGE + QUOTES + ":":
        start += 1
    return Span(text=text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)
