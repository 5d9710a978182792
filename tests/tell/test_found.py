"""Reports looked for: by words, and by what one and the same claim of theirs says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.nouns.found import Wanted
from sayso.nouns.view import Window
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.pages.found import ReportsPage, facet_page, reports_page
from sayso.tell.pages.sight import Sight

MORE = (
    " The harbour stayed shut for the whole of the day while crews cleared the quays of glass and timber, and the mayor"
    " asked people to keep away from the water until pilots had looked at the channel. Schools along the shore opened"
    " late; the bakers gave away what they could not sell, and by the evening the trams were running again."
)
REPORTS = """
{"id": "a", "publisher": "Harbour Post", "published": "2031-05-03", "text": "The Interior Ministry said on Friday that 26 people were killed in Almaty. Police said that 40 people were injured in Aktau.MORE"}
{"id": "b", "publisher": "Courier", "published": "2031-05-04", "text": "Police said on Saturday that 31 people were killed in Aktau. Nobody spoke of the ministry."}
{"id": "c", "publisher": "Courier", "published": "2031-05-05", "text": "The ferry sails again, a spokesman said. No more is known."}
{"id": "d", "publisher": "Reprint", "published": "2031-05-06", "text": "The Interior Ministry said on Friday that 26 people were killed in Almaty. Police said that 40 people were injured in Aktau.MORE"}
""".replace("MORE", MORE)  # noqa: E501


@pytest.fixture(scope="module")
def sight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    folder = tmp_path_factory.mktemp("found")
    (folder / "reports.jsonl").write_text(REPORTS.strip() + "\n", "utf-8")
    build_record([folder / "reports.jsonl"], folder / "c.sayso", Settings())
    with Case.open(folder / "c.sayso") as case:
        yield Sight(case)


def found(sight: Sight, party: str | None = None, **asked: Any) -> ReportsPage:
    return reports_page(sight, Wanted(**asked), party, Window(0, 50), 3)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, "dcba"),
        ({"words": "ministry"}, "abd"),
        ({"words": '"Interior Ministry"'}, "ad"),
        ({"words": "ferry"}, "c"),
        ({"words": "zeppelin"}, ""),
        ({"words": "*"}, ""),
        ({"effect": "killed"}, "dba"),
        ({"effect": "killed", "place": "Aktau"}, "b"),
        ({"place": "Aktau"}, "dba"),
        ({"publisher": "Courier"}, "cb"),
        ({"publisher": "Nobody"}, ""),
        ({"copies": False}, "cba"),
        ({"earliest": date(2031, 5, 3), "effect": "killed"}, "b"),
        ({"latest": date(2031, 5, 2), "effect": "killed"}, "da"),
        ({"latest": date(2030, 1, 1)}, ""),
        ({"least": 1.0}, ""),
        ({"words": "ministry", "effect": "killed", "place": "Aktau"}, "b"),
    ],
)
def test_reports_are_found_by_what_is_asked(sight: Sight, asked: dict[str, Any], ids: str) -> None:
    page = found(sight, **asked)
    names = "".join(row.id for row in page.reports)
    assert (sorted(names) if "words" in asked else list(names)) == list(ids)
    assert page.total == len(ids)


def test_a_party_stands_for_all_its_names(sight: Sight) -> None:
    (party,) = [one for one in sight.parties if "Interior Ministry" in (one.name, *one.also)]
    assert {row.id for row in found(sight, party=party.name).reports} == {"a", "d"}
    assert {row.id for row in found(sight, party=party.name, effect="injured").reports} == set()


def test_found_words_lead_to_their_place(sight: Sight) -> None:
    (row,) = found(sight, words="ferry").reports
    assert row.quote
    text = sight.view.report("c").text
    assert text[row.quote.start : row.quote.end] == "ferry"
    assert row.quote.words == "ferry"


def test_claims_as_asked_stand_under_each_report(sight: Sight) -> None:
    row = next(row for row in found(sight, effect="injured").reports if row.id == "a")
    assert [claim.effects for claim in row.claims] == [("injured",)]
    assert row.claims[0].read_as.startswith("40 injured")
    assert row.more == 0
    few = reports_page(sight, Wanted(), None, Window(0, 50), 1)
    assert next(one for one in few.reports if one.id == "a").more == 1


def test_a_facet_tells_what_could_be_chosen_instead(sight: Sight) -> None:
    page = facet_page(sight, "effect", Wanted(effect="killed", place="Aktau"), None, None, 20)
    assert {value.value: value.reports for value in page.values} == {"killed": 1, "injured": 2}
    page = facet_page(sight, "publisher", Wanted(words="ministry"), None, None, 20)
    assert {value.value: value.reports for value in page.values} == {"Harbour Post": 1, "Courier": 1, "Reprint": 1}
    page = facet_page(sight, "place", Wanted(), None, "alm", 20)
    assert [value.value for value in page.values] == ["Almaty"]
    assert facet_page(sight, "place", Wanted(), None, None, 1).more == 1


def test_a_window_is_a_part_of_the_whole(sight: Sight) -> None:
    whole = [row.id for row in found(sight).reports]
    assert [row.id for row in reports_page(sight, Wanted(), None, Window(1, 2), 3).reports] == whole[1:3]
    assert reports_page(sight, Wanted(), None, Window(90, 2), 3).total == 4


def test_what_is_withdrawn_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(REPORTS.strip() + "\n", "utf-8")
    build_record([tmp_path / "reports.jsonl"], tmp_path / "c.sayso", Settings())
    with Case.open(tmp_path / "c.sayso") as case:
        assert found(Sight(case), words="ferry").total == 1
        case.withdraw("c", by=None, because="a test", at="2031-06-01T00:00:00Z")
        assert found(Sight(case), words="ferry").total == 0
        assert "c" not in {row.id for row in found(Sight(case)).reports}


def test_an_empty_case_finds_nothing(tmp_path: Path) -> None:
    with Case.open(tmp_path / "c.sayso", create=True) as case:
        sight = Sight(case)
        assert found(sight, effect="killed", words="x").total == 0
        assert facet_page(sight, "party", Wanted(words="x"), None, None, 20).values == ()
