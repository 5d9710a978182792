"""Which words of a capitalised run name a place: people, papers and common words that look like places are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from sayso.interpret.gazetteer_build import fold
from sayso.interpret.where_names import Meaning, meanings
from sayso.languages.places import Casing, ContextWords, PlaceWords, casing, place_words
from sayso.nouns.span import Span

_LONGEST = 6
"""No name of a place that texts use has more words."""

_WORD = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W\d_](?:[^\W\d_]|[’'ʻ`](?=[^\W\d_]))*\.?")
_PUBLIC_SIZE = 100_000
"""People of a town that a text without capitals may name with nothing else showing that it is one."""


class Named(Struct, frozen=True):
    """Words that name a place, and what they can stand for; nothing where no gazetteer knows the place."""

    words: Span
    meanings: tuple[Meaning, ...]
    sure: bool
    """Whether the words around it show that it is a place."""


class Text(Struct, frozen=True):
    """A text with what its names depend on."""

    text: str
    casing: Casing
    language: str
    listed: PlaceWords
    surnames: frozenset[str]

    @classmethod
    def of(cls, text: str, runs: Sequence[Span], language: str) -> Text:
        """The text, read for the people that it names."""
        listed = place_words(language)
        mixed = casing(text)
        surnames = (
            frozenset(name for run in runs for name in _surnames(_tokens(text, run), listed))
            if mixed == "mixed"
            else ()
        )
        return cls(text, mixed, language, listed, frozenset(surnames))


class _Token(Struct, frozen=True):
    """One word of a run."""

    start: int
    end: int
    key: str
    """Lower case, without a dot."""
    initial: bool
    """A single letter with a dot."""


def named_places(text: Text, runs: Sequence[Span]) -> Iterator[Named]:
    """The names of places in the runs, in order."""
    for run in runs:
        yield from _in_run(text, _tokens(text.text, run))


def _tokens(text: str, run: Span) -> tuple[_Token, ...]:
    """The words of a run; parts of a hyphenated word are words."""
    return tuple(
        _Token(
            run.start + word.start(),
            run.start + word.end(),
            word.group().rstrip(".").casefold(),
            _is_initial(word.group()),
        )
        for word in _WORD.finditer(text[run.start : run.end])
    )


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word.endswith(".")


def _in_run(text: Text, tokens: tuple[_Token, ...]) -> Iterator[Named]:
    """The longest names first, from left to right, none inside another."""
    person = _person_words(tokens, text.listed) if text.casing == "mixed" else frozenset()
    first = 0
    while first < len(tokens):
        named = None
        for last in range(min(len(tokens), first + _LONGEST), first, -1):
            named = _feature(text, tokens, first, last) or _place(text, tokens, first, last, person)
            if named:
                if named.words.start >= 0 and (named.meanings or named.sure):
                    yield named
                first = last
                break
        if not named:
            first += 1


def _place(text: Text, tokens: tuple[_Token, ...], first: int, last: int, person: frozenset[int]) -> Named | None:
    """The words from one token to another, if they name a place here."""
    words = _words(text.text, tokens, first, last)
    after_comma = first == 0 and text.text[: words.start].endswith(", ")
    found = meanings(words.text, text.language, after_comma=after_comma and len(words.text) <= 6)
    if not found and words.text.endswith("."):
        words = Span.of(text.text, words.start, words.end - 1)
        found = meanings(words.text, text.language)
    if not found:
        return None
    judge = _judge_mixed if text.casing == "mixed" else _judge_plain
    sure = judge(text, tokens, first, last, person, found)
    return None if sure is None else Named(words, found, sure)


def _words(text: str, tokens: tuple[_Token, ...], first: int, last: int) -> Span:
    """The text from one token to another; a full stop at the end belongs to the sentence unless the word is shortened."""
    return Span.of(text, tokens[first].start, tokens[last - 1].end)


def _judge_plain(
    text: Text, tokens: tuple[_Token, ...], first: int, last: int, person: frozenset[int], found: tuple[Meaning, ...]
) -> bool | None:
    """In a text without capitals only well-known places, or words that stand where a place does."""
    del person
    context = text.listed.context
    words = text.text[tokens[first].start : tokens[last - 1].end]
    before = tokens[first - 1].key if first else _word_before(text.text, tokens[first].start)
    sure = (
        before in context.locatives
        or _region_follows(text, tokens[last - 1].end)
        or _opens_line(text, tokens[first].start)
    )
    common = last - first == 1 and tokens[first].key in text.listed.look_alikes.common
    if common or len(words) < 4 and found[0].kind not in ("country", "demonym", "admin"):
        return None
    if any(meaning.kind != "city" or meaning.population >= _PUBLIC_SIZE and meaning.main for meaning in found):
        return sure
    if last - first == 1 and tokens[first].key in text.listed.look_alikes.given_names:
        return None
    return True if sure and any(meaning.main for meaning in found) else None


def _judge_mixed(
    text: Text, tokens: tuple[_Token, ...], first: int, last: int, person: frozenset[int], found: tuple[Meaning, ...]
) -> bool | None:
    """Whether a capitalised name is a place's: None if not, else whether that is sure."""
    context = text.listed.context
    token = tokens[first]
    words = text.text[token.start : tokens[last - 1].end]
    single = last - first == 1
    kind = found[0].kind
    region = _region_follows(text, tokens[last - 1].end) if last == len(tokens) else False
    if kind == "demonym" or (kind == "place" and not single):
        return True
    if single and token.key in text.listed.look_alikes.common and not region:
        return None
    if single and words.isupper() and len(words) <= 4 and kind == "city" and not _opens_line(text, token.start):
        return None
    if any(index in person for index in range(first, last)) and not (not single and last == len(tokens) and first == 0):
        return None
    before = _word_before(text.text, token.start) if first == 0 else tokens[first - 1].key
    located = region or before in context.locatives and before != "of"
    if single and fold(words) in text.surnames and not located:
        return None
    if single and kind == "city" and not located and _acts_like_a_person(text, tokens, last):
        return None
    well_known = any(meaning.kind in ("country", "admin") and not meaning.narrow for meaning in found)
    left = _fits_left(tokens, first, context, text)
    right = _fits_right(tokens, last, context, text, well_known)
    if not (left and right):
        return None
    return located or well_known or not single


