"""What happened: event mentions coded by PLOVER's types and modes, from trigger words and the tree around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from sayso.extract.glance import Glance
from sayso.extract.groups import actor_kind_of, group_of, names_people, names_state
from sayso.extract.parse import Parsed
from sayso.extract.roles import actor_of, noun_phrase, recipient_of
from sayso.extract.trees.tree import Token
from sayso.extract.triggers import Match, find_triggers, index_of, may_hold_trigger, what_words
from sayso.extract.unreal import is_unreal
from sayso.nouns.mention import ActorMention, HappeningMention
from sayso.nouns.span import Span

__all__ = ["actor_kind_of", "carried_on", "find_happenings", "group_of", "may_hold_event"]

_TARGETS_PEOPLE = frozenset({"ASSAULT", "COERCE", "RETREAT"})
_NOBODY = frozenset({"it", "itself", "this", "that", "which", "himself", "herself", "themselves", "what"})
_SOON = 250
"""How far behind a sentence that tells who fired the deaths may be told, in code points."""
_CLAUSE_VERBS = ("VB", "MD")


def may_hold_event(sentence: Glance, language: str) -> bool:
    """Whether a sentence may tell of an event: a fast look at its words, before it is parsed."""
    return may_hold_trigger(sentence.words, language)


def find_happenings(sentence: Parsed, chain: tuple[Span, ...], language: str) -> tuple[HappeningMention, ...]:
    """The events that a parsed sentence tells of, in text order; at most one a trigger.

    `chain` says on whose word, origin first. What is denied, wished, planned or called for has `negated` set.
    """
    found = (_read(sentence, match, chain, language) for match in find_triggers(sentence.doc, language))
    return tuple(happening for happening in found if happening is not None)


def carried_on(happening: HappeningMention, before: Sequence[HappeningMention], language: str) -> HappeningMention:
    """The same event, done by those who fired just before: "Police opened fire. Two men died in the firing"."""
    if happening.actor is not None or happening.kind != "ASSAULT":
        return happening
    if what_words(language).phrases.that_fire.search(happening.content.text) is None:
        return happening
    for earlier in reversed(before):
        if happening.sentence.start - earlier.sentence.end > _SOON:
            return happening
        if earlier.mode == "firearms" and earlier.actor is not None and not earlier.negated:
            return replace(happening, actor=earlier.actor)
    return happening


def _read(sentence: Parsed, match: Match, chain: tuple[Span, ...], language: str) -> HappeningMention | None:
    """The event that one trigger names; None where its recipient cannot be one."""
    trigger = match.trigger
    recipient = recipient_of(sentence, match, language)
    if not _recipient_fits(sentence, recipient, match, language):
        return None
    content = _clause(sentence, match)
    words = noun_phrase(sentence, recipient) if recipient is not None and _is_nominal(recipient) else None
    return HappeningMention(
        sentence=sentence.span,
        kind=trigger.kind,
        mode=trigger.mode or (_mode_in(content, language) if trigger.kind == "ASSAULT" else None),
        trigger=sentence.words(sentence.doc[match.first], sentence.doc[match.last]),
        actor=_actor(sentence, match, language),
        recipient=words,
        group=group_of(words.text, language) if words else None,
        named=words is not None and trigger.kind in _TARGETS_PEOPLE and _is_named(sentence, recipient, language),
        chain=chain,
        content=content,
        negated=is_unreal(sentence.doc, match, language),
    )


def _actor(sentence: Parsed, match: Match, language: str) -> ActorMention | None:
    """Whoever did it; a named state that sends troops somewhere is a foreign one there."""
    actor = actor_of(sentence, match, language)
    if actor is None or match.trigger.kind != "MOBILIZE" or not _may_be_a_state(actor, language):
        return actor
    goes = any(child.lower_ in {"to", "into"} for child in sentence.doc[match.head].subtree)
    return ActorMention(words=actor.words, kind="foreign_state") if goes else actor


def _may_be_a_state(actor: ActorMention, language: str) -> bool:
    """Whether the actor is a state by its name, or a name of unknown kind."""
    words = actor.words.text
    unknown = actor.kind == "other" and words[:1].isupper() and " " not in words
    return unknown or names_state(words, language)


def _is_nominal(token: Token) -> bool:
    return token.tag_.startswith(("NN", "PRP", "CD", "DT", "JJ", "WP"))


def _recipient_fits(sentence: Parsed, recipient: Token | None, match: Match, language: str) -> bool:
    """Whether it was done to whoever the trigger is done to."""
    trigger = match.trigger
    if trigger.whom and recipient is None and match.word == "noun":
        return False
    if trigger.persons and recipient is not None and recipient.lower_ not in _NOBODY:
        return recipient.lower_ not in index_of(language).things
    return not (trigger.people or trigger.persons) or _may_be_people(sentence, recipient, match, language)


def _may_be_people(sentence: Parsed, recipient: Token | None, match: Match, language: str) -> bool:
    """Whether the recipient can be people; an event without one is kept where its trigger is a noun."""
    if recipient is None:
        return match.word == "noun" or _has_object_elsewhere(sentence.doc[match.head])
    if recipient.tag_.startswith(("PRP", "WP", "CD", "DT", "NNP", "WDT")):
        return recipient.lower_ not in _NOBODY
    return names_people(noun_phrase(sentence, recipient).text, language) or match.word == "noun"


def _has_object_elsewhere(head: Token) -> bool:
    """A passive without a subject of its own ("were beaten and jailed") still has people as its object."""
    return head.tag_ in {"VBN", "VBD"} and (
        head.dep_ == "conj" or any(child.dep_ == "auxpass" for child in head.children)
    )


def _clause(sentence: Parsed, match: Match) -> Span:
    """The clause that the trigger stands in: where its time and place are looked for."""
    token = sentence.doc[match.head]
    if match.word == "noun":
        verbs = (verb for verb in token.ancestors if verb.tag_.startswith(_CLAUSE_VERBS) and verb.dep_ != "prep")
        token = next(verbs, token)
    while token.dep_ == "conj" and token.head.tag_.startswith(_CLAUSE_VERBS):
        token = token.head
    return sentence.words(token.left_edge, token.right_edge)


def _mode_in(content: Span, language: str) -> str | None:
    """The first mode, in the order of the word list, whose means the clause names."""
    low = content.text.lower()
    return next((mode for mode, pattern in _mode_patterns(language) if pattern.search(low)), None)


@cache
def _mode_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    modes = what_words(language).modes
    return tuple((mode, re.compile(rf"\b(?:{'|'.join(map(re.escape, means))})\b")) for mode, means in modes.items())


def _is_named(sentence: Parsed, recipient: Token | None, language: str) -> bool:
    """Whether the words are a person's name: a run of proper nouns without an organisation's word or a bare article."""
    if recipient is None:
        return False
    if not recipient.tag_.startswith("NNP"):
        names = (child for child in recipient.rights if child.dep_ == "appos" and child.tag_ == "NNP")
        return any(_is_named(sentence, name, language) for name in names)
    if recipient.tag_ == "NNPS":
        return False
    organisations = what_words(language).phrases.organisations
    parts = [recipient, *(child for child in recipient.lefts if child.tag_.startswith("NN"))]
    if any(part.lower_ in organisations for part in parts):
        return False
    has_article = any(child.lower_ == "the" for child in recipient.lefts)
    return recipient.text[:1].isupper() and (len(parts) > 1 or not has_article)
