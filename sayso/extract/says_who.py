"""Who says it: attributions in a parsed sentence, and the chain of parties behind a piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from sayso.extract.parse import Parsed
from sayso.languages import words
from sayso.nouns.mention import SayingMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_QUOTES = "\"“”„«»"
_EDGE = " ,;:-–—\n\t"


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    person: frozenset[str]
    thing: frozenset[str]
    many: frozenset[str]


class SayingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`says_who.toml` of one language."""

    cues: dict[Stance, _Words]
    weak: _Words
    objects: _Words
    citing: _Words
    phrases: _Words
    unnamed: _Words
    mute: _Words
    pronouns: _Pronouns


@dataclass(frozen=True)
class SayingWords:
    """The word list, ready to look forms up in."""

    stance: Mapping[str, Stance]
    listed: SayingFile


@cache
def saying_words(language: str) -> SayingWords:
    """The words of saying of a language."""
    listed = words(language, "says_who", SayingFile)
    stance: dict[str, Stance] = {form: kind for kind, entry in listed.cues.items() for form in entry.words}
    return SayingWords(stance, listed)


@cache
def cue_pattern(language: str) -> re.Pattern[str]:
    """Any word that may attribute: the fast pass over sentences."""
    known = saying_words(language)
    strong = set(known.stance) - known.listed.weak.words | known.listed.citing.words | known.listed.unnamed.words
    phrases = [phrase.replace(" ", r"\s+") for phrase in sorted(known.listed.phrases.words)]
    forms = "|".join([*phrases, *sorted(strong, key=len, reverse=True)])
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Saying:
    """An attribution in tokens: who, by which word, and the stretches of the sentence that are said."""

    source: Token | None
    cue: Token
    cue_end: Token
    pieces: tuple[tuple[int, int], ...]
    """Code points within the sentence."""
    origin: Token | None = None
    """Whom the source itself relies on ("citing the ministry")."""
    carrier: Token | None = None
    """Whom the source told it to ("told Reuters")."""


def find_sayings(sentence: Parsed, language: str) -> tuple[SayingMention, ...]:
    """The attributions of one sentence, in the order of their cues; a broken content is told in pieces."""
    known = saying_words(language)
    found: list[_Saying] = []
    for token in sentence.doc:
        found += _at(token, sentence, known)
    return tuple(mention for saying in found for mention in _mentions(saying, sentence, known))


def chain_of(place: Span, sayings: Sequence[SayingMention]) -> tuple[tuple[Span, ...], SayingMention | None]:
    """The parties behind the words at `place`, origin first, and the innermost saying that holds them."""
    holding = sorted(
        (saying for saying in sayings if saying.content.covers(place) and not _inside(saying.source, place)),
        key=lambda saying: (saying.content.end - saying.content.start, saying.content.start),
    )
    chain: list[Span] = []
    for saying in holding:
        chain += [party for party in saying.chain if party not in chain]
    return tuple(chain), holding[0] if holding else None


def _inside(source: Span | None, place: Span) -> bool:
    return source is not None and source.covers(place)


def _at(token: Token, sentence: Parsed, known: SayingWords) -> Iterator[_Saying]:
    """The attribution that this token signals, if it does."""
    said = token.lower_
    if said == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        yield from _according(token, sentence)
    elif said in known.listed.unnamed.words and token.tag_ == "RB":
        yield from _unnamed(token, sentence)
    elif said in known.stance and token.tag_ in _VERBS:
        yield from _verb(token, sentence, known)


def _according(token: Token, sentence: Parsed) -> Iterator[_Saying]:
    """ "According to the ministry, 26 were killed"."""
    to = token.nbor()
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if source is None:
        return
    start = token.idx
    end = _noun_phrase_end(source)
    before, after = (0, start), (end, len(sentence.doc.text))
    clause = _clause_before(token, sentence)
    pieces = [after] if not sentence.doc.text[:start].strip(_EDGE + _QUOTES) else [(clause, before[1])]
    rest = sentence.doc.text[end:].strip(_EDGE + _QUOTES + ".")
    if len(pieces) == 1 and pieces[0] != after and len(rest.split()) > 3 and sentence.doc.text[end : end + 1] == ",":  # noqa: PLR2004
        pieces.append(after)
    yield _Saying(source, token, to, tuple(pieces))


