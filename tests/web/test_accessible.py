"""Every page by axe's rules of WCAG 2.2 A and AA, by keyboard alone, from 320 px to 4K, and as people set their system.

What axe cannot see (focus, order, reflow, forced colours, direction) is tried in the browser.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.web.login_page import refusal_page
from tests.web.conftest import serving

PAGES = Path(__file__).parents[2] / "web" / "src" / "pages.ts"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW, USUAL, FOUR_K = 320, 1280, 3840
ARABIC = "قالت وزارة الداخلية إن 12 شخصا على الأقل قتلوا في المدينة. وقالت الشرطة إن العدد لا يتجاوز خمسة."

KINDS = sorted(
    {
        (name, "ofOne: true" in rest)
        for name, rest in re.findall(r'\{ name: "(\w*)"(.*?)\}', PAGES.read_text("utf-8"))
        if name not in ("missing", "print")
    }
)
"""Every page of the front end: its name in the address, and whether it is of one thing. What is printed is made of
the others, and only dossiers lead to it."""


@pytest.fixture(scope="module")
def places(address: str) -> Mapping[tuple[str, bool], str]:
    """An address for every page, below that of the server."""
    with httpx.Client(base_url=address.partition("enter?")[0], timeout=60) as client:
        client.get(address, follow_redirects=True)
        account = client.get("/api/account").json()
        event = account["events"][0]["id"]
        report = client.get("/api/reports").json()["reports"][0]["id"]
        dispute = account["disputes"][0]["id"]
        ids = {"events": event, "figures": account["board"][0]["id"], "reports": report, "disputes": dispute}
        return {
            (name, of_one): f"#/{name}/{quote(ids[name], safe='')}" if of_one else f"#/{name}" for name, of_one in KINDS
        }  # a page of one thing without an id here is a KeyError: give it one


Open = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, address: str, places: Mapping[tuple[str, bool], str]) -> Iterator[Open]:
    """Opens a page of the front end in a window that is set up as asked."""
    contexts: list[BrowserContext] = []

    def opened(kind: tuple[str, bool], **settings: Any) -> Page:
        page = entered(browser, address, contexts, **settings)
        page.goto(address.partition("enter?")[0] + places[kind])
        return settled(page)

    yield opened
    for context in contexts:
        context.close()


def entered(browser: Browser, address: str, contexts: list[BrowserContext], **settings: Any) -> Page:
    context = browser.new_context(**{"viewport": {"width": USUAL, "height": 900}, **settings})
    contexts.append(context)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    return page


def settled(page: Page) -> Page:
    """The page when all that it asked for is there."""
    expect(page.locator("main h1, main .missing").first).to_be_visible()
    expect(page.get_by_text("Loading…")).to_have_count(0)
    return page


def named(kind: tuple[str, bool]) -> str:
    name, of_one = kind
    return (name or "account") + (", one" if of_one else "")


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each thing that breaks a rule."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def unfold(page: Page) -> None:
    """Open whatever is folded, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


every_page = pytest.mark.parametrize("kind", KINDS, ids=named)
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)


@each_scheme
@every_page
def test_a_page_keeps_wcag(look: Open, kind: tuple[str, bool], scheme: str) -> None:
    page = look(kind, color_scheme=scheme)
    unfold(page)
    assert violations(page) == []


@each_scheme
def test_the_words_of_a_mark_keep_wcag(look: Open, scheme: str) -> None:
    page = look(("reports", True), color_scheme=scheme)
    page.locator(".mark.claim").first.click()
    assert violations(page) == []


@each_scheme
def test_judging_keeps_wcag(look: Open, scheme: str) -> None:
    page = look(("review", False), color_scheme=scheme)
    page.get_by_label("Your name").fill("Ines")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name=re.compile("^Correct")).click()
    unfold(page)
    assert violations(page) == []


