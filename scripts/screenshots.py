"""Takes the pictures of the browser that README shows: python scripts/screenshots.py CASE FOLDER.

The case is served as a user would serve it, and opened in Debian's Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SIZE = {"width": 1200, "height": 760}


def main(case: Path, folder: Path) -> None:
    """Write a PNG for each view."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "sayso", "serve", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stdout
        address = server.stdout.readline().strip()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(address)
        for name, show in VIEWS.items():
            page.goto(f"{address.partition('/enter')[0]}/#/")
            show(page)
            page.wait_for_timeout(1000)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()
        server.terminate()


def _account(page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()


def _figures(page: Page) -> None:
    page.get_by_role("link", name="detained", exact=True).first.click()
    page.locator("svg").first.wait_for()


def _report(page: Page) -> None:
    page.get_by_role("listitem").filter(has_text="detained").first.get_by_role("link").last.click()
    page.locator(".shown").first.wait_for()


def _review(page: Page) -> None:
    page.get_by_role("link", name="Review").click()
    page.get_by_label("Your name").fill("Ines")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Right").wait_for()


def _map(page: Page) -> None:
    page.get_by_role("link", name="Map").click()
    page.locator("svg").first.wait_for()


VIEWS = {"account": _account, "figures": _figures, "map": _map, "report": _report, "review": _review}

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
