"""The words of an article as trafilatura gives it: a tree of paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from itertools import chain

from lxml.etree import _Element, iterwalk

_LINES = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "lb", "code", "fw"})
"""Elements that stand on lines of their own; all others are part of one."""
_SPACES = re.compile(r"[^\S\n]+")


def article_text(body: _Element) -> str:
    """The article's words, a line for each paragraph, heading, item or cell, and nothing that the page does not say.

    trafilatura's own text puts dashes before items and bars between cells, which would end up inside quoted words.
    """
    words: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        edge = "\n" if element.tag in _LINES else ""
        words += (edge, element.text or "") if event == "start" else (edge, element.tail or "")
    lines = chain.from_iterable(line.splitlines() for line in "".join(words).split("\n"))
    shown = (_SPACES.sub(" ", _printed(line)).strip() for line in lines)
    return "\n".join(line for line in shown if line)


def _printed(line: str) -> str:
    """A line without control and format characters (soft hyphens, marks of direction), which no reader sees."""
    return line if line.isprintable() else "".join(filter(_is_printed, line))


def _is_printed(letter: str) -> bool:
    return letter.isprintable() or letter.isspace()
