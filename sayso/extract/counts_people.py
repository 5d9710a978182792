"""Whether a number counts people to whom what is said can have happened."""

from __future__ import annotations

from sayso.extract.counted import Counted
from sayso.extract.effects import EffectWords
from sayso.extract.groups import group_of, names_people
from sayso.extract.linked import Linked
from sayso.extract.trees.tree import Token

_SURE_OF_PEOPLE = frozenset(
    {"killed", "injured", "detained", "abducted", "tortured", "sexually_abused", "executed", "sentenced"}
)
_PRONOUN_TAGS = ("PRP", "WP", "DT", "WDT")


def counts_people(item: Linked, known: EffectWords, language: str) -> bool:
    """Whether the figure counts people to whom this can happen."""
    counted = item.counted
    noun = counted.noun
    if counted.people == "no" or all(_came_to_nothing(link.trigger, known) for link in item.links):
        return False
    if not _may_be_said_of(item, known, language):
        return False
    if noun is None:
        return _stands_alone(counted)
    if counted.shape == "single":
        return counted.people == "yes" and noun.lower_ not in known.counts and _is_singular(noun, language)
    if _is_one_of_many(counted):
        return False
    if counted.people == "yes":
        return True
    if counted.last.lower_ == "one" and noun.tag_.startswith("NN"):
        return False
    if noun.tag_ in _PRONOUN_TAGS or noun.lower_ in known.adjectives or noun.lower_ in known.patient:
        return counted.shape != "nothing"
    if not set(item.effects) & _SURE_OF_PEOPLE:
        return False
    return noun.tag_ in ("NNPS", "NNP") or (noun.tag_ == "NNS" and noun.lower_.endswith("s"))


def _is_one_of_many(counted: Counted) -> bool:
    """ "He is one of 600": he is named, and the 600 are counted."""
    node = counted.node
    subjects = [child for child in node.head.children if child.dep_ == "nsubj"]
    return (
        counted.last.lower_ == "one"
        and node.dep_ == "attr"
        and any(subject.tag_ in ("PRP", "NNP") for subject in subjects)
    )


def _may_be_said_of(item: Linked, known: EffectWords, language: str) -> bool:
    """Whether what is said is said of people: "hit 30 targets" is not, "lost nine fighters" is, of armed ones."""
    counted = item.counted
    said = {link.trigger.lower_ for link in item.links}
    if said <= known.of_forces_only and ("deployed" in item.effects or item.links[0].trigger.i < counted.first.i):
        noun = counted.noun
        armed = noun is not None and group_of(_phrase(noun), language) in ("security_forces", "militants")
        return armed or (noun is not None and noun.lower_ in known.men_lost and "killed" in item.effects)
    if said <= known.of_things_too and counted.people == "maybe":
        noun = counted.noun
        return noun is None or noun.tag_ in (*_PRONOUN_TAGS, "NNP", "NNPS") or noun.lower_ in known.adjectives
    return True


def _phrase(noun: Token) -> str:
    """A noun with what stands before it."""
    return noun.doc.words(noun.left_edge.i, noun.i + 1)


def _came_to_nothing(trigger: Token, known: EffectWords) -> bool:
    """ "50 would have died", "the camp can hold 4,000": nothing happened to anybody."""
    aids = {child.lower_ for child in trigger.children if child.dep_ == "aux"}
    if aids & known.unreal.unfulfilled and aids & known.unreal.past:
        return True
    return trigger.lower_ in known.unreal.room and bool(aids & known.unreal.modals)


def _stands_alone(counted: Counted) -> bool:
    """Whether a number without a noun can count people: "another was wounded", "nobody was hurt", "18 died"."""
    match counted.shape:
        case "single":
            return counted.first.lower_ == "another" and counted.node.dep_ in ("nsubj", "nsubjpass", "dobj")
        case "nothing":
            return counted.node.dep_ in ("nsubj", "nsubjpass")
        case "number":
            return True


def _is_singular(noun: Token, language: str) -> bool:
    return noun.tag_ in ("NN", "NNP", "JJ", "CD") and names_people(noun.text, language)
