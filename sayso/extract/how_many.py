"""How many: counting phrases with the effect, the group, the scope and the stance around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.counted import Counted, find_counted
from sayso.extract.effects import EffectWords, effect_words, is_negated_survival
from sayso.extract.groups import actor_kind_of, group_of, names_people
from sayso.extract.linked import Linked
from sayso.extract.links import Link, find_links
from sayso.extract.parse import Parsed
from sayso.extract.scope import ScopeWords, breaks_down, find_scope, is_of_the_people, is_said_of_the_last, scope_words
from sayso.extract.ties import grounds_of
from sayso.nouns.mention import ActorMention, FigureMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE_OF_PEOPLE = frozenset(
    {"killed", "injured", "detained", "abducted", "tortured", "sexually_abused", "executed", "sentenced"}
)
_FOR_WHAT = frozenset({"over", "for"})
_TAKING = frozenset({"take", "takes", "took", "taken", "taking"})
_PRONOUN_TAGS = ("PRP", "WP", "DT", "WDT")


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
        found = [item if item.links else _inherit(item, earlier[-1]) for item in found]
    found = _corrected(found)
    found = _pass_to_parts(found, earlier, scope_words(language), known)
    found = [_by_whom(item, sentence, earlier, language) if item.links else item for item in found]
    kept = [item for item in found if item.links and _counts_people(item, known, language)]
    mentions = [_mention(item, kept, sentence, earlier, known, language) for item in kept]
    return tuple(
        mention
        for mention, item in zip(mentions, kept, strict=True)
        if item.counted.shape != "single" or mention.stance == "states"
    )


def _pass_to_parts(
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
            return _inherit(item, earlier[-1])
    if before and before[-1].links and _is_elided(before[-1], item, known):
        return before[-1].passed_to(item)
    if counted.noun is None and _is_borrowed(counted, words) and known.clause_end.match(counted.text[counted.end :]):
        lender = next((other for other in reversed(before) if other.links), None)
        if lender is not None:
            return replace(item, links=(Link(lender.effects, counted.node, "whole"),))
        if earlier and not before and counted.node.head.lower_ != "at":
            return _inherit(item, earlier[-1])
    if earlier and not before and is_said_of_the_last(counted):
        return _inherit(item, earlier[-1])
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


def _corrected(found: Sequence[Linked]) -> list[Linked]:
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


def _inherit(item: Linked, whole: FigureMention) -> Linked:
    """The part of a whole in the sentence before has that one's effects."""
    if item.counted.people == "no":
        return item
    return replace(item, links=(Link(whole.effects, item.counted.node, "whole"),))


def _counts_people(item: Linked, known: EffectWords, language: str) -> bool:
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
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)


def _came_to_nothing(trigger: Token, known: EffectWords) -> bool:
    """ "50 would have died", "the camp can hold 4,000": nothing happened to anybody."""
    aids = {child.lower_ for child in trigger.children if child.dep_ == "aux"}
    if aids & known.unreal.unfulfilled and aids & known.unreal.past:
        return True
    return trigger.lower_ in known.unreal.room and bool(aids & known.unreal.modals)


def _by_whom(item: Linked, sentence: Parsed, earlier: Sequence[FigureMention], language: str) -> Linked:
    """ "Taken away": by gunmen that is abducted, and where nobody is named it is what was told of before."""
    first = item.links[0]
    if first.effects != ("detained",) or first.trigger.lower_ not in _TAKING:
        return item
    actor = _actor(first.trigger, sentence, language)
    before = next((figure.effects for figure in reversed(earlier)), ())
    by_others = actor.kind not in ("security_forces", "state") if actor else "abducted" in before
    return replace(item, links=(replace(first, effects=("abducted",)), *item.links[1:])) if by_others else item


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
        stance=_stance(trigger, known),
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


def _stance(trigger: Token, known: EffectWords) -> Stance:
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
