"""From a counted noun to what happened to those people: up and down the tree, then by neighbourhood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.extract.counted import Counted
from sayso.extract.effects import EffectWords, patient_effects, subject_effects
from sayso.extract.trees.tree import Token
from sayso.nouns.what import Effect

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_CLIMB_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Link:
    """An effect on the people counted, and the word that says so."""

    effects: tuple[Effect, ...]
    trigger: Token
    way: Literal["tree", "pattern", "nearby", "whole"] = "tree"
    """What tied them: the tree, a pattern beside the number, the nearest word, or the whole that a part belongs to."""


def find_links(counted: Counted, known: EffectWords) -> tuple[Link, ...]:
    """What happened to the people that a noun phrase counts, the surest link first."""
    node, noun = counted.node, counted.noun
    if sure := tuple(_matched(counted, known, sure=True)):
        return sure
    found: list[Link] = []
    governed = tuple(link for link in _governed(node, known, 0) if link.effects)
    own = tuple(_own(node, noun, known))
    if governed:  # "12 detainees were released": a name for people says less than what now happens to them
        own = tuple(
            link
            for link in own
            if link.trigger.i not in (node.i, noun.i if noun else -1)
            or (link.trigger.lower_ in known.counts and link.trigger.lower_ not in known.people_of)
            or (link.trigger.lower_ in known.adjectives and node.dep_ == "pobj")
        )
    for link in (*own, *governed):
        if link.effects and all(set(link.effects) - set(other.effects) for other in found):
            found.append(link)
    if found:
        return _without_means(found)
    matched = tuple(_matched(counted, known, sure=False))
    if matched or _is_whole_of_part(node, known):
        return matched
    return tuple(replace(link, way="nearby") for link in _beside(node, counted.first, counted.last, known))


def _without_means(links: list[Link]) -> tuple[Link, ...]:
    """ "Shot and killed" tells of one harm and how it was done."""
    dead = [link.trigger for link in links if "killed" in link.effects]
    return tuple(
        link
        for link in links
        if link.effects != ("injured",)
        or not any(
            trigger.dep_ == "conj" and trigger.head.i == link.trigger.i and trigger.nbor(-1).lower_ == "and"
            for trigger in dead
        )
    )


def _is_whole_of_part(node: Token, known: EffectWords) -> bool:
    """ "two of the three suspects": what follows is said of the two."""
    above = node.head
    return (
        node.dep_ == "pobj" and above.lower_ == "of" and (above.head.tag_ == "CD" or above.head.lower_ in known.not_all)
    )


def _matched(counted: Counted, known: EffectWords, *, sure: bool) -> Iterator[Link]:
    """What a pattern right before or behind the number says."""
    before, after = counted.text[: counted.start], counted.text[counted.end :]
    for beside in known.surely_beside if sure else known.beside:
        if (not beside.behind or beside.behind(after)) and (not beside.before or beside.before(before)):
            yield Link((beside.effect,), counted.last if beside.behind else counted.node, "pattern")
            return


def _own(node: Token, noun: Token | None, known: EffectWords) -> Iterator[Link]:
    """The noun itself ("arrests"), or what modifies it ("wounded victims", "students who were arrested")."""
    for word in dict.fromkeys((node, noun)):
        if word is None:
            continue
        said = word.lower_
        if (effects := known.counts.get(said) or known.people_of.get(said)) or (
            (effects := known.adjectives.get(said) or known.patient.get(said, ())) and not word.tag_.startswith("NN")
        ):
            yield Link(effects, word)
        for child in word.children:
            yield from _modifier(child, known)


def _modifier(child: Token, known: EffectWords) -> Iterator[Link]:
    """What an adjective, participle or relative clause says of its noun."""
    if child.dep_ in ("amod", "acomp", "oprd", "advcl") and child.lower_ in known.adjectives:
        yield Link(known.adjectives[child.lower_], child)
    elif (
        child.dep_ in ("amod", "acl", "nmod", "compound")
        and child.tag_ in ("VBN", "VBD", "JJ")
        and child.lower_ not in ("free", "arrest", "release")
    ):
        yield from _as_link(patient_effects(child, known) or subject_effects(child, known), child)
        yield from _passed_on(child, known)
    elif child.dep_ == "acl" and child.tag_ == "VBG":
        yield from _as_link(subject_effects(child, known), child)
    elif child.dep_ == "relcl" and child.tag_ in _VERBS:
        yield from _relative(child, known)


def _relative(verb: Token, known: EffectWords) -> Iterator[Link]:
    """ "who were killed", "who died", "whom police arrested"."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if passive or (subjects and subjects[0].lower_ not in known.relative):
        yield from _as_link(patient_effects(verb, known), verb)
    if passive or not subjects or subjects[0].lower_ in known.relative:
        yield from _as_link(subject_effects(verb, known), verb)
    yield from _passed_on(verb, known)
    for child in verb.children:
        if child.dep_ == "ccomp" and not any(
            own.dep_ in ("nsubj", "nsubjpass") and own.lower_ not in known.relative for own in child.children
        ):
            yield from _relative(child, known)  # "people who lawyers say are still held"


