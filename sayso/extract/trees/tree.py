"""A sentence's tokens, and how each hangs on another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.extract.products import Floats
    from sayso.extract.trees.hashes import Ids
    from sayso.extract.trees.words import Word

ROOT = "ROOT"
_LIFTED = "||"
"""Between a token's label and that of the head that it was lifted from, so that no two arcs cross."""


class Token:
    """One word in its place. Its attributes are named as spaCy names them, and mean the same."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "lower_", "tag_", "text", "word",
    )  # fmt: skip

    doc: Tree
    head: Token
    """Itself where it hangs on nothing."""
    children: list[Token] | tuple[()]
    """Those that hang on it, in the order of the text."""
    word: Word

    def __init__(self, word: Word, i: int, idx: int, tag: str, dep: str) -> None:
        self.word = word
        self.text = word.text
        self.lower_ = word.lower
        self.i = i
        """Its place among the sentence's tokens."""
        self.idx = idx
        """Where it begins, in code points of its sentence."""
        self.tag_ = tag
        self.dep_ = dep
        self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_punct(self) -> bool:
        """Whether it consists of marks of punctuation."""
        return self.word.is_punct

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.word.is_space

    @property
    def like_num(self) -> bool:
        """Whether it is written like a number, in figures or a word."""
        return self.word.like_num

    @property
    def whitespace_(self) -> str:
        """The space behind it, if any."""
        return " " if self.word.spaced else ""

    @property
    def text_with_ws(self) -> str:
        """The word and the space behind it."""
        return self.text + self.whitespace_

    @property
    def lefts(self) -> list[Token]:
        """Children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Children behind it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def left_edge(self) -> Token:
        """The first token of all that hangs on it."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        """The last token of all that hangs on it."""
        return self.subtree[-1]

    @property
    def subtree(self) -> list[Token]:
        """It and all that hangs on it, in the order of the text."""
        found = [self]
        for token in found:
            found += token.children
        return sorted(found, key=_place) if len(found) > 1 else found

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, that one's head, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, token: Token) -> bool:
        """Whether that token hangs on it, however far down."""
        return self in token.ancestors

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The others that are named in one row with it ("killed, wounded and arrested")."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        row = [first]
        for token in row:
            row += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in row if token is not self)

    def nbor(self, steps: int = 1) -> Token:
        """The token so many places behind it, or before it. Raises IndexError beyond the sentence's ends."""
        place = self.i + steps
        if place < 0:
            raise IndexError(place)
        return self.doc[place]


class Tree(tuple[Token, ...]):
    """A sentence's tokens in order, with their dependency tree (ClearNLP labels, Penn tags)."""

    text: str
    ids: Ids
    """What the model knows each token's word by: a row a token, see `Word.ids`."""
    vectors: Floats
    """The parser's own view of each token in its context: a row a token."""

    @classmethod
    def of(
        cls, text: str, words: Sequence[Word], tags: Sequence[str], heads: Sequence[int], labels: Sequence[str]
    ) -> Tree:
        """The tree of a sentence; `heads` are how far off each token's head stands, 0 where there is none."""
        begins = accumulate([len(word.text) + word.spaced for word in words], initial=0)
        tree = cls(map(Token, words, range(len(words)), begins, tags, labels))
        tree.text = text
        for token, away in zip(tree, heads, strict=True):
            token.doc = tree
            head = token.head = tree[token.i + away]
            if not away:
                continue
            if head.children:
                head.children.append(token)
            else:
                head.children = [token]
        if _LIFTED in " ".join(labels):
            tree._let_down()
        return tree

    def words(self, first: int, end: int) -> str:
        """The text from one token up to another, which is not included, without the space behind."""
        inside = self[first:end]
        return self.text[inside[0].idx : inside[-1].idx + len(inside[-1].text)] if inside else ""

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin and end at these code points; none where a token goes on beyond them."""
        tokens = self.touching(start, end)
        is_whole = tokens and tokens[0].idx == start and tokens[-1].idx + len(tokens[-1].text) == end
        return tokens if is_whole else ()

    def touching(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that share a code point with this stretch of the sentence, a space behind one left aside."""
        first = bisect_right(self, start, key=_begin) - 1
        last = bisect_right(self, end - 1, key=_begin) - 1
        if first >= 0 and self[first].idx + len(self[first].text) <= start:
            first += 1
        return self[max(first, 0) : last + 1]

    def _let_down(self) -> None:
        """Hang tokens that were lifted where they belong: on the next token below with the label of their old head."""
        for token in self:
            if _LIFTED not in token.dep_:
                continue
            token.dep_, _, above = token.dep_.partition(_LIFTED)
            found = _next_below(token, above)
            if found is not None:
                token.head.children = [child for child in token.head.children if child is not token]
                token.head = found
                found.children = sorted([*found.children, token], key=_place)


_place = attrgetter("i")
_begin = attrgetter("idx")


def _next_below(token: Token, label: str) -> Token | None:
    """The nearest token with a label below a token's head, level by level."""
    row = [token.head]
    for above in row:
        for child in above.children:
            if child is token or child.is_space:
                continue
            if child.dep_ == label:
                return child
            row.append(child)
    return None
