"""What is written for people is true: commands exist, links lead somewhere, dependencies are listed, licences hold.

The examples themselves run as tests of their own (see `conftest.py` at the root).
"""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from typer.main import get_command

import sayso
from sayso.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("tests/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
USE = re.compile(r"^(?: {4}|\$ )\s*(?:\.venv/bin/)?sayso ([a-z][\w-]*)", re.MULTILINE)
INLINE_USE = re.compile(r"`sayso ([a-z][\w-]*)")
COPYLEFT = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public")
A_CHOICE_OF = re.compile(r"\bOR\b")


def name_of(page: Path) -> str:
    """The page as a test's id."""
    return str(page.relative_to(ROOT))


def commands() -> set[str]:
    """Every command of the program."""
    return set(getattr(get_command(app), "commands", {}))


def licence(package: Distribution) -> str:
    """What a package says about its licence."""
    said = package.metadata
    expression: str | None = said.get("License-Expression")
    short = (said.get("License") or "").split("\n")[0][:80]
    return expression or "; ".join([short, *(c for c in said.get_all("Classifier") or [] if c.startswith("License"))])


def direct() -> list[str]:
    """The packages that `pyproject.toml` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [re.split(r"[<>=~! ]", one)[0] for one in wanted]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_written_about_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    assert {*USE.findall(text), *INLINE_USE.findall(text)} - commands() == set()


def test_every_command_is_described() -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert {name for name in commands() if f"sayso {name}" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_stand_where_they_are_run(page: Path) -> None:
    """A prompt outside a fenced `python` block would never be tried."""
    outside = FENCE.sub(lambda block: "" if block[1] == "python" else block[0], page.read_text("utf-8"))
    assert [line for line in outside.splitlines() if line.lstrip().startswith(">>> ")] == []


def test_every_page_is_linked() -> None:
    linked = {(page.parent / link).resolve() for page in PAGES for link in LINK.findall(page.read_text("utf-8"))}
    assert [name_of(page) for page in ROOT.glob("docs/*.md") if page.resolve() not in linked] == []


@pytest.mark.parametrize("package", direct())
def test_direct_dependency_is_explained(package: str) -> None:
    assert package.casefold() in (ROOT / "docs" / "dependencies.md").read_text("utf-8").casefold()


def test_licences_allow_what_we_do() -> None:
    """No package is under the GPL alone, and what binds its changes (MPL, LGPL) is named on the page."""
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    known = {package.metadata["Name"]: licence(package) for package in distributions()}
    alone = {name: said for name, said in known.items() if COPYLEFT.search(said) and not A_CHOICE_OF.search(said)}
    weak = {name for name, said in known.items() if re.search(r"MPL|LGPL|Mozilla|Lesser", said)}
    assert {name: said for name, said in alone.items() if "Lesser" not in said and "LGPL" not in said} == {}
    assert {name for name in weak if name not in page} == set()


def modules_with_examples() -> list[str]:
    """Modules whose docstrings show something at a prompt."""
    found = pkgutil.walk_packages(sayso.__path__, "sayso.")
    files = {one.name: Path(getattr(one.module_finder, "path", "")) / one.name.rsplit(".", 1)[-1] for one in found}
    paths = {
        name: path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
        for name, path in files.items()
    }
    return ["sayso", *(name for name, path in paths.items() if ">>> " in path.read_text("utf-8"))]


@pytest.mark.parametrize("module", modules_with_examples())
def test_examples_in_docstrings(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(importlib.import_module(module), optionflags=options).failed == 0


def test_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.lstrip().startswith("Apache License")
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text) == 11358
