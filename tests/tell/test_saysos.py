"""Who relies on whom, as values."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sayso.nouns.view import Window
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.pages.saysos import pairs_page, said_page, say_so_page
from sayso.tell.pages.sight import Sight

TOWNS = [f"{name}" for name in ("Malmö", "Uppsala", "Lund", "Gävle", "Umeå", "Örebro", "Borås", "Kalmar")]
MANY = 90


@pytest.fixture(scope="module")
def sight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    folder = tmp_path_factory.mktemp("say")
    lines = [
        {
            "id": f"r{place}",
            "publisher": f"Paper {place % 45}\x1b[2J",
            "published": "2031-03-04",
            "text": f"Mayor {chr(65 + place % 26)}nna {chr(65 + place // 26)}erg said {place + 2} people were killed in"
            f" {TOWNS[place % len(TOWNS)]} on Monday.",
        }
        for place in range(MANY)
    ]
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build_record([folder / "feed.jsonl"], folder / "towns.sayso", Settings())
    with Case.open(folder / "towns.sayso") as case:
        yield Sight(case)


def test_no_more_is_drawn_than_can_be_read_and_the_rest_is_counted(sight: Sight) -> None:
    page = say_so_page(sight, "figures")
    assert len(page.nodes) == 60
    assert page.total_nodes > 100
    assert len(page.edges) < page.total_edges == MANY
    drawn = {node.id for node in page.nodes}
    assert all({edge.source, edge.target} <= drawn and edge.said for edge in page.edges)


def test_all_pairs_come_by_window(sight: Sight) -> None:
    seen = [pairs_page(sight, "figures", None, Window(offset, 40)).pairs for offset in (0, 40, 80)]
    assert [len(pairs) for pairs in seen] == [40, 40, 10]
    assert len({(pair.source, pair.target) for pairs in seen for pair in pairs}) == MANY


def test_names_are_safe_to_show(sight: Sight) -> None:
    assert all(name.isprintable() for node in say_so_page(sight, "figures").nodes for name in (node.name,))


def test_what_is_said_by_way_of_one_is_found_by_its_id(sight: Sight) -> None:
    edge = say_so_page(sight, "figures").edges[0]
    said = said_page(sight, "figures", None, edge.source, edge.target, Window())
    assert said.total == edge.claims
    assert said.said[0].quote.words
    assert said_page(sight, "figures", None, edge.target, edge.target, Window()).total >= edge.claims
