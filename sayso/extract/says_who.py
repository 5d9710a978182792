"""Who says it: attributions in a parsed sentence, and the chain of parties behind a piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from sayso.extract.parse import Parsed
from sayso.languages import words as word_list
from sayso.nouns.mention import SayingMention
from sayso.nouns.says_who import Stance
from sayso.nouns.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_QUOTES = '"“”„«»'
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_SPEAKER_FIRST = re.compile(r"((?:[\w'’.-]+ ){0,3}[\w'’.-]+): (\S.*)", re.DOTALL)
_SPEAKER_LAST = re.compile(r"(.*\S)(?::|,? [-–—]) ((?:[\w'’.-]+ ){0,3}[\w'’-]+)\.?$", re.DOTALL)
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_PHRASE_LINKS = frozenset({"of", "for", "at", "in"})
_LEAST_BEFORE_CLOSING = 4
"""Words of content that a closing cue needs before it."""
_MOST_HEARER_WORDS = 5
_EDGE = " ,;:-–—\n\t"


class _KindsFile(Struct, frozen=True):
    """The part of `party_kinds.toml` that a heading is checked against."""

    kinds: dict[str, tuple[str, ...]]


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
    not_said: _Words
    break_off: _Words
    background: _Words
    pronouns: _Pronouns


@dataclass(frozen=True)
class SayingWords:
    """The word list, ready to look forms up in."""

    stance: Mapping[str, Stance]
    listed: SayingFile


@cache
def saying_words(language: str) -> SayingWords:
    """The words of saying of a language."""
    listed = word_list(language, "says_who", SayingFile)
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


@cache
def _every_cue(language: str) -> re.Pattern[str]:
    """Any word that can signal an attribution in a sentence that is parsed."""
    known = saying_words(language)
    forms = {*known.stance, *known.listed.unnamed.words, "according"}
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w'’-])", re.IGNORECASE)


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
    first: Token | None = None
    """The source's first word, where the tree is not to be trusted with it."""


def find_sayings(sentence: Parsed, language: str) -> tuple[SayingMention, ...]:
    """The attributions of one sentence, in the order of their cues; a broken content is told in pieces."""
    known = saying_words(language)
    found: list[_Saying] = []
    for match in _every_cue(language).finditer(sentence.span.text):
        tokens = sentence.doc.char_span(*match.span())
        if tokens is not None:
            found += _at(tokens[0], sentence, known)
    mentions = tuple(mention for saying in found for mention in _mentions(saying, sentence, known))
    return mentions or tuple(_headline(sentence, language))


def _headline(sentence: Parsed, language: str) -> Iterator[SayingMention]:
    """ "Police: 200 arrested in second night of riots", "200 arrested in riots: police"."""
    text = sentence.span.text
    for found, source, content in ((_SPEAKER_FIRST.match(text), 1, 2), (_SPEAKER_LAST.match(text), 2, 1)):
        if found and _is_speaker(found[source], language):
            words = [
                Span(
                    text=found[part],
                    start=sentence.span.start + found.start(part),
                    end=sentence.span.start + found.end(part),
                )
                for part in (source, content)
            ]
            yield SayingMention(
                source=words[0], cue=None, content=words[1], kind="indirect", stance="states", chain=(words[0],)
            )
            return


def _is_speaker(words: str, language: str) -> bool:
    """Whether a heading's few words name a known kind of speaker."""
    last = words.lower().split()[-1:]
    return bool(last) and last[0] in _speakers(language)


@cache
def _speakers(language: str) -> frozenset[str]:
    listed = word_list(language, "party_kinds", _KindsFile)
    return frozenset(phrase for phrases in listed.kinds.values() for phrase in phrases if " " not in phrase) - {
        "some",
        "many",
        "others",
        "news",
    }


def chain_of(place: Span, sayings: Sequence[SayingMention]) -> tuple[tuple[Span, ...], SayingMention | None]:
    """The parties behind the words at `place`, origin first, and the innermost saying that holds them."""
    holding = sorted(
        (saying for saying in sayings if saying.content.covers(place) and not _inside(saying.source, place)),
        key=lambda saying: (saying.content.end - saying.content.start, saying.content.start),
    )
    chain: list[Span] = []
    for saying in holding:
        chain += [party for party in saying.chain if party not in chain]
    named = [party for party in chain if party.text.lower() not in _PRONOUNS]
    return tuple(named or chain[:1]), holding[0] if holding else None


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
    before, after = (0, start), (end, len(sentence.span.text))
    clause = _clause_before(token, sentence)
    pieces = [after] if not sentence.span.text[:start].strip(_EDGE + _QUOTES) else [(clause, before[1])]
    rest = sentence.span.text[end:].strip(_EDGE + _QUOTES + ".")
    if len(pieces) == 1 and pieces[0] != after and len(rest.split()) > 3 and sentence.span.text[end : end + 1] == ",":
        pieces.append(after)
    yield _Saying(source, token, to, tuple(pieces))


def _clause_before(token: Token, sentence: Parsed) -> int:
    """Where the clause starts that a trailing "according to" closes."""
    text = sentence.span.text[: token.idx]
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
    if any(child.dep_ == "dobj" and child.lower_ in known.listed.not_said.words for child in verb.children):
        return
    source, inverted = _source(verb, sentence, known)
    if source is None or source.lower_ in known.listed.mute.words or _is_counted(source):
        yield from _closing(verb, sentence, known)
        return
    first = None
    if ":" in sentence.span.text[source.idx : verb.idx] and verb.i and verb.nbor(-1).tag_.startswith("NN"):
        source = verb.nbor(-1)  # a heading before a colon is not the subject: "Riots: Government reports …"
        first = _walk_left(source)
    pieces = _content(verb, source, sentence, known, inverted=inverted)
    if pieces:
        yield _Saying(source, verb, verb, pieces, _cited(verb, known), _told(verb), first)
    else:
        yield from _closing(verb, sentence, known)


def _is_counted(noun: Token) -> bool:
    """ "26 demonstrators" do not report, whatever a tree without commas says."""
    return any(child.dep_ == "nummod" for child in noun.children)


def _cited(verb: Token, known: SayingWords) -> Token | None:
    """Whom the source itself relies on: "citing the ministry"."""
    for token in verb.doc:
        if token.lower_ in known.listed.citing.words and (
            token.i > verb.i or token.head.i in (verb.i, *(child.i for child in verb.children))
        ):
            return next((noun for noun in token.children if noun.dep_ in ("dobj", "pobj")), None)
    return None


def _closing(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[_Saying]:
    """ "Ten people died in the raid the agency reported": a closing cue without the comma that a tree needs."""
    doc, text = sentence.doc, sentence.span.text
    behind = [token for token in doc[verb.i + 1 :] if not token.is_punct]
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN")
        or verb.i < _LEAST_BEFORE_CLOSING
        or not _only_closes(behind, verb, known)
    ):
        return
    noun = doc[verb.i - 1]
    if not noun.tag_.startswith(("NN", "PRP")) or noun.lower_ in known.listed.mute.words:
        return
    first = _walk_left(noun)
    content_end = doc[first.i].idx
    if len(text[:content_end].split()) < _LEAST_BEFORE_CLOSING:
        return
    pieces = [(_clause_start(verb, sentence, content_end), content_end)]
    adding = next((token for token in behind if token.lower_ in known.stance and token.tag_ == "VBG"), None)
    if adding is not None:
        pieces.append((adding.idx + len(adding), len(text)))
    yield _Saying(noun, verb, verb, tuple(pieces), _cited(verb, known), _told_after(verb), first)


def _only_closes(behind: Sequence[Token], verb: Token, known: SayingWords) -> bool:
    """Whether only the hearer, a day, a rank of words such as "citing …" or "adding …" follows the cue."""
    if not behind:
        return True
    if behind[0].lower_ in known.listed.citing.words or (behind[0].tag_ == "VBG" and behind[0].lower_ in known.stance):
        return True
    told = verb.lower_ in ("told", "tells")
    for place, token in enumerate(behind):
        if token.lower_ in known.listed.citing.words or (token.tag_ == "VBG" and token.lower_ in known.stance):
            return True
        if token.tag_ in ("NNP", "NNPS", "CD") or token.lower_ in (
            "on",
            "late",
            "early",
            "earlier",
            "today",
            "yesterday",
        ):
            continue
        if told and place < _MOST_HEARER_WORDS and token.tag_ in ("DT", "NN", "NNS", "JJ", "IN", "POS", "PRP$"):
            continue
        return place > 0 and told and token.tag_ in _VERBS
    return True


def _told_after(verb: Token) -> Token | None:
    """The hearer right behind "told", by its words alone."""
    if verb.lower_ not in ("told", "tells"):
        return None
    hearer = None
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _MOST_HEARER_WORDS]:
        if not token.tag_.startswith(("NN", "DT", "JJ")) or token.lower_ in _DAYS:
            break
        hearer = token
    return hearer if hearer is not None and hearer.tag_.startswith("NN") else None


def _walk_left(noun: Token) -> Token:
    """The first word of the noun phrase that ends here, by its words alone: back to its article, or to where its name starts."""
    doc, place = noun.doc, noun.i
    named = noun.tag_.startswith("NNP")
    while place > 0:
        before = doc[place - 1]
        if before.tag_ in ("DT", "PRP$"):
            if place >= 2 and doc[place - 2].lower_ in _PHRASE_LINKS:
                place -= 2
                continue
            return before
        if (
            before.lower_ in _PHRASE_LINKS
            and place >= 2
            and doc[place - 2].tag_.startswith("NN")
            and (doc[place].tag_.startswith("NNP") or doc[place].tag_ == "DT")
        ):
            place -= 1
            continue
        if not before.tag_.startswith(("NN", "JJ", "POS", "HYPH", "CC" if named else "NN")) or (
            named and before.tag_ == "NNS"
        ):
            break
        place -= 1
    return doc[place]


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"


