"""What lists ask in columns of their own: written with what it follows from, and gone with it."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.nouns.event import EventWhere
from sayso.nouns.reading import Reading
from sayso.nouns.span import Span
from sayso.store.migrations import MIGRATIONS, places_and_what_is_said
from sayso.store.shelf import CaseBook
from sayso.store.sqlite import Case
from tests.store.made import READER, build, collected, read

SAID = "SELECT what, kind, place, earliest, latest, same FROM said_facts ORDER BY what, same"


def denying(case: Case) -> None:
    case.take(collected("a", "4 dead, which nobody else saw", published="2031-05-06T10:00:00Z"))
    (report,) = (one.report for one in case.unread(READER))
    reading = read(report)
    (said,) = reading.attributions
    short = Span.of(report.text, 0, 6)
    spoken: Reading = replace(
        reading,
        attributions=(
            replace(said, stance="denies"),
            replace(said, id="s2", stance="disputes", content=short),
            replace(said, id="s3"),
        ),
    )
    case.keep_reading(spoken, READER)


def test_what_is_alleged_and_denied_has_its_days_and_goes_with_its_reading(case: Case) -> None:
    denying(case)
    text = "4 dead, which nobody else saw"
    assert list(case._ledger.rows(SAID)) == [
        ("denial", "denies", None, None, "2031-05-06", f"denies {text}"),
        ("violation", "killing", "Port Ambler", None, None, f"killing ICCPR 6 {text}"),
    ], "two words deny nothing that can be told, and what is merely stated is no denial"
    with case.transaction():
        case._ledger.write("DELETE FROM readings")
    assert list(case._ledger.rows(SAID)) == []


def test_an_older_case_gets_the_same_facts_of_what_is_said(case: Case) -> None:
    denying(case)
    written = list(case._ledger.rows(SAID))
    for table in ("said_facts", "place_facts"):
        case._ledger.write(f"DROP TABLE {table}")
    with case.transaction():
        places_and_what_is_said(case._ledger._connection)
    assert list(case._ledger.rows(SAID)) == written
    assert places_and_what_is_said in MIGRATIONS


def test_places_are_those_of_events_and_tolls_and_go_with_the_event(case: Case) -> None:
    build(case, (collected("a", "4 dead"),))
    (event,) = case.events()
    (toll,) = event.tolls
    where = EventWhere(
        text="x", start=0, end=1, name="Port Ambler", kind="city", country="XX", admin1="Coast", latitude=1.5,
        longitude=-2.25, precision="exact", geonames_id=7, runners_up=(8, 9), report="a",
    )  # fmt: skip
    country = replace(where, name="Amblia", kind="country")
    with case.transaction():
        CaseBook(case._ledger).write_event(replace(event, where=country, tolls=(replace(toll, where=where),)))
    rows = list(case._ledger.rows("SELECT toll, effect, name, kind, rivals, best FROM place_facts ORDER BY toll"))
    assert rows == [("", None, "Amblia", "country", 2, None), (toll.id, "killed", "Port Ambler", "city", 2, toll.best)]
    with case.transaction():
        CaseBook(case._ledger).strike_event(event.id)
    assert list(case._ledger.rows("SELECT * FROM place_facts")) == []