def _as_link(effects: tuple[Effect, ...], trigger: Token) -> Iterator[Link]:
    if effects:
        yield Link(effects, trigger)


def _governed(node: Token, known: EffectWords, depth: int) -> Iterator[Link]:
    """What the words above the noun phrase say of it."""
    head = node.head
    if depth > _CLIMB_LIMIT or head.i == node.i:
        return
    match node.dep_:
        case "nsubjpass":
            yield from _passive(head, known)
        case "nsubj":
            yield from _subject(node, head, known)
            if head.dep_ == "advcl" and head.tag_ in ("VBD", "VBN") and node.i < head.i < head.head.i:
                yield from _passive(head.head, known)  # "all 40, believed to be migrants, were found dead"
        case "dobj" | "dative" | "oprd":
            yield from _object(node, head, known)
        case "pobj":
            yield from _under_preposition(head, known, depth)
        case "conj" | "appos" | "nmod" | "compound" | "nummod":
            yield from _governed_by_noun(node, head, known, depth)
        case "attr":
            yield from _attribute(head, known)
        case "npadvmod" if head.lower_ in known.tolls.verbs and _is_among_them(node):
            yield from _toll(head, known)  # "the toll rose to 60, among them 12 women"
        case _:
            return


def _is_among_them(node: Token) -> bool:
    """Whether "among them" stands before a count."""
    return any(
        child.lower_ == "among" and any(word.tag_ == "PRP" for word in child.children) for child in node.children
    )


def _passive(verb: Token, known: EffectWords) -> Iterator[Link]:
    """Subject of a passive verb and of those joined to it ("injured or arrested")."""
    for joined in _joined(verb):
        yield from _as_link(patient_effects(joined, known), joined)
    yield from _passed_on(verb, known)


def _joined(verb: Token) -> Iterator[Token]:
    """The verb, and verbs joined to it that have no subject or object of their own."""
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ in _VERBS:
            own = {grandchild.dep_ for grandchild in child.children}
            if not own & {"nsubj", "nsubjpass", "dobj"}:
                yield from _joined(child)


def _subject(node: Token, verb: Token, known: EffectWords) -> Iterator[Link]:
    """Subject of an active verb: it dies, it is dead; or the tree took a headline's participle for a verb."""
    for joined in _joined(verb):
        yield from _as_link(subject_effects(joined, known), joined)
    has_object = any(child.dep_ in ("dobj", "ccomp") for child in verb.children)
    if verb.tag_ in ("VBN", "VBD") and not has_object and verb.i > node.i:
        yield from _as_link(patient_effects(verb, known), verb)
    if verb.lower_ in known.adjectives:
        yield Link(known.adjectives[verb.lower_], verb)
    if not has_object:
        yield from _passed_on(verb, known)
    yield from _of_themselves(verb, known)


def _of_themselves(verb: Token, known: EffectWords) -> Iterator[Link]:
    """ "Two women said they had been raped": what they tell happened to them."""
    for clause in verb.children:
        if clause.dep_ != "ccomp" or clause.tag_ not in _VERBS:
            continue
        for child in clause.children:
            if child.lower_ in known.themselves and child.dep_ == "nsubjpass":
                yield from _passive(clause, known)
            elif child.lower_ in known.themselves and child.dep_ == "nsubj":
                yield from _as_link(subject_effects(clause, known), clause)


