"""Closing cues without the comma that a tree needs: "Ten people died in the raid the agency reported"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.content import clause_start
from sayso.extract.noun_phrases import walk_left
from sayso.extract.parse import Parsed
from sayso.extract.saying import Saying
from sayso.extract.saying_words import SayingWords
from sayso.extract.trees.tree import Token

_LEAST_BEFORE_CLOSING = 4
"""Words of content that a closing cue needs before it."""
_MOST_HEARER_WORDS = 5
_MOST_WORDS_OF_WHERE = 9
"""Words of a phrase that says where or when it was said, at most."""


def find_closing(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[Saying]:
    """ "Ten people died in the raid the agency reported": a closing cue without the comma that a tree needs."""
    doc, text = sentence.doc, sentence.span.text
    behind = [token for token in doc[verb.i + 1 :] if not token.is_punct]
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN")
        or verb.i < _LEAST_BEFORE_CLOSING
        or not _only_closes(behind, verb, known)
    ):
        return
    noun = before_aids(verb)
    if noun is None or not noun.tag_.startswith(("NN", "PRP")) or noun.lower_ in known.listed.mute.words:
        return
    first = noun if noun.tag_ == "PRP" else walk_left(noun, known)
    content_end = doc[first.i].idx
    if len(text[:content_end].split()) < _LEAST_BEFORE_CLOSING:
        return
    pieces = [(clause_start(sentence, content_end), content_end)]
    adding = next((token for token in behind if token.lower_ in known.stance and token.tag_ == "VBG"), None)
    if adding is not None:
        pieces.append((adding.idx + len(adding), len(text)))
    yield Saying(noun, verb, verb, tuple(pieces), cited(verb, known), _told_after(verb, known), first)


def before_aids(verb: Token) -> Token | None:
    """The word before a verb and its "has" or "had"."""
    place = verb.i - 1
    while place >= 0 and verb.doc[place].dep_ == "aux" and verb.doc[place].head.i == verb.i:
        place -= 1
    return verb.doc[place] if place >= 0 else None


def _only_closes(behind: Sequence[Token], verb: Token, known: SayingWords) -> bool:
    """Whether only the hearer, a day, a rank of words such as "citing …" or "adding …" follows the cue."""
    if not behind:
        return True
    if behind[0].lower_ in known.listed.citing.words or (behind[0].tag_ == "VBG" and behind[0].lower_ in known.stance):
        return True
    if (
        behind[0].lower_ in known.listed.where_said.words
        and len(behind) <= _MOST_WORDS_OF_WHERE
        and not any(token.tag_.startswith(("VB", "MD")) for token in behind)
    ):
        return True  # "… the ministry said in its evening report"
    told = verb.lower_ in known.listed.tell.words
    for place, token in enumerate(behind):
        if token.lower_ in known.listed.citing.words or (token.tag_ == "VBG" and token.lower_ in known.stance):
            return True
        if token.tag_ in ("NNP", "NNPS", "CD") or token.lower_ in known.listed.when.words:
            continue
        if told and place < _MOST_HEARER_WORDS and token.tag_ in ("DT", "NN", "NNS", "JJ", "IN", "POS", "PRP$", "PRP"):
            continue
        return place > 0 and told and token.tag_.startswith("VB")
    return True


def _told_after(verb: Token, known: SayingWords) -> Token | None:
    """The hearer right behind "told", by its words alone."""
    if verb.lower_ not in known.listed.tell.words:
        return None
    hearer = None
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _MOST_HEARER_WORDS]:
        if not token.tag_.startswith(("NN", "DT", "JJ")) or token.lower_ in known.listed.when.words:
            break
        hearer = token
    return hearer if hearer is not None and hearer.tag_.startswith("NN") else None


def cited(verb: Token, known: SayingWords) -> Token | None:
    """Whom the source itself relies on: "citing the ministry"."""
    for token in verb.doc:
        if token.lower_ in known.listed.citing.words and (
            token.i > verb.i or token.head.i in (verb.i, *(child.i for child in verb.children))
        ):
            return next((noun for noun in token.children if noun.dep_ in ("dobj", "pobj")), None)
    return None
