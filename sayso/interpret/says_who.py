"""Words for a speaker become a party: one name within the report, and a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from sayso.languages import words
from sayso.languages.roles import LINKING_WORDS, head_of, is_called, role_words
from sayso.nouns.says_who import Party, PartyKind
from sayso.nouns.span import Span

_PERSON_PRONOUNS = frozenset({"he", "she", "i", "him", "her"})
_OTHER_PRONOUNS = frozenset({"it", "they", "we", "them", "us", "who", "that", "which"})
_BODIES: tuple[PartyKind, ...] = ("government", "military", "court", "hospital", "rescue", "ngo", "intergovernmental")
"""Kinds of party that "it" can be."""
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’]?\s+|\n+")
_BODY = re.compile(r"The ((?:[\w’'-]+ ){1,6})")
_ONE_BEFORE = 400
"""Code points of a sentence before, at most."""
_NAME_WORD = re.compile(r"[^\W\d_]\.?|[^\W\d_][\w.'’`-]*[\w.]")
_NAME_PARTICLES = frozenset(
    {"al", "bin", "ibn", "van", "von", "de", "del", "da", "di", "la", "el", "der", "den", "abu", "ben", "and", "of"}
)


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class PartyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`party_kinds.toml` of one language."""

    kinds: dict[PartyKind, tuple[str, ...]]
    titles: _Words
    articles: _Words
    standing_for: dict[PartyKind, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Known:
    """A party met earlier in the report."""

    span: Span
    name: str
    kind: PartyKind
    person: bool
    described: frozenset[str] = frozenset()
    """What a person was called beside the name, in lower case: "harbour master"."""


def read_parties(spans: Iterable[Span], language: str, text: str = "") -> dict[Span, Party]:
    """Each phrase with its party; a short form takes the name of the longer one before it ("the ministry").

    Phrases must be given in text order; pronouns and surnames look back only. In the report's `text` "it" may be a body
    that did something in the sentence before ("The ministry lifted the ban. It said …").
    """
    listed = _party_words(language)
    met: dict[tuple[str, PartyKind, bool], _Known] = {}  # each once, the last that was named at the end
    parties: dict[Span, Party] = {}
    for span in spans:
        if span in parties:
            continue
        known = _body_before(span, text, met.values(), language) or _read(span, tuple(met.values()), listed, language)
        as_whom = (known.name, known.kind, known.person)
        met.pop(as_whom, None)
        met[as_whom] = known
        parties[span] = Party(text=span.text, start=span.start, end=span.end, name=known.name, kind=known.kind)
    return parties


def _body_before(span: Span, text: str, met: Iterable[_Known], language: str) -> _Known | None:
    """The body that the sentence before begins with, for "it", where nobody was named since."""
    if span.text.lower() != "it":
        return None
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text, max(0, span.start - _ONE_BEFORE), span.start)]
    start = ends[-2] if len(ends) > 1 else max(0, span.start - _ONE_BEFORE)
    begins = _BODY.match(text, start) if ends and ends[-1] == span.start else None
    if begins is None or any(start <= known.span.start for known in met):
        return None
    words_of = begins[1].split()
    size = next((n for n, word in enumerate(words_of, 1) if word.lower() in _kind_words(language)), 0)
    phrase = " ".join(words_of[:size])
    kind = kind_of_party(phrase, language)
    return _Known(span, phrase, kind, person=False) if kind in _BODIES else None


def _read(span: Span, met: Sequence[_Known], listed: PartyFile, language: str) -> _Known:
    said = span.text.lower()
    if said in _PERSON_PRONOUNS | _OTHER_PRONOUNS:
        person = said in _PERSON_PRONOUNS
        before = next((known for known in reversed(met) if known.person == person), None)
        before = before or (met[-1] if met and not person else None)
        return (
            _Known(span, before.name, before.kind, before.person, before.described)
            if before
            else _Known(span, span.text, "other", person)
        )
    name, person = _name(span.text, language)
    kind = kind_of_party(span.text, language)
    definite = said.startswith(("the ", "this ", "that "))
    described = _descriptions(span.text, name, language) if person else frozenset[str]()
    longer = _longer(name, met, person=person, definite=definite)
    if longer is None and definite:
        longer = _described_as(name.lower(), met, language) or _stood_for(name.lower(), met, listed)
    if longer is None:
        before = next((known for known in reversed(met) if person and known.person and known.name == name), None)
        return _Known(span, name, kind, person, described | before.described if before else described)
    return _Known(
        span,
        longer.name,
        longer.kind if kind in ("other", longer.kind) or longer.kind != "other" else kind,
        longer.person,
        longer.described | described,
    )


def _descriptions(text: str, name: str, language: str) -> frozenset[str]:
    """What a phrase calls a person beside the name, where that tells of a title or a role: "the harbour master, Ana
    Lund"; the words up to what it is of.
    """
    listed = _party_words(language)
    found = set()
    for stretch in _stretches(text.replace(name, ",", 1).split()):
        words_of = [word.lower() for word in stretch if word.lower() not in listed.articles.words]
        head = head_of(words_of)
        if head and head[-1] in listed.titles.words | role_words(language).roles:
            found.add(" ".join(head))
    return frozenset(found)


