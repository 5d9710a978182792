"""A console for people: right widths, no colours where none belong, nothing read as markup."""

from __future__ import annotations

from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sayso.tell.harmless import without_controls
from sayso.tell.plainly import speak_plainly

NARROWEST = 24
"""Columns below which nothing is laid out narrower: a terminal that small folds the lines itself."""


def console_for(stream: IO[str], width: int | None = None) -> Console:
    """A console on `stream`, of `width` columns (None: the terminal's, and 80 where there is none).

    Colours appear only on a terminal, and never with NO_COLOR; words are never read as markup or emoji codes.
    """
    speak_plainly(stream)
    console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    if console.width < NARROWEST:
        console.width = NARROWEST
    return console


def without_tails(text: str) -> str:
    """The text without blanks at the ends of its lines (tables fill their cells up)."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def hang(console: Console, text: Text, *, first: str = "", rest: str = "") -> None:
    """Print a paragraph whose first line begins with `first` and whose others begin with `rest`."""
    width = max(console.width - max(cell_len(first), cell_len(rest)), NARROWEST // 2)
    for at, line in enumerate(text.wrap(console, width, overflow="fold", no_wrap=False)):
        line.rstrip()
        console.print(Text(first if at == 0 else rest) + line, overflow="ignore", crop=False, no_wrap=True)


def phrase(*parts: str | tuple[str, str] | None) -> Text:
    """A line of words, each plain or with a style; None and "" are left out, and so is all that a terminal obeys."""
    return Text.assemble(*(_safe(part) for part in parts if part))


def _safe(part: str | tuple[str, str]) -> str | tuple[str, str]:
    """Ids come from strangers too: whatever is shown passes here last."""
    return without_controls(part) if isinstance(part, str) else (without_controls(part[0]), part[1])
