"""`reports.toml`: what the user says of the files beside it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import msgspec
from msgspec import Struct

from sayso.collect.content import open_plain, read_content
from sayso.collect.details import KEYS, Details, read_details
from sayso.collect.flaw import Flaw, flaw_of, issues_of
from sayso.collect.unicode import shown_path, writable
from sayso.errors import ReportUnreadable
from sayso.nouns.issue import Issue

SIDECAR = "reports.toml"
_LIMIT = 16 * 1024 * 1024
"""Bytes; a longer sidecar is a mistake."""
_EXAMPLE = 'write ["file name"] on a line, and below it published = "2022-01-21"'


class Sidecar(Struct, frozen=True):
    """What one `reports.toml` says, by file name, and what is wrong with it."""

    entries: dict[str, Details]
    issues: tuple[Issue, ...]

    def of(self, path: Path) -> Details:
        """What is said of a file; its name may be composed otherwise than it was typed, as on macOS."""
        return self.entries.get(_composed(path.name), Details())


def read_sidecar(folder: Path) -> Sidecar:
    """The `reports.toml` of a folder, if there is one. What is wrong in it becomes issues, the rest counts."""
    path = folder / SIDECAR
    if not path.is_file():
        return Sidecar({}, ())
    entries: dict[str, Details] = {}
    flaws: list[Flaw] = []
    try:
        tables = _read_tables(_read_text(path), flaws)
    except ReportUnreadable as error:
        tables, flaws = {}, [flaw_of(error)]
    for name, table in tables.items():
        details, wrong = _read_entry(folder, name, table)
        entries[_composed(name)] = details
        flaws += [Flaw(flaw.message, _place(name, flaw.place), flaw.hint) for flaw in wrong]
    return Sidecar(entries, issues_of(flaws, report=None, path=shown_path(path)))


def _read_text(path: Path) -> str:
    with open_plain(path) as file:
        content = read_content(file, _LIMIT).content
    if content is None:
        raise ReportUnreadable(f"is larger than {_LIMIT:,} bytes and was not read", hint=_EXAMPLE)
    return content.decode("utf-8-sig", "replace")


def _read_tables(text: str, flaws: list[Flaw]) -> dict[str, object]:
    """The tables by name; a file that is no TOML is read line by line, and the lines that cannot be read are told."""
    whole = _toml(text)
    if whole is not None:
        return whole
    tables: dict[str, object] = {}
    table: dict[str, object] = {}
    for number, line in enumerate(text.splitlines(), 1):
        values = _toml(line)
        if values is None:
            flaws.append(Flaw(f"cannot be understood: {line.strip()[:60]!r}", f"line {number}", _EXAMPLE))
        elif line.lstrip().startswith("["):
            table = {}
            tables |= dict.fromkeys(values, table)
        else:
            table |= values
    return tables


def _toml(text: str) -> dict[str, object] | None:
    try:
        return msgspec.toml.decode(text, type=dict[str, object])
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _read_entry(folder: Path, name: str, table: object) -> tuple[Details, tuple[Flaw, ...]]:
    if not isinstance(table, dict):
        return Details(), (Flaw("belongs to no file", None, _EXAMPLE),)
    flaws = [
        Flaw("is not a key that is known", str(key), f"known are {', '.join(KEYS)}") for key in table if key not in KEYS
    ]
    if Path(name).name != name or not _exists(folder / name):
        flaws.append(Flaw("there is no such file in this folder", None, "give the file's name as it is listed"))
    details, wrong = read_details(table)
    return details, (*flaws, *wrong)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _place(name: str, key: str | None) -> str:
    table = f'["{writable(name)}"]'
    return f"{table} {key}" if key else table
