"""Inputs as given become files, one at a time, in a fixed order."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.collect.flaw import Flaw
from sayso.collect.sidecar import SIDECAR
from sayso.collect.unicode import shown_path
from sayso.nouns.issue import Issue

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
RESOURCE_MARKS = (
    "_files",
    ".files",
    "_fichiers",
    "-Dateien",
    "-bestanden",
    "_archivos",
    "_arquivos",
    "_pliki",
    "_soubory",
)
"""What browsers add to a page's name for the folder of its pictures and scripts."""
CASE_SUFFIXES = (".sayso", ".sayso-wal", ".sayso-shm", ".sayso-journal")
FOLDER_NOTES = ("readme", "readme.md", "readme.txt")
"""Such a file tells of the folder that it lies in, not of an event; given by its own name it is read."""


def list_files(inputs: Iterable[Path]) -> Iterator[Path | Issue]:
    """Every file that may be a report: inputs as given, a folder's files and folders by name, all the way down.

    Left out without a word: hidden files, `reports.toml`, the resource folder of a saved page, case files and, inside a
    folder, its readme. What is no plain file (a pipe, a device, a link to nowhere or back up) becomes an issue.
    """
    for path in inputs:
        if not _belongs_elsewhere(path):
            yield from _list(path, ())


def _list(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Issue]:
    """The files at a path; `above` are the folders (device, inode) that led here."""
    try:
        found = path.stat()
    except OSError as error:
        yield _issue(path, f"cannot be opened: {error.strerror or error}", "check the path and its permissions")
        return
    if stat.S_ISREG(found.st_mode):
        yield path
    elif not stat.S_ISDIR(found.st_mode):
        yield _issue(path, "is no file but a pipe, socket or device", "give a file or a folder")
    elif (found.st_dev, found.st_ino) in above:
        yield _issue(path, "links back to a folder that it lies in", "remove the link; the files were read once")
    else:
        yield from _list_folder(path, (*above, (found.st_dev, found.st_ino)))


def _list_folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Issue]:
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield _issue(folder, f"the folder cannot be listed: {error.strerror or error}", "check its permissions")
        return
    for path in paths:
        name = path.name
        if not name.startswith(".") and name.lower() not in FOLDER_NOTES and not _belongs_elsewhere(path):
            yield from _list(path, above)


def _belongs_elsewhere(path: Path) -> bool:
    """Whether the path is part of something else: of the case, of a saved page, of what is said about the files."""
    return path.name == SIDECAR or path.name.endswith(CASE_SUFFIXES) or _holds_resources(path)


def _holds_resources(folder: Path) -> bool:
    mark = next((mark for mark in RESOURCE_MARKS if folder.name.endswith(mark)), None)
    if mark is None or not folder.is_dir():
        return False
    stem = folder.name.removesuffix(mark)
    return any(folder.with_name(stem + suffix).exists() for suffix in PAGE_SUFFIXES)


def _issue(path: Path, message: str, hint: str) -> Issue:
    return Flaw(message, None, hint).issue(report=None, path=shown_path(path))
