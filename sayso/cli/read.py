"""`sayso read`: what reports say, one by one, without a case."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from sayso.cli.guard import ISSUES, complain
from sayso.cli.options import Csv, Inputs, Jobs, Json, MinConfidence, ReaderChoice, Strict
from sayso.nouns.issue import Issue
from sayso.nouns.reading import Reading
from sayso.settings import Settings


def read(
    inputs: Inputs,
    json: Json = False,
    csv: Csv = False,
    min_confidence: MinConfidence = 0.0,
    strict: Strict = False,
    reader: ReaderChoice = "full",
    jobs: Jobs = 0,
) -> None:
    """Print what each report says, one by one.

    Reports come in the order given; nothing is merged or kept.

    With --json one line a report: its claims, attributions, times, places, event mentions, alleged violations and
    issues, each with its exact words and offsets. With --csv one row a claim. Without either, a list to read.

    Every claim says how likely it is to be right (`confidence`); with --min-confidence those below are left out, and
    how many they were goes to standard error.

    Lines come as reports are read, so that any number of them can be piped on. An issue that belongs to no report
    goes to standard error.

    \b
    Examples:
      sayso read monday.html
      sayso read feed.jsonl --json > readings.jsonl
      sayso read reports/ --csv > claims.csv
      sayso read reports/ --csv --min-confidence 0.95 > sure.csv
    """
    from sayso.cli.inputs import existing
    from sayso.cli.output import Form, form, write_csv, write_lines

    how = form(json=json, csv=csv)
    counts = _Counts()
    settings = Settings(reader=reader, jobs=jobs, min_confidence=min_confidence)
    readings = _read(existing(inputs), counts, settings)
    match how:
        case Form.JSON:
            from sayso.tell.jsonl import encode_line, read_line

            write_lines((encode_line(read_line(reading.surest(min_confidence))) for reading in readings), at_once=True)
        case Form.CSV:
            from sayso.nouns.claim import Claim
            from sayso.tell.table_csv import csv_lines

            claims = (claim for reading in readings for claim in reading.surest(min_confidence).claims)
            write_csv(csv_lines(Claim, claims, without=frozenset()))
        case Form.TABLE:
            from sayso.tell.console import console_for
            from sayso.tell.reading_terminal import reading_text

            console = console_for(sys.stdout)
            for reading in readings:
                sys.stdout.write(reading_text(reading, console, min_confidence))
                sys.stdout.flush()
    if min_confidence:
        from sayso.cli.opened import tell_left_out

        tell_left_out(counts.unsure, counts.claims, min_confidence)
    if strict and counts.issues:
        raise typer.Exit(ISSUES)


class _Counts:
    """How many issues there were, and claims, and claims that are less sure than was asked."""

    def __init__(self) -> None:
        self.issues = 0
        self.claims = 0
        self.unsure = 0


def _read(inputs: Inputs, counts: _Counts, settings: Settings) -> Iterator[Reading]:
    from sayso.cli.progress import Ticker
    from sayso.collect.reports import collect_reports
    from sayso.nouns.report import Collected
    from sayso.pipeline import read_reports

    with Ticker() as ticker:

        def collected() -> Iterator[Collected]:
            for one in collect_reports(inputs, settings):
                if isinstance(one, Issue):
                    counts.issues += 1
                    ticker.clear()
                    complain(_in_a_line(one))
                else:
                    yield one

        for number, reading in enumerate(read_reports(collected(), settings), start=1):
            counts.issues += len(reading.issues)
            counts.claims += len(reading.claims)
            counts.unsure += len(reading.claims) - len(reading.surest(settings.min_confidence).claims)
            if sys.stdout.isatty():
                ticker.clear()  # the line must not stand between the data
            else:
                ticker.tell("reading", number)
            yield reading


def _in_a_line(issue: Issue) -> str:
    where = ", ".join(part for part in (issue.path, issue.place) if part)
    hint = f" ({issue.hint})" if issue.hint else ""
    return f"{where + ': ' if where else ''}{issue.message}{hint}"