def _passed_on(verb: Token, known: EffectWords) -> Iterator[Link]:
    """ "were found dead", "are believed to have been killed", "remain missing"."""
    if verb.lower_ not in known.carriers and verb.lower_ not in known.be:
        return
    for child in verb.children:
        if child.lower_ in known.adjectives and child.dep_ in (
            "acomp",
            "oprd",
            "attr",
            "xcomp",
            "amod",
            "advcl",
            "ccomp",
            "dep",
        ):
            yield Link(known.adjectives[child.lower_], child)
        elif child.dep_ == "attr" and child.tag_ == "NNS" and child.lower_ in known.counts:
            yield Link(known.counts[child.lower_], child)  # "15 of which were deaths"
        elif child.dep_ in ("xcomp", "oprd", "acomp", "advcl") and (child.tag_ in ("VBN", "VB", "JJ", "VBD")):
            yield from _as_link(patient_effects(child, known) or subject_effects(child, known), child)
            yield from _passed_on(child, known)
        elif child.dep_ == "prep" and child.lower_ in ("among", "in", "under") and verb.lower_ in known.be:
            yield from _among(child, known)


def _among(preposition: Token, known: EffectWords) -> Iterator[Link]:
    """ "were among the dead"."""
    for child in preposition.children:
        if child.lower_ == "those":
            for clause in child.children:
                if clause.dep_ in ("acl", "relcl"):
                    yield from _as_link(patient_effects(clause, known) or subject_effects(clause, known), clause)
        said = child.lower_
        yield from _as_link(
            known.people_of.get(said) or known.adjectives.get(said) or known.patient.get(said, ()), child
        )


def _object(node: Token, verb: Token, known: EffectWords) -> Iterator[Link]:
    """Object of a verb: "killed 18", "left dozens dead", "raised the toll to 12"."""
    yield from _as_link(patient_effects(verb, known), verb)
    if verb.dep_ == "conj" and not any(child.dep_ == "dobj" for child in verb.head.children):
        yield from _as_link(patient_effects(verb.head, known), verb.head)  # "killing and wounding over 40"
    yield from _passed_on(verb, known)
    for child in node.children:
        if child.lower_ in known.adjectives and child.i > node.i:
            yield Link(known.adjectives[child.lower_], child)
    if verb.lower_ in known.tolls.verbs:
        yield from _toll(verb, known)


