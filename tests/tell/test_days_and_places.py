"""The pages of the timeline and the map, as values."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sayso.nouns.event import Days
from sayso.nouns.listed import Sought, Spot, SpotFigure
from sayso.nouns.view import Window
from sayso.store.sqlite import Case
from sayso.tell.pages.days import choices_page, core, overview_page, timeline_page
from sayso.tell.pages.places import gathered, home, map_page
from sayso.tell.pages.sight import Sight

ALL = Window(0, 100)


def test_every_entry_has_its_words_and_who_says_them(case: Case) -> None:
    page = timeline_page(Sight(case), ALL, Sought())
    assert page.total == len(page.entries) > 2
    told = [entry for entry in page.entries if entry.told]
    assert len(told) > 2
    for entry in told:
        assert entry.told
        assert entry.says_who
        assert entry.cited
        text = case.report(entry.told.report).text[entry.told.start : entry.told.end]
        assert entry.told.words == " ".join(text.split())


def test_a_violation_is_alleged_and_a_denial_says_who_denies(case: Case) -> None:
    sight = Sight(case)
    (alleged,) = timeline_page(sight, ALL, Sought(what="violation")).entries
    assert "alleged by Press Union" in alleged.title
    assert "alleged by" not in (alleged.kind or ""), "the kind is the article"
    (denied,) = timeline_page(sight, ALL, Sought(kind="denies")).entries
    assert (denied.what, denied.kind) == ("statement", "denial")
    assert denied.title.endswith("denies")
    assert denied.when.startswith("by ") or denied.when == "?"


def test_windows_are_parts_of_one_list(case: Case) -> None:
    sight = Sight(case)
    whole = [entry.id for entry in timeline_page(sight, ALL, Sought()).entries]
    assert len(set(whole)) == len(whole)
    parts = [entry.id for at in range(len(whole)) for entry in timeline_page(sight, Window(at, 1), Sought()).entries]
    assert parts == whole
    dated = timeline_page(sight, ALL, Sought(), dated=True).entries
    undated = timeline_page(sight, ALL, Sought(), dated=False).entries
    assert [entry.id for entry in (*dated, *undated)] == whole
    assert all(entry.earliest or entry.latest for entry in dated)


def test_the_overview_counts_every_entry_of_a_day(case: Case) -> None:
    sight = Sight(case)
    page = overview_page(sight, Sought())
    counted = sum(bar.events + bar.statements + bar.violations for bar in page.bars) + page.earlier + page.later
    assert counted == timeline_page(sight, ALL, Sought(), dated=True).total
    choices = choices_page(sight)
    assert {choice.code for choice in choices.violations}
    assert all(choice.entries for choice in (*choices.events, *choices.statements, *choices.effects, *choices.places))


def test_few_entries_far_from_the_others_do_not_flatten_the_overview() -> None:
    first = date(2031, 1, 1)
    days = Counter({first + timedelta(days=at): 10 for at in range(30)})
    assert core(days) == (first, first + timedelta(days=29))
    days[date(1915, 4, 24)] = 2
    assert core(days) == (first, first + timedelta(days=29))
    days[date(1915, 4, 24)] = 200
    assert core(days)[0] == date(1915, 4, 24), "many are no few"


def test_days_that_are_sought_leave_out_others(case: Case) -> None:
    page = timeline_page(Sight(case), ALL, Sought(days=Days(earliest=date(1900, 1, 1), latest=date(1900, 1, 2))))
    assert page.entries == ()


def spot(name: str, longitude: float | None, latitude: float | None, **other: object) -> Spot:
    known = {"kind": "city", "country": "XX", "admin1": None, "geonames": 1, "rivals": 0, "events": 1}
    return Spot(name=name, longitude=longitude, latitude=latitude, event="e", reports=1, **{**known, **other})  # type: ignore[arg-type]


def test_home_is_where_most_events_are() -> None:
    near = [spot(f"n{at}", 10 + at / 10, 50 + at / 10, events=5) for at in range(5)]
    box = home([*near, spot("far", 140, -30), spot("a country", 60, 60, kind="country", events=900)])
    assert box
    assert box.west < 10 < 10.4 < box.east < 20
    assert box.south < 50 < 50.4 < box.north < 60
    assert home([spot("nowhere", None, None)]) is None
    alone = home([spot("one", 10, 50)])
    assert alone
    assert alone.east - alone.west > 1


def test_a_country_has_no_point_a_region_is_in_doubt_and_so_is_a_name_of_several(case: Case) -> None:
    sight = Sight(case)
    places = (
        spot("Amblia", 1, 1, kind="country"),
        spot("Coast", 1, 1, kind="admin"),
        spot("Springfield", 1, 1, rivals=3),
        spot("Ambler", 1, 1),
        spot("Nowhere", None, None),
    )
    case.spots = lambda: places  # type: ignore[method-assign]
    case.spot_figures = lambda: (SpotFigure(places[3], "killed", "t", 1, 2, 3),)  # type: ignore[method-assign]
    found = {place.name: place for place in map_page(sight).places}
    assert {name: place.level for name, place in found.items()} == {
        "Amblia": "country", "Coast": "region", "Springfield": "point", "Ambler": "point", "Nowhere": "nowhere",
    }  # fmt: skip
    assert found["Ambler"].doubtful is None
    assert found["Coast"].doubtful == "a region, drawn at its middle"
    assert found["Springfield"].doubtful == "3 other places could be meant"
    assert next(iter(found)) == "Ambler", "the one with a figure is first"
    (figure,) = found["Ambler"].figures
    assert (figure.low, figure.best, figure.high, figure.words) == (1, 2, 3, None)


def test_a_place_of_tolls_alone_is_a_place_too() -> None:
    figure = SpotFigure(spot("Ambler", 1, 1, events=4), "killed", "t", 1, 2, 3)
    (only,) = gathered((), (figure,)).spots
    assert (only.name, only.events) == ("Ambler", 0)
