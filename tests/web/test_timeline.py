"""The timeline, as a person reads, narrows and leaves it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def timeline(page: Page) -> Page:
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    return page


def entries(page: Page, label: str = "Entries by day") -> Locator:
    return page.get_by_role("feed", name=label).get_by_role("article")


def test_days_and_ranges_in_order_and_what_has_none_apart(timeline: Page) -> None:
    expect(entries(timeline).first).to_contain_text("2019-01-01")
    expect(entries(timeline).first).to_contain_text("2019-12-31")
    days = [text[:10] for text in entries(timeline).locator(".when").all_inner_texts()]
    assert days == sorted(days)
    assert len(days) > 3
    undated = entries(timeline, "Entries without a day")
    expect(undated.first).to_contain_text("day unknown")
    timeline.get_by_role("status").get_by_role("link").last.click()
    expect(timeline.get_by_role("heading", name="Without a day")).to_be_focused()


def test_a_violation_is_alleged_and_says_by_whom_and_leads_to_its_sentence(timeline: Page) -> None:
    timeline.locator("select[name=what]").select_option("violation")
    expect(timeline.get_by_role("article").first).to_contain_text("alleged by")
    for text in timeline.get_by_role("article").all_inner_texts():
        assert "alleged by" in text
        assert "alleged violation" in text
    entry = timeline.get_by_role("article").first
    words = entry.locator("mark").inner_text()
    entry.locator("blockquote a").click()
    shown = timeline.locator(".shown").first
    expect(shown).to_be_in_viewport()
    assert words.startswith(shown.inner_text()[:10])


def test_entries_are_chosen_by_kind_days_place_and_figures(timeline: Page) -> None:
    timeline.get_by_label("Kind").select_option("PROTEST")
    expect(timeline.get_by_role("article").filter(has_not_text="event · protest")).to_have_count(0)
    expect(timeline.get_by_role("article").filter(has_text="event · protest").first).to_be_visible()
    timeline.get_by_role("link", name="Everything again").click()
    timeline.get_by_label("Place").fill("almaty")
    timeline.get_by_label("Place").press("Enter")
    expect(timeline.get_by_role("article").filter(has_text="Zhanaozen")).to_have_count(0)
    expect(timeline.get_by_role("article").filter(has_text="Almaty").first).to_be_visible()
    timeline.get_by_role("link", name="Everything again").click()
    timeline.get_by_label("Figures of").select_option("detained")
    expect(timeline.get_by_role("article")).to_have_count(1)
    expect(timeline.get_by_role("article")).to_contain_text("disputed")


def test_days_are_chosen_by_keyboard_and_what_has_no_day_stays(timeline: Page) -> None:
    timeline.get_by_label("From").fill("2022-01-01")
    timeline.get_by_label("From").press("Tab")
    expect(entries(timeline).first).to_contain_text("2022-01-02")
    expect(entries(timeline, "Entries without a day").first).to_be_visible()
    timeline.get_by_label("To", exact=True).fill("2022-01-03")
    timeline.get_by_label("To", exact=True).press("Tab")
    expect(entries(timeline)).to_have_count(2)


def test_days_are_chosen_by_drawing_over_the_chart(timeline: Page) -> None:
    expect(timeline.get_by_role("img", name="Entries a")).to_be_visible()
    frame = timeline.locator(".frame").bounding_box()
    assert frame
    timeline.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + 40)
    timeline.mouse.down()
    timeline.mouse.move(frame["x"] + frame["width"] - 5, frame["y"] + 40, steps=3)
    timeline.mouse.up()
    expect(entries(timeline).first).to_contain_text("2022-01-02")
    assert timeline.get_by_label("From").input_value().startswith("202")


def test_the_keyboard_goes_from_entry_to_entry_and_out(timeline: Page) -> None:
    entries(timeline).first.focus()
    timeline.keyboard.press("PageDown")
    expect(entries(timeline).nth(1)).to_be_focused()
    timeline.keyboard.press("End")
    expect(entries(timeline).last).to_be_focused()
    timeline.keyboard.press("Control+End")
    expect(entries(timeline).last).not_to_be_focused()
    timeline.keyboard.press("Tab")
    expect(timeline.get_by_role("heading", name="Without a day")).not_to_be_focused()
    assert timeline.evaluate("document.activeElement.closest('[aria-label=\"Entries without a day\"]') !== null")


def test_what_is_seen_is_saved_with_its_citations(timeline: Page) -> None:
    expect(entries(timeline).first).to_be_visible()
    with timeline.expect_download() as saved:
        timeline.get_by_role("button", name="JSON").click()
    rows = json.loads(saved.value.path().read_text("utf-8"))
    assert {"event", "statement", "violation"} == {row["what"] for row in rows}
    assert all(row["told"]["words"] and len(row["cited"]["sha256"]) == 64 for row in rows)
    with timeline.expect_download() as saved:
        timeline.get_by_role("button", name="SVG").click()
    assert "<rect" in saved.value.path().read_text("utf-8")


def test_a_long_timeline_has_only_what_is_on_screen_in_the_page(opened: Callable[[str], Page], address: str) -> None:
    page = opened(address)
    page.route("**/api/timeline?*", lambda route: route.fulfill(json=_made(route.request.url)))
    page.goto(page.url.split("#")[0] + "#/timeline")
    feed = page.get_by_role("feed", name="Entries by day")
    expect(feed.get_by_role("article").first).to_contain_text("Entry 0")
    assert feed.get_by_role("article").count() < 40
    page.evaluate("window.scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
    expect(
        feed.get_by_text("Entry 2500", exact=True).or_(feed.get_by_text("Entry 2490", exact=True)).first
    ).to_be_visible()
    assert feed.get_by_role("article").count() < 40
    feed.get_by_role("article").first.focus()
    page.keyboard.press("End")
    expect(feed.get_by_role("article", name="Entry 4999")).to_be_focused()
    expect(feed.get_by_role("article", name="Entry 4999")).to_be_in_viewport()


def _made(url: str) -> dict[str, object]:
    asked = dict(one.split("=") for one in url.partition("?")[2].split("&"))
    total = 5000 if asked["dated"] == "true" else 0
    first = int(asked["offset"])
    entry = {
        "what": "event", "code": None, "kind": None, "event": None, "earliest": "2031-01-01", "latest": "2031-01-01",
        "when": "2031-01-01", "place": None, "effects": [], "where": None, "says_who": [], "reports": 1, "disputes": [],
        "told": None, "cited": None,
    }  # fmt: skip
    places = range(first, min(first + int(asked["limit"]), total))
    return {
        "edition": "x",
        "total": total,
        "entries": [{**entry, "id": str(place), "title": f"Entry {place}"} for place in places],
    }
