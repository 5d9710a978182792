"""Where sentences begin and end."""

from __future__ import annotations

import re

from sentencex import get_sentence_boundaries

from sayso.nouns.span import Span

_LINE = re.compile(r"[^\n]+")


def split_sentences(text: str, language: str) -> tuple[Span, ...]:
    """The text's sentences in order, without the white space around them; no sentence crosses a line break."""
    return tuple(sentence for line in _LINE.finditer(text) for sentence in _split_line(text, line, language))


def _split_line(text: str, line: re.Match[str], language: str) -> list[Span]:
    """The sentences of one line."""
    found = []
    for boundary in get_sentence_boundaries(language, line.group()):
        words: str = boundary["text"]
        start = line.start() + boundary["start_index"] + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end > start:
            found.append(Span.of(text, start, end))
    return found
