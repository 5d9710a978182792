"""1. Texts come in: files and lines become reports, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import BufferedReader, FileIO
from pathlib import Path

from sayso.collect.archived_page import read_archived_page
from sayso.collect.content import HEAD, open_plain, read_content
from sayso.collect.dateline import find_published
from sayso.collect.details import Details
from sayso.collect.files import list_files
from sayso.collect.flaw import Flaw, flaw_of, issues_of
from sayso.collect.found import Found, nothing
from sayso.collect.json_lines import read_line
from sayso.collect.kinds import Kind, kind_of, looks_like_utf16
from sayso.collect.known_ids import KnownIds
from sayso.collect.language import detect_language
from sayso.collect.lines import Line, read_lines, unpack
from sayso.collect.page import read_saved_page
from sayso.collect.pdf import read_pdf
from sayso.collect.plain import read_plain
from sayso.collect.sidecar import Sidecar, read_sidecar
from sayso.collect.unicode import shown_path
from sayso.errors import ReportUnreadable
from sayso.languages import READ_LANGUAGES
from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected, Original, Report
from sayso.settings import Settings


def collect_reports(inputs: Iterable[Path], settings: Settings) -> Iterator[Collected | Issue]:
    """Every report in the inputs, in their order; a folder's files by name, a file's lines as they stand.

    A report that cannot be read is given all the same, unreadable and with its issues. An issue on its own stands for
    something that could not be made a report: a file that is gone, a line that is no object. Nothing is raised for what
    an input holds.
    """
    known = KnownIds()
    sidecars = _Sidecars()
    for path in list_files(inputs):
        if isinstance(path, Issue):
            yield path
            continue
        yield from sidecars.issues_beside(path)
        for collected in _read_file(path, sidecars.details_of(path), settings):
            yield known.mark(collected) if isinstance(collected, Collected) else collected


class _Sidecars:
    """What `reports.toml` says, of the folder that is being read."""

    def __init__(self) -> None:
        self._told: set[Path] = set()
        self._folder: Path | None = None
        self._sidecar = Sidecar({}, ())

    def issues_beside(self, path: Path) -> Iterator[Issue]:
        """What is wrong with the sidecar beside a file, told once."""
        self._read(path.parent)
        if self._sidecar.issues and path.parent not in self._told:
            self._told.add(path.parent)
            yield from self._sidecar.issues

    def details_of(self, path: Path) -> Details:
        """What the user says of a file."""
        self._read(path.parent)
        return self._sidecar.of(path)

    def _read(self, folder: Path) -> None:
        if folder != self._folder:
            self._folder, self._sidecar = folder, read_sidecar(folder)


def _read_file(path: Path, details: Details, settings: Settings) -> Iterator[Collected | Issue]:
    try:
        with open_plain(path) as file:
            kind = kind_of(path.name, file.peek(HEAD)[:HEAD])
            if kind in (Kind.LINES, Kind.PACKED_LINES):
                yield from _read_lines(path, file, kind, details, settings)
            else:
                yield _read_whole(path, file, kind, details, settings)
    except ReportUnreadable as error:
        yield flaw_of(error).issue(report=None, path=shown_path(path))


def _read_whole(
    path: Path, file: BufferedReader[FileIO], kind: Kind, details: Details, settings: Settings
) -> Collected:
    content = read_content(file, settings.max_text_bytes)
    if content.content is None:
        limit = f"{settings.max_text_bytes:,} bytes"
        flaw = Flaw(f"has {content.size:,} bytes and was not read; at most {limit} are", None, "split the file")
        found = nothing("application/octet-stream", flaw)
    else:
        found = _read_content(kind, content.content, details.url)
    original = Original(sha256=content.sha256, media_type=found.media_type, content=content.content or b"")
    return _collected(content.sha256, shown_path(path), details, found, original, settings)


def _read_content(kind: Kind, content: bytes, url: str | None) -> Found:
    match kind:
        case Kind.PDF:
            return read_pdf(content)
        case Kind.ARCHIVED_PAGE:
            return read_archived_page(content)
        case Kind.PAGE:
            return read_saved_page(content, url=url)
        case _:
            return read_plain(content)


def _read_lines(
    path: Path, file: BufferedReader[FileIO], kind: Kind, details: Details, settings: Settings
) -> Iterator[Collected | Issue]:
    if looks_like_utf16(file.peek(HEAD)[:HEAD]):
        raise ReportUnreadable("is JSON Lines in UTF-16", hint="save the file as UTF-8")
    size = os.fstat(file.fileno()).st_size
    lines = unpack(file, size) if kind is Kind.PACKED_LINES else file
    for line in read_lines(lines, settings.max_text_bytes):
        yield _read_line(f"{shown_path(path)}:{line.number}", line, details, settings)


def _read_line(path: str, line: Line, details: Details, settings: Settings) -> Collected | Issue:
    try:
        read = read_line(line)
    except ReportUnreadable as error:
        return flaw_of(error).issue(report=None, path=path)
    original = Original(
        sha256=line.sha256, media_type=read.found.media_type, content=line.content if line.whole else b""
    )
    return _collected(read.id or line.sha256, path, read.given.over(details), read.found, original, settings)


def _collected(name: str, path: str, given: Details, found: Found, original: Original, settings: Settings) -> Collected:
    details = given.over(found.details)
    language = details.language or detect_language(found.text)
    foreign = language is not None and language not in READ_LANGUAGES
    flaws = [*found.flaws, *_limits(found.text, language if foreign else None, settings)]
    report = Report(
        id=name,
        path=path,
        url=details.url,
        title=details.title,
        publisher=details.publisher,
        published=details.published or find_published(found.text),
        language=language,
        sha256=original.sha256,
        text=found.text,
    )
    return Collected(
        report=report,
        original=original,
        offsets=found.offsets,
        issues=issues_of(flaws, report=name, path=path),
        readable=found.readable and not foreign,
    )


def _limits(text: str, foreign: str | None, settings: Settings) -> Iterator[Flaw]:
    """What of a text will not be read for claims, and why."""
    if foreign:
        message = f'is written in "{foreign}", which is not read yet: its numbers are unread'
        yield Flaw(message, None, "give a translation as a report of its own")
    elif len(text) > settings.max_chars_read:
        message = f"is longer than {settings.max_chars_read:,} characters: numbers after that are unread"
        yield Flaw(message, f"characters {settings.max_chars_read}-{len(text)}", "split the report")
