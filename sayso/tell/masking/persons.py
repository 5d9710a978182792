"""Whom a text names: capitalised words that a model or the words around them show to be a person's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from sayso.languages import words
from sayso.languages.places import place_words
from sayso.tell.masking.recognised import Recognised

Cue = Literal[
    "model", "address", "age", "kin", "role", "described", "harmed", "said", "did", "office", "post", "byline"
]
"""What shows that a name is a person's, or whose: one who holds an office or a post, or who wrote the report."""

_SURE: frozenset[Cue] = frozenset({"model", "address", "age", "kin", "role", "described"})
"""Any of these is enough for two capitalised words."""

_ALIKE: tuple[frozenset[Cue], ...] = (
    frozenset({"office", "post"}),
    frozenset({"harmed", "did"}),
    frozenset({"said"}),
)
"""Of these two are enough for two capitalised words, one of each kind."""

WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\.? |[-\u2010\u2011’'.]|\xa0| [“\"'‘]|[”\"'’] ")
_BEFORE, _BEHIND = 120, 120
_MOST_WORDS = 6
_LONGEST_CUT = 3
"""Letters of a word that is cut short ("Md.")."""
_FEWEST_OF_HEADING, _CAPITALS = 4, 0.6
"""Words of a headline, and more than the share of them that has capitals."""
_OF_SENTENCES: frozenset[Cue] = frozenset({"role", "kin", "said", "did", "harmed"})
_OFTEN = 2
"""Times that a model takes a word for a person's name until it is taken for one."""
_LISTED = re.compile(r"(?:,| and|, and| &|;) ")
_CLOSED = re.compile(r"[,.;:)\n—–]| (?:and|or|who|whose|of|at|from)\b|$")
"""Behind words that are set off from those before them: "his wife, Ana Lund, said", not "told his wife, Lund said"."""
_NO_APPOSITION = (
    "who", "whose", "whom", "was", "were", "is", "are", "had", "has", "said", "says", "told", "son", "daughter", "wife",
    "husband", "mother", "father", "by", "of", "with", "while", "as", "when", "after", "at", "in", "on",
)  # fmt: skip
_INSIDE = frozenset(
    {"al", "el", "bin", "ibn", "ben", "bint", "de", "da", "dos", "del", "della", "di", "du", "la", "le", "van", "von",
     "der", "den", "ter", "ould", "zu"}
)  # fmt: skip
"""Small words that may stand inside a name."""
_JOINED = frozenset({"ad", "an", "ar", "as", "ash", "at", "az", "ul"})
"""The same, before a hyphen."""


class MaskingWords(Struct, frozen=True, kw_only=True):
    """`masking.toml`."""

    forms_of_address: frozenset[str]
    offices: frozenset[str]
    posts: frozenset[str]
    ranks: frozenset[str]
    in_power_behind: re.Pattern[str]
    counterpart_before: re.Pattern[str]
    kin_before: re.Pattern[str]
    kin_behind: re.Pattern[str]
    role: str
    role_before: str
    role_behind: str
    """`<role>` stands for the pattern of roles."""
    described_behind: re.Pattern[str]
    age_before: re.Pattern[str]
    named_before: re.Pattern[str]
    said_before: re.Pattern[str]
    age_behind: re.Pattern[str]
    did_behind: re.Pattern[str]
    harmed_behind: re.Pattern[str]
    harmed_before: re.Pattern[str]
    byline_before: re.Pattern[str]
    behind: frozenset[str]
    without_office: re.Pattern[str]
    never: frozenset[str]


class PartyWords(Struct, frozen=True, kw_only=True):
    """What masks need of `parties.toml`."""

    titles: frozenset[str]
    organisations: frozenset[str]
    not_in_names: frozenset[str]


def masking_words() -> MaskingWords:
    """The word list."""
    return words("en", "masking", MaskingWords)


def _party_words() -> PartyWords:
    return words("en", "parties", PartyWords)


class Named(Struct, frozen=True, kw_only=True):
    """A person's name where it stands in a text."""

    name: tuple[str, ...]
    """Its words, without titles."""
    start: int
    end: int
    cues: frozenset[Cue]


def persons_in(text: str, recognised: Iterable[Recognised], places: Iterable[tuple[int, int]]) -> Iterator[Named]:
    """The persons whom a text names, as often as it does.

    `places`: where names of places stand. A name of one word is taken where an age, kin or a form of address stands by
    it, or where a model takes it for a person's and it is a given name, stands in a list of persons, or is taken so
    again and again.
    """
    around = _Around(text, recognised, places)
    found = [named for run in _runs(text) if (named := _named(run, text, around))]
    often = Counter(one.name for one in found if "model" in one.cues)
    for nth, one in enumerate(found):
        beside = [other for other in found[max(0, nth - 1) : nth + 2] if other is not one]
        listed = any(_joined(text, one, other) and _SURE & other.cues for other in beside)
        if _is_person(one, around, listed=listed, often=often[one.name] >= _OFTEN):
            yield one


