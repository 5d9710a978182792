"""The dossier, opened from disk with the network off."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.web import dossier as dossiers
from tests.tell.masking.test_masks import REPORTS
from tests.web.test_accessible import too_wide

MOST_BYTES = 1_500_000


def write(case: Path, output: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "sayso", "dossier", str(case), "-o", str(output), *options]
    subprocess.run(command, check=True, capture_output=True)
    return output


@pytest.fixture(scope="module")
def dossier(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(built, tmp_path_factory.mktemp("stick") / "dossier.html")


@pytest.fixture
def read(browser: Browser, dossier: Path) -> Iterator[Page]:
    """The dossier from disk; whatever it asks the network for, or complains of, fails the test."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(dossier.as_uri())
    yield page
    context.close()
    assert (asked, complaints) == ([], [])


def test_it_shows_the_account_and_leads_to_the_sentence(read: Page) -> None:
    expect(read.get_by_role("heading", level=1)).to_contain_text("Kazakhstan")
    read.get_by_role("link", name="nearly 8,000 people").first.click()
    expect(read.locator(".shown").first).to_be_in_viewport()


def test_it_does_not_tell_where_files_lay(dossier: Path) -> None:
    told = dossier.read_text("utf-8")
    assert "redaction-amnesty.html" in told
    assert "examples/" not in told
    assert str(Path.cwd()) not in told


def test_it_is_small(dossier: Path) -> None:
    assert dossier.stat().st_size < MOST_BYTES


def test_a_large_one_is_packed_and_reads_alike(
    built: Path, tmp_path: Path, opened: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "_MOST_PLAIN", 0)
    packed = tmp_path / "packed.html"
    with ThreadPoolExecutor() as apart:  # the browser's driver has an event loop in this thread
        made = apart.submit(dossiers.dossier_of, built, names=True).result()
    packed.write_text(made.html, "utf-8")
    page = opened(packed.as_uri())
    page.get_by_role("link", name="nearly 8,000 people").first.click()
    expect(page.locator(".shown").first).to_be_in_viewport()


def test_without_script_it_is_the_account(browser: Browser, dossier: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(dossier.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan")
    assert "nearly 8,000 people" in page.locator("main").inner_text()
    context.close()


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named")
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)))
    build_record([folder / "reports.jsonl"], folder / "case.sayso", Settings())
    return folder / "case.sayso"


def test_private_persons_are_masked_unless_names_are_asked_for(named: Path, tmp_path: Path) -> None:
    masked = write(named, tmp_path / "masked.html").read_text("utf-8")
    whole = write(named, tmp_path / "whole.html", "--names").read_text("utf-8")
    for name in ("Omarova", "omarova", "Seitov", "Gulnara"):
        assert name not in masked
        assert name in whole
    assert "Pavel Lund" in masked


ALIKE = (
    "At least 12 people were killed in Port Ambler on Friday, said Ana Lund, whose son was one of them. “Ten are lost,”"
    " said Eva Lund, a neighbour. Witness Ida Lund said 14 people were killed. Police said 9 people were killed.",
    "Relative Ana Lund told reporters that 13 people were killed in Port Ambler on Friday; Eva Lund said it was 15.",
)
"""Speakers whose names are masked alike."""


def test_parties_that_are_masked_alike_stay_apart(browser: Browser, tmp_path: Path) -> None:
    lines = [{"id": f"r{nth}", "text": text, "published": "2031-01-12"} for nth, text in enumerate(ALIKE)]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build_record([tmp_path / "reports.jsonl"], tmp_path / "case.sayso", Settings())
    dossier = write(tmp_path / "case.sayso", tmp_path / "alike.html")
    assert not {"ana lund", "eva lund", "ida lund"} & set(
        re.findall(r"\w+ lund", dossier.read_text("utf-8").casefold())
    )
    complaints: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for name in ("timeline", "figures", "map", "disputes", "sayso", "reports", "reports/r0"):
        page.goto(f"{dossier.as_uri()}#/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{dossier.as_uri()}#/sayso")
    for party in ("███ ████", "███ ████ (2)"):
        expect(page.get_by_role("cell", name=party, exact=True).first).to_be_visible()
    context.close()
    assert complaints == []


def test_it_is_printed_to_paper(named: Path, tmp_path: Path) -> None:
    printed = write(named, tmp_path / "dossier.pdf")
    assert printed.read_bytes().startswith(b"%PDF-")


def test_all_pages_are_printed_one_below_the_other(read: Page, dossier: Path) -> None:
    read.goto(f"{dossier.as_uri()}#/print")
    expect(read.get_by_role("heading", name="Timeline")).to_be_attached()
    expect(read.get_by_role("heading", name="Who says how many, and when").first).to_be_attached()
    read.emulate_media(media="print")
    expect(read.get_by_role("navigation")).to_be_hidden()
    expect(read.get_by_role("button", name="Print")).to_be_hidden()


def test_it_says_itself_what_became_of_names_on_every_page_and_on_paper(
    named: Path, browser: Browser, tmp_path: Path
) -> None:
    masked, whole = write(named, tmp_path / "masked.html"), write(named, tmp_path / "whole.html", "--names")
    context = browser.new_context(offline=True, viewport={"width": 320, "height": 800})
    page = context.new_page()
    for path, told in (
        (masked, re.compile(r"^\d+ names of private persons are masked")),
        (whole, "No names are masked"),
    ):
        for name in ("", "reports", "print"):
            page.goto(f"{path.as_uri()}#/{name}")
            line = page.get_by_role("contentinfo")
            expect(line).to_contain_text(told)
            expect(line).to_contain_text("hand it on.")
        page.emulate_media(media="print")
        expect(line).to_be_visible()
        page.emulate_media(media="screen")
        assert too_wide(page) == []
    context.close()
    plain = browser.new_context(java_script_enabled=False, offline=True)
    page = plain.new_page()
    page.goto(masked.as_uri())
    assert page.locator("main").inner_text().endswith("Look it through before you hand it on.")
    plain.close()
