"""A real server over a real case, and a real browser that opens it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from sayso.pipeline import build_record
from sayso.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "kazakhstan-2022"
expect.set_options(timeout=20_000)  # machines that build and test at once are slow; nothing here measures speed
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example; not to be written to."""
    path = tmp_path_factory.mktemp("built") / "example.sayso"
    build_record([EXAMPLE], path, Settings())
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be judged."""
    return Path(shutil.copy(built, tmp_path / built.name))


@contextmanager
def serving(case: Path, *options: str) -> Iterator[str]:
    """`sayso serve`, as a process of its own; the address that it prints."""
    command = [sys.executable, "-m", "sayso", "serve", str(case), "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the example's case is served, with the token; for tests that only look."""
    with serving(built) as opened:
        yield opened


@pytest.fixture
def judged(case: Path) -> Iterator[str]:
    """Where a case that may be judged is served; to be asked for before `opened`, whose windows close first."""
    with serving(case) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens an address in a window of its own; what the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def open_page(address: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(opened: Callable[[str], Page], address: str) -> Page:
    """The first page of the example's case."""
    return opened(address)
