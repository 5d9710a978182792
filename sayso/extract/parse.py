"""Sentences become dependency trees; the only module that loads a parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sayso.extract.products import Product
from sayso.extract.trees.model_files import Layers, tags
from sayso.extract.trees.token_vectors import TokenVectors
from sayso.extract.trees.tokenizer import Tokenizer
from sayso.extract.trees.transitions import Transitions
from sayso.extract.trees.tree import ROOT, Token, Tree
from sayso.memory import keep_freed_memory
from sayso.nouns.span import Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence and its dependency tree (ClearNLP labels, Penn tags, as spaCy's English models give them)."""

    span: Span
    doc: Tree

    def words(self, first: Token, last: Token) -> Span:
        """The text's words from one token to another, both included, as a span of the report's text."""
        start, end = first.idx, last.idx + len(last.text)
        return Span(text=self.span.text[start:end], start=self.span.start + start, end=self.span.start + end)


class Parser:
    """The English parser: the trees that spaCy's small model gives, from its files alone.

    Neither spaCy nor what it needs is loaded, which would take a second; the vectors, tags and moves of many sentences
    are computed at once, in half of the time (see docs/dependencies.md).
    """

    def __init__(self) -> None:
        keep_freed_memory()
        self._split = Tokenizer()
        self._vectors = TokenVectors()
        (softmax,) = Layers("tagger").weights("softmax")
        self._tag_scores, self._tag_bias = Product(softmax["W"].T), softmax["b"]
        self._tags = tags()
        self._moves = Transitions()
        self._labels = [*self._moves.labels, ROOT]  # the last is that of no move: -1
        self._forget()

    def _forget(self) -> None:
        self._ids = np.empty((0, 7), dtype=np.uint64)
        self._alone = np.empty((0, self._vectors.width), dtype=np.float32)

    def docs(self, sentences: Sequence[str]) -> list[Tree]:
        """Each sentence's tree."""
        if self._split.forget():
            self._forget()
        split = [self._split(sentence) for sentence in sentences]
        self._learn()
        sizes = [len(words) for words in split]
        numbers = np.array([word.number for words in split for word in words], dtype=np.int64)
        vectors = self._vectors.in_context(self._alone[numbers], sizes)
        ids = self._ids[numbers]
        chosen = (self._tag_scores(vectors) + self._tag_bias).argmax(axis=1)
        heads, labels = self._moves.of(vectors, np.array(sizes, dtype=np.int64))
        of_tags = [self._tags[tag] for tag in chosen.tolist()]
        of_labels = [self._labels[label] for label in labels.tolist()]
        away = heads.tolist()
        trees: list[Tree] = []
        end = 0
        for sentence, words in zip(sentences, split, strict=True):
            begin, end = end, end + len(words)
            tree = Tree.of(sentence, words, of_tags[begin:end], away[begin:end], of_labels[begin:end])
            tree.ids, tree.vectors = ids[begin:end], vectors[begin:end]
            trees.append(tree)
        return trees

    def _learn(self) -> None:
        """Find what new words give by themselves."""
        new = self._split.words.all[len(self._ids) :]
        if new:
            ids = np.array([word.ids for word in new], dtype=np.uint64)
            self._ids = np.concatenate((self._ids, ids))
            self._alone = np.concatenate((self._alone, self._vectors.alone(ids)))


@cache
def load_parser() -> Parser:
    """The parser, loaded once a process."""
    return Parser()


def parse_sentences(sentences: Sequence[Span], batch: int) -> Iterator[Parsed]:
    """Each sentence with its tree, in order; `batch` sentences are parsed at a time."""
    parser = load_parser()
    for start in range(0, len(sentences), batch):
        some = sentences[start : start + batch]
        yield from map(Parsed, some, parser.docs([_readable(sentence.text) for sentence in some]))


def _readable(sentence: str) -> str:
    """The sentence as a parser trained on edited text wants it, length for length.

    Breaks of lines are spaces, and capitals throughout are lowered.
    """
    plain = sentence.replace("\n", " ").replace("\r", " ")
    lowered = plain.lower()
    return lowered if plain.isupper() and len(lowered) == len(plain) else plain
