"""The disputes: both sides side by side, and what would settle it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


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
