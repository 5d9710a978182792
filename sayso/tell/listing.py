"""Lists for people: one line a thing, in columns whose widths do not depend on the rows, so that any number streams."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from rich.console import Console
from rich.table import Table

from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, KnownParty, Toll
from sayso.nouns.issue import Issue
from sayso.tell import wording
from sayso.tell.console import hang, phrase, without_tails
from sayso.tell.copy_lines import CopyLine
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.jsonl import ReportLine
from sayso.tell.judged import JudgementRow, state_told

_BATCH = 50
"""Rows laid out at a time."""

_GAP = 2
_ID = 12
"""Characters of an id that is a hash: `sayso why` takes a beginning, and no two things of a case share one as long."""
_HASH = re.compile(r"[a-z]?[0-9a-f]{16,}")
_STACKED_BELOW = 60
"""Columns under which a row is a paragraph and not a line of a table."""


class Column(NamedTuple):
    """One column: its name, how a row fills it, and its share of the width (`fixed` columns have just that many).

    In 80 columns no number below a million is broken, and no word like "Kazakhstan".
    """

    name: str
    cell: Callable[[Any], str | None]
    share: int
    fixed: bool = False
    number: bool = False
    """Stands at the right, as figures do."""


def listing(kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct], console: Console) -> Iterator[str]:
    """The rows as text for the console, a batch at a time; a line that says so where there are none."""
    columns = COLUMNS[kind]
    waiting = iter(rows)
    first = True
    while batch := list(islice(waiting, _BATCH)):
        with console.capture() as captured:
            if console.width < _STACKED_BELOW:
                _stack(console, columns, batch)
            else:
                console.print(_table(console, columns, batch, header=first))
        yield without_tails(captured.get())
        first = False
    if first:
        yield f"no {_PLURALS[kind]}\n"


def _table(console: Console, columns: tuple[Column, ...], rows: list[Any], *, header: bool) -> Table:
    table = Table(box=None, show_header=header, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    for column, width in zip(columns, _widths(console.width, columns), strict=True):
        table.add_column(column.name, width=width, overflow="fold", justify="right" if column.number else "left")
    for row in rows:
        table.add_row(*(phrase(column.cell(row)) for column in columns))
    return table


def _widths(width: int, columns: tuple[Column, ...]) -> list[int]:
    fixed = sum(column.share for column in columns if column.fixed)
    left = width - fixed - _GAP * len(columns)
    shares = sum(column.share for column in columns if not column.fixed) or 1
    return [column.share if column.fixed else max(left * column.share // shares, 4) for column in columns]


def _stack(console: Console, columns: tuple[Column, ...], rows: list[Any]) -> None:
    for row in rows:
        cells = [(column, column.cell(row)) for column in columns]
        told = [(column.name, cell) for column, cell in cells if cell]
        for at, (name, cell) in enumerate(told):
            hang(console, phrase((f"{name} ", "dim"), cell), first="" if at == 0 else "  ", rest="    ")


def _id(thing: Any) -> str:
    return _short(thing.id)


def _short(id_: str) -> str:
    return on_one_line(id_[:_ID] if _HASH.fullmatch(id_) else id_)


def _which(issue: Issue) -> str:
    """The file that the user knows, and the id by which the case knows the report."""
    path, id_ = issue.path and on_one_line(issue.path), issue.report and _short(issue.report)
    return " ".join(part for part in (path, f"({id_})" if path and id_ else id_) if part) or wording.UNKNOWN


def _who(names: Iterable[str], between: str = "; ") -> str:
    return between.join(map(on_one_line, names))


def _claim_figure(claim: Claim) -> str:
    return f"{wording.bounds(claim.figure.low, claim.figure.high)} {' or '.join(map(wording.plain, claim.effects))}"


def _claim_who(claim: Claim) -> str:
    stance = "" if claim.stance == "states" else f" ({claim.stance})"
    return (_who((party.name for party in claim.says_who), " → ") or "the report itself") + stance


def _claim_sure(claim: Claim) -> str:
    if claim.judged == "wrong":
        return "wrong"
    return wording.UNKNOWN if claim.confidence is None else wording.confidence(claim.confidence)


def _toll_what(toll: Toll) -> str:
    group = wording.plain(toll.group) if toll.group else None
    return wording.join((wording.plain(toll.effect), group, wording.where(toll.where)))


def _sides(dispute: Dispute) -> str:
    return " / ".join(_who(side.says_who) or "the reports themselves" for side in dispute.sides)


def _marks(report: ReportLine) -> str:
    copy = f"copy of {shortened(report.copy_of, 20)}" if report.copy_of else None
    return wording.join((copy, "withdrawn" if report.withdrawn else None), ", ")


def _known(words: str | None) -> str:
    return on_one_line(words) if words else wording.UNKNOWN


COLUMNS: dict[type[msgspec.Struct], tuple[Column, ...]] = {
    Event: (
        Column("id", _id, _ID, fixed=True),
        Column("when", lambda event: wording.when(event.when), 10, fixed=True),
        Column("where", lambda event: wording.where(event.where) or wording.UNKNOWN, 11),
        Column("kind", lambda event: wording.kind_of_event(event.kind, event.mode) if event.kind else None, 13),
        Column("title", lambda event: on_one_line(event.title), 18),
        Column("reports", lambda event: f"{len(event.reports):,}", 7, fixed=True, number=True),
    ),
    Toll: (
        Column("id", _id, _ID, fixed=True),
        Column("what", _toll_what, 11),
        Column("low", lambda toll: wording.count(toll.low), 7, fixed=True, number=True),
        Column("best", lambda toll: wording.count(toll.best), 7, fixed=True, number=True),
        Column("high", lambda toll: wording.count(toll.high), 7, fixed=True, number=True),
        Column("as of", lambda toll: wording.day(toll.as_of), 10, fixed=True),
        Column("say-sos", lambda toll: f"{toll.origins}: {_who(toll.parties)}".rstrip(": "), 12),
    ),
    Claim: (
        Column("id", _id, _ID, fixed=True),
        Column("figure", _claim_figure, 13),
        Column("in the words", lambda claim: shortened(claim.sentence.text, 240), 22),
        Column("where", lambda claim: _known(claim.where and (claim.where.name or claim.where.text)), 10),
        Column("who says so", _claim_who, 13),
        Column("sure", _claim_sure, 5, fixed=True),
    ),
    Dispute: (
        Column("id", _id, _ID, fixed=True),
        Column("about", lambda d: wording.join((d.about, wording.plain(d.effect) if d.effect else None)), 10),
        Column("sides", _sides, 18),
        Column("why", lambda dispute: on_one_line(dispute.why), 32),
    ),
    Issue: (
        Column("report", _which, 16),
        Column("step", lambda issue: issue.stage, 9, fixed=True),
        Column("place", lambda issue: _known(issue.place), 9),
        Column("what", lambda issue: on_one_line(issue.message), 22),
        Column("what to do", lambda issue: on_one_line(issue.hint or ""), 18),
    ),
    KnownParty: (
        Column("name", lambda party: on_one_line(party.name), 14),
        Column("kind", lambda party: wording.plain(party.kind), 14, fixed=True),
        Column("also", lambda party: _who(party.also), 18),
        Column("perhaps", lambda party: _who(party.perhaps), 14),
    ),
    CopyLine: (
        Column("report", lambda copy: _short(copy.report), _ID, fixed=True),
        Column("publisher", lambda copy: _known(copy.publisher), 12),
        Column("repeats", lambda copy: _short(copy.of), _ID, fixed=True),
        Column("publisher", lambda copy: _known(copy.of_publisher), 12),
        Column("kind", lambda copy: copy.kind, 9, fixed=True),
        Column("share", lambda copy: f"{copy.share:.0%}", 5, fixed=True, number=True),
        Column("words", lambda copy: f"{copy.words:,}", 6, fixed=True, number=True),
    ),
    JudgementRow: (
        Column("id", _id, _ID, fixed=True),
        Column("on", lambda row: on_one_line(row.at[:10]), 10, fixed=True),
        Column("by", lambda row: _known(row.by), 8),
        Column("what", lambda row: wording.join((row.kind, state_told(row)), "; "), 10, fixed=True),
        Column("about", lambda row: on_one_line(wording.join((row.about, row.values), ": ")), 18),
        Column("because", lambda row: on_one_line(row.because), 16),
    ),
    ReportLine: (
        Column("id", _id, _ID, fixed=True),
        Column("published", lambda report: _known(report.published and report.published[:10]), 10, fixed=True),
        Column("publisher", lambda report: _known(report.publisher), 12),
        Column("title", lambda report: _known(report.title), 14),
        Column("sha256", lambda report: report.sha256[:_ID], _ID, fixed=True),
        Column("", _marks, 8),
    ),
}

_PLURALS = {
    Event: "events", Toll: "tolls", Claim: "claims", Dispute: "disputes", Issue: "issues", ReportLine: "reports",
    CopyLine: "copies", KnownParty: "parties",
    JudgementRow: "judgements",
}  # fmt: skip
