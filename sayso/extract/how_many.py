"""How many: counting phrases with the effect, the group, the scope and the stance around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.counted import Counted, find_counted
from sayso.extract.effects import EffectWords, effect_words
from sayso.extract.groups import actor_kind_of, group_of, names_people
from sayso.extract.links import Link, find_links
from sayso.extract.parse import Parsed
from sayso.nouns.claim import Scope
from sayso.nouns.mention import ActorMention, FigureMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span
from sayso.nouns.what import Effect

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE_OF_PEOPLE = frozenset(
    {"killed", "injured", "detained", "abducted", "tortured", "sexually_abused", "executed", "sentenced"}
)
_PART = re.compile(
    r"\b(?:including|among (?:them|whom|those)|of (?:them|whom|those|these)|among the)\s*$", re.IGNORECASE
)
_LISTED = re.compile(r"(?:[,:;]|\band|\bwith)\s*$")
_PLACE_FOLLOWS = re.compile(r"\s+(?:in|at|near|on|from|outside)\s")
_BEFORE = re.compile(
    r"\b(?:last year\b(?!’s|'s)|(?:years|decades) ago\b|since (?:19|20)\d\d,? when"
    r"|since (?:the |its |\w+ |\w+[’']s ){0,3}(?:civil )?(?:war|conflict|uprising|insurgency|revolution) (?:began|erupted|started|broke)"
    r"|since the (?:beginning|start|outbreak) of (?:the |its )?(?:civil )?(?:war|conflict|uprising|insurgency)"
    r"|in (?:the|its) (?:\w+ )?(?:civil war|insurgency))",
    re.IGNORECASE,
)
"""Words for what was before: a count beside them is background, whatever day the report came out."""
_FURTHER = re.compile(r"\b(?:further|additional)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"\bamong (?:those|the|them)\b[^.;]{0,50}\b(?:are|were|is|was)\s+(?:[\w\s]{0,30}\band\s+)?$", re.IGNORECASE
)
_ADDITIONAL = re.compile(r"(?:\b(?:another|a further|an additional|additional|further|plus)\s*$)", re.IGNORECASE)
_MORE = re.compile(r"^\s*(?:more|additional|further)\b(?!\s+than)", re.IGNORECASE)
_OTHERS = re.compile(r"^\s*(?:\w+\s+)?(?:others?)\b", re.IGNORECASE)
_THE_OTHER = re.compile(r"\bthe (?:other|remaining)\s*$", re.IGNORECASE)
_THIS_INCLUDES = re.compile(r"^(?:this|that|these|they|it|the (?:figure|toll|number|total|dead|victims|count|tally|casualties|wounded|injured|detainees))\s+(?:also\s+)?(?:includes?|included)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure with its links, before its neighbours are looked at."""

    counted: Counted
    links: tuple[Link, ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """All effects, in order of sureness."""
        return tuple(dict.fromkeys(effect for link in self.links for effect in link.effects))


def find_figures(sentence: Parsed, earlier: Sequence[FigureMention], language: str) -> tuple[FigureMention, ...]:
    """The figures of one sentence, in text order; `chain` and `said_in` are left to whoever knows the sayings.

    `earlier` are the figures of the sentences before, for parts of a whole that stands there ("This includes 103").
    """
    known = effect_words(language)
    found = [_link(counted, known) for counted in find_counted(sentence, language, known)]
    if earlier and _THIS_INCLUDES.match(sentence.span.text):
        found = [item if item.links else _inherit(item, earlier[-1]) for item in found]
    found = _pass_to_parts(found, earlier)
    kept = [item for item in found if item.links and _counts_people(item, known, language)]
    mentions = [_mention(item, kept, sentence, earlier, known, language) for item in kept]
    return tuple(
        mention
        for mention, item in zip(mentions, kept, strict=True)
        if item.counted.shape != "single" or mention.stance == "states"
    )


def _link(counted: Counted, known: EffectWords) -> _Found:
    return _Found(counted, find_links(counted, known))


def _pass_to_parts(found: list[_Found], earlier: Sequence[FigureMention]) -> list[_Found]:
    """ "Four of them were nurses" has no effect of its own: it has that of the people told of before."""
    passed: list[_Found] = []
    for item in found:
        if (
            not item.links
            and item.counted.shape == "number"
            and not _is_vague(item.counted)
            and item.counted.noun is not None
            and _of_the_people(item.counted)
        ):
            before = next((other for other in reversed(passed) if other.links), None)
            if before is not None:
                passed.append(replace(item, links=before.links))
                continue
            if earlier and item.counted.noun.tag_ == "PRP":
                passed.append(_inherit(item, earlier[-1]))
                continue
        if (
            not item.links
            and item.counted.shape == "number"
            and passed
            and passed[-1].links
            and _is_elided(passed[-1], item)
        ):
            passed.append(replace(item, links=passed[-1].links))
            continue
        passed.append(item)
    return passed


def _is_elided(before: _Found, item: _Found) -> bool:
    """ "60 people in the capital, 25 in the port and nine in the hills": only the place is said again."""
    text = item.counted.text
    between, after = text[before.counted.end : item.counted.start], text[item.counted.end :]
    elided = item.counted.noun is None or item.counted.node.i < item.counted.last.i + 1
    return elided and bool(_LISTED.search(between)) and bool(_PLACE_FOLLOWS.match(after))


def _is_vague(counted: Counted) -> bool:
    """ "some", "many": too little to be a part of anything."""
    return counted.last.lower_ in ("some", "many", "several", "most", "few", "numerous")


def _inherit(item: _Found, whole: FigureMention) -> _Found:
    """The part of a whole in the sentence before has that one's effects."""
    if item.counted.people == "no":
        return item
    return replace(item, links=(Link(whole.effects, item.counted.node),))


def _counts_people(item: _Found, known: EffectWords, language: str) -> bool:
    """Whether the figure counts people to whom this can happen."""
    counted = item.counted
    if counted.people == "no":
        return False
    if counted.noun is None and counted.shape == "single":
        return counted.first.lower_ == "another" and counted.node.dep_ in ("nsubj", "nsubjpass", "dobj")
    if counted.noun is None and counted.shape == "nothing":
        return counted.node.dep_ in ("nsubj", "nsubjpass")
    if counted.shape == "single":
        return (
            counted.people == "yes"
            and counted.noun is not None
            and counted.noun.lower_ not in known.counts
            and _singular(counted, language)
        )
    if counted.people == "yes":
        return True
    effects = set(item.effects)
    if counted.last.lower_ == "one" and counted.noun is not None and counted.noun.tag_.startswith("NN"):
        return False
    if (
        counted.noun is None
        or counted.noun.tag_ in ("PRP", "WP", "DT", "WDT")
        or counted.noun.lower_ in known.adjectives
        or counted.noun.lower_ in known.patient
    ):
        return counted.shape != "nothing" and bool(effects)
    if not effects & _SURE_OF_PEOPLE:
        return False
    return counted.noun.tag_ in ("NNPS", "NNP") or (counted.noun.tag_ == "NNS" and counted.noun.lower_.endswith("s"))


def _singular(counted: Counted, language: str) -> bool:
    noun = counted.noun
    return noun is not None and noun.tag_ in ("NN", "NNP", "JJ", "CD") and names_people(noun.text, language)


def _mention(
    item: _Found,
    others: Sequence[_Found],
    sentence: Parsed,
    earlier: Sequence[FigureMention],
    known: EffectWords,
    language: str,
) -> FigureMention:
    counted = item.counted
    text = sentence.span.text
    figure = Span.of(sentence.span.text, counted.start, counted.end)
    figure = Span(text=figure.text, start=figure.start + sentence.span.start, end=figure.end + sentence.span.start)
    affected = _affected(counted, sentence, known)
    before, after = text[: counted.start], text[counted.end :]
    scope, whole = _scope(item, others, sentence, earlier, before, after)
    trigger = item.links[0].trigger
    return FigureMention(
        sentence=sentence.span,
        figure=figure,
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


def _scope(
    item: _Found, others: Sequence[_Found], sentence: Parsed, earlier: Sequence[FigureMention], before: str, after: str
) -> tuple[Scope, Span | None]:
    """Whether the figure is a count for the whole event, one more, or part of another; and of which."""
    figure_words = sentence.span.text[item.counted.start : item.counted.end]
    previous = [other for other in others if other.counted.end <= item.counted.start]
    same = [other for other in previous if set(other.effects) & set(item.effects)]
    if (
        _ADDITIONAL.search(before)
        or _FURTHER.search(figure_words)
        or item.counted.first.lower_ == "another"
        or (_MORE.match(after) and (same or not previous))
    ):
        return "additional", None
    if _AMONG.search(before):
        return "part", _span_of(same[-1], sentence) if same else _latest(earlier, item.effects)
    if _PART.search(before) or (_of_the_people(item.counted) and item.counted.shape != "nothing"):
        return "part", _span_of(same[-1], sentence) if same else _latest(earlier, item.effects)
    following = next((other for other in others if other.counted.start >= item.counted.end), None)
    if following is not None and _is_partitive(item.counted, following.counted):
        return "part", _span_of(following, sentence)
    if _THIS_INCLUDES.match(sentence.span.text) or _THE_OTHER.search(before):
        return "part", _latest(earlier, item.effects)
    if _OTHERS.match(after) and same:
        return "additional", None
    if same and ":" in sentence.span.text[same[0].counted.end : item.counted.start]:
        return "part", _span_of(same[0], sentence)
    if same and _coordinate_of_part(item, same[-1], sentence):
        return "part", None
    if _BEFORE.search(sentence.span.text) or before.lower().endswith(" from "):
        return "background", None
    return "total", None


def _of_the_people(counted: Counted) -> bool:
    """ "one of the men", "two of them": a part of people already told of."""
    for child in (*counted.node.children, *counted.last.children):
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > counted.last.i:
            for noun in child.children:
                words = {word.lower_ for word in noun.subtree if word.i <= noun.i}
                if noun.dep_ == "pobj" and (words & {"the", "them", "those", "whom", "these", "his", "her", "their"}):
                    return True
    return False


def _is_partitive(part: Counted, whole: Counted) -> bool:
    """ "Three of the four": the first is part of the second."""
    between = part.text[part.end : whole.start].lower().split()
    return between in (["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"], ["of", "these"], ["of", "those"])


def _coordinate_of_part(item: _Found, other: _Found, sentence: Parsed) -> bool:
    """ "including two boys and three girls": the second is a part as well."""
    before = sentence.span.text[: other.counted.start]
    between = sentence.span.text[other.counted.end : item.counted.start]
    return bool(_PART.search(before)) and len(between.split()) <= 6  # noqa: PLR2004


def _latest(earlier: Sequence[FigureMention], effects: tuple[Effect, ...]) -> Span | None:
    """The last count before this sentence that this one can be a part of."""
    for figure in reversed(earlier):
        if set(figure.effects) & set(effects) and figure.scope == "total":
            return figure.figure
    return None


def _span_of(item: _Found, sentence: Parsed) -> Span:
    start, end = item.counted.start, item.counted.end
    return Span(text=sentence.span.text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)


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
        if verb.lower_ in ("feared", "fears", "fear"):
            return "predicts"
        if children & {"not", "n't", "never"}:
            return "denies"
        if (children & known.unreal.modals and not children & known.unreal.past) or children & known.unreal.markers:
            return "predicts"
        if verb.dep_ == "xcomp" and verb.head.lower_ in known.unreal.verbs:
            return "predicts"
        if verb.dep_ not in ("xcomp", "conj", "acomp", "oprd", "auxpass") or verb.head.i == verb.i:
            break
        verb = verb.head
    return "states"


def _clause(trigger: Token, counted: Counted, sentence: Parsed) -> Span:
    """The clause of the trigger: a time or place in it belongs to the happening."""
    verb = trigger
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    while verb.dep_ in ("xcomp", "acomp", "auxpass", "oprd", "acl") and verb.head.i != verb.i:
        verb = verb.head
    first = min(verb.left_edge.i, counted.first.i)
    last = max(verb.right_edge.i, counted.last.i)
    return sentence.words(sentence.doc[first], sentence.doc[last])
