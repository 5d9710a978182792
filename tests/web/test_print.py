"""All of a case on paper: it is there by itself, in the end, and what is left out is told."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from sayso.store.sqlite import Case
from tests.web.conftest import serving

Open = Callable[[str], Page]

MADE = Path(__file__).parents[2] / "scripts" / "made_case.py"
MOST = 1000
"""Entries of a list for which there is paper."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of more reports than there is paper for in one list."""
    path = tmp_path_factory.mktemp("large") / "large.sayso"
    subprocess.run([sys.executable, MADE, path, "--claims", "4200"], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def reports(large: Path) -> int:
    with Case.open(large, readonly=True) as case:
        counted = case.totals()
    assert counted.reports - counted.withdrawn > MOST
    return counted.reports - counted.withdrawn


@pytest.fixture(scope="module")
def served(large: Path) -> Iterator[str]:
    with serving(large) as opened:
        yield opened


def to_print(page: Page) -> None:
    page.evaluate("location.hash = '#/print'")


def is_whole(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="All of it is here.")).to_be_visible(timeout=180_000)
    expect(page.get_by_text("Loading…")).to_have_count(0)


def entries(page: Page) -> Locator:
    return page.get_by_role("feed", name="Reports").get_by_role("article")


def test_a_served_case_is_drawn_for_paper_whole(address: str, opened: Open) -> None:
    page = opened(address)
    to_print(page)
    is_whole(page)
    for heading in ("Timeline", "Map", "Disputes", "Who relies on whom", "Reports", "Originals and their hashes"):
        expect(page.get_by_role("heading", name=heading, exact=True).first).to_be_attached()
    expect(page.get_by_text("All pages of this case")).to_be_visible()
    expect(page.locator(".left-out")).to_have_count(0)
    expect(page.locator("table code")).to_have_count(5)


def test_a_long_list_says_how_much_of_it_is_left_out(served: str, opened: Open, reports: int) -> None:
    page = opened(served)
    to_print(page)
    is_whole(page)
    expect(entries(page)).to_have_count(MOST)
    expect(page.locator("table code")).to_have_count(MOST)
    told = page.get_by_text(f"The first 1,000 of {reports:,} are here; {reports - MOST} are left out.")
    expect(told).to_have_count(2)
    page.emulate_media(media="print")
    expect(told.first).to_be_visible()
    expect(page.get_by_text("All of it is here.")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("location.hash = '#/reports'")
    expect(page.get_by_text(f"{reports:,} reports")).to_be_visible()
    expect(page.locator(".left-out")).to_have_count(0)


def test_answers_in_another_order_leave_nothing_waiting(served: str, opened: Open) -> None:
    """The case changes while it is drawn, and the first rows of the new answer come last."""
    page = opened("about:blank")
    changes: list[Route] = []
    first_rows: list[Route] = []
    page.route("**/api/changes", lambda route: changes.append(route))
    page.goto(served)
    to_print(page)
    is_whole(page)
    page.route(re.compile(r"/api/reports\?offset=0&"), lambda route: first_rows.append(route))
    with page.expect_response(re.compile(r"/api/reports\?offset=800&")):
        changes[-1].continue_()
    page.wait_for_timeout(500)
    assert first_rows
    first_rows[-1].continue_()
    is_whole(page)
    expect(entries(page).get_by_role("heading")).to_have_count(MOST)


def test_a_list_on_screen_shows_both_its_ends_after_a_change(served: str, opened: Open, reports: int) -> None:
    page = opened("about:blank")
    changes: list[Route] = []
    page.route("**/api/changes", lambda route: changes.append(route))
    page.goto(served)
    page.evaluate("location.hash = '#/reports'")
    entries(page).first.focus()
    page.keyboard.press("End")
    last = entries(page).and_(page.locator(f"[data-index='{reports - 1}']"))
    expect(last.get_by_role("heading")).to_be_visible()
    changes[-1].continue_()
    expect(last.get_by_role("heading")).to_be_visible()
    page.keyboard.press("Home")
    expect(entries(page).and_(page.locator("[data-index='0']")).get_by_role("heading")).to_be_visible()
    expect(page.get_by_text("Loading…")).to_have_count(0)
