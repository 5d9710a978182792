"""Private persons are masked wherever they are named; officials and organisations are not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.masking.masks import BLOCK, Masks
from sayso.tell.masking.private import Names, names_of

REPORTS = (
    {
        "id": "a",
        "text": "Police shot dead Dana Omarova, 19, in Port Ambler on Friday. Her mother, Gulnara Omarova, said Dana"
        " had gone to buy bread. Omarova was buried on Sunday. Interior Minister Pavel Lund said 26 people died.",
        "published": "2031-01-09",
        "publisher": "The Ambler Paper",
        "url": "https://paper.example/2031/dana-omarova-mourned",
    },
    {
        "id": "b",
        "text": "The activist Daniel Seitov was arrested on Monday and tortured in a police station, his lawyer Anna"
        " Burova said. Thousands protested. The government blocked Quickpost on Tuesday.",
        "published": "2031-01-11",
        "publisher": "Wire",
    },
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("masks")
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, REPORTS)))
    build_record([folder / "reports.jsonl"], folder / "case.sayso", Settings())
    with Case.open(folder / "case.sayso", readonly=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def masks(case: Case) -> Masks:
    return Masks(names_of(case.readings()))


def test_victims_relatives_and_detainees_are_masked_in_full_and_in_part(masks: Masks) -> None:
    masked = masks.words(REPORTS[0]["text"] + REPORTS[1]["text"])
    for name in ("Dana", "Omarova", "Gulnara", "Daniel", "Seitov"):
        assert name not in masked


def test_officials_lawyers_publishers_places_and_networks_stay(masks: Masks) -> None:
    masked = masks.words(" ".join(f"{one['publisher']} {one['text']}" for one in REPORTS))
    for name in ("Pavel Lund", "Anna Burova", "The Ambler Paper", "Port Ambler", "Quickpost", "Thousands"):
        assert name in masked


def test_offsets_stay(masks: Masks) -> None:
    text = REPORTS[0]["text"]
    masked = masks.words(text)
    assert len(masked) == len(text)
    assert all(a == b or b == BLOCK for a, b in zip(text, masked, strict=True))


def test_a_name_in_an_address_is_masked(masks: Masks) -> None:
    assert "omarova" not in masks.words(REPORTS[0]["url"])


def test_values_are_masked_to_the_bottom_and_ids_are_not(masks: Masks) -> None:
    value = {"id": "Dana Omarova", "rows": [{"told": ["Seitov", 3, None]}]}
    assert masks.value(value) == {"id": "Dana Omarova", "rows": [{"told": [BLOCK * 6, 3, None]}]}


def test_a_case_without_private_names_is_left_alone() -> None:
    masks = Masks(Names())
    assert not masks
    assert masks.words("Dana Omarova") == "Dana Omarova"


def test_names_that_are_masked_alike_stay_apart() -> None:
    names = names_of((), {"Ana Lund": True, "Eva Lund": True})
    masks = Masks(names)
    told = {"nodes": [{"id": "ana lund", "name": "Ana Lund"}, {"id": "eva lund", "name": "Eva Lund"}]}
    first, second = masks.value(told)["nodes"]
    assert (first["name"], second["name"]) == ("███ ████", "███ ████ (2)")
    assert first["id"] != second["id"]
    assert not {"ana lund", "eva lund"} & {first["id"], second["id"]}
    assert masks.value({"source": "eva lund"}) == {"source": second["id"]}
