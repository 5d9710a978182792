"""The first page, as a person reads it."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_what_where_when_in_two_lines_and_the_disputes_before_the_tolls(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan")
    headings = page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("Open disputes")
    expect(headings.nth(1)).to_have_text("How many")


def test_a_toll_says_on_how_many_say_sos_it_rests(page: Page) -> None:
    row = page.get_by_role("listitem").filter(has_text="detained").first
    expect(row).to_contain_text("2 reports, 2 independent say-sos")


def test_a_figure_leads_to_its_sentence_in_one_step(page: Page) -> None:
    page.get_by_role("link", name="nearly 8,000 people").first.click()
    shown = page.locator(".shown").first
    expect(shown).to_be_in_viewport()
    expect(shown).to_contain_text("nearly 8,000")
