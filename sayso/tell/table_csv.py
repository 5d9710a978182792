"""CSV: one column a scalar, nested ones joined by a dot; the header follows from the type alone.

A header that depended on the rows could not be written before the last row is known, and two files could not be joined.
So a list has columns for its first three members (`says_who.0.name` … `says_who.2.name`), and `says_who.more` holds the
rest as JSON, empty for nearly every row. An unknown value is an empty cell.

Spreadsheets run a cell that begins with `=`, `+`, `-` or `@`. Such words get an apostrophe in front; numbers do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

LIST_MEMBERS = 3
"""Members of a list that get columns of their own. Of chains of say-so and of sides, few are longer."""

_MORE = "more"
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")

Path = tuple[str | int, ...]


def csv_lines(
    kind: type[msgspec.Struct], rows: Iterable[msgspec.Struct], *, without: frozenset[str]
) -> Iterator[bytes]:
    """The header, then one record a row, in UTF-8; fields named in `without` are left out."""
    paths = tuple(path for path in columns(kind) if path[0] not in without)
    yield _line(".".join(map(str, path)) for path in paths)
    for row in rows:
        plain = msgspec.to_builtins(row)
        yield _line(_cell(_at(plain, path)) for path in paths)


@cache
def columns(kind: type[msgspec.Struct]) -> tuple[Path, ...]:
    """Where each column's value stands in a value of `kind`."""
    return tuple(_paths(inspect.type_info(kind)))


def _paths(kind: inspect.Type) -> Iterator[Path]:
    match kind:
        case inspect.UnionType():
            (inner,) = (t for t in kind.types if not isinstance(t, inspect.NoneType))
            yield from _paths(inner)
        case inspect.StructType():
            for field in kind.fields:
                for path in _paths(field.type):
                    yield (field.encode_name, *path)
        case inspect.VarTupleType():
            for member in range(LIST_MEMBERS):
                for path in _paths(kind.item_type):
                    yield (member, *path)
            yield (_MORE,)
        case _:
            yield ()


def _at(value: Any, path: Path) -> Any:
    for step in path:
        if value is None:
            return None
        if step == _MORE and isinstance(value, list | tuple):
            return msgspec.json.encode(value[LIST_MEMBERS:]).decode() if len(value) > LIST_MEMBERS else None
        value = _member(value, step) if isinstance(step, int) else value.get(step)
    return value


def _member(values: Sequence[Any], at: int) -> Any:
    return values[at] if at < len(values) else None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
        return f"'{value}" if _FORMULA.match(value) else value
    return str(value)


def _line(cells: Iterable[str]) -> bytes:
    """One record. (The `csv` module leaves a lone carriage return unquoted where lines end with a line feed.)"""
    return (",".join(map(_quoted, cells)) + "\n").encode("utf-8")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell
