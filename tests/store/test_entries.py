"""The timeline and the map's places, as a case finds them."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sayso.nouns.event import Days, EventWhere
from sayso.nouns.listed import Sought
from sayso.store.shelf import CaseBook
from sayso.store.sqlite import Case
from tests.store.made import build, collected

PORT = EventWhere(
    text="x", start=0, end=1, name="Port Ambler", kind="city", country="XX", admin1="Coast", latitude=1.5,
    longitude=-2.25, precision="exact", geonames_id=7, report="a",
)  # fmt: skip


def happened(case: Case) -> None:
    """Three events: of the 4th, of some time by the 9th, and of no known day; each of one report that alleges once."""
    build(case, (collected("a", "4 dead"), collected("b", "5 dead"), collected("c", "6 dead")))
    days = {
        "4 killed": Days(earliest=date(2031, 5, 4), latest=date(2031, 5, 4)),
        "5 killed": Days(earliest=None, latest=date(2031, 5, 9)),
    }
    kinds = {"4 killed": "PROTEST", "5 killed": "ACCUSE", "6 killed": None}
    country = replace(PORT, name="Amblia", kind="country", admin1=None)
    with case.transaction():
        for event in list(case.events()):
            where = country if event.title == "6 killed" else PORT
            changed = replace(event, when=days.get(event.title), kind=kinds[event.title], where=where)
            CaseBook(case._ledger).write_event(changed)


def titles(case: Case, sought: Sought, *, dated: bool) -> list[str]:
    return [
        case.event(one.id).title if one.what != "violation" else one.kind or ""
        for one in case.timeline(sought)[0 if dated else 1]
    ]


def test_entries_stand_in_order_of_days_and_those_of_no_day_are_there_too(case: Case) -> None:
    happened(case)
    assert titles(case, Sought(), dated=True) == ["4 killed", "5 killed"]
    assert sorted(titles(case, Sought(), dated=False)) == ["6 killed", "killing", "killing", "killing"]


def test_entries_are_found_by_what_they_are(case: Case) -> None:
    happened(case)
    assert titles(case, Sought(what="event"), dated=True) == ["4 killed"]
    assert titles(case, Sought(what="event"), dated=False) == ["6 killed"], "an event of no kind is one"
    assert titles(case, Sought(what="statement"), dated=True) == ["5 killed"]
    assert titles(case, Sought(kind="PROTEST"), dated=True) == ["4 killed"]
    assert titles(case, Sought(what="violation"), dated=False) == ["killing"] * 3
    assert list(map(len, case.timeline(Sought(effect="killed")))) == [2, 1], "nothing but events has tolls"
    assert case.timeline(Sought(effect="injured")) == ((), ())


def test_entries_are_found_by_days_that_may_be_theirs(case: Case) -> None:
    happened(case)
    fourth, sixth = date(2031, 5, 4), date(2031, 5, 6)
    assert titles(case, Sought(days=Days(earliest=fourth, latest=fourth)), dated=True) == ["4 killed"]
    assert titles(case, Sought(days=Days(earliest=sixth, latest=None)), dated=True) == ["5 killed"]
    assert titles(case, Sought(days=Days(earliest=None, latest=sixth)), dated=True) == ["4 killed"]


def test_entries_are_found_by_place_and_by_what_the_place_is_in(case: Case) -> None:
    happened(case)
    assert titles(case, Sought(place="port ambler"), dated=True) == ["4 killed", "5 killed"]
    assert titles(case, Sought(place="Coast", what="event"), dated=True) == ["4 killed"]
    assert titles(case, Sought(place="Amblia", what="event"), dated=True) == ["4 killed"]
    assert titles(case, Sought(place="Amblia", what="event"), dated=False) == ["6 killed"]
    assert titles(case, Sought(place="Amb%"), dated=True) == []


def test_the_same_words_are_one_entry_and_what_is_withdrawn_or_wrong_is_none(case: Case) -> None:
    build(case, (collected("a", "4 dead"), collected("b", "4 dead", title="again")))
    (entry,) = case.timeline(Sought(what="violation")).undated
    assert entry.reports == 2
    (first, _) = case.violations()
    assert entry.id == first.id
    case.withdraw("b", by=None, because="a copy", at="2031-05-06T10:00:00Z")
    (entry,) = case.timeline(Sought(what="violation")).undated
    assert entry.reports == 1


def test_places_have_their_largest_toll_and_never_a_sum(case: Case) -> None:
    happened(case)
    by_name = {spot.name: spot for spot in case.spots()}
    assert (by_name["Port Ambler"].events, by_name["Port Ambler"].kind) == (2, "city")
    figures = {figure.spot.name: figure for figure in case.spot_figures()}
    assert (figures["Port Ambler"].best, figures["Port Ambler"].spot.events) == (5, 2)
    assert case.event(figures["Port Ambler"].spot.event).title == "5 killed"
    assert figures["Amblia"].best == 6
    assert case.named_places(1) == (("Port Ambler", 2),)
    assert case.effects_told() == {"killed": 3}