class _Around:
    """What is known of a text beside its words."""

    def __init__(self, text: str, recognised: Iterable[Recognised], places: Iterable[tuple[int, int]]) -> None:
        found = list(recognised)
        self.persons = [(one.start, one.end) for one in found if one.of == "person"]
        self.others = [(one.start, one.end) for one in found if one.of == "other"]
        self.places = list(places)
        self.small = frozenset(word for word in WORD.findall(text) if word.islower())


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that follow each other on a line, small ones of names between them."""
    run: list[re.Match[str]] = []
    waiting: list[re.Match[str]] = []
    before: re.Match[str] | None = None
    for word in WORD.finditer(text):
        near = before is not None and _is_near(text, before, word)
        if not near and run:
            yield run
            run, waiting = [], []
        if word.group()[0].isupper() and word.group().casefold() not in _party_words().not_in_names:
            run += [*waiting, word] if run else [word]
            waiting = []
        elif run and (
            word.group() in _INSIDE or (word.group() in _JOINED and text[word.end() : word.end() + 1] == "-")
        ):
            waiting.append(word)
        elif run:
            yield run
            run, waiting = [], []
        before = word
    if run:
        yield run


def _is_near(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word goes on from the one before it: behind a dot only where that is an initial or cut short."""
    gap = text[before.end() : word.start()]
    ends = gap == ". " and len(before.group()) > _LONGEST_CUT
    return not ends and _GAP.fullmatch(gap) is not None


def _named(run: Sequence[re.Match[str]], text: str, around: _Around) -> Named | None:
    """A run without titles, sentence beginnings and possessives, with what shows that it is a person's name."""
    cues: set[Cue] = set()
    core = list(run)
    while core and core[-1].group().casefold() in masking_words().behind:
        core.pop()
    for nth in reversed(range(len(core) - 1)):
        title = _title(core[nth].group(), first=nth == 0)
        if title:
            cues.update(() if title == "word" else (title,))
            core = core[nth + 1 :]
            break
    taken = {begin for begin, _ in around.persons}
    while len(core) > 1 and core[0].start() not in taken and _begins_no_name(core[0].group(), around.small):
        core.pop(0)
    while core and len(core[-1].group()) == 1 and text[core[-1].start() - 1] in "’'":
        core.pop()
    if not core or len(core) > _MOST_WORDS:
        return None
    start, end = core[0].start(), core[-1].end()
    cues.update(_cues(text, start, end, words=len(core)))
    if any(begin < end and start < stop for begin, stop in around.persons):
        cues.add("model")
    elif _is_heading(text, start):
        cues -= _OF_SENTENCES
    name = tuple(word.group() for word in core)
    return Named(name=name, start=start, end=end, cues=frozenset(cues))