def _described_as(name: str, met: Sequence[_Known], language: str) -> _Known | None:
    """The only person who was called so beside the name: "the harbour master" after "harbour master Ana Lund"."""
    fits = {
        known.name: known
        for known in met
        if known.person and any(is_called(name, description, language) for description in known.described)
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _stood_for(name: str, met: Sequence[_Known], listed: PartyFile) -> _Known | None:
    """The name of that kind that was named last: "the organization" after "Reporters Without Borders"."""
    for kind, nouns in listed.standing_for.items():
        if name in nouns:
            return next((known for known in reversed(met) if known.kind == kind and _is_a_name(known)), None)
    return None


def _is_a_name(known: _Known) -> bool:
    """Whether a party is called by a name of its own, and is no person."""
    return (not known.person and len(re.findall(r"\b[A-Z]", known.name)) > 1) or known.name.isupper()


def _longer(name: str, met: Sequence[_Known], *, person: bool, definite: bool) -> _Known | None:
    """The fuller name met before that this one is short for."""
    short = name.lower().split()
    for known in reversed(met):
        full = known.name.lower().split()
        if len(full) <= len(short):
            continue
        if known.person and len(short) == 1 and full[-1] == short[0] and (person or name[:1].isupper()):
            return known
        if definite and not known.person and head_of(full)[-len(short) :] == short:
            return known
    return None


def _name(text: str, language: str) -> tuple[str, bool]:
    """The name in a noun phrase, and whether it is a person's: of "President Ana Lund" the last two words."""
    listed = _party_words(language)
    phrase = re.sub(r"\s*\([^)]*\)", "", text).strip()
    tokens = phrase.split()
    while len(tokens) > 1 and tokens[0].lower() in listed.articles.words:
        tokens = tokens[1:]
    person = _person_name(tokens, language)
    if person:
        return person, True
    plain = " ".join(tokens)
    plain = re.split(r",\s|\s+(?:who|which|that|whose)\s|\s+on\s+\w+day\b", plain)[0].strip(" ,.;:'\"“”")
    return plain or text, False


def _person_name(tokens: Sequence[str], language: str) -> str | None:
    """The person's name after a title, or before a comma and a description."""
    listed = _party_words(language)
    stretches = _stretches(tokens)
    for place, stretch in enumerate(stretches):
        if (
            len(stretches) > 1
            and _is_whole_name(stretch, language)
            and (place == 0 or _is_titled(stretches[place - 1], language))
        ):
            return " ".join(stretch)
        leading = next((at for at, word in enumerate(stretch) if not _is_name_word(word, language)), len(stretch))
        described = [word.lower() for word in stretch[leading : leading + 2]]
        if (
            len(stretches) == 1
            and 2 <= leading <= 4
            and len(described) > 1
            and described[0] in listed.titles.words
            and described[1] in LINKING_WORDS
        ):
            return " ".join(stretch[:leading])  # "Ana Lund head of the clinic", without its comma
        start = len(stretch)
        while start > 0 and _is_name_word(stretch[start - 1], language):
            start -= 1
        run = stretch[start:]
        while run and run[0] in _NAME_PARTICLES:
            run = run[1:]
        titled = start > 0 and _is_title(stretch[start - 1], language)
        titled = titled or (len(run) > 1 and start > 1 and stretch[0].lower() in listed.titles.words)
        if run and titled and len(run) <= 4:
            return " ".join(run)
    return None


def _is_title(word: str, language: str) -> bool:
    """Whether a word before a name is a title, or a role that is written small: "the Economist Intelligence Unit" is
    no economist.
    """
    return word.lower() in _party_words(language).titles.words or word in role_words(language).roles


def _is_whole_name(stretch: Sequence[str], language: str) -> bool:
    """Two to four capitalised words and nothing else."""
    fits = 2 <= len(stretch) <= 4 and stretch[0][:1].isupper()
    return fits and all(_is_name_word(word, language) for word in stretch)


def _is_titled(stretch: Sequence[str], language: str) -> bool:
    """Whether words name a person's title or, with the noun that they are about, a role."""
    head = head_of([word.lower() for word in stretch])
    titled = any(word.lower() in _party_words(language).titles.words for word in stretch)
    return titled or head[-1] in role_words(language).roles


def _stretches(tokens: Sequence[str]) -> list[list[str]]:
    """The words between commas."""
    stretches: list[list[str]] = [[]]
    for token in tokens:
        stretches[-1].append(token.rstrip(","))
        if token.endswith(","):
            stretches.append([])
    return [words_of for stretch in stretches if (words_of := [word for word in stretch if word])]


def _is_name_word(word: str, language: str) -> bool:
    lower = word.lower()
    if lower in _party_words(language).titles.words:
        return False
    return lower in _NAME_PARTICLES or (
        word[:1].isupper() and bool(_NAME_WORD.fullmatch(word)) and lower not in _kind_words(language)
    )


def _party_words(language: str) -> PartyFile:
    return words(language, "party_kinds", PartyFile)


@cache
def _flat(language: str) -> Mapping[str, PartyKind]:
    listed = _party_words(language)
    return {phrase: kind for kind, phrases in listed.kinds.items() for phrase in phrases}


@cache
def _kind_words(language: str) -> frozenset[str]:
    """Single words that name a kind of party."""
    return frozenset(phrase for phrase in _flat(language) if " " not in phrase)


@cache
def _kind_pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(_flat(language), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])")


def kind_of_party(text: str, language: str) -> PartyKind:
    """The kind of party that a phrase names; "other" where no listed word fits.

    >>> kind_of_party("the state broadcaster Khabar 24", "en")
    'media'
    """
    kinds = _flat(language)
    head = re.split(r",\s|\s+(?:of|in|for|at|by|who|which|from|on)\s", text, maxsplit=1)[0].lower()
    for part in (head, text.lower()):
        hits = [(found.start(), found.group()) for found in _kind_pattern(language).finditer(part)]
        if hits:
            specific = [hit for hit in hits if kinds[hit[1]] not in ("government", "anonymous")]
            return kinds[(specific or hits)[-1][1]]
    return "other"
