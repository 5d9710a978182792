"""Every page of everything in a case opens without a complaint, served and in a dossier: also where little is known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from tests.tell.masking.test_masks import REPORTS
from tests.tell.masking.test_private import FERRY
from tests.web.conftest import serving
from tests.web.test_dossier import ALIKE, write

PAGES = ("", "timeline", "figures", "map", "disputes", "sayso", "reports", "print")
LITTLE = (
    "Nothing happened.",
    "12 people were killed.",
    "Seven or eight people were hurt, it was said. No, said others.",
    "On Monday 300 people protested in Port Ambler; on Tuesday, 4,000 did. Police arrested dozens.",
)
"""Reports without a day, a place, a publisher, a party, or without anything."""


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("little")
    lines = [{"id": f"o{nth}", "text": text} for nth, text in enumerate(LITTLE)]
    lines += [{"id": f"a{nth}", "text": text, "published": "2031-01-12"} for nth, text in enumerate((*ALIKE, FERRY))]
    lines += [dict(report) for report in REPORTS]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build_record([folder / "reports.jsonl"], folder / "case.sayso", Settings())
    return folder / "case.sayso"


@pytest.fixture(scope="module")
def none(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which nothing happened."""
    folder = tmp_path_factory.mktemp("none")
    (folder / "report.txt").write_text(LITTLE[0])
    build_record([folder / "report.txt"], folder / "case.sayso", Settings())
    return folder / "case.sayso"


@pytest.mark.parametrize("kind", ["little", "none"])
def test_every_page_opens(kind: str, request: pytest.FixtureRequest, opened: Callable[[str], Page]) -> None:
    case = request.getfixturevalue(kind)
    with serving(case) as address:
        page = opened(address)
        _visit(page, address.partition("enter?")[0], (*addresses(case), "review"))
        page.goto("about:blank")  # so that nothing is asked of a server that is gone


@pytest.mark.parametrize("kind", ["little", "none"])
def test_every_page_of_the_dossier_opens(
    kind: str, request: pytest.FixtureRequest, opened: Callable[[str], Page], tmp_path: Path
) -> None:
    case = request.getfixturevalue(kind)
    dossier = write(case, tmp_path / "dossier.html").as_uri()
    _visit(opened(dossier), dossier, addresses(case))


def addresses(case: Path) -> Iterator[str]:
    """What can be opened in a case."""
    yield from PAGES
    with Case.open(case, readonly=True) as opened:
        for event in opened.events():
            yield from (f"events/{event.id}", f"sayso?event={event.id}")
            yield from (f"figures/{toll.id}" for toll in event.tolls)
            yield from (f"disputes/{dispute.id}" for dispute in event.disputes)
        yield from (f"reports/{quote(reading.report.id, safe='')}" for reading in opened.readings())


def _visit(page: Page, base: str, addresses: Iterator[str] | tuple[str, ...]) -> None:
    for address in addresses:
        page.goto(f"{base}#/{address}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        expect(page.get_by_role("main")).not_to_contain_text("Loading…")
        shown = page.get_by_role("main").inner_text()
        assert not [wrong for wrong in ("undefined", "NaN", "[object") if wrong in shown], address
