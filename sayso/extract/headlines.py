"""Headings that name their speaker: "Police: 200 arrested", "200 arrested: police"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.extract.parse import Parsed
from sayso.extract.saying_words import speaker_words
from sayso.nouns.mention import SayingMention
from sayso.nouns.span import Span

_SPEAKER_FIRST = re.compile(r"((?:[\w'’.-]+ ){0,3}[\w'’.-]+): (\S.*)", re.DOTALL)
_SPEAKER_LAST = re.compile(r"(.*\S)(?::|,? [-–—]) ((?:[\w'’.-]+ ){0,3}[\w'’-]+)\.?$", re.DOTALL)


def find_headline(sentence: Parsed, language: str) -> Iterator[SayingMention]:
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
    return bool(last) and last[0] in speaker_words(language)
