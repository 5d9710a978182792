"""Verbs of saying: who says, to whom, on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.closing import before_aids, cited, find_closing
from sayso.extract.content import find_content
from sayso.extract.noun_phrases import phrase_start, walk_left
from sayso.extract.parse import Parsed
from sayso.extract.saying import Saying
from sayso.extract.saying_words import SayingWords
from sayso.extract.trees.tree import Token

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def find_verb_saying(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[Saying]:
    """A verb of saying with its subject and what is said."""
    if verb.tag_ == "VBN" and _is_passive(verb):
        yield from _passive(verb, known)
        return
    if any(child.dep_ == "dobj" and child.lower_ in known.listed.not_said.words for child in verb.children):
        return
    if _is_taken_to_be(verb, known):
        return
    source, inverted = _source(verb, sentence)
    first = None
    if source is None:
        source, first = _source_after_a_day(verb, known)
    if source is None or source.lower_ in known.listed.mute.words or _is_counted(source):
        yield from find_closing(verb, sentence, known)
        return
    if ":" in sentence.span.text[source.idx : verb.idx]:
        last = before_aids(verb)
        if last is not None and last.tag_.startswith("NN") and not last.text.endswith(":"):
            source = last  # a heading before a colon is not the subject: "Riots: Government reports …"
            first = walk_left(source, known)
    pieces = find_content(verb, source, sentence, known, inverted=inverted)
    if source.i < verb.i and _says_nothing_behind(verb, pieces):
        closing = tuple(find_closing(verb, sentence, known))
        if closing:
            yield from closing
            return
    clause = any(child.dep_ == "ccomp" for child in verb.children)
    restricts = verb.dep_ == "relcl" and not verb.doc[max(0, verb.left_edge.i - 1)].is_punct
    if restricts and source.head.i == verb.i and source.i < verb.i and clause:
        pieces = _around(verb, source, pieces, known)
    if pieces:
        yield Saying(source, verb, verb, pieces, cited(verb, known), _told(verb, known), first)
        yield from _without_its_verb(verb, known)
    else:
        yield from find_closing(verb, sentence, known)


def _says_nothing_behind(verb: Token, pieces: tuple[tuple[int, int], ...]) -> bool:
    """Whether all that was found behind the cue is its hearer or its day: "… confirmed on Saturday"."""
    told = [
        child
        for child in verb.children
        if child.i > verb.i
        and (child.dep_ in ("ccomp", "xcomp", "parataxis") or (child.dep_ == "dobj" and child.tag_ == "CD"))
    ]
    return bool(pieces) and not told and all(first > verb.idx for first, _ in pieces)


def _without_its_verb(verb: Token, known: SayingWords) -> Iterator[Saying]:
    """ "Organisers put the crowd at 80,000, police at 12,000": the second says it with the verb of the first."""
    if verb.lower_ not in known.listed.puts.words:
        return
    for at in verb.doc[verb.i + 1 :]:
        number = next((child for child in at.children if child.dep_ == "pobj" and child.tag_ == "CD"), None)
        noun = at.nbor(-1)
        if at.lower_ == "at" and number is not None and noun.tag_.startswith("NN"):
            first = walk_left(noun, known)
            if first.i > verb.i + 1 and first.nbor(-1).lower_ in (",", "and", "while", ";"):
                yield Saying(noun, verb, verb, ((number.left_edge.idx, number.idx + len(number)),), first=first)


def _is_taken_to_be(verb: Token, known: SayingWords) -> bool:
    """ "All believed to be migrants": the tree takes a participle for a verb."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return (
        verb.lower_ in known.listed.taken_to_be.words
        and following is not None
        and following.lower_ == "to"
        and any(child.dep_ == "xcomp" for child in verb.children)
    )


def _around(
    verb: Token, source: Token, pieces: tuple[tuple[int, int], ...], known: SayingWords
) -> tuple[tuple[int, int], ...]:
    """ "600 people who lawyers say are still held": said is what stands on both sides of the saying."""
    start, cue_end = phrase_start(source, known), verb.idx + len(verb)
    behind = tuple((max(first, cue_end), last) for first, last in pieces if last > cue_end)
    return ((verb.head.left_edge.idx, start), *behind)


def _is_counted(noun: Token) -> bool:
    """ "26 demonstrators" do not report, whatever a tree without commas says."""
    return any(child.dep_ == "nummod" and child.i < noun.i for child in noun.children)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"


def _passive(verb: Token, known: SayingWords) -> Iterator[Saying]:
    """ "It was reported by the agency that …", "26 were confirmed dead by the ministry"; "is said to": nobody named."""
    agent = next(
        (noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"),
        None,
    )
    if agent is None and not any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children):
        return
    if verb.lower_ in known.listed.weak.words and agent is None:
        return
    yield Saying(agent, verb, verb, (stretch_of(verb),))


def _source(verb: Token, sentence: Parsed) -> tuple[Token | None, bool]:
    """The subject of the verb, and whether it stands behind the verb ("reported the broadcaster")."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return _real_subject(child), child.i > verb.i
    if verb.dep_ == "relcl":
        return verb.head, False
    if _is_inverted(verb, sentence):
        follower = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
        if follower is not None:
            return follower, True
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head.i != verb.i and verb.head.tag_ in _VERBS:
        above = verb.head
        for child in above.children:
            if child.dep_ == "nsubj" and (verb.dep_ != "advcl" or verb.tag_ == "VBG"):
                return _real_subject(child), False
        if above.dep_ == "conj" and above.head.i != above.i:
            for child in above.head.children:
                if child.dep_ == "nsubj":
                    return _real_subject(child), False
    return None, False


def _source_after_a_day(verb: Token, known: SayingWords) -> tuple[Token | None, Token | None]:
    """ "On Thursday state television said …": without a comma, a tree takes the speaker into the name of the day."""
    nouns = [noun for prep in verb.lefts if prep.dep_ == "prep" for noun in prep.children]
    if verb.dep_ == "acl" and verb.tag_ == "VBD":
        nouns.append(verb.head)
    for noun in nouns:
        day = noun.left_edge
        if noun.dep_ == "pobj" and day.i < noun.i < verb.i and day.lower_ in known.listed.when.words:
            return noun, day.nbor()
    return None, None


def _real_subject(noun: Token) -> Token:
    """The antecedent of "who"."""
    verb = noun.head
    if noun.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return verb.head
    return noun


def _is_inverted(verb: Token, sentence: Parsed) -> bool:
    """ "…, reported the broadcaster": the verb follows a comma or a quotation mark, and content stands before it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBN", "VBP") or verb.i == 0:
        return False
    before = verb.nbor(-1)
    return before.is_punct and before.text in ",\"”“''" and len(sentence.span.text[: verb.idx].split()) > 3


def _told(verb: Token, known: SayingWords) -> Token | None:
    """Whom the source told it to."""
    if verb.lower_ not in known.listed.tell.words:
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i and child.tag_ in ("NNP", "NNPS", "NN", "NNS"):
            return child
    return None


def stretch_of(token: Token) -> tuple[int, int]:
    """The code points of a subtree within its sentence."""
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)