def _is_heading(text: str, at: int) -> bool:
    """Whether a line has capitals as headlines have them, which no words around a name can be told by."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    found = WORD.findall(text[begin : end if end >= 0 else len(text)])
    return len(found) >= _FEWEST_OF_HEADING and sum(word[0].isupper() for word in found) > _CAPITALS * len(found)


def _title(word: str, *, first: bool) -> Cue | Literal["word"] | None:
    """What a capitalised word in front of a name is; "word": of no name and no title."""
    lexicon, known = masking_words(), word.casefold()
    if word.islower():
        return None
    if known in lexicon.forms_of_address:
        return "address"
    if known in lexicon.offices or known in lexicon.ranks:
        return "office"
    if known in lexicon.posts:
        return "post"
    if known in _party_words().titles or known in _party_words().not_in_names or known in lexicon.never:
        return "word"
    if first and lexicon.kin_before.search(f"{word} "):
        return "kin"
    return "role" if first and _role("before").search(f"{word} ") else None


def _begins_no_name(word: str, small: frozenset[str]) -> bool:
    known = word.casefold()
    if known in place_words("en").look_alikes.given_names or known in _INSIDE:
        return False
    return known in small or known in _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    listed = place_words("en").names
    peoples = [*(word for forms in listed.demonyms.values() for word in forms), *listed.regional_demonyms]
    return frozenset(form.casefold() for word in peoples for form in (word, f"{word}s"))


def _cues(text: str, start: int, end: int, *, words: int) -> Iterator[Cue]:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    set_off = not before.endswith(", ") or _CLOSED.match(behind) is not None
    for cue, pattern in _patterns_before():
        if pattern.search(before) and (set_off or cue not in ("kin", "role")):
            yield cue
    for cue, pattern in _patterns_behind():
        if pattern.search(behind) and (words > 1 or cue != "kin"):  # "Later, his mother" names nobody
            yield cue


@cache
def _patterns_before() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    lexicon = masking_words()
    return (
        ("office", _before("offices")),
        ("office", lexicon.counterpart_before),
        ("post", _before("posts")),
        ("byline", lexicon.byline_before),
        ("kin", lexicon.kin_before),
        ("role", _role("before")),
        ("age", lexicon.age_before),
        ("age", lexicon.named_before),
        ("harmed", lexicon.harmed_before),
        ("said", lexicon.said_before),
    )


@cache
def _patterns_behind() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    lexicon = masking_words()
    return (
        ("office", _behind("offices")),
        ("office", lexicon.in_power_behind),
        ("post", _behind("posts")),
        ("kin", lexicon.kin_behind),
        ("role", _role("behind")),
        ("described", lexicon.described_behind),
        ("age", lexicon.age_behind),
        ("harmed", lexicon.harmed_behind),
        ("did", lexicon.did_behind),
    )


@cache
def _before(of: Literal["offices", "posts"]) -> re.Pattern[str]:
    """ "foreign minister Lund", "president of Freedonia Lund", "the head of the observatory, Lund"."""
    near, far = r"(?: (?:of|for) (?:the )?[\w’'-]+)?,? ", r",? (?:of|for|at|in) [^,.;:\n]{1,60}, "
    return re.compile(rf"\b(?:{_any_of(of)})(?:{near}|{far})$", re.IGNORECASE)


@cache
def _behind(of: Literal["offices", "posts"]) -> re.Pattern[str]:
    """ ", the country's foreign minister", " (Governor)"."""
    passed = rf"(?!(?:{'|'.join(_NO_APPOSITION)})\b|\d)[\w’'.&-]+ "
    begin = r"(?:,? \(|, (?:\d{1,3}, (?!and\b))?(?:who (?:is|was|heads|leads) )?)"
    return re.compile(rf"^{begin}(?:{passed}){{0,9}}(?:{_any_of(of)})\b", re.IGNORECASE)


@cache
def _role(side: Literal["before", "behind"]) -> re.Pattern[str]:
    lexicon = masking_words()
    pattern = lexicon.role_before if side == "before" else lexicon.role_behind
    return re.compile(pattern.replace("<role>", lexicon.role), re.IGNORECASE)


def _any_of(of: Literal["offices", "posts"]) -> str:
    return "|".join(sorted(getattr(masking_words(), of), key=lambda word: (-len(word), word)))


def _joined(text: str, one: Named, other: Named) -> bool:
    """Whether two names stand in one list."""
    first, second = sorted((one, other), key=lambda named: named.start)
    return _LISTED.fullmatch(text, first.end, second.start) is not None


def _is_person(named: Named, around: _Around, *, listed: bool, often: bool) -> bool:
    folded = [word.casefold() for word in named.name]
    given = place_words("en").look_alikes.given_names
    unlike = _party_words().organisations | masking_words().never
    known = "model" in named.cues and folded[0] in given and folded[0] not in unlike
    if not known and any(word in unlike for word in folded):
        return False
    sure = named.cues & _SURE
    if sure <= {"model", "role"} and (
        _within(named, around.places) or (folded[0] not in given and _is_placed(named, around.places))
    ):
        return False
    if folded[0] in _demonyms() and len(folded) == 1:
        return False
    long = [word for word in folded if len(word) > 1]
    if len(folded) == 1:
        shown = named.cues & {"address", "age", "kin"}
        taken = "model" in named.cues and (folded[0] in given or listed or often)
        return len(folded[0]) > 1 and folded[0] not in around.small and bool(shown or taken)
    if not long or (all(word in around.small for word in long) and long[0] not in given):
        return False
    if sure or (listed and not _is_placed(named, around.places)):
        return True
    if sum(bool(named.cues & alike) for alike in _ALIKE) > 1:
        return True
    called_otherwise = any(begin < named.end and named.start < end for begin, end in around.others)
    return bool(named.cues) and len(long) > 1 and (folded[0] in given or not called_otherwise)


def _within(named: Named, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= named.start and named.end <= end for begin, end in spans)


def _is_placed(named: Named, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether the name of a place begins with it, or ends with it."""
    return any(
        begin <= named.start < end or begin < named.end <= end
        for begin, end in spans
        if end > named.start and begin < named.end
    )
