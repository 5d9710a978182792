"""What lies under the map, as values."""

from __future__ import annotations

import json

import msgspec
import pytest

from sayso.tell.pages.places import Box
from sayso.web.base_map import base_map


def box(west: float, south: float, across: float) -> Box:
    return Box(west=west, south=south, east=west + across, north=south + across / 2)


@pytest.mark.parametrize("part", [box(4, 51, 1), box(76, 43, 5), box(-10, 36, 40)])
def test_the_shapes_are_whole_topologies_and_the_towns_lie_within(part: Box) -> None:
    page = base_map(part)
    assert page.lands
    for land in page.lands:
        topology = json.loads(msgspec.json.encode(land.topology))
        used = {
            at if at >= 0 else ~at
            for region in topology["objects"]["regions"]["geometries"]
            for polygon in region["arcs"]
            for ring in polygon
            for at in ring
        }
        assert used == set(range(len(topology["arcs"])))
    assert page.towns
    assert all(
        part.west <= town.longitude <= part.east and part.south <= town.latitude <= part.north for town in page.towns
    )
    people = [town.population for town in page.towns]
    assert people == sorted(people, reverse=True)
    assert len({(town.longitude, town.latitude) for town in page.towns}) == len(page.towns)


def test_a_country_that_lies_in_the_box_is_whole_and_one_at_its_edge_is_not() -> None:
    lands = {land.country: land for land in base_map(box(5, 47, 8)).lands}
    assert lands["LI"].is_whole
    assert not lands["DE"].is_whole
    assert lands["DE"].numeric == "276"


def test_of_a_wide_part_nothing_finer_is_told() -> None:
    assert base_map(None) == base_map(Box(west=-90, south=-10, east=90, north=60))
    assert base_map(None).box is None
