"""How many: counting phrases with the effect, the group, the scope and the stance around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.counted import Counted, find_counted
from sayso.extract.counts_people import counts_people
from sayso.extract.effects import EffectWords, effect_words
from sayso.extract.groups import actor_kind_of, group_of
from sayso.extract.lent import corrected, inherit, pass_to_parts
from sayso.extract.linked import Linked
from sayso.extract.links import find_links
from sayso.extract.parse import Parsed
from sayso.extract.scope import breaks_down, find_scope, scope_words
from sayso.extract.stances import stance_of
from sayso.extract.ties import grounds_of
from sayso.extract.trees.tree import Token
from sayso.nouns.mention import ActorMention, FigureMention
from sayso.nouns.span import Span

_FOR_WHAT = frozenset({"over", "for"})
_TAKING = frozenset({"take", "takes", "took", "taken", "taking"})


def find_figures(
    sentence: Parsed, times: Sequence[Span], earlier: Sequence[FigureMention], language: str
) -> tuple[FigureMention, ...]:
    """The figures of one sentence, in text order; `chain` and `said_in` are left to whoever knows the sayings.

    `times` are the sentence's time expressions, whose numbers count nobody. `earlier` are the figures of the sentences
    before, for parts of a whole that stands there ("This includes 103").
    """
    known = effect_words(language)
    found = [Linked(counted, find_links(counted, known)) for counted in find_counted(sentence, times, language, known)]
    if earlier and breaks_down(sentence.span.text, language):
        found = [item if item.links else inherit(item, earlier[-1]) for item in found]
    found = corrected(found)
    found = pass_to_parts(found, earlier, scope_words(language), known)
    found = [_by_whom(item, sentence, earlier, language) if item.links else item for item in found]
    kept = [item for item in found if item.links and counts_people(item, known, language)]
    mentions = [_mention(item, kept, sentence, earlier, known, language) for item in kept]
    return tuple(
        mention
        for mention, item in zip(mentions, kept, strict=True)
        if item.counted.shape != "single" or mention.stance == "states"
    )


def _by_whom(item: Linked, sentence: Parsed, earlier: Sequence[FigureMention], language: str) -> Linked:
    """ "Taken away": by gunmen that is abducted, and where nobody is named it is what was told of before."""
    first = item.links[0]
    if first.effects != ("detained",) or first.trigger.lower_ not in _TAKING:
        return item
    actor = _actor(first.trigger, sentence, language)
    before = next((figure.effects for figure in reversed(earlier)), ())
    by_others = actor.kind not in ("security_forces", "state") if actor else "abducted" in before
    return replace(item, links=(replace(first, effects=("abducted",)), *item.links[1:])) if by_others else item


def _mention(
    item: Linked,
    others: Sequence[Linked],
    sentence: Parsed,
    earlier: Sequence[FigureMention],
    known: EffectWords,
    language: str,
) -> FigureMention:
    counted = item.counted
    place = sentence.span.start
    affected = _affected(counted, sentence, known)
    scope, whole = find_scope(item, others, sentence.span, earlier, language)
    trigger = item.links[0].trigger
    return FigureMention(
        sentence=sentence.span,
        figure=Span(
            text=counted.text[counted.start : counted.end], start=place + counted.start, end=place + counted.end
        ),
        effects=item.effects,
        affected=affected,
        group=group_of(affected.text, language) if affected else None,
        scope=scope,
        whole=whole,
        actor=_actor(trigger, sentence, language),
        stance=stance_of(trigger, known),
        chain=(),
        said_in=None,
        content=_clause(trigger, counted, sentence),
        grounds=grounds_of(item),
    )


def _affected(counted: Counted, sentence: Parsed, known: EffectWords) -> Span | None:
    """The words for the people, without the number: "protesters", "United Nations staff"."""
    noun = counted.noun
    if noun is not None and noun.tag_ in ("PRP", "WP"):  # "12 of them children"
        noun = next(
            (child for child in counted.node.children if child.dep_ == "appos" and child.i > counted.last.i), noun
        )
    if noun is None or noun.lower_ in known.counts:
        return None
    if noun.i in range(counted.first.i, counted.last.i + 1):  # "soldiers" in "eleven soldiers or more"
        return sentence.words(noun, noun) if noun.tag_.startswith("NN") and not noun.like_num else None
    first = noun
    while (
        first.i > 0
        and first.nbor(-1).i > counted.last.i
        and first.nbor(-1).head.i == noun.i
        and first.nbor(-1).dep_ in ("amod", "compound", "nmod", "poss", "punct", "det")
    ):
        first = first.nbor(-1)
    while first.i < noun.i and (first.is_punct or first.lower_ in ("of", "the", "more", "other", "additional")):
        first = first.nbor()
    return sentence.words(first, noun)


def _actor(trigger: Token, sentence: Parsed, language: str) -> ActorMention | None:
    """Who did it: "by government forces", or the subject of the verb."""
    candidates = []
    for child in trigger.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            candidates += [noun for noun in child.children if noun.dep_ == "pobj"]
        elif child.dep_ == "nsubj" and any(other.dep_ == "dobj" for other in trigger.children):
            candidates.append(child)
    for noun in candidates:
        words = sentence.words(noun.left_edge, noun)
        if kind := actor_kind_of(words.text, language):
            return ActorMention(words=words, kind=kind)
    return None


def _clause(trigger: Token, counted: Counted, sentence: Parsed) -> Span:
    """The clause of the trigger: a time or place in it belongs to the happening."""
    verb = trigger
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    while verb.dep_ in ("xcomp", "acomp", "auxpass", "oprd", "acl") and verb.head.i != verb.i:
        verb = verb.head
    first = min(verb.left_edge.i, counted.first.i)
    last = max(verb.right_edge.i, counted.last.i)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _FOR_WHAT and counted.last.i < child.i:
            last = min(last, child.i - 1)  # "arrested over a killing in July": the day is the killing's
    return sentence.words(sentence.doc[first], sentence.doc[last])
