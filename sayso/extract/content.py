"""What is said: the stretches of a sentence that a verb of saying reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.noun_phrases import phrase_end, phrase_start
from sayso.extract.parse import Parsed
from sayso.extract.quote_marks import EDGE, QUOTES
from sayso.extract.saying_words import SayingWords
from sayso.extract.trees.tree import Token


def find_content(
    verb: Token, source: Token, sentence: Parsed, known: SayingWords, *, inverted: bool
) -> tuple[tuple[int, int], ...]:
    """What is said, as stretches of the sentence."""
    text = sentence.span.text
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis")]
    behind = [child for child in clauses if child.i > verb.i]
    ahead = [child for child in clauses if child.i < verb.i]
    pieces: list[tuple[int, int]] = []
    phrase = (phrase_start(source, known), phrase_end(source))
    cue_start, cue_end = verb.idx, verb.idx + len(verb)
    outer_start, outer_end = min(phrase[0], cue_start), max(phrase[1], cue_end)
    if _parenthetical(verb, source, sentence, ahead, known, inverted=inverted):
        pieces.append((clause_start(sentence, outer_start), outer_start))
        if behind:
            pieces.append((behind[0].left_edge.idx, _verb_end(verb)))
            return tuple(pieces)
        rest = text[outer_end:]
        if rest.lstrip(" ,").startswith(tuple(QUOTES)) or re.match(r",\s+(?:and|but|while|with)\b", rest):
            pieces.append((outer_end, len(text)))
        return tuple(pieces)
    if behind:
        start, end = behind[0].left_edge.idx, behind[-1].right_edge.idx + len(behind[-1].right_edge)
        pieces.append((start, max(end, _verb_end(verb))))
    elif (
        verb.lower_ not in known.listed.weak.words
        or verb.lower_ in known.listed.objects.words
        or verb.lower_ in known.listed.charging.words
        or _announces(verb, sentence, known)
    ):
        pieces += _quoted_or_object(verb, source, sentence, known)
    elif _quote_follows(text, cue_end):
        pieces.append((cue_end, len(text)))
    return tuple(pieces)


def _verb_end(verb: Token) -> int:
    return verb.right_edge.idx + len(verb.right_edge)


def _parenthetical(
    verb: Token, source: Token, sentence: Parsed, ahead: Sequence[Token], known: SayingWords, *, inverted: bool
) -> bool:
    """Whether the cue closes or interrupts what is said: "…, police said"."""
    start = min(phrase_start(source, known), verb.idx)
    before = sentence.span.text[:start].rstrip()
    if not before.strip(EDGE + QUOTES) or before.endswith(";"):
        return False
    if ahead:
        return True
    if verb.dep_ in ("conj", "parataxis", "advcl", "ccomp", "ROOT") and before.endswith((",", *QUOTES, "''")):
        return inverted or not any(child.dep_ in ("ccomp", "dobj") and child.i > verb.i for child in verb.children)
    return False


def clause_start(sentence: Parsed, end: int) -> int:
    """Where the content before a closing cue starts."""
    text = sentence.span.text[:end]
    stop = text.rfind("; ")
    return stop + 1 if stop >= 0 else 0


def _quote_follows(text: str, end: int) -> bool:
    return text[end:].lstrip(" ,:").startswith(tuple(QUOTES))


def _quoted_or_object(verb: Token, source: Token, sentence: Parsed, known: SayingWords) -> Iterator[tuple[int, int]]:
    """A quotation behind the cue, or the cue's own object ("confirmed the deaths of 18", "spoke of dozens")."""
    text = sentence.span.text
    cue_end = verb.idx + len(verb)
    if _quote_follows(text, cue_end):
        yield cue_end, len(text)
        return
    number = next((child for child in verb.children if child.i > verb.i and child.tag_ == "CD"), None)
    if number is not None and number.dep_ == "dobj" and number.right_edge.i <= number.i + 2:
        yield number.left_edge.idx, number.right_edge.idx + len(number.right_edge)  # "the army said seven"
        return
    if _announces(verb, sentence, known):
        yield verb.idx + len(verb), len(text)
        return
    if verb.lower_ in known.listed.charging.words:
        yield from _charge(verb)
        return
    if verb.lower_ in known.listed.give.words and not any(
        child.dep_ == "dobj" and child.lower_ in known.listed.give.objects for child in verb.children
    ):
        return
    if verb.lower_ not in known.listed.objects.words and not _colon_follows(text, cue_end):
        end = _verb_end(verb)
        told = next((child for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.i > verb.i), None)
        if told is not None:
            yield told.left_edge.idx, end
        return
    parts = [
        child
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("dobj", "prep", "xcomp", "oprd", "advcl", "conj") and child.i != source.i
    ]
    if parts:
        end = max(part.right_edge.idx + len(part.right_edge) for part in parts)
        yield parts[0].left_edge.idx, len(text) if _goes_on(text, end) else end
    elif _colon_follows(text, cue_end):
        yield cue_end, len(text)


def _announces(verb: Token, sentence: Parsed, known: SayingWords) -> bool:
    """ "The trooper released the following statement:": what comes next is the statement."""
    return (
        verb.lower_ in known.listed.announcing.words
        and sentence.span.text.rstrip().endswith(":")
        and any(child.lower_ in known.listed.announcing.objects for child in verb.children if child.dep_ == "dobj")
    )


def _charge(verb: Token) -> Iterator[tuple[int, int]]:
    """What somebody is accused of or blamed for."""
    accused = [child for child in verb.children if child.dep_ == "dobj"]
    beside = [child for noun in accused for child in noun.children]
    for child in (*verb.children, *beside) if accused else ():
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in ("of", "for"):
            yield child.idx, child.right_edge.idx + len(child.right_edge)
            return


def _goes_on(text: str, end: int) -> bool:
    """Whether an object is followed by another: "26 Deaths And More Than 3,000 Arrests"."""
    return text[end:].lower().startswith((" and ", ", and "))


def _colon_follows(text: str, end: int) -> bool:
    return text[end:].lstrip().startswith(":")
