"""What reports repeat of each other, with the words, as the public JSON has it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sayso.nouns.event import Copy, CopyKind
from sayso.nouns.span import Span
from sayso.nouns.view import View


class Repeated(Span, frozen=True, kw_only=True):
    """A passage of a report, and where it begins in the older text."""

    of_start: int


class CopyLine(Struct, frozen=True, kw_only=True):
    """A pair of reports of which the later repeats the earlier."""

    report: str
    published: str | None
    publisher: str | None
    of: str
    of_published: str | None
    of_publisher: str | None
    kind: CopyKind
    share: float
    words: int
    passages: tuple[Repeated, ...]


def copy_lines(view: View) -> Iterator[CopyLine]:
    """Every pair, by the id of the later report."""
    for copy in view.copies():
        yield _line(view, copy)


def _line(view: View, copy: Copy) -> CopyLine:
    report, of = view.report(copy.report), view.report(copy.of)
    return CopyLine(
        report=copy.report,
        published=report.published,
        publisher=report.publisher,
        of=copy.of,
        of_published=of.published,
        of_publisher=of.publisher,
        kind=copy.kind,
        share=copy.share,
        words=copy.words,
        passages=tuple(
            Repeated(text=report.text[one.start : one.end], start=one.start, end=one.end, of_start=one.of_start)
            for one in copy.passages
        ),
    )
