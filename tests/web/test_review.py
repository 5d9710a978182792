"""Judging by keyboard, by one person and by two."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from sayso.store.sqlite import Case

Open = Callable[[str], Page]


def begin(page: Page, name: str) -> Page:
    """Go to the review under a name, by keyboard alone."""
    page.goto(
        re.sub(r"/enter.*", "/#/review", page.url) if "enter" in page.url else f"{page.url.split('#')[0]}#/review"
    )
    page.get_by_label("Your name").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"You judge as {name}")).to_be_visible()
    expect(page.get_by_role("button", name="Right")).to_be_visible()
    page.get_by_role("heading", name="Review").click()
    return page


def kinds(case: Path) -> list[tuple[str, str | None, str]]:
    with Case.open(case, readonly=True) as opened:
        return [(one.kind, one.by, one.state) for one in opened.rulings()]


def test_the_largest_effect_on_a_toll_comes_first_and_a_key_judges_it(judged: str, opened: Open, case: Path) -> None:
    page = begin(opened(judged), "Ines")
    first = page.get_by_label("The claim to judge").get_by_role("heading")
    expect(first).to_contain_text("nearly 8,000")
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="right")).to_be_visible()
    expect(first).not_to_contain_text("nearly 8,000")
    expect(page.get_by_role("cell", name="Ines")).to_be_visible()
    assert kinds(case) == [("right", "Ines", "stands")]


def test_wrong_takes_a_figure_off_its_toll_and_undo_brings_it_back(judged: str, opened: Open, case: Path) -> None:
    page = begin(opened(judged), "Ines")
    page.keyboard.press("1")
    expect(page.get_by_role("cell", name="stands")).to_be_visible()
    account = opened(judged)
    board = account.get_by_role("listitem").filter(has_text="detained").first
    expect(board).to_contain_text("More than 3,000")
    expect(board).not_to_contain_text("nearly 8,000")
    page.keyboard.press("u")
    expect(page.get_by_role("cell", name="undone")).to_be_visible()
    expect(board).to_contain_text("nearly 8,000")
    assert [kind for kind, _, _ in kinds(case)] == ["wrong", "undo"]


def test_a_claim_is_corrected_without_a_mouse(judged: str, opened: Open, case: Path) -> None:
    page = begin(opened(judged), "Ines")
    page.keyboard.press("e")
    expect(page.get_by_label("Number")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("7900")
    page.get_by_label("Why").fill("the later list says so")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name=re.compile("^edit .*value=7900"))).to_be_visible()
    with Case.open(case, readonly=True) as opened_case:
        assert 7900 in [claim.figure.value for claim in opened_case.claims()]


def test_two_people_see_each_others_judgements_and_none_is_lost(judged: str, opened: Open, case: Path) -> None:
    ines, omar = begin(opened(judged), "Ines"), begin(opened(judged), "Omar")
    ines.keyboard.press("a")
    expect(omar.get_by_role("cell", name="Ines")).to_be_visible()
    expect(omar.get_by_label("The claim to judge").get_by_role("heading")).not_to_contain_text("nearly 8,000")
    ines.keyboard.press("a")
    omar.keyboard.press("2")
    for page in (ines, omar):
        expect(page.get_by_role("cell", name="Omar")).to_be_visible()
        expect(page.get_by_role("cell", name="Ines")).to_have_count(2)
    assert sorted(by or "" for _, by, _ in kinds(case)) == ["Ines", "Ines", "Omar"]


def test_two_claims_are_said_to_be_of_one_happening(judged: str, opened: Open, case: Path) -> None:
    page = begin(opened(judged), "Ines")
    for key in "mjm":
        page.keyboard.press(key)
    expect(page.get_by_role("cell", name=re.compile("^same"))).to_be_visible()
    assert kinds(case) == [("same", "Ines", "stands")]


def test_nobody_judges_without_a_name(judged: str, opened: Open, case: Path) -> None:
    page = opened(judged)
    page.goto(f"{page.url.split('#')[0]}#/review")
    expect(page.get_by_label("The claim to judge").get_by_role("heading")).to_contain_text("nearly 8,000")
    page.keyboard.press("a")
    expect(page.get_by_label("Your name")).to_be_focused()
    assert kinds(case) == []