def _fits_left(tokens: tuple[_Token, ...], first: int, context: ContextWords, text: Text) -> bool:
    """Whether what stands before the name inside its run lets it be a place."""
    if first == 0:
        return True
    before = tokens[first - 1]
    gap = text.text[before.end : tokens[first].start]
    if gap.strip():
        return gap.strip() in ("-", "–") and bool(meanings(text.text[before.start : before.end], text.language))
    small = text.text[before.start].islower()
    known = before.key in context.modifiers or before.key in context.bodies or before.key in _all_small(text.language)
    return small or known or bool(meanings(text.text[before.start : before.end], text.language))


def _fits_right(tokens: tuple[_Token, ...], last: int, context: ContextWords, text: Text, well_known: bool) -> bool:
    """Whether what stands behind the name inside its run lets it be a place."""
    if last == len(tokens):
        return True
    after = tokens[last]
    gap = text.text[tokens[last - 1].end : after.start]
    if after.key in context.brands:
        return False
    if gap.strip() or text.text[after.start].islower():
        return True
    return (
        well_known
        or after.key in context.bodies
        or after.key in context.titles
        or after.key in _all_small(text.language)
    )


@cache
def _all_small(language: str) -> frozenset[str]:
    """Common words that a headline writes with a capital."""
    listed = place_words(language)
    return listed.look_alikes.common | listed.runs.stops


def _feature(text: Text, tokens: tuple[_Token, ...], first: int, last: int) -> Named | None:
    """A street, or a river, a lake, … that no gazetteer has."""
    context = text.listed.context
    if last - first < 2 or text.casing != "mixed" or last - first > 4:
        return None
    end = tokens[last - 1].key
    words = _words(text.text, tokens, first, last)
    if "\n" in words.text or any(text.text[token.start].islower() for token in tokens[first:last]):
        return None
    if end in context.streets and first == 0 and tokens[first].key not in context.modifiers | _MONTHS:
        return Named(words, (), True)
    return None


_MONTHS: frozenset[str] = frozenset()


def _person_words(tokens: tuple[_Token, ...], listed: PlaceWords) -> frozenset[int]:
    """The tokens that belong to people's names."""
    found: set[int] = set()
    context, given = listed.context, listed.look_alikes.given_names
    ends = context.bodies | context.regions | context.brands | context.streets | context.features
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        if following.key in ends or following.key in context.titles and not following.initial:
            continue
        starts = token.key in given or token.key in context.titles or (token.initial and index > 0)
        if starts:
            found.update(_name_from(index, tokens, ends))
        if token.initial and index > 0:
            found.add(index - 1)
    return frozenset(found)


def _name_from(index: int, tokens: tuple[_Token, ...], ends: frozenset[str]) -> Iterable[int]:
    """The tokens of the name that begins at or after `index`: at most three more words, to the first that ends it."""
    for position in range(index, min(len(tokens), index + 4)):
        if position > index and tokens[position].key in ends:
            return
        yield position


def _surnames(tokens: tuple[_Token, ...], listed: PlaceWords) -> Iterator[str]:
    """Folded last names of the people in a run."""
    person = sorted(_person_words(tokens, listed))
    for index in person:
        if index + 1 not in person and tokens[index].key not in listed.look_alikes.given_names | listed.context.titles:
            yield fold(tokens[index].key)
        elif index + 1 not in person and index - 1 in person:
            yield fold(tokens[index].key)


def _acts_like_a_person(text: Text, tokens: tuple[_Token, ...], last: int) -> bool:
    """Whether the words behind say or do what only people do, or give an age."""
    if last < len(tokens):
        return False
    behind = text.text[tokens[last - 1].end : tokens[last - 1].end + 24]
    if re.match(r",? \(?\d{1,2}\b[,)]", behind):
        return True
    word = re.match(r"\s([a-z]+)", behind)
    return bool(word) and word[1] in text.listed.context.persons_verbs if word else False


def _region_follows(text: Text, end: int) -> bool:
    """Whether a comma and a region or country come next ("Salem, Ore.")."""
    behind = text.text[end : end + 40]
    following = re.match(r"(?:, ?| \()((?:[^\W\d_]\.?[ -]?){1,30})", behind)
    if not following:
        return False
    words = following[1].split()
    return any(
        meaning.kind in ("country", "admin")
        for length in range(min(3, len(words)), 0, -1)
        for meaning in meanings(" ".join(words[:length]).rstrip(" -"), text.language, after_comma=True)
    )


def _opens_line(text: Text, start: int) -> bool:
    """Whether the words begin a line, as a dateline does."""
    return not text.text[:start].rstrip(" \t").rpartition("\n")[2].strip()


def _word_before(text: str, start: int) -> str:
    """The word before, in lower case; empty where something else than a blank is between."""
    before = re.search(r"([^\W\d_]+)\s$", text[max(0, start - 24) : start])
    return before[1].casefold() if before else ""
