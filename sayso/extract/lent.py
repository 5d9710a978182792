"""What a count takes from others: a part from its whole, a bare number from the count before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.counted import Counted
from sayso.extract.effects import EffectWords
from sayso.extract.linked import Linked
from sayso.extract.links import Link
from sayso.extract.scope import ScopeWords, is_of_the_people, is_said_of_the_last
from sayso.extract.trees.tree import Token
from sayso.nouns.mention import FigureMention


def pass_to_parts(
    found: Sequence[Linked], earlier: Sequence[FigureMention], known: ScopeWords, words: EffectWords
) -> list[Linked]:
    """ "Four of them were nurses" has no effect of its own: it has that of the people told of before."""
    passed: list[Linked] = []
    for item in found:
        passed.append(item if item.links else _from_whole(item, passed, earlier, known, words))
    return passed


def _from_whole(
    item: Linked, before: Sequence[Linked], earlier: Sequence[FigureMention], known: ScopeWords, words: EffectWords
) -> Linked:
    """The figure with the effect of the people that it is a part of, if it is."""
    counted = item.counted
    if counted.shape != "number" or counted.last.lower_ in known.vague:
        return item
    if counted.noun is not None and is_of_the_people(counted, known):
        linked = next((other for other in reversed(before) if other.links), None)
        if linked is not None:
            return linked.passed_to(item)
        if earlier and counted.noun.tag_ == "PRP":
            return inherit(item, earlier[-1])
    if before and before[-1].links and _is_elided(before[-1], item, known):
        return before[-1].passed_to(item)
    if counted.noun is None and _is_borrowed(counted, words) and known.clause_end.match(counted.text[counted.end :]):
        lender = next((other for other in reversed(before) if other.links), None)
        if lender is not None:
            return replace(item, links=(Link(lender.effects, counted.node, "whole"),))
        if earlier and not before and counted.node.head.lower_ != "at":
            return inherit(item, earlier[-1])
    if earlier and not before and is_said_of_the_last(counted):
        return inherit(item, earlier[-1])
    return item


def _is_borrowed(counted: Counted, words: EffectWords) -> bool:
    """ "The army said seven", "and put its own at six", "about 10,000, said the police"."""
    above = counted.node.head
    if above.lower_ in ("at", "of"):
        above = above.head
    after = counted.text[counted.end :].lstrip(" ,").split(" ", 1)[0]
    return above.lower_ in words.borrowers or after.lower() in words.borrowers


def _is_elided(before: Linked, item: Linked, known: ScopeWords) -> bool:
    """ "60 people in the capital, 25 in the port and nine in the hills": only the place is said again."""
    text = item.counted.text
    between, after = text[before.counted.end : item.counted.start], text[item.counted.end :]
    elided = item.counted.noun is None or item.counted.node.i < item.counted.last.i + 1
    if elided and known.place_before.search(between) and known.clause_end.match(after):
        return True  # "in the north 12 died, in the south five"
    return elided and bool(known.listed_between.search(between)) and bool(known.place_after.match(after))


def corrected(found: Sequence[Linked]) -> list[Linked]:
    """ "Did not arrest 70 people but seven": what is denied of the first is said of the second."""
    told: list[Linked] = []
    for item in found:
        negated = next((other for other in reversed(told) if other.links and _is_negated(other.links[0].trigger)), None)
        if (
            negated
            and _but_before(item.counted)
            and (not item.links or item.links[0].trigger == negated.links[0].trigger)
        ):
            item = replace(item, links=(Link(negated.effects, item.counted.node, "whole"),))
        told.append(item)
    return told


def _is_negated(trigger: Token) -> bool:
    return any(child.dep_ == "neg" for child in trigger.children)


def _but_before(counted: Counted) -> bool:
    before = counted.text[: counted.start].rstrip().lower()
    return counted.noun is None and before.endswith((" but", " but only", " but just"))


def inherit(item: Linked, whole: FigureMention) -> Linked:
    """The part of a whole in the sentence before has that one's effects."""
    if item.counted.people == "no":
        return item
    return replace(item, links=(Link(whole.effects, item.counted.node, "whole"),))
