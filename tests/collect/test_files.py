from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sayso.collect.files import list_files
from sayso.nouns.issue import Issue


def names(*inputs: Path) -> list[str]:
    return [path.name for path in list_files(inputs) if isinstance(path, Path)]


def issues(*inputs: Path) -> list[Issue]:
    return [issue for issue in list_files(inputs) if isinstance(issue, Issue)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "c/z.txt", "c/y.html", "c/y_files/ad.html", "c/plain_files/kept.txt", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Six people were killed.")
    for name in ("reports.toml", "case.sayso", "case.sayso-wal", "README.md", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[x]")
    return tmp_path


def test_folder_by_name_without_what_is_no_report(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "kept.txt", "y.html", "z.txt"]
    assert issues(folder) == []


def test_inputs_in_the_order_given(folder: Path) -> None:
    assert names(folder / "b.txt", folder / "c", folder / "a.txt")[::3] == ["b.txt", "z.txt"]


def test_shell_pattern_leaves_out_the_same(folder: Path) -> None:
    assert names(*sorted((folder / "c").iterdir()), folder / "case.sayso", folder / "reports.toml") == [
        "kept.txt",
        "y.html",
        "z.txt",
    ]


def test_readme_given_by_name_is_read(folder: Path) -> None:
    assert names(folder / "README.md") == ["README.md"]


def test_link_back_up_is_told_and_ends(folder: Path) -> None:
    (folder / "c" / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    assert names(folder) == ["a.txt", "b.txt", "kept.txt", "y.html", "z.txt"]
    assert sorted(Path(issue.path or "").name for issue in issues(folder)) == ["loop", "self"]


def test_missing_input_and_dangling_link_are_told(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    found = issues(folder, folder / "missing")
    assert [Path(issue.path or "").name for issue in found] == ["gone.txt", "missing"]
    assert all(issue.hint and issue.stage == "collect" for issue in found)


def test_pipes_sockets_and_devices_are_told_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(folder)  # a socket's path must be short
    try:
        listener.bind("socket.txt")
    finally:
        os.chdir(here)
        listener.close()
    assert len(issues(folder, Path("/dev/zero"))) == 3


def test_name_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).symlink_to("nowhere")
    assert (issues(tmp_path)[0].path or "").endswith("caf\ufffd.txt")