def _toll(verb: Token, known: EffectWords) -> Iterator[Link]:
    """ "the death toll reached 51", "put the number of injured at 12"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            for word in child.subtree:
                effects = (
                    known.nominals.get(word.lower_)
                    or known.people_of.get(word.lower_)
                    or known.adjectives.get(word.lower_)
                    or known.patient.get(word.lower_, ())
                )
                if effects and (child.lower_ in known.tolls.nouns or word.i == child.i):
                    yield Link(effects, word)
                    break
            else:
                if child.lower_ == "toll":
                    yield Link(("killed",), child)


def _under_preposition(preposition: Token, known: EffectWords, depth: int) -> Iterator[Link]:
    """ "the deaths of 18", "a group of 12 protesters", "rose to 51"."""
    above = preposition.head
    said = preposition.lower_
    if said in ("of", "to", "for", "on", "against", "in", "with", "at", "from", "as", "by", "past"):
        if (
            said in ("of", "to", "in", "for")
            and above.lower_ in known.nominals
            and above.tag_.startswith(("NN", "VBG"))
        ):
            deadly = next(
                (child for child in above.children if child.dep_ == "amod" and _is_deadly(child, known)), above
            )
            yield Link(known.nominals[deadly.lower_], above)
        elif said in ("of", "in") and above.tag_ == "VBG" and above.lower_ in known.patient:
            yield Link(known.patient[above.lower_], above)
        elif said in ("to", "at", "by", "from", "of", "past") and above.lower_ in known.tolls.verbs:
            yield from _toll(above, known)
        elif said in ("to", "at", "of") and above.lower_ in known.tolls.nouns:
            yield from _nominal_toll(above, known)
        elif (
            said == "of"
            and above.tag_.startswith("NN")
            and above.lower_ not in known.nominals
            and above.lower_ not in known.not_all
        ):
            yield from _governed(above, known, depth + 1)
        if said == "to" and above.head.lower_ in known.tolls.verbs:
            yield from _toll(above.head, known)
        if said == "with" and any(child.lower_ in ("along", "together") for child in preposition.children):
            yield from _whole(above, known, depth)
        elif said == "with" and above.lower_ in ("along", "together"):
            yield from _whole(above.head, known, depth)
    elif said in ("including", "among", "besides"):
        yield from _whole(above, known, depth)
        if said == "including":
            yield from _risen(above, known)


def _risen(above: Token, known: EffectWords) -> Iterator[Link]:
    """ "the toll rose to 117, including 19 children": the tree hangs these on the toll, or on its verb."""
    if above.lower_ in known.tolls.verbs:
        yield from _toll(above, known)
    elif above.lower_ in known.tolls.nouns:
        yield from _nominal_toll(above, known)


def _is_deadly(word: Token, known: EffectWords) -> bool:
    """Whether a word before a noun says that somebody died of it ("the fatal shooting of a man")."""
    return "killed" in known.nominals.get(word.lower_, ())


def _nominal_toll(noun: Token, known: EffectWords) -> Iterator[Link]:
    """ "a death toll of 51"."""
    for word in noun.subtree:
        if effects := known.nominals.get(word.lower_) or known.people_of.get(word.lower_):
            yield Link(effects, word)
            return
    if noun.lower_ == "toll":
        yield Link(("killed",), noun)


def _whole(above: Token, known: EffectWords, depth: int) -> Iterator[Link]:
    """A part suffers what its whole suffers."""
    if above.tag_ in _VERBS:
        yield from _passive(above, known)
        yield from _as_link(subject_effects(above, known), above)
        return
    yield from _own(above, None, known)
    yield from _governed(above, known, depth + 1)


def _governed_by_noun(node: Token, head: Token, known: EffectWords, depth: int) -> Iterator[Link]:
    """A coordinated, apposed or compounded noun shares what its head suffers."""
    if head.tag_ in _VERBS:
        if node.dep_ == "conj":
            yield from _next_verb(node, head, known)
            yield from _as_link(patient_effects(head, known) if head.i < node.i and head.tag_ != "VBN" else (), head)
        return
    if node.dep_ in ("nmod", "compound", "nummod"):
        yield from _own(head, None, known)
    yield from _governed(head, known, depth + 1)
    if node.dep_ == "conj" and head.lower_ not in known.counts:
        yield from _own(head, None, known)


def _next_verb(node: Token, before: Token, known: EffectWords) -> Iterator[Link]:
    """ "A man died and three others – two of them boys – were hurt": the tree hangs them on the verb before."""
    for verb in before.children:
        own = {child.dep_ for child in verb.children}
        if verb.dep_ == "conj" and verb.tag_ in _VERBS and verb.i > node.i and not own & {"nsubj", "nsubjpass"}:
            if "auxpass" in own:
                yield from _passive(verb, known)
            else:
                yield from _subject(node, verb, known)
            return


def _attribute(verb: Token, known: EffectWords) -> Iterator[Link]:
    """ "the dead were three policemen", "there were 12 dead"."""
    for child in verb.children:
        if child.dep_ == "nsubj" or (child.dep_ == "prep" and child.lower_ == "among"):
            for word in child.subtree:
                effects = known.people_of.get(word.lower_) or (
                    known.nominals.get(word.lower_)
                    if child.lower_ in known.tolls.nouns
                    else known.patient.get(word.lower_)
                    if child.dep_ == "prep"
                    else None
                )
                if effects:
                    yield Link(effects, word)
                    return


def _beside(node: Token, first: Token, last: Token, known: EffectWords) -> Iterator[Link]:
    """Where the tree says nothing: the effect word next to the number, past auxiliaries ("3 killed")."""
    doc = node.doc
    end = max(node.i, last.i)
    for token in doc[end + 1 : end + 9]:
        said = token.lower_
        if (
            said in known.adjectives
            or (said in known.patient and token.tag_ in ("VBN", "VBD", "JJ", "NNP", "NN"))
            or said in known.subject
        ):
            effects = known.adjectives.get(said) or patient_effects(token, known) or subject_effects(token, known)
            has_object = any(child.dep_ == "dobj" and child.i > token.i for child in token.children)
            if effects and not (has_object and said in known.patient and said not in known.adjectives):
                yield Link(effects, token)
            return
        if said not in known.bridges and not token.tag_.startswith(("NN", "RB", "JJ")):
            break
    for token in reversed(doc[max(0, first.i - 4) : first.i]):
        said = token.lower_
        if said in known.patient and token.tag_ in ("VBD", "VBG", "VBZ", "VBP", "VB", "NNS", "NNP", "VBN"):
            yield from _as_link(patient_effects(token, known), token)
            return
        if token.is_punct or token.tag_ in ("CC", "IN"):
            return