def _passive(verb: Token, sentence: Parsed, known: SayingWords) -> Iterator[_Saying]:
    """ "It was reported by the agency that …", "26 were confirmed dead by the ministry"; "is said to": nobody named."""
    agent = next(
        (noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"),
        None,
    )
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
    return before.is_punct and before.text in ",\"”“''" and len(sentence.span.text[: verb.idx].split()) > 3


def _told(verb: Token) -> Token | None:
    """Whom the source told it to."""
    if verb.lower_ not in ("told", "tells", "tell", "telling"):
        return None
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "dative")
            and child.i > verb.i
            and child.tag_ in ("NNP", "NNPS", "NN", "NNS")
            and child.ent_type_ != "PERSON"
        ):
            return child
    return None


def _content(
    verb: Token, source: Token, sentence: Parsed, known: SayingWords, *, inverted: bool
) -> tuple[tuple[int, int], ...]:
    """What is said, as stretches of the sentence."""
    text = sentence.span.text
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
    before = sentence.span.text[:start].rstrip()
    if not before.strip(_EDGE + _QUOTES):
        return False
    if ahead:
        return True
    if verb.dep_ in ("conj", "parataxis", "advcl", "ccomp", "ROOT") and before.endswith((",", *_QUOTES, "''")):
        return inverted or not any(child.dep_ in ("ccomp", "dobj") and child.i > verb.i for child in verb.children)
    return False


def _clause_start(verb: Token, sentence: Parsed, end: int) -> int:
    """Where the content before a closing cue starts."""
    text = sentence.span.text[:end]
    stop = text.rfind("; ")
    return stop + 1 if stop >= 0 else 0


def _quote_follows(text: str, end: int) -> bool:
    return text[end:].lstrip(" ,:").startswith(tuple(_QUOTES))


def _quoted_or_object(verb: Token, source: Token, sentence: Parsed, known: SayingWords) -> Iterator[tuple[int, int]]:
    """A quotation behind the cue, or the cue's own object ("confirmed the deaths of 18", "spoke of dozens")."""
    text = sentence.span.text
    cue_end = verb.idx + len(verb)
    if _quote_follows(text, cue_end):
        yield cue_end, len(text)
        return
    if verb.lower_ in ("give", "gave", "given", "giving") and not any(
        child.dep_ == "dobj" and child.lower_ in ("toll", "figure", "number", "estimate", "count")
        for child in verb.children
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


def _goes_on(text: str, end: int) -> bool:
    """Whether an object is followed by another: "26 Deaths And More Than 3,000 Arrests"."""
    return text[end:].lower().startswith((" and ", ", and "))


def _colon_follows(text: str, end: int) -> bool:
    return text[end:].lstrip().startswith(":")


def _noun_phrase_start(noun: Token) -> int:
    """The start of a noun phrase; where the tree hung a verb or a number on its left, only what surely belongs to it."""
    left = noun.doc[noun.left_edge.i : noun.i]
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.dep_ == "nummod" for token in left):
        return int(_walk_left(noun).idx)
    return int(noun.left_edge.idx)


def _noun_phrase_end(noun: Token) -> int:
    """The end of a noun phrase without the relative clause or the sentence that the tree may have hung on it."""
    last = noun
    for child in noun.children:
        if (
            child.i > noun.i
            and child.dep_
            in ("prep", "appos", "conj", "cc", "poss", "case", "nmod", "compound", "punct", "flat", "acl")
            and not (child.dep_ == "acl" and child.tag_ != "VBN")
        ):
            if child.dep_ == "punct" and child.text in (",", "-", "–", "—"):
                continue
            edge = child.right_edge
            if edge.i > last.i:
                last = edge
    return int(last.idx + len(last))


def _mentions(saying: _Saying, sentence: Parsed, known: SayingWords) -> Iterator[SayingMention]:
    """The attribution as spans of the report, one for each piece of its content."""
    source = _phrase(saying.source, sentence, saying.first) if saying.source is not None else None
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
            yield SayingMention(
                source=source, cue=cue, content=content, kind=_kind(content.text), stance=stance, chain=chain
            )


def _phrase(noun: Token, sentence: Parsed, first: Token | None = None) -> Span:
    """The words of a noun phrase; a heading before a colon is no part of it."""
    start, end = (
        (first.idx, int(noun.idx + len(noun)))
        if first is not None
        else (_noun_phrase_start(noun), _noun_phrase_end(noun))
    )
    text = sentence.span.text
    colon = text.rfind(": ", start, noun.idx)
    start = colon + 2 if colon >= 0 else start
    while start < noun.idx and text[start] in _EDGE + _QUOTES + ":":
        start += 1
    return Span(text=text[start:end], start=sentence.span.start + start, end=sentence.span.start + end)


def _trimmed(sentence: Parsed, start: int, end: int) -> Span | None:
    """The stretch without the punctuation and the "that" around it."""
    text = sentence.span.text
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
    quoted = inner[0] in _QUOTES and inner.count('"') <= 2 and sum(inner.count(mark) for mark in "“„«") <= 1
    return "direct" if quoted and (inner[-1] in _QUOTES or inner.rstrip(",.")[-1:] in _QUOTES) else "mixed"
