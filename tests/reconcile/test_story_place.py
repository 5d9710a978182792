"""Where a story took place, by all of its reports."""

from __future__ import annotations

from sayso.reconcile.record import reconcile_readings
from sayso.reconcile.strands import strands_of
from sayso.settings import Settings
from tests.reading import read


def test_what_two_reports_name_beside_other_towns_is_where_it_was() -> None:
    """Each alone would be of another town: where the two live, and where they are treated."""
    text = (
        "Peter Varga and two more men were shot in Elmira. In Elmira two women and a boy were hurt. Anna Kovacs was "
        "hit in Elmira."
    )
    readings = [
        read(text, "2023-03-05", title="Corning couple shot at a bus stop"),
        read(f"{text} Both live.", "2023-03-06", title="Couple in Ithaca after they were shot at a bus stop"),
    ]
    alone = [strands_of(reading)[0].place for reading in readings]
    assert [place.where.name for place in alone if place] == ["Corning", "Ithaca"]
    (event,) = [event for event in reconcile_readings(readings, Settings()).events if event.main_for]
    assert event.where is not None
    assert event.where.name == "Elmira"
