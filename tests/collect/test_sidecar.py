from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.collect.details import Details
from sayso.collect.sidecar import read_sidecar

Write = Callable[[str, bytes | str], Path]


def test_values_by_file_name(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Six")
    write("b c.html", "Six")
    write(
        "reports.toml",
        '["a.txt"]\ntitle = "Riots"\npublisher = "The Post"\npublished = 2022-01-07\n'
        'url = "https://example.org/a"\nlanguage = "en"\n\n["b c.html"]\npublished = "2022-01-08T10:00"\n',
    )
    sidecar = read_sidecar(tmp_path)
    assert sidecar.issues == ()
    assert sidecar.entries == {
        "a.txt": Details(
            title="Riots", publisher="The Post", published="2022-01-07", url="https://example.org/a", language="en"
        ),
        "b c.html": Details(published="2022-01-08T10:00"),
    }


def test_what_is_wrong_is_told_and_the_rest_used(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Six")
    write(
        "reports.toml",
        'loose = 1\n["a.txt"]\npublished = "2022-02-31"\ntitle = "Riots"\nauthor = "X"\n'
        '["gone.txt"]\ntitle = "No file"\n'
        '["../a.txt"]\ntitle = "Elsewhere"\n',
    )
    sidecar = read_sidecar(tmp_path)
    assert sidecar.entries["a.txt"] == Details(title="Riots")
    assert [issue.place for issue in sidecar.issues] == [
        '["loose"]', '["a.txt"] author', '["a.txt"] published', '["gone.txt"]', '["../a.txt"]',
    ]  # fmt: skip
    assert all(issue.path == str(tmp_path / "reports.toml") and issue.hint for issue in sidecar.issues)


def test_line_that_is_no_toml_spoils_only_itself(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Six")
    write("b.txt", "Six")
    write("reports.toml", '["a.txt"]\npublished = 2022-02-31\ntitle = "Riots"\n["b.txt"]\ntitle = "More"\n')
    sidecar = read_sidecar(tmp_path)
    assert sidecar.entries == {"a.txt": Details(title="Riots"), "b.txt": Details(title="More")}
    assert [issue.place for issue in sidecar.issues] == ["line 2"]


def test_binary_and_deep_sidecars(write: Write, tmp_path: Path) -> None:
    for content in (bytes(range(256)), b"a = " + b"[" * 100_000, b""):
        write("reports.toml", content)
        assert read_sidecar(tmp_path).entries == {}


def test_names_composed_otherwise_are_the_same(write: Write, tmp_path: Path) -> None:
    path = write("Riots in Cafe\u0301.txt", "Six")
    write("reports.toml", '["Riots in Caf\u00e9.txt"]\ntitle = "Riots"\n')
    assert read_sidecar(tmp_path).of(path) == Details(title="Riots")


def test_no_sidecar(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path).entries == {}
