"""Whether a happening is told as so, as not so, or as yet to come, by the words around its own."""

from __future__ import annotations

from sayso.extract.effects import EffectWords, is_negated_survival
from sayso.extract.trees.tree import Token
from sayso.nouns.says_who import Stance


def stance_of(trigger: Token, known: EffectWords) -> Stance:
    """What the report itself says of it: that it is so, that it is not, or that it may come."""
    verb = trigger
    for _ in range(4):
        children = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark")}
        if verb.lower_ in known.fears:
            return "predicts"
        if (children & {"not", "n't", "never"} and not is_negated_survival(verb, known)) or _is_said_untrue(
            verb, known
        ):
            return "denies"
        if (children & known.unreal.modals and not children & known.unreal.past) or children & known.unreal.markers:
            return "predicts"
        wished = verb.dep_ in ("xcomp", "ccomp") and verb.head.lower_ in known.unreal.verbs
        if wished and (_is_infinitive(verb) or verb.tag_ == "VBN"):
            return "predicts"
        if verb.dep_ == "acl" and verb.head.lower_ in known.unreal.nouns and _is_infinitive(verb):
            return "predicts"
        if verb.dep_ not in ("xcomp", "conj", "acomp", "oprd", "auxpass") or verb.head.i == verb.i:
            break
        if verb.dep_ == "conj" and verb.i and verb.nbor(-1).lower_ == "but":
            break
        verb = verb.head
    return "states"


def _is_infinitive(verb: Token) -> bool:
    """ "To kill", not "to have killed"."""
    aids = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "to" in aids and "have" not in aids


def _is_said_untrue(verb: Token, known: EffectWords) -> bool:
    """ "It is not true that 50 were arrested"."""
    above = verb.head
    return (
        verb.dep_ == "ccomp"
        and any(child.dep_ == "neg" for child in (*above.children, *above.head.children))
        and bool(known.unreal.truths & {above.lower_, *(child.lower_ for child in above.children)})
    )
