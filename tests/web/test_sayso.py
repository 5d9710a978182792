"""Who relies on whom, as a person sees it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.web.conftest import serving

STORY = (
    "The Interior Ministry said {many} people had been killed in {town} on Monday. Shops stayed shut there, and the"
    " ferry waited at the quay with its lights on until the early morning, when the rain came down from the hills."
)
TOWNS = ("Malmö", "Uppsala", "Lund", "Gävle")
OTHERS = (
    ("Bay Wire", "Harbour TV, citing the Interior Ministry, said 31 people had been injured in Umeå on Tuesday."),
    ("Coast Daily", "The hospital said 12 people had been injured in Örebro on Friday. It is full, a nurse added."),
    ("Island Radio", "Police said 5 people had been arrested in Västerås on Sunday, after a long night of fires."),
)


def reports() -> Iterator[dict[str, str]]:
    for place, town in enumerate(TOWNS):
        text = STORY.format(many=20 + 11 * place, town=town)
        if place == 0:
            for again, publisher in enumerate(("Echo Online", "Mirror Blog", "Repeater")):
                yield one(f"again{again}", publisher, f"2031-03-1{again}", text)
        yield one(
            f"story{place}", "Harbour Post", f"2031-03-0{place + 2}", text if place == 0 else text.split(" Shops")[0]
        )
    for place, (publisher, text) in enumerate(OTHERS):
        yield one(f"other{place}", publisher, "2031-03-08", text)


def one(id_: str, publisher: str, day: str, text: str) -> dict[str, str]:
    return {"id": id_, "publisher": publisher, "published": day, "text": text}


@pytest.fixture(scope="module")
def relied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("relied")
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, reports())), "utf-8")
    build_record([folder / "feed.jsonl"], folder / "towns.sayso", Settings())
    with serving(folder / "towns.sayso") as address:
        yield address


@pytest.fixture
def graph(opened: Callable[[str], Page], relied: str) -> Page:
    page = opened(relied)
    page.get_by_role("link", name="Say-so").click()
    expect(drawn(page)).to_be_visible()
    return page


def drawn(page: Page) -> Locator:
    return page.get_by_role("group", name="Arrow keys follow who relies on whom")


def left_of(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["x"]


def test_origins_stand_at_the_left_and_a_chain_goes_from_one_to_the_next(graph: Page) -> None:
    ministry = drawn(graph).get_by_role("button", name="Interior Ministry, government")
    broadcaster = drawn(graph).get_by_role("button", name="Harbour TV, media")
    wire = drawn(graph).get_by_role("button", name="Bay Wire, publisher")
    assert left_of(ministry) < left_of(broadcaster) < left_of(wire)
    expect(drawn(graph).get_by_role("button", name="Interior Ministry is relied on by Harbour TV")).to_be_attached()


def test_an_arrow_leads_to_the_sentences_behind_it(graph: Page) -> None:
    arrow = drawn(graph).get_by_role("button", name="Interior Ministry is relied on by Harbour Post, 4 times")
    arrow.focus()
    graph.keyboard.press("Enter")
    told = graph.get_by_role("region", name="What is said")
    expect(told).to_be_focused()
    expect(told.get_by_role("listitem")).to_have_count(4)
    told.get_by_role("link").first.click()
    expect(graph.locator(".shown").first).to_contain_text("20")


def test_the_arrow_keys_follow_the_arrows(graph: Page) -> None:
    drawn(graph).get_by_role("button", name="Interior Ministry, government").focus()
    for _ in range(2):
        graph.keyboard.press("ArrowRight")
    expect(drawn(graph).get_by_role("button", name="Harbour Post, publisher")).to_be_focused()
    graph.keyboard.press("ArrowLeft")
    expect(drawn(graph).get_by_role("button", name="is relied on by Harbour Post")).to_be_focused()


def test_copies_are_folded_into_what_they_repeat_and_can_be_drawn(graph: Page) -> None:
    expect(graph.get_by_text("3 reports that repeat another are no further witnesses")).to_be_visible()
    expect(drawn(graph)).not_to_contain_text("Mirror Blog")
    drawn(graph).get_by_role("button", name="repeated by 3 publishers").focus()
    graph.get_by_role("button", name="Draw them").click()
    expect(drawn(graph).get_by_role("button", name="Mirror Blog repeats 1 report of Harbour Post")).to_be_attached()


def test_one_in_the_middle_of_a_chain_tells_what_came_and_went(graph: Page) -> None:
    drawn(graph).get_by_role("button", name="Harbour TV, media").focus()
    told = graph.get_by_role("region", name="What is said")
    expect(told).to_contain_text("relied on 1 time · relies on others 1 time")
    expect(told.get_by_role("listitem")).to_have_count(1)


def test_the_table_says_the_same_and_has_the_sentences(graph: Page) -> None:
    row = graph.get_by_role("row").filter(has_text="hospital").filter(has_text="Coast Daily")
    row.get_by_text("1 sentence").click()
    expect(row).to_contain_text("12 people")


def test_it_is_made_larger_by_button_and_key(graph: Page) -> None:
    before = drawn(graph).get_attribute("viewBox")
    graph.get_by_role("button", name="Larger").click()
    larger = drawn(graph).get_attribute("viewBox")
    assert larger != before
    graph.get_by_role("button", name="Whole").click()
    expect(drawn(graph)).to_have_attribute("viewBox", before or "")


def test_of_one_event_only_what_is_told_of_it(page: Page, address: str) -> None:
    page.get_by_role("link", name="Protests in Kazakhstan").first.click()
    event = page.url.rpartition("/")[2]
    page.goto(page.url.partition("#")[0] + f"#/sayso?event={event}")
    expect(page.get_by_role("link", name="Protests in Kazakhstan").first).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("Interior Ministry")


def test_what_is_drawn_is_saved_whole_with_citations(graph: Page, tmp_path: Path) -> None:
    def saved(kind: str) -> bytes:
        with graph.expect_download() as download:
            graph.get_by_role("button", name=kind, exact=True).click()
        download.value.save_as(tmp_path / kind)
        return (tmp_path / kind).read_bytes()

    graph.get_by_role("button", name="Larger").click()
    assert any(row["relies"] == "Bay Wire" and row["sha256"] and row["words"] for row in json.loads(saved("JSON")))
    assert 'viewBox="0 0 ' in saved("SVG").decode("utf-8")
    assert saved("PNG")[1:4] == b"PNG"