def _clause_before(token: Token, sentence: Parsed) -> int:
    """Where the clause starts that a trailing "according to" closes."""
    text = sentence.doc.text[: token.idx]
    stop = max(text.rfind("; "), text.rfind(" but "))
    return stop + 1 if stop >= 0 else 0


def _unnamed(token: Token, sentence: Parsed) -> Iterator[_Saying]:
    """ "were reportedly killed": somebody says so, nobody is named."""
    verb = token.head
    if verb.tag_ in _VERBS:
        yield _Saying(None, token, token, (_stretch(verb, sentence, leave_out=token),))


def _stretch(token: Token, sentence: Parsed, leave_out: Token | None = None) -> tuple[int, int]:
    """The code points of a subtree within its sentence."""
    del leave_out
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)


def _verb(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[_Saying]:
    """A verb of saying with its subject and what is said."""
    if verb.tag_ == "VBN" and _is_passive(verb):
        yield from _passive(verb, sentence, known)
        return
    source, inverted = _source(verb, sentence, known)
    if source is None or source.lower_ in known.listed.mute.words:
        return
    pieces = _content(verb, source, sentence, known, inverted=inverted)
    if pieces:
        origin = next((noun for child in verb.subtree if child.lower_ in known.listed.citing.words for noun in child.children if noun.dep_ in ("dobj", "pobj")), None)
        yield _Saying(source, verb, _cue_end(verb), pieces, origin, _told(verb))


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"


def _passive(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[_Saying]:
    """ "It was reported by the agency that …", "26 were confirmed dead by the ministry"; "is said to": nobody named."""
    agent = next((noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"), None)
    if agent is None and not any(child.dep_ in ("xcomp", "ccomp", "oprd") for child in verb.children):
        return
    if verb.lower_ in known.listed.weak.words and agent is None:
        return
    yield _Saying(agent, verb, verb, (_stretch(verb, sentence),))


def _source(verb: Token, sentence: Parsed, known: SayingWords) -> tuple[Token | None, bool]:
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
    return before.is_punct and before.text in ",\"”“''" and len(sentence.doc.text[: verb.idx].split()) > 3  # noqa: PLR2004


def _cue_end(verb: Token) -> Token:
    return verb


def _told(verb: Token) -> Token | None:
    """Whom the source told it to."""
    if verb.lower_ not in ("told", "tells", "tell", "telling"):
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i and child.tag_ in ("NNP", "NNPS", "NN", "NNS") and child.ent_type_ != "PERSON":
            return child
    return None


def _content(verb: Token, source: Token, sentence: Parsed, known: SayingWords, *, inverted: bool) -> tuple[tuple[int, int], ...]:
    """What is said, as stretches of the sentence."""
    text = sentence.doc.text
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis")]
    behind = [child for child in clauses if child.i > verb.i]
    ahead = [child for child in clauses if child.i < verb.i]
    pieces: list[tuple[int, int]] = []
    phrase = (_noun_phrase_start(source), _noun_phrase_end(source))
    cue_start, cue_end = verb.idx, verb.idx + len(verb)
    outer_start, outer_end = min(phrase[0], cue_start), max(phrase[1], cue_end)
    if _parenthetical(verb, source, sentence, ahead, inverted=inverted):
        pieces.append((_clause_start(verb, sentence, outer_start), outer_start))
        rest = text[outer_end:]
        if rest.lstrip(" ,").startswith(tuple(_QUOTES)) or re.match(r",\s+(?:and|but|while|with)\b", rest):
            pieces.append((outer_end, len(text)))
        return tuple(pieces)
    if behind:
        start, end = behind[0].left_edge.idx, behind[-1].right_edge.idx + len(behind[-1].right_edge)
        pieces.append((start, max(end, _verb_end(verb))))
    elif verb.lower_ not in known.listed.weak.words or verb.lower_ in known.listed.objects.words:
        pieces += _quoted_or_object(verb, source, sentence, known)
    elif _quote_follows(text, cue_end):
        pieces.append((cue_end, len(text)))
    return tuple(pieces)


def _verb_end(verb: Token) -> int:
    return verb.right_edge.idx + len(verb.right_edge)


def _parenthetical(verb: Token, source: Token, sentence: Parsed, ahead: Sequence[Token], *, inverted: bool) -> bool:
    """Whether the cue closes or interrupts what is said: "…, police said"."""
    start = min(_noun_phrase_start(source), verb.idx)
    before = sentence.doc.text[:start].rstrip()
    if not before.strip(_EDGE + _QUOTES):
        return False
    if ahead:
        return True
    if verb.dep_ in ("conj", "parataxis", "advcl", "ccomp", "ROOT") and before.endswith((",", *_QUOTES, "''")):
        return inverted or not any(child.dep_ in ("ccomp", "dobj") and child.i > verb.i for child in verb.children)
    return False


def _clause_start(verb: Token, sentence: Parsed, end: int) -> int:
    """Where the content before a closing cue starts."""
    text = sentence.doc.text[:end]
    stop = text.rfind("; ")
    return stop + 1 if stop >= 0 else 0


def _quote_follows(text: str, end: int) -> bool:
    return text[end:].lstrip(" ,:").startswith(tuple(_QUOTES))


def _quoted_or_object(verb: Token, source: Token, sentence: Parsed, known: SayingWords) -> Iterator[tuple[int, int]]:
    """A quotation behind the cue, or the cue's own object ("confirmed the deaths of 18", "spoke of dozens")."""
    text = sentence.doc.text
    cue_end = verb.idx + len(verb)
    if _quote_follows(text, cue_end):
        yield cue_end, len(text)
        return
    if verb.lower_ not in known.listed.objects.words and not _colon_follows(text, cue_end):
        end = _verb_end(verb)
        told = next((child for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.i > verb.i), None)
        if told is not None:
            yield told.left_edge.idx, end
        return
    parts = [child for child in verb.children if child.i > verb.i and child.dep_ in ("dobj", "prep", "xcomp", "oprd", "advcl", "conj") and child.i != source.i]
    if parts:
        yield parts[0].left_edge.idx, max(part.right_edge.idx + len(part.right_edge) for part in parts)
    elif _colon_follows(text, cue_end):
        yield cue_end, len(text)


def _colon_follows(text: str, end: int) -> bool:
    return text[end:].lstrip().startswith(":")


def _noun_phrase_start(noun: Token) -> int:
    return int(noun.left_edge.idx)


def _noun_phrase_end(noun: Token) -> int:
    """The end of a noun phrase without the relative clause or the sentence that the tree may have hung on it."""
    last = noun
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("prep", "appos", "conj", "cc", "poss", "case", "nmod", "compound", "punct", "flat", "acl") and not (child.dep_ == "acl" and child.tag_ != "VBN"):
            if child.dep_ == "punct" and child.text in (",", "-", "–", "—"):
                continue
            edge = child.right_edge
            if edge.i > last.i:
                last = edge
    return int(last.idx + len(last))


def _mentions(saying: _Saying, sentence: Parsed, known: SayingWords) -> Iterator[SayingMention]:
    """The attribution as spans of the report, one for each piece of its content."""
    source = _phrase(saying.source, sentence) if saying.source is not None else None
    cue = sentence.words(saying.cue, saying.cue_end)
    origin = _phrase(saying.origin, sentence) if saying.origin is not None else None
    carrier = _phrase(saying.carrier, sentence) if saying.carrier is not None else None
    chain = tuple(party for party in (origin, source, carrier) if party is not None)
    stance = known.stance.get(saying.cue.lower_, "states")
    if saying.cue.lower_ in known.listed.unnamed.words and saying.cue.lower_ in ("allegedly", "purportedly"):
        stance = "alleges"
    for start, end in saying.pieces:
        content = _trimmed(sentence, start, end)
        if content is not None:
            yield SayingMention(source=source, cue=cue, content=content, kind=_kind(content.text), stance=stance, chain=chain)


def _phrase(noun: Token, sentence: Parsed) -> Span:
    start, end = _noun_phrase_start(noun), _noun_phrase_end(noun)
    return Span(text=sentence.doc.text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)


def _trimmed(sentence: Parsed, start: int, end: int) -> Span | None:
    """The stretch without the punctuation and the "that" around it."""
    text = sentence.doc.text
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE + ".":
        end -= 1
    if end <= start:
        return None
    return Span(text=text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)


def _kind(content: str) -> Literal["direct", "indirect", "mixed"]:
    """Whether the words are quoted, retold, or both."""
    inner = content.strip()
    if not any(mark in inner for mark in _QUOTES):
        return "indirect"
    quoted = inner[0] in _QUOTES and inner.count('"') <= 2 and sum(inner.count(mark) for mark in "“„«") <= 1  # noqa: PLR2004
    return "direct" if quoted and (inner[-1] in _QUOTES or inner.rstrip(",.")[-1:] in _QUOTES) else "mixed"
