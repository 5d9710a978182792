"""The map, as a person reads, moves and leaves it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def the_map(page: Page) -> Page:
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Map")
    expect(circle(page, "Almaty")).to_be_visible()
    return page


def circle(page: Page, name: str) -> Locator:
    return page.locator("svg.earth").get_by_role("link", name=f"{name}:")


def by(page: Page, what: str) -> None:
    page.get_by_label("Circles by").select_option(what)


def middle(place: Locator) -> tuple[float, float]:
    for _ in range(50):  # the map may be drawn anew at any moment, in the same place
        box = place.locator("circle").bounding_box()
        if box:
            return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    raise AssertionError("there is no such circle")


def test_a_figure_of_a_whole_country_stands_apart_and_not_in_its_capital(the_map: Page) -> None:
    expect(the_map.locator("svg.earth a")).to_have_count(1)
    countries = the_map.get_by_role("table", name="For whole countries")
    expect(countries).to_contain_text("Kazakhstan")
    expect(countries).to_contain_text("164")
    expect(the_map.get_by_role("table", name="On the map")).not_to_contain_text("Kazakhstan")


def test_a_figure_leads_to_its_sentence_in_one_step(the_map: Page) -> None:
    the_map.get_by_role("link", name="103 of them").click()
    shown = the_map.locator(".shown").first
    expect(shown).to_be_in_viewport()
    expect(shown).to_contain_text("103")


def test_a_place_leads_to_its_events(the_map: Page) -> None:
    circle(the_map, "Almaty").focus()
    the_map.keyboard.press("Enter")
    expect(the_map.get_by_role("heading", level=1)).to_have_text("Timeline")
    expect(the_map.get_by_label("Place")).to_have_value("Almaty")
    expect(the_map.get_by_role("article").filter(has_text="Almaty").first).to_be_visible()


def test_the_map_and_the_table_point_at_the_same_place(the_map: Page) -> None:
    by(the_map, "events")
    row = the_map.get_by_role("row").filter(has_text="Zhanaozen")
    row.hover()
    expect(circle(the_map, "Zhanaozen")).to_have_class("current")
    circle(the_map, "Almaty").focus()
    expect(the_map.get_by_role("row").filter(has_text="Almaty")).to_have_class(re.compile("current"))


def test_the_map_is_moved_and_zoomed_by_keys_and_buttons(the_map: Page) -> None:
    by(the_map, "events")
    expect(circle(the_map, "Zhanaozen")).to_be_visible()
    west, east = middle(circle(the_map, "Zhanaozen")), middle(circle(the_map, "Almaty"))
    assert west[0] < east[0]
    frame = the_map.get_by_role("group", name="Arrow keys move it")
    frame.focus()
    the_map.keyboard.press("ArrowDown")
    assert middle(circle(the_map, "Almaty"))[1] < east[1]
    the_map.keyboard.press("0")
    assert middle(circle(the_map, "Almaty")) == pytest.approx(east, abs=1)
    the_map.get_by_role("button", name="To the east").click()
    assert middle(circle(the_map, "Almaty"))[0] < east[0]
    frame.focus()
    the_map.keyboard.press("0")
    the_map.keyboard.press("-")
    nearer = middle(circle(the_map, "Almaty"))[0] - middle(circle(the_map, "Zhanaozen"))[0]
    assert nearer < east[0] - west[0]
    the_map.get_by_role("button", name="Zoom in").click()
    assert middle(circle(the_map, "Almaty")) == pytest.approx(east, abs=1)
    the_map.get_by_role("button", name="Zhanaozen").click()
    box = frame.bounding_box()
    assert box
    assert middle(circle(the_map, "Zhanaozen"))[0] == pytest.approx(box["x"] + box["width"] / 2, abs=3)


def test_no_name_on_the_map_touches_another(the_map: Page) -> None:
    names = the_map.locator("svg.earth g.text text")
    expect(names.filter(has_text="Tashkent")).to_have_count(1)
    boxes = [box for one in names.all() if (box := one.bounding_box())]
    assert len(boxes) > 8
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            along = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            assert across < 4 or along < 4


def test_a_place_in_doubt_is_hollow_and_says_why(page: Page) -> None:
    page.route("**/api/map", lambda route: route.fulfill(json=_doubtful(route.fetch().json())))
    page.get_by_role("link", name="Map", exact=True).click()
    doubtful = page.locator("svg.earth").get_by_role("link", name="in doubt: 2 other places could be meant")
    expect(doubtful.locator("circle")).to_have_attribute("stroke-dasharray", "4 2")
    expect(page.get_by_role("table", name="On the map")).to_contain_text("2 other places could be meant")


def _doubtful(answer: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    for place in answer["places"]:
        place["doubtful"] = "2 other places could be meant"
    return dict(answer)


def test_what_is_seen_is_saved(the_map: Page) -> None:
    with the_map.expect_download() as saved:
        the_map.get_by_role("button", name="JSON").click()
    rows = json.loads(saved.value.path().read_text("utf-8"))
    assert {"Almaty", "Kazakhstan"} == {row["name"] for row in rows}
    assert all(len(row["figure"]["cited"]["sha256"]) == 64 and row["figure"]["words"]["words"] for row in rows)
    with the_map.expect_download() as saved:
        the_map.get_by_role("button", name="SVG").click()
    drawn = saved.value.path().read_text("utf-8")
    assert "<circle" in drawn
    assert "var(--" not in drawn, "a file has no colours of the page"
    with the_map.expect_download() as saved:
        the_map.get_by_role("button", name="PNG").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
