"""Who says how many, and when: the step chart of a toll, as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sayso.judging.judge import judge
from sayso.judging.live import LiveCase
from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.web.conftest import serving

SPEAKERS = ("Coast Hospital", "Red Harbour Relief", "Norvik Police", "The Ministry of Health", "Civil Defence Agency")
FAMILIES = ("Aas", "Berg", "Dahl", "Eklund", "Falk", "Grahn", "Hedin", "Isberg", "Juhlin", "Kron", "Lund", "Moberg")
TOLD = "A strong earthquake hit Norvik, Sweden, on 3 March 2031. {who} said {many} people had been killed in Norvik."


def reports() -> Iterator[dict[str, str]]:
    counts = ("12", "at least 15", "between 14 and 20", "nearly 30")
    for day, many in enumerate(counts, 4):
        for place, who in enumerate(SPEAKERS[: 2 if day > 5 else 5]):
            yield told(f"s{day}-{place}", day, who, many)
    for place, family in enumerate(FAMILIES):
        yield told(f"g{place}", 5, f"Governor Rolf {family}", str(40 + place))
    yield told("wide", 9, "Coast Hospital", "4,000")
    yield {"id": "undated", "publisher": "Bay Wire", "text": TOLD.format(who="The mayor of Norvik", many="at least 33")}


def told(id_: str, day: int, who: str, many: str) -> dict[str, str]:
    text = TOLD.format(who=who, many=many)
    return {"id": id_, "publisher": "Harbour Post", "published": f"2031-03-{day:02}", "text": text}


@pytest.fixture(scope="module")
def quake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("quake")
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, reports())), "utf-8")
    path = folder / "norvik.sayso"
    build_record([folder / "feed.jsonl"], path, Settings())
    with serving(path) as address:
        yield path, address


@pytest.fixture
def toll(opened: Callable[[str], Page], quake: tuple[Path, str]) -> Page:
    """The toll of those killed."""
    page = opened(quake[1])
    page.get_by_role("link", name="Figures").click()
    page.get_by_role("row").filter(has_text="killed").get_by_role("link", name="killed").first.click()
    expect(chart(page)).to_be_visible()
    return page


def chart(page: Page) -> Locator:
    return page.get_by_role("group", name="Arrow keys go from count to count")


def test_the_tolls_of_the_case_are_chosen_from_by_effect(page: Page) -> None:
    page.get_by_role("link", name="Figures").click()
    page.get_by_label("Effect").select_option(label="detained (1)")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="detained").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("detained")
    expect(page.get_by_label("What stands")).to_contain_text("8,000")


def test_a_count_that_has_no_day_stands_beside_the_axis(page: Page) -> None:
    page.get_by_role("link", name="killed").first.click()
    expect(chart(page)).to_contain_text("dayunknown")
    page.get_by_role("button", name="government, “Sunday”: ≥ 164, revised up, stands").click()
    told_of = page.get_by_role("region", name="The count")
    expect(told_of).to_contain_text("at least 164 people")
    told_of.get_by_role("link").click()
    expect(page.locator(".shown").first).to_contain_text("at least 164")


def test_many_voices_those_that_say_most_stand_out_and_any_can_be_chosen(toll: Page) -> None:
    voices = toll.get_by_role("list", name="voices")
    assert voices.get_by_role("button").count() > 12
    expect(voices.locator("[aria-pressed=true]")).to_have_count(5)
    expect(chart(toll)).to_contain_text("Coast Hospital")
    expect(chart(toll)).not_to_contain_text("Kron")
    voices.get_by_role("button", name="Kron").click()
    expect(chart(toll)).to_contain_text("Kron")
    toll.get_by_role("checkbox", name="Each voice apart").check()
    expect(toll.get_by_role("figure", name="Rolf Lund")).to_be_visible()


def test_counts_are_told_by_keyboard_and_lead_to_their_words(toll: Page) -> None:
    chart(toll).locator(".point[tabindex='0']").focus()
    toll.keyboard.press("End")
    told_of = toll.get_by_role("region", name="The count")
    expect(told_of).to_contain_text("4,000")
    expect(told_of).to_contain_text("revised up, stands")
    toll.keyboard.press("ArrowLeft")
    expect(told_of).to_contain_text("≤ 30")
    expect(told_of).to_contain_text("set aside")
    toll.keyboard.press("Enter")
    toll.keyboard.press("Enter")
    expect(toll.locator(".shown").first).to_contain_text("nearly 30")


def test_a_wide_range_is_drawn_by_logarithm_where_one_asks(toll: Page) -> None:
    log = toll.get_by_role("checkbox", name="Log scale")
    log.set_checked(False)
    expect(chart(toll)).to_contain_text("4,000")
    log.check()
    expect(chart(toll)).to_contain_text("100")


def test_the_table_says_what_became_of_each_count(toll: Page) -> None:
    table = toll.get_by_role("table").first
    row = table.get_by_role("row").filter(has_text="Coast Hospital").filter(has_text="at least 15")
    expect(row).to_contain_text("revised up, replaced by a later count")


def test_what_is_seen_is_saved_with_its_citations(toll: Page, tmp_path: Path) -> None:
    def saved(kind: str) -> str:
        with toll.expect_download() as download:
            toll.get_by_role("button", name=kind, exact=True).click()
        download.value.save_as(tmp_path / kind)
        return (tmp_path / kind).read_bytes().decode("utf-8", "replace")

    rows = json.loads(saved("JSON"))
    assert any(row["report"] == "wide" and row["publisher"] == "Harbour Post" and row["sha256"] for row in rows)
    assert "Coast Hospital" in saved("SVG")
    assert "PNG" in saved("PNG")[:8]


def test_what_was_judged_wrong_stays_to_be_seen(opened: Callable[[str], Page], case: Path) -> None:
    with LiveCase.of(case) as judged:
        wrong = next(claim for claim in judged.claims() if claim.figure.value == 26 and claim.says_who)
        judge(judged, "wrong", [wrong.id], by="Ines", because="It counts cars.")
    with serving(case) as address:
        page = opened(address)
        page.get_by_role("link", name="Figures").click()
        page.get_by_role("link", name="killed").first.click()
        row = page.get_by_role("row").filter(has_text="It counts cars.")
        expect(row.first).to_contain_text("judged wrong")
        expect(page.get_by_role("button", name="26, judged wrong").first).to_be_visible()


def test_what_a_withdrawn_report_said_stays_to_be_seen(opened: Callable[[str], Page], case: Path) -> None:
    with LiveCase.of(case) as judged:
        claim = next(claim for claim in judged.claims() if claim.figure.value == 26 and claim.says_who)
        judged.withdraw(claim.report, by="Ines", because="The blog took it down.", at="2031-01-01T00:00:00Z")
    with serving(case) as address:
        page = opened(address)
        page.get_by_role("link", name="Figures").click()
        page.get_by_role("link", name="killed").first.click()
        row = page.get_by_role("row").filter(has_text="The blog took it down.")
        expect(row.first).to_contain_text("in a withdrawn report")