@pytest.fixture(scope="module")
def files(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The pages that stand alone, as files."""
    folder = tmp_path_factory.mktemp("files")
    sayso = [sys.executable, "-m", "sayso"]
    made = subprocess.run([*sayso, "show", str(built), "--html"], check=True, capture_output=True)
    (folder / "account.html").write_bytes(made.stdout)
    (folder / "refusal.html").write_text(refusal_page(), "utf-8")
    subprocess.run([*sayso, "dossier", str(built), "-o", str(folder / "dossier.html")], check=True, capture_output=True)
    return {name: folder / f"{name}.html" for name in ("account", "refusal", "dossier")}


each_file = pytest.mark.parametrize("name", ["account", "refusal", "dossier"])


@each_scheme
@each_file
def test_a_page_that_stands_alone_keeps_wcag(
    browser: Browser, files: Mapping[str, Path], name: str, scheme: Literal["light", "dark"]
) -> None:
    with alone(browser, files[name], USUAL, scheme) as page:
        assert violations(page) == []


@each_file
def test_a_page_that_stands_alone_fits_320_px(browser: Browser, files: Mapping[str, Path], name: str) -> None:
    with alone(browser, files[name], NARROW) as page:
        assert too_wide(page) == []


@contextmanager
def alone(browser: Browser, path: Path, width: int, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_the_login_keeps_wcag_and_fits_320_px(browser: Browser, built: Path, tmp_path: Path) -> None:
    logins = tmp_path / "team.toml"
    command = [sys.executable, "-m", "sayso", "login", str(logins), "Ines"]
    subprocess.run(command, input="a long password\n", text=True, check=True, capture_output=True)
    with serving(built, "--logins", str(logins)) as address:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": NARROW, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{address}login")
            assert (violations(page), too_wide(page)) == ([], [])
            context.close()


# Narrow and wide.


def too_wide(page: Page) -> list[str]:
    """What sticks out of the page sideways, where the page itself can be scrolled that way."""
    return page.evaluate(
        """() => {
          const root = document.scrollingElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const outside = (one) => {
            const box = one.getBoundingClientRect();
            return box.width > 0 && box.right + scrollX > root.clientWidth + 1;
          };
          return [`${root.scrollWidth} px`, ...[...document.body.querySelectorAll("*")].filter(outside)
            .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 8)];
        }"""
    )  # type: ignore[no-any-return]


@every_page
def test_a_page_fits_320_px(look: Open, kind: tuple[str, bool]) -> None:
    page = look(kind, viewport={"width": NARROW, "height": 800})
    unfold(page)
    assert too_wide(page) == []


@every_page
def test_a_page_is_legible_on_4k(look: Open, kind: tuple[str, bool]) -> None:
    page = look(kind, viewport={"width": FOUR_K, "height": 2160})
    assert too_wide(page) == []
    small, wide = page.evaluate(
        """() => {
          const told = [...document.querySelectorAll("main *")].filter((one) =>
            [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && one.checkVisibility());
          const size = (one) => parseFloat(getComputedStyle(one).fontSize);
          const lines = [...document.querySelectorAll("main p, main blockquote, main li")];
          const least = (one) => (one.closest("svg") ? 10 : 12);
          return [told.filter((one) => size(one) < least(one)).map((one) => one.outerHTML.slice(0, 120)),
            lines.filter((one) => one.getBoundingClientRect().width > 1500).map((one) => one.outerHTML.slice(0, 120))];
        }"""
    )
    assert (small, wide) == ([], [])


# By keyboard.

REACHABLE = """() => {
  const wanted = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex='0']";
  window.all_ = [...document.querySelectorAll(wanted)].filter((one) =>
    one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
    !one.closest("[role=radiogroup], [role=tablist], [role=toolbar], [role=listbox], [role=grid]") &&
    !(one.type === "radio"));
  return window.all_.length;
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const probe = document.createElement("i");
  probe.style.color = "var(--focus)";
  document.body.append(probe);
  const ring = getComputedStyle(probe).color;
  probe.remove();
  const ringed = [...one.querySelectorAll("*")].some((part) => getComputedStyle(part).stroke === ring);
  const outlined = ringed || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { at: window.all_.indexOf(one), told: one.outerHTML.slice(0, 160), seen: outlined && inside };
}"""


@every_page
def test_everything_is_reached_by_tab_and_shows_that_it_is(look: Open, kind: tuple[str, bool]) -> None:
    page = look(kind, reduced_motion="reduce")
    page.reload()  # so that nothing has the focus
    settled(page)
    wanted = page.evaluate(REACHABLE)
    reached: set[int] = set()
    unseen: list[str] = []
    last = -1
    for _ in range(2 * wanted + 50):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (focused["at"] in reached and focused["at"] != last):
            break
        last = focused["at"]
        if last >= 0:
            reached.add(last)
        if not focused["seen"]:
            unseen.append(focused["told"])
    left = page.evaluate(
        "(reached) => window.all_.filter((one, at) => !reached.includes(at) && one.isConnected)"
        ".map((one) => one.outerHTML.slice(0, 160))",
        sorted(reached),
    )
    assert (left, unseen) == ([], [])


def test_the_navigation_is_passed_over_by_its_first_link(look: Open) -> None:
    page = look(("", False))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# As people set their system.


@every_page
def test_nothing_moves_where_motion_is_not_wanted(look: Open, kind: tuple[str, bool]) -> None:
    page = look(kind, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
          return lasts(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth";
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert moving == []


@every_page
def test_a_page_keeps_wcag_in_forced_colours(look: Open, kind: tuple[str, bool]) -> None:
    page = look(kind, forced_colors="active")
    assert violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate(REACHABLE)
    assert page.evaluate(FOCUSED)["seen"]


def test_bars_are_seen_in_forced_colours(look: Open) -> None:
    page = look(("", False), forced_colors="active")
    colours = page.evaluate(
        """() => [".range", ".best"].map((name) => {
          const bar = document.querySelector(`main .bar ${name}`);
          return [getComputedStyle(bar).backgroundColor, getComputedStyle(document.body).backgroundColor];
        })"""
    )
    for bar, paper in colours:
        assert bar != paper


def test_text_of_200_per_cent_fits(look: Open) -> None:
    page = look(("", False), viewport={"width": USUAL // 2, "height": 450})
    assert too_wide(page) == []


# From right to left.


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a case is served whose reports are written from right to left, and in both directions."""
    folder = tmp_path_factory.mktemp("arabic")
    reports = [
        {
            "id": "ar-1",
            "title": "بيان الوزارة",
            "publisher": "وكالة الأنباء",
            "published": "2031-03-02",
            "text": ARABIC,
        },
        {
            "id": "en-1",
            "title": "Ministry: 12 killed",
            "publisher": "وكالة الأنباء",
            "published": "2031-03-02",
            "text": "At least 12 people were killed in Cairo on 1 March 2031, the Interior Ministry said.",
        },
    ]
    lines = folder / "reports.jsonl"
    lines.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in reports), "utf-8")
    case = folder / "arabic.sayso"
    build_record([lines], case, Settings())
    with serving(case) as opened:
        yield opened


def test_words_written_from_right_to_left_lie_so(browser: Browser, arabic: str) -> None:
    contexts: list[BrowserContext] = []
    page = entered(browser, arabic, contexts, viewport={"width": NARROW, "height": 800})
    page.goto(f"{arabic.partition('enter?')[0]}#/reports/ar-1")
    settled(page)
    direction = page.evaluate(
        """(words) => {
          const holders = [...document.querySelectorAll("main *")].filter((one) => one.textContent.includes(words));
          return getComputedStyle(holders.at(-1)).direction;
        }""",
        ARABIC[:20],
    )
    assert direction == "rtl"
    title = page.get_by_role("heading", level=1)
    assert title.evaluate("(one) => getComputedStyle(one.querySelector('[dir]') ?? one).direction") == "rtl"
    assert too_wide(page) == []
    page.goto(f"{arabic.partition('enter?')[0]}#/reports/en-1")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ministry")
    text = page.get_by_text("At least 12 people").first
    assert text.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
    contexts[0].close()
