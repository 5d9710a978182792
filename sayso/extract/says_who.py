"""Who says it: attributions in a parsed sentence, and the chain of parties behind a piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sayso.extract.headlines import find_headline
from sayso.extract.noun_phrases import phrase_end, phrase_of
from sayso.extract.parse import Parsed
from sayso.extract.quote_marks import EDGE, QUOTES
from sayso.extract.saying import Saying
from sayso.extract.saying_verbs import find_verb_saying, stretch_of
from sayso.extract.saying_words import SayingWords, every_cue, saying_words
from sayso.extract.trees.tree import Token
from sayso.nouns.mention import SayingMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span

_WORD = re.compile(r"[\w'’-]+")
_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def find_sayings(sentence: Parsed, language: str) -> tuple[SayingMention, ...]:
    """The attributions of one sentence, in the order of their cues; a broken content is told in pieces."""
    known = saying_words(language)
    found: list[Saying] = []
    cues = every_cue(language)
    for match in _WORD.finditer(sentence.span.text):
        tokens = sentence.doc.between(*match.span()) if match.group().lower() in cues else ()
        if tokens:
            found += _at(tokens[0], sentence, known)
    mentions = tuple(mention for saying in found for mention in _mentions(saying, sentence, known))
    return mentions or tuple(find_headline(sentence, language))


def chain_of(
    place: Span, sayings: Sequence[SayingMention], language: str
) -> tuple[tuple[Span, ...], SayingMention | None]:
    """The parties behind the words at `place`, origin first, and the innermost saying that holds them."""
    holding = sorted(
        (saying for saying in sayings if saying.content.covers(place) and not _inside(saying.source, place)),
        key=lambda saying: (saying.content.end - saying.content.start, saying.content.start),
    )
    chain: list[Span] = []
    for saying in holding:
        chain += [party for party in saying.chain if party not in chain]
    pronouns = saying_words(language).listed.pronouns.all
    if any(saying.source is not None and saying.source.text.lower() not in pronouns for saying in holding):
        chain = [party for party in chain if party.text.lower() not in pronouns]
    return tuple(chain), holding[0] if holding else None


def _inside(source: Span | None, place: Span) -> bool:
    return source is not None and source.covers(place)


def _at(token: Token, sentence: Parsed, known: SayingWords) -> Iterator[Saying]:
    """The attribution that this token signals, if it does."""
    said = token.lower_
    if said == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        yield from _according(token, sentence, known)
    elif said in known.listed.unnamed.words and token.tag_ == "RB":
        yield from _unnamed(token)
    elif said in known.stance and token.tag_ in _VERBS:
        yield from find_verb_saying(token, sentence, known)
    elif said in known.listed.accounts.words and token.tag_.startswith("NN"):
        yield from _account(token, known)


def _according(token: Token, sentence: Parsed, known: SayingWords) -> Iterator[Saying]:
    """ "According to the ministry, 26 were killed"."""
    to = token.nbor()
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if source is None:
        return
    start = token.idx
    end = phrase_end(source)
    before, after = (0, start), (end, len(sentence.span.text))
    clause = _clause_before(token, sentence)
    pieces = [after] if not sentence.span.text[:start].strip(EDGE + QUOTES) else [(clause, before[1])]
    rest = sentence.span.text[end:].strip(EDGE + QUOTES + ".")
    if len(pieces) == 1 and pieces[0] != after and len(rest.split()) > 3 and sentence.span.text[end : end + 1] == ",":
        pieces.append(after)
    yield Saying(source, token, to, tuple(pieces), _relied_on(source, known))


def _relied_on(source: Token, known: SayingWords) -> Token | None:
    """Whom a source cites in a clause of its own: "the broadcaster, which cited the police"."""
    clauses = (child for child in source.children if child.dep_ in ("relcl", "acl"))
    cites = next((verb for verb in clauses if verb.lower_ in known.listed.citing.words), None)
    return next((noun for noun in cites.children if noun.dep_ == "dobj"), None) if cites is not None else None


def _account(noun: Token, known: SayingWords) -> Iterator[Saying]:
    """ "Reports from the council that 30 had drowned"."""
    for child in noun.children:
        if child.i != noun.i + 1 or child.lower_ not in known.listed.accounts.of:
            continue
        source = next((token for token in child.children if token.dep_ == "pobj"), None)
        end = phrase_end(source) if source is not None else 0
        that = next((token for token in noun.doc[child.i :] if token.idx >= end), None)
        if source is not None and that is not None and that.lower_ == "that":
            clause = that.head
            last = clause.right_edge
            yield Saying(source, noun, noun, ((that.idx, last.idx + len(last)),))


def _clause_before(token: Token, sentence: Parsed) -> int:
    """Where the clause starts that a trailing "according to" closes."""
    text = sentence.span.text[: token.idx]
    stop = max(text.rfind("; "), text.rfind(" but "))
    if "according to" in text.lower():  # the first one closes what stands before it
        stop = max(stop, text.rfind(" and "))
    return stop + 1 if stop >= 0 else 0


def _unnamed(token: Token) -> Iterator[Saying]:
    """ "were reportedly killed": somebody says so, nobody is named."""
    verb = token.head
    if verb.tag_ in _VERBS:
        yield Saying(None, token, token, (stretch_of(verb),))


def _mentions(saying: Saying, sentence: Parsed, known: SayingWords) -> Iterator[SayingMention]:
    """The attribution as spans of the report, one for each piece of its content."""
    source = phrase_of(saying.source, sentence, known, saying.first) if saying.source is not None else None
    cue = sentence.words(saying.cue, saying.cue_end)
    origin = phrase_of(saying.origin, sentence, known) if saying.origin is not None else None
    carrier = phrase_of(saying.carrier, sentence, known) if saying.carrier is not None else None
    chain = tuple(party for party in (origin, source, carrier) if party is not None)
    stance = _stance(saying.cue, known)
    for start, end in saying.pieces:
        content = _trimmed(sentence, start, end)
        if content is not None:
            yield SayingMention(
                source=source, cue=cue, content=content, kind=kind_of_words(content.text), stance=stance, chain=chain
            )


def _stance(cue: Token, known: SayingWords) -> Stance:
    """What the cue does to the truth of what is said."""
    said = cue.lower_
    if said in known.listed.doubting.words:
        return "alleges"
    if said in known.listed.untrue.verbs:
        objects = [child.lower_ for child in cue.children if child.dep_ in ("dobj", "nsubjpass")]
        if objects and known.listed.untrue.objects.isdisjoint(objects):
            return "states"
    return known.stance.get(said, "states")


def _trimmed(sentence: Parsed, start: int, end: int) -> Span | None:
    """The stretch without the punctuation and the "that" around it."""
    text = sentence.span.text
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE + ".":
        end -= 1
    if end <= start:
        return None
    return Span(text=text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)


def kind_of_words(content: str) -> Literal["direct", "indirect", "mixed"]:
    """Whether the words are quoted, retold, or both."""
    inner = content.strip()
    if not any(mark in inner for mark in QUOTES):
        return "indirect"
    quoted = inner[0] in QUOTES and inner.count('"') <= 2 and sum(inner.count(mark) for mark in "“„«") <= 1
    return "direct" if quoted and (inner[-1] in QUOTES or inner.rstrip(",.")[-1:] in QUOTES) else "mixed"
