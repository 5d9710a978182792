"""The disputes: both sides side by side, and what would settle it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.nouns.view import Window
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.pages.account import account_page, event_page
from sayso.tell.pages.disputes import dispute_page, disputes_page, sides_page
from sayso.tell.pages.sight import Sight
from sayso.web.dossier import dossier_of
from tests.web.conftest import serving

WATCHES = (
    "Harbour", "River", "Delta", "Coast", "Dock", "Union", "Labour", "Justice", "Fire", "Lowland", "Polder", "Quay",
    "Crane", "Anchor", "Tide", "Pier",
)  # fmt: skip


@pytest.fixture
def disputes(page: Page) -> Page:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Disputes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Disputes")
    expect(page.get_by_text("2 disputes")).to_be_visible()
    return page


def test_both_sides_stand_side_by_side_with_what_would_settle_it(disputes: Page) -> None:
    one = disputes.get_by_role("article", name=re.compile("detained")).first
    sides = one.get_by_role("group", name=re.compile("Side"))
    expect(sides).to_have_count(2)
    first, second = (side.bounding_box() for side in sides.all())
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]
    expect(one).to_contain_text("nearly 8,000")
    expect(one).to_contain_text("Almost 10,000")
    expect(one).to_contain_text("What would settle it: Whom each counts")
    expect(one).to_contain_text("registers of custody")


def test_disputes_are_chosen_by_what_they_are_about(disputes: Page) -> None:
    disputes.get_by_role("combobox", name="About").select_option("duration")
    expect(disputes.get_by_text("1 dispute")).to_be_visible()
    expect(disputes).to_have_url(re.compile("about=duration"))
    expect(disputes.get_by_role("feed", name="Disputes")).to_contain_text("week-long")


def test_words_of_a_side_lead_to_their_place(disputes: Page) -> None:
    disputes.get_by_role("link", name=re.compile("nearly 8,000")).first.click()
    expect(disputes.locator(".shown").first).to_contain_text("nearly 8,000")


def test_one_dispute_has_an_address(disputes: Page) -> None:
    disputes.get_by_role("link", name=re.compile("figure: detained")).first.click()
    expect(disputes).to_have_url(re.compile("#/disputes/d"))
    expect(disputes.get_by_role("article")).to_have_count(1)


def test_disputes_are_saved_with_their_words(disputes: Page) -> None:
    with disputes.expect_download() as saved:
        disputes.get_by_role("button", name="JSON").click()
    text = saved.value.path().read_text("utf-8")
    assert "settled_by" in text
    assert "Almost 10,000" in text


@pytest.fixture(scope="module")
def many_sides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one dispute of as many sides as there are watches."""
    folder = tmp_path_factory.mktemp("sides")
    lines = [
        {
            "id": f"r{nth}",
            "publisher": f"Paper {nth}",
            "published": "2031-05-04",
            "text": f"{11 + 7 * nth} dockers were killed in the fire in Rotterdam on 3 May 2031, {name} Watch said.",
        }
        for nth, name in enumerate(WATCHES)
    ]
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build_record([folder / "feed.jsonl"], folder / "harbour.sayso", Settings())
    return folder / "harbour.sayso"


def test_of_very_many_sides_the_first_are_told_and_the_others_come_by_window(many_sides: Path) -> None:
    with Case.open(many_sides, readonly=True) as case:
        sight = Sight(case)
        (told,) = disputes_page(sight, None, None, Window(0, 50)).disputes
        assert (len(told.sides), told.more_sides) == (10, 6)
        assert dispute_page(sight, told.id) == told
        assert account_page(sight, "harbour").disputes == event_page(sight, told.event).disputes == (told,)
        pages = [sides_page(sight, told.id, Window(offset, 6)) for offset in (0, 6, 12, 18)]
        assert {page.total for page in pages} == {len(WATCHES)}
        sides = [side for page in pages for side in page.sides]
        assert sides[: len(told.sides)] == list(told.sides)
        assert sorted(name for side in sides for name in side.says_who) == sorted(f"{name} Watch" for name in WATCHES)
        assert all(side.words for side in sides)


@pytest.fixture(scope="module")
def harbour(many_sides: Path) -> Iterator[str]:
    with serving(many_sides) as address:
        yield address


def test_the_keyboard_opens_the_other_sides_and_goes_on_at_the_first_of_them(
    opened: Callable[[str], Page], harbour: str
) -> None:
    page = opened(harbour)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Disputes").click()
    sides = page.get_by_role("group", name=re.compile("^Side"))
    expect(sides).to_have_count(10)
    page.get_by_role("button", name="6 further sides").focus()
    page.keyboard.press("Enter")
    expect(sides).to_have_count(len(WATCHES))
    expect(page.get_by_role("group", name="Side 11")).to_be_focused()
    expect(page.get_by_role("button", name="further side")).to_have_count(0)
    expect(page.get_by_role("feed", name="Disputes")).to_contain_text("Pier Watch")


def test_a_dossier_has_all_sides_and_prints_them(many_sides: Path, browser: Browser, tmp_path: Path) -> None:
    with ThreadPoolExecutor() as apart:  # the browser's driver has an event loop in this thread
        made = apart.submit(dossier_of, many_sides, names=True).result()
    (tmp_path / "dossier.html").write_text(made.html, "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{(tmp_path / 'dossier.html').as_uri()}#/disputes")
    sides = page.get_by_role("group", name=re.compile("^Side"))
    expect(sides).to_have_count(10)
    page.get_by_role("button", name="6 further sides").click()
    expect(sides).to_have_count(len(WATCHES))
    page.goto(f"{(tmp_path / 'dossier.html').as_uri()}#/print")
    expect(sides).to_have_count(2 * len(WATCHES))  # with the account, and in their list
    context.close()
