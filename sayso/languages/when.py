"""The words for times of one language: tokens become letters, and a grammar over letters finds expressions quickly.

Every listed word has a letter of its own, every form of figures one, and all other words share one; so a text becomes
a string with one letter a token, in which classes are sets of letters and an expression is an ordinary pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import accumulate

from msgspec import Struct

from sayso.languages import words

OTHER = "x"
"""Letter of every word that says nothing about time."""
PLURAL = "s"
"""Letter of an unlisted word in small letters that ends like a plural: after a bare "2000" it is what is counted."""
PARAGRAPH = "p"
"""Letter of an empty line, which no expression crosses."""
_REMEMBERED = 30_000
"""Tokens whose letters are remembered at most."""
_LONGEST_REMEMBERED = 40
"""Code points of such a token at most."""
LONGEST_LEAD = 10
"""Tokens before the word that makes an expression one of time ("no more than a hundred and sixty-four *days*")."""
FIRST_LETTER = 0xE000
"""Start of Unicode's private use area: room for 6,400 letters."""

FORMS = {
    "year": re.compile(r"19\d\d|20[0-4]\d"),
    "old_year": re.compile(r"1[0-8]\d\d|20[5-9]\d|21\d\d"),
    "small": re.compile(r"[1-9]|[12]\d|3[01]"),
    "padded": re.compile(r"0\d"),
    "tens": re.compile(r"3[2-9]|[4-9]\d"),
    "military": re.compile(r"0\d[0-5]\d|2[2-3][0-5]\d"),
    "longer": re.compile(r"\d+"),
    "ordinal_figure": re.compile(r"\d{1,2}(?:st|nd|rd|th)"),
    "decade": re.compile(r"(?:1\d|20)\d0s"),
    "short_decade": re.compile(r"[1-9]0s"),
    "dotted_date": re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d"),
    "dotted_clock": re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d"),
    "grouped": re.compile(r"\d{1,3}(?:,\d{3})+"),
    "decimal": re.compile(r"\d[\d,]*\.\d+"),
    "glued_half_day": re.compile(r"(?:1[0-2]|[1-9])[ap]m"),
    "stamp": re.compile(r"[0-3]\dt[0-2]\d"),
    "zoned": re.compile(r"[0-5]\dz"),
    "quarter_code": re.compile(r"q[1-4]"),
}
"""Figures are told by their form, the first that fits the whole token in small letters."""

FORM_LETTERS = {form: chr(FIRST_LETTER + index) for index, form in enumerate(FORMS)}

Value = int | str


class TimeWords(Struct, frozen=True, kw_only=True):
    """The word list of times, as its file has it."""

    tokens: str
    heads: str
    phrases: list[tuple[str, str]]
    times: list[str]
    past_endings: list[str]
    copy_marks: list[str]
    own_day: str
    to_be_met: str
    other_clause: str
    clock_before: str
    words: dict[str, dict[str, Value]]


class Token(Struct, frozen=True, kw_only=True):
    """One word of a time expression with all that it can stand for: class by class."""

    text: str
    start: int
    end: int
    means: dict[str, Value]


