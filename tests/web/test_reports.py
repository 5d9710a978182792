"""Reports: read with everything that was found in them, and found again by their words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

PAGE = "a4115fbbbf45bbbd120c5c2051f81b4be5b75b01eac5e54f9f2f75a90e318999"
PDF = "112ced12b6133ce16111b377985a0fded4c0d93beba0aad305c905517c8ecc50"


def go(page: Page, address: str) -> None:
    page.evaluate("to => { location.hash = to }", address)


@pytest.fixture
def report(page: Page) -> Page:
    """A report that was read from a saved page."""
    go(page, f"#/reports/{PAGE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Human Rights Worries")
    return page


def test_every_kind_of_mark_has_a_line_of_its_own(report: Page) -> None:
    legend = report.get_by_role("list", name="What is marked")
    for kind in ("figures", "alleged violations", "attributions", "dates", "places"):
        button = legend.get_by_role("button", name=kind)
        expect(button).to_have_attribute("aria-pressed", "true")
    drawn = report.evaluate(
        """() => ['claim', 'violation', 'when', 'where', 'event'].map(kind => {
            const style = getComputedStyle(document.querySelector(`ul .${kind}`));
            return style.textDecorationLine + ' ' + style.textDecorationStyle;
        })"""
    )
    assert len(set(drawn)) == len(drawn)


def test_marks_over_one_another_are_each_drawn(report: Page) -> None:
    figure = report.locator(".text .claim", has_text="at least 164")
    expect(figure).to_be_visible()
    assert figure.evaluate("one => one.closest('.attribution') !== null || one.querySelector('.attribution') !== null")


def test_a_kind_that_is_switched_off_stays_off_in_the_address(report: Page) -> None:
    report.get_by_role("button", name=re.compile("dates")).click()
    expect(report.locator(".text .when")).to_have_count(0)
    address = report.url
    assert "kinds=" in address
    assert "when" not in address
    report.goto("about:blank")
    report.goto(address)
    expect(report.locator(".text .claim").first).to_be_visible()
    expect(report.locator(".text .when")).to_have_count(0)


def test_marks_are_gone_through_by_keyboard(report: Page) -> None:
    expect(report.locator(".text .claim").first).to_be_visible()
    report.keyboard.press("n")
    first = report.evaluate("document.activeElement.textContent")
    report.keyboard.press("j")
    report.keyboard.press("j")
    assert report.evaluate("document.activeElement.getAttribute('role')") == "button"
    report.keyboard.press("p")
    report.keyboard.press("k")
    assert report.evaluate("document.activeElement.textContent") == first
    expect(report.get_by_role("complementary", name="How it was read").get_by_role("heading")).to_be_visible()


def test_chosen_words_say_how_they_were_read_and_what_they_went_into(report: Page) -> None:
    report.locator(".text .claim", has_text="at least 164").click()
    panel = report.get_by_role("complementary", name="How it was read")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("≥ 164 killed")
    expect(panel).to_contain_text("at least")
    expect(panel).to_contain_text("confidence")
    expect(panel).to_contain_text("Went into")
    panel.get_by_role("link", name=re.compile("killed")).first.click()
    expect(report).to_have_url(re.compile("#/figures/t"))


def test_the_original_is_beside_the_text_and_opened_at_the_words(report: Page) -> None:
    report.locator(".text .claim", has_text="at least 164").click()
    report.get_by_role("button", name="The original beside it").click()
    inside = report.frame_locator("iframe")
    expect(inside.locator("#sayso-shown")).to_contain_text("at least 164")
    expect(inside.locator("#sayso-shown")).to_be_in_viewport()
    assert inside.locator("mark").count() >= 5


def test_a_pdf_is_shown_by_pictures_of_its_pages_with_the_words_marked(page: Page) -> None:
    go(page, f"#/reports/{PDF}?original=1")
    page.locator(".text .claim", has_text="Hundreds").click()
    picture = page.get_by_alt_text("Page 1 of the original")
    expect(picture).to_be_visible()
    expect(page.locator(".box").first).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 500


def test_why_is_an_address(page: Page) -> None:
    told = page.evaluate(
        """async report => {
            const page = await (await fetch(`/api/reports/${report}`)).json();
            const claim = page.marks.find(mark => mark.words === 'at least 164');
            const why = await (await fetch(`/api/why/${claim.id}`)).json();
            const toll = await (await fetch(`/api/why/${claim.uses.find(one => one.kind === 'toll').id}`)).json();
            return [why.heading, toll.kind, toll.used.map(one => one.id).includes(claim.id)];
        }""",
        PAGE,
    )
    assert told[0].startswith("≥ 164 killed")
    assert told[1:] == ["toll", True]


@pytest.fixture
def reports(page: Page) -> Page:
    """The list of all reports."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Reports").click()
    expect(page.get_by_role("status").filter(has_text="reports")).to_have_text("5 reports")
    return page


