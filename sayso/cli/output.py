"""Standard output: data and nothing else, in UTF-8, safe on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import Enum

import msgspec
import typer

from sayso.tell.harmless import safe_json, without_controls

_LINES_A_WRITE = 64


class Form(Enum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def form(*, json: bool, csv: bool) -> Form:
    """The form that was asked for; a readable table where none was, on a terminal and in a pipe alike."""
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other: give one of them")
    return Form.JSON if json else Form.CSV if csv else Form.TABLE


def write_lines(lines: Iterable[bytes], *, at_once: bool = False) -> None:
    """Write lines of UTF-8 as they come; with `at_once` none waits for the next.

    A terminal gets the same JSON with dangerous characters escaped.
    """
    guard = safe_json if sys.stdout.isatty() else bytes
    out = sys.stdout.buffer
    sys.stdout.flush()
    for number, line in enumerate(lines, start=1):
        out.write(guard(line))
        if at_once or number % _LINES_A_WRITE == 0:
            out.flush()
    out.flush()


def write_csv(lines: Iterable[bytes]) -> None:
    """Write CSV; on a terminal without the characters that one obeys."""
    if not sys.stdout.isatty():
        write_lines(lines)
        return
    for line in lines:
        sys.stdout.write(without_controls(line.decode("utf-8")))


def write_rows(
    kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct], how: Form, *, without: frozenset[str] = frozenset()
) -> None:
    """Print rows of one kind in the form asked for; `without` names fields that CSV leaves out."""
    match how:
        case Form.JSON:
            from sayso.tell.jsonl import encode_line

            write_lines(map(encode_line, rows))
        case Form.CSV:
            from sayso.tell.table_csv import csv_lines

            write_csv(csv_lines(kind, rows, without=without))
        case Form.TABLE:
            from sayso.tell.console import console_for
            from sayso.tell.listing import listing

            for text in listing(kind, rows, console_for(sys.stdout)):
                sys.stdout.write(text)
