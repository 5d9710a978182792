"""Whether an event is only denied, wished, feared, planned or called for: it has not happened then."""

from __future__ import annotations

from sayso.extract.trees.tree import Token, Tree
from sayso.extract.triggers import Index, Match, Unreal, index_of, what_words
from sayso.nouns.what import EventKind

_TALK: frozenset[EventKind] = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONSULT"})


def is_unreal(doc: Tree, match: Match, language: str) -> bool:
    """Whether the sentence says that the event did not happen, or only may."""
    head = doc[match.head]
    unreal, index = what_words(language).unreal, index_of(language)
    if match.word == "noun":
        return _noun_is_unreal(head, match, unreal, index)
    return _verb_is_unreal(head, unreal, index)


def _verb_is_unreal(head: Token, unreal: Unreal, index: Index) -> bool:
    if head.dep_ == "amod":
        return False
    verb: Token = head
    for _ in range(6):
        if _marked(verb, unreal) or (_is_infinitive(verb) and not _under_factual(verb, index)):
            return True
        if verb.dep_ == "pcomp" and {verb.head.lower_, verb.head.head.lower_} & unreal.prepositions:
            return True
        governor = _governor(verb)
        if governor is None:
            return False
        if verb.dep_ != "conj" and (governor.lower_ in index.unreal_verbs or governor.lower_ in index.unreal_nouns):
            return verb.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "dobj"}
        if verb.dep_ not in {"conj", "xcomp", "pcomp"}:
            return False
        verb = governor
    return False


def _governor(verb: Token) -> Token | None:
    """The word that a clause depends on, past its preposition."""
    if verb.dep_ == "ROOT":
        return None
    return verb.head.head if verb.dep_ == "pcomp" else verb.head


def _marked(verb: Token, unreal: Unreal) -> bool:
    """Whether the verb has "not", a modal, "if", or a subject such as "nobody" of its own."""
    for child in verb.children:
        low = child.lower_
        if child.dep_ == "neg" or (low in unreal.negators and child.dep_ in {"advmod", "preconj"}):
            return True
        if child.dep_ == "aux" and (low in unreal.modals or low == "going"):
            return True
        if child.dep_ == "mark" and low in unreal.marks:
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _denied(child, unreal):
            return True
    return False


def _denied(noun: Token, unreal: Unreal) -> bool:
    """ "No one", "none", "no protesters"."""
    return noun.lower_ in unreal.negators or any(
        child.lower_ in unreal.negators and child.dep_ in {"det", "neg"} for child in noun.children
    )


def _is_infinitive(verb: Token) -> bool:
    """Whether it is "to do" and not "to have done"."""
    children = list(verb.children)
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in children) and not any(
        child.dep_ == "aux" and child.lower_ == "have" for child in children
    )


def _under_factual(verb: Token, index: Index) -> bool:
    """ "Began to", "managed to": it happened all the same."""
    return verb.dep_ == "xcomp" and verb.head.lower_ in index.factual


def _noun_is_unreal(head: Token, match: Match, unreal: Unreal, index: Index) -> bool:
    noun = head
    while noun.dep_ == "conj" and noun.head.tag_.startswith(("NN", "VBG")):
        noun = noun.head
    if any(child.lower_ in unreal.adjectives and child.i < head.i for child in [*head.children, *noun.lefts]):
        return True
    if noun.dep_ == "compound" and noun.head.lower_ in index.unreal_nouns:
        return True
    governor, preposition = noun.head, ""
    if noun.dep_ == "pobj":
        preposition, governor = noun.head.lower_, noun.head.head
        if preposition in unreal.prepositions and governor.tag_[:2] != "NN":
            return match.trigger.kind not in _TALK and preposition != "against"
    if governor.lower_ in index.unreal_nouns and preposition in {"of", "for", "to", "on", "from"}:
        return True
    if noun.dep_ in {"dobj", "nsubjpass"} or preposition in {"for", "to"}:
        carried = governor.lower_ in index.light or governor.lower_ in index.occur
        wished = governor.lower_ in index.unreal_verbs and governor.lower_ not in index.light
        return wished or (carried and _verb_is_unreal(governor, unreal, index))
    return noun.dep_ in {"nsubj", "attr"} and governor.lower_ in index.occur and _marked(governor, unreal)
