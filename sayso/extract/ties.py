"""How the word that says what happened was tied to a count: the surer the way, the surer the claim."""

from __future__ import annotations

from typing import Literal

from sayso.extract.linked import Linked
from sayso.extract.trees.tree import Token
from sayso.nouns.mention import Grounds, Tie

_BY_ROLE: dict[str, Tie] = {
    "nsubjpass": "undergone",
    "nsubj": "subject",
    "dobj": "object",
    "dative": "object",
    "oprd": "object",
    "pobj": "preposition",
    "attr": "predicate",
    "conj": "joined",
    "appos": "apposed",
    "nmod": "joined",
    "compound": "joined",
    "nummod": "joined",
}
"""By what the noun counted is in its clause."""
_BREAKS = frozenset({",", ":", "``", "''", "-LRB-", "-RRB-"})


def grounds_of(item: Linked) -> Grounds:
    """What speaks for the surest link of a count."""
    counted, trigger = item.counted, item.links[0].trigger
    if trigger.i > counted.last.i:
        between = counted.first.doc[counted.last.i + 1 : trigger.i]
    else:
        between = counted.first.doc[trigger.i + 1 : counted.first.i]
    return Grounds(
        tie=_tie(item),
        article=counted.shape == "single",
        apart=len(between),
        across=any(token.tag_ in _BREAKS for token in between),
        people=counted.people == "yes",
        counted=_kind(counted.noun),
    )


def _tie(item: Linked) -> Tie:
    counted, link = item.counted, item.links[0]
    if link.way != "tree":
        return link.way
    for word in (counted.node, counted.noun):
        if word is not None and word.i == link.trigger.i:
            return "itself"
        if word is not None and word.is_ancestor(link.trigger):
            return "described"
    return _BY_ROLE.get(counted.node.dep_, "other")


def _kind(noun: Token | None) -> Literal["noun", "name", "pronoun", "number", "other"]:
    if noun is None:
        return "number"
    if noun.tag_ in ("NN", "NNS"):
        return "noun"
    if noun.tag_ in ("NNP", "NNPS"):
        return "name"
    return "pronoun" if noun.tag_ in ("PRP", "WP", "DT", "WDT") else "other"
