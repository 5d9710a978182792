"""On an event's page a person says what is of it and what is not, by keyboard, and takes it back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from tests.judging.conftest import write_feed
from tests.web.conftest import serving
from tests.web.test_accessible import too_wide, violations

Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports of a ferry, and one of a bridge; not to be written to."""
    folder = tmp_path_factory.mktemp("ferry")
    build_record([write_feed(folder / "feed.jsonl")], folder / "ferry.sayso", Settings())
    return folder / "ferry.sayso"


@pytest.fixture
def case(ferry: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(ferry, tmp_path / ferry.name))


def happenings(case: Path) -> list[list[str]]:
    with Case.open(case, readonly=True) as opened:
        return sorted(sorted(event.main_for) for event in opened.events() if event.main_for)


def event_about(case: Path, report: str) -> str:
    with Case.open(case, readonly=True) as opened:
        return next(event.id for event in opened.events() if report in event.main_for)


@pytest.fixture
def served(case: Path) -> Iterator[Callable[[str], str]]:
    with serving(case) as address:
        yield lambda report: f"{address}#/events/{event_about(case, report)}"


def begin(page: Page) -> Page:
    """Unfold what one can say of the event that is open, under a name."""
    page.evaluate("localStorage.setItem('sayso:name', 'Ines')")
    page.reload()
    page.locator("summary").filter(has_text="Join it with another").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You judge as Ines")).to_be_visible()
    return page


def tellers(page: Page) -> Locator:
    return page.get_by_role("heading", name=re.compile(r"^\d+ reports?$"))


def test_two_events_are_said_to_be_one_and_are_two_again(
    case: Path, served: Callable[[str], str], opened: Open
) -> None:
    page = begin(opened(served("post")))
    other = opened(served("bridge"))
    expect(tellers(page)).to_have_text("3 reports")
    expect(tellers(other)).to_have_text("1 report")
    before = happenings(case)
    page.get_by_label("Words in reports of the other event").focus()
    page.keyboard.type("engineers")
    choice = page.get_by_role("combobox", name="The other event")
    expect(choice.get_by_role("option")).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("A")
    expect(choice).not_to_have_value("")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for window in (page, other):
        expect(tellers(window)).to_have_text("4 reports")
    assert happenings(case) == [["bridge", "late", "post", "wire"]]
    expect(page.get_by_role("status").filter(has_text="same:")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tellers(page)).to_have_text("3 reports")
    expect(tellers(other)).to_have_text("1 report")
    assert happenings(case) == before


@pytest.mark.parametrize("leaving", ["post", "wire", "late"])
def test_a_report_is_taken_out_of_an_event_and_comes_back(
    case: Path, served: Callable[[str], str], opened: Open, leaving: str
) -> None:
    page = begin(opened(served("post")))
    other = opened(served("post"))
    button = page.get_by_role("button", name=f"Not of this event: The {leaving}")
    button.focus()
    page.keyboard.press("Enter")
    expect(tellers(page)).to_have_text("2 reports")
    expect(page.get_by_role("listitem").filter(has_text=f"The {leaving}")).to_have_count(0)
    assert happenings(case) == sorted([["bridge"], [leaving], sorted({"post", "wire", "late"} - {leaving})])
    expect(tellers(other)).not_to_have_text("3 reports")
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    for window in (page, other):
        expect(tellers(window)).to_have_text("3 reports")
    assert happenings(case) == [["bridge"], ["late", "post", "wire"]]


def test_nobody_says_anything_without_a_name(case: Path, served: Callable[[str], str], opened: Open) -> None:
    page = opened(served("post"))
    page.locator("summary").filter(has_text="Join it with another").click()
    page.get_by_role("button", name="Not of this event: The wire").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    with Case.open(case, readonly=True) as still:
        assert not list(still.judgements())


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_there_for_everybody(served: Callable[[str], str], opened: Open, width: int, scheme: str) -> None:
    page = opened(served("post"))
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    begin(page)
    expect(page.get_by_role("button", name="Not of this event: The wire")).to_be_visible()
    assert (violations(page), too_wide(page)) == ([], [])


def test_the_queue_leads_there_by_a_key(served: Callable[[str], str], opened: Open) -> None:
    page = opened(served("post"))
    page.evaluate("localStorage.setItem('sayso:name', 'Ines'); location.hash = '#/review'")
    expect(page.get_by_label("The claim to judge").get_by_role("heading")).to_be_visible()
    page.get_by_role("heading", name="Review").click()
    page.keyboard.press("v")
    expect(page).to_have_url(re.compile("#/events/e"))
    expect(page.get_by_role("combobox", name="The other event")).to_be_visible()
