"""The visible words of a page's source, each with its place there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
_MOST_FAILURES = 100
"""Tags with unpaired quotation marks are costly to find the end of; after so many the next ">" is taken for it."""
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "title", "svg", "textarea", "iframe", "object", "select"}
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Source between two tags that is shown, entities not yet read."""

    start: int
    end: int
    new_line: bool
    """Whether it begins a line of its own (a paragraph, a heading, a cell)."""


class Piece(NamedTuple):
    """A part of a run: either the source as it stands or one entity and what it stands for."""

    text: str
    start: int
    end: int


def visible_runs(source: str) -> Iterator[Run]:
    """The parts of the source that are shown, in order: no tags, comments, scripts or styles."""
    position, failures, new_line = 0, 0, True
    while position < len(source):
        opening = source.find("<", position)
        end = len(source) if opening < 0 else opening
        if end > position:
            yield Run(position, end, new_line)
            new_line = False
        if opening < 0:
            return
        tag = _TAG.match(source, opening) if failures < _MOST_FAILURES else None
        if tag:
            position = _after_unseen(source, tag)
            new_line = new_line or tag["name"].lower() not in _INLINE
        else:
            failures += source.startswith(("</", "<!"), opening) is False
            position = _after_markup(source, opening)
            if position == opening + 1:
                yield Run(opening, position, new_line)
                new_line = False


def pieces(source: str, run: Run) -> Iterator[Piece]:
    """A run with its entities read."""
    position = run.start
    for entity in _ENTITY.finditer(source, run.start, run.end):
        words = unescape(entity[0])
        if words != entity[0]:
            if entity.start() > position:
                yield Piece(source[position : entity.start()], position, entity.start())
            yield Piece(words, entity.start(), entity.end())
            position = entity.end()
    if run.end > position:
        yield Piece(source[position : run.end], position, run.end)


def visible_text(source: str) -> str:
    """All words that a page shows, a line for each paragraph, heading or cell.

    >>> visible_text("<h1>Riots</h1><p>Six <b>people</b> &amp; a dog</p><script>alert(1)</script>")
    'Riots\\nSix people & a dog'
    """
    lines: list[list[str]] = [[]]
    for run in visible_runs(source):
        if run.new_line:
            lines.append([])
        lines[-1].extend(piece.text for piece in pieces(source, run))
    shown = (_SPACES.sub(" ", "".join(line)).strip() for line in lines)
    return "\n".join(line for line in shown if line)


def _after_unseen(source: str, tag: re.Match[str]) -> int:
    """Where the page goes on after a tag, or after the whole element where that is not shown."""
    name = tag["name"].lower()
    if tag["close"] or name not in _UNSEEN or source[tag.end() - 2] == "/":
        return tag.end()
    closing = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(source, tag.end())
    return closing.end() if closing else len(source)


def _after_markup(source: str, opening: int) -> int:
    """Where the page goes on after a comment, a declaration or a tag with unpaired quotes; "<" alone is text."""
    if source.startswith("<!--", opening):
        closing = source.find("-->", opening + 4)
        return closing + 3 if closing >= 0 else len(source)
    following = source[opening + 1 : opening + 2]
    if not following.isalpha() and following not in ("/", "!", "?"):
        return opening + 1
    closing = source.find(">", opening)
    return closing + 1 if closing >= 0 else len(source)