def entries(page: Page) -> Locator:
    return page.get_by_role("feed", name="Reports").get_by_role("article")


def test_words_find_reports_and_lead_to_their_place(reports: Page) -> None:
    reports.get_by_label("Words, all of them").fill('"drone" strikes nobody')
    expect(reports.get_by_text("0 reports")).to_be_visible()
    reports.get_by_label("Words, all of them").fill("blackout")
    expect(entries(reports)).to_have_count(2)
    assert "q=blackout" in reports.url
    entries(reports).first.get_by_role("link", name=re.compile("blackout")).click()
    expect(reports.locator(".shown").first).to_have_text("blackout")
    expect(reports.locator(".shown").first).to_be_in_viewport()


def test_the_search_box_of_every_page_leads_here(page: Page) -> None:
    page.get_by_label("Search all reports").fill("paratroopers")
    page.keyboard.press("Enter")
    expect(entries(page)).to_have_count(1)
    expect(page.get_by_label("Words, all of them")).to_have_value("paratroopers")


def test_reports_are_narrowed_down_by_what_their_figures_say(reports: Page) -> None:
    facet = reports.get_by_role("region", name="What happened")
    facet.get_by_role("button", name=re.compile("detained")).click()
    expect(reports).to_have_url(re.compile("effect=detained"))
    expect(reports.get_by_role("status").filter(has_text="report")).to_have_text("4 reports")
    for entry in entries(reports).all():
        expect(entry.get_by_role("link", name=re.compile("detained")).first).to_be_visible()
    before = entries(reports).count()
    reports.get_by_role("region", name="Who says it").get_by_role("button").first.click()
    expect(reports).to_have_url(re.compile("party="))
    expect(reports.get_by_role("status").filter(has_text="report")).not_to_have_text(f"{before} reports")
    reports.get_by_role("link", name="All reports again").click()
    expect(entries(reports)).to_have_count(5)


def test_a_figure_in_the_list_leads_to_its_sentence(reports: Page) -> None:
    link = reports.get_by_role("link", name=re.compile("≥ 164 killed")).first
    link.click()
    expect(reports.locator(".shown").first).to_contain_text("164")
    expect(reports.get_by_role("complementary", name="How it was read")).to_contain_text("≥ 164 killed")


def test_facets_are_found_by_typing_how_they_begin(page: Page) -> None:
    told = page.evaluate("async () => (await (await fetch('/api/facets/place?starts=alm')).json()).values")
    assert [one["value"] for one in told] == ["Almaty"]


def test_reports_are_saved_with_their_citations(reports: Page) -> None:
    with reports.expect_download() as saved:
        reports.get_by_role("button", name="CSV").click()
    text = saved.value.path().read_text("utf-8")
    assert "sha256" in text.splitlines()[0]
    assert "claim.quote.words" in text.splitlines()[0]
    assert PAGE in text