class TimeGrammar:
    """The compiled word list of one language."""

    def __init__(self, listed: TimeWords) -> None:
        self._token = re.compile(listed.tokens)
        self._cut = re.compile(f"({listed.tokens})")
        self.own_day = re.compile(listed.own_day)
        self.copy_marks = re.compile("|".join(listed.copy_marks), re.IGNORECASE)
        self.to_be_met = re.compile(listed.to_be_met, re.IGNORECASE)
        self.other_clause = re.compile(listed.other_clause)
        self.clock_before = re.compile(listed.clock_before, re.IGNORECASE)
        self._past_endings = tuple(listed.past_endings)
        self._letters: dict[str, str] = {}
        self._classes = {"other": OTHER, "plural": PLURAL, "paragraph": PARAGRAPH, **FORM_LETTERS}
        self._listed = listed.words
        self._means: dict[str, dict[str, Value]] = {}
        for name, entries in listed.words.items():
            for word, value in entries.items():
                self._means.setdefault(word, {})[name] = value
        self._phrases: dict[str, str] = {}
        for name, pattern in listed.phrases:
            self._phrases[name] = f"(?:{self._compiled(pattern)})"
        expressions = [_Expression(self._compiled(pattern)) for pattern in listed.times]
        for word in self._means:
            if word != word.lower():  # listed with its capital, in a class that no pattern has: no time ("Daily")
                self._letters.setdefault(word, OTHER)
        heads = "".join(map(self._class_letters, listed.heads.split()))
        self._expressions: dict[str, list[_Expression]] = {}
        """Those that may begin with a letter, in the order in which they are tried."""
        for expression in expressions:
            for letter in expression.beginnings:
                self._expressions.setdefault(letter, []).append(expression)
        beginnings = "".join(self._expressions)
        lead = f"[^{OTHER}{PLURAL}{PARAGRAPH}]{{0,{LONGEST_LEAD - 1}}}"
        self._may_begin = re.compile(f"[{beginnings}](?:(?<=[{heads}])|(?={lead}[{heads}]))")
        self._known = _Letters(self._letters)

    @property
    def plain_words(self) -> frozenset[str]:
        """Words that stand in patterns as themselves, in no class."""
        return frozenset(self._letters) - frozenset(self._means)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every time expression, in text order."""
        pieces = self._cut.split(text)  # what stands before a token, then the token, in turns
        line = "".join(map(self._known.__getitem__, pieces[1::2]))
        offsets = list(accumulate(map(len, pieces), initial=0))
        found = []
        behind = 0
        for beginning in self._may_begin.finditer(line):
            first = beginning.start()
            if first < behind:
                continue
            for expression in self._expressions[line[first]]:
                if match := expression.match(line, first):
                    behind = match.end()
                    found.append((offsets[2 * first + 1], offsets[2 * behind]))
                    break
        return found

    def read(self, text: str) -> list[Token]:
        """The words of an expression with their meanings."""
        return [
            Token(text=match.group(), start=match.start(), end=match.end(), means=self._meaning(match.group()))
            for match in self._token.finditer(text)
        ]

    def side(self, word: str) -> bool | None:
        """Whether a word (in small letters) speaks of what is ahead (True) or behind (False)."""
        listed = self._means.get(word, {})
        if "ahead" in listed:
            return True
        if "behind" in listed or word.endswith(self._past_endings):
            return False
        return None

    def lists(self, word: str, kind: str) -> bool:
        """Whether a word (in small letters) is listed in a class."""
        return kind in self._means.get(word, {})

    def _meaning(self, token: str) -> dict[str, Value]:
        listed = self._means.get(token) or self._means.get(token.lower())
        if listed is not None:
            return listed
        form = form_of(token.lower())
        return {form: token.lower()} if form else {}

    def _letter(self, word: str) -> str:
        return self._letters.setdefault(word, chr(FIRST_LETTER + len(FORMS) + len(self._letters)))

    def _compiled(self, pattern: str) -> str:
        """A pattern of names as one of letters."""
        return re.sub(r"\s+", "", re.sub(r"[A-Za-z_]+", lambda match: self._named(match.group()), pattern))

    def _named(self, name: str) -> str:
        return self._phrases.get(name) or f"[{self._class_letters(name)}]"

    def _class_letters(self, name: str) -> str:
        """The letters of a class, or of the word that the name is; no word has one that no pattern asks for."""
        if name not in self._classes:
            self._classes[name] = "".join(map(self._letter, self._listed.get(name, [name])))
        return self._classes[name]


class _Expression:
    """A pattern over letters of an expression of time."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.beginnings = _beginnings(pattern)
        """The letters that it may begin with."""

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """The expression that begins at a place of a line, if one does; compiled when it is first looked for."""
        return re.compile(self._pattern).match


def _beginnings(pattern: str) -> frozenset[str]:
    """The letters that what a pattern fits may begin with.

    >>> sorted(_beginnings("(?<=[q])(?:[ab]?|(?=[r])[c])(?:[de]{1,2}[f])|[g]"))
    ['a', 'b', 'c', 'd', 'e', 'g']
    """
    letters: set[str] = set()
    _add_beginnings(iter(_PART.findall(pattern)), letters)
    return frozenset(letters)


def _add_beginnings(parts: Iterator[str], into: set[str]) -> bool:
    """Add the letters that alternatives may begin with, up to where their group ends; whether any may be empty."""
    any_empty, is_empty, before = False, True, True
    for part in parts:
        if part == ")":
            break
        if part == "|":
            any_empty, is_empty = any_empty or is_empty, True
        elif part.startswith(("?", "*", "{0")):  # or nothing
            is_empty = before
        elif part[0] in "[(":
            before = is_empty
            inner = set(part[1:-1]) if part[0] == "[" else set[str]()
            inner_empty = part[0] == "(" and _add_beginnings(parts, inner)
            if part[-1] in "=!":  # only looked at
                continue
            if is_empty:
                into |= inner
            is_empty = is_empty and inner_empty
    return any_empty or is_empty


_PART = re.compile(r"\(\?(?:<?[=!]|:)|[()|?*+]|\[[^\]]*\]|\{[\d,]+\}")


class _Letters(dict[str, str]):
    """From a token to its letter; one that is not listed is told by its form, and remembered for a while."""

    def __init__(self, listed: dict[str, str]) -> None:
        super().__init__(listed)
        self._listed = listed

    def __missing__(self, token: str) -> str:
        if len(token) > _LONGEST_REMEMBERED:
            return self._letter_of(token)
        if len(self) > _REMEMBERED:
            self.clear()
            self.update(self._listed)
        letter = self[token] = self._letter_of(token)
        return letter

    def _letter_of(self, token: str) -> str:
        small = token.lower()
        letter = self._listed.get(small)
        if letter is None:
            form = form_of(small)
            letter = FORM_LETTERS[form] if form else _unlisted(token)
        return letter


def form_of(token: str) -> str | None:
    """The form of a token with figures in it; None for a plain word."""
    if not any(map(str.isdecimal, token)):
        return None
    return next((form for form, fits in FORMS.items() if fits.fullmatch(token)), None)


def _unlisted(token: str) -> str:
    if token[0] == "\n":
        return PARAGRAPH
    return PLURAL if len(token) > 3 and token[-1] == "s" and token.islower() else OTHER


@cache
def time_grammar(language: str) -> TimeGrammar:
    """The grammar of times of a language that can be read."""
    return TimeGrammar(words(language, "when", TimeWords))
