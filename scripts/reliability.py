"""Draws a reliability curve as SVG: how many of the claims that were given a probability are right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_LEFT, _TOP, _SIDE = 70.0, 58.0, 400.0
_WIDTH, _ROW = 560, 18.0
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
_TELLING = 10
"""Claims of a point that says something by itself."""
_CAPTION = f"dashed: ideal; bars: where the true share lies, 95 times in 100; hollow: under {_TELLING} claims"
_SURE = 1.96
"""Width of the bars, in standard deviations: 95 in 100."""

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.small { font-size: 11px }
.title { font-size: 15px; font-weight: 600 }
.line { stroke: #d0d7de; stroke-width: 1 }
.ideal { stroke: #6e7781; stroke-width: 1.5; stroke-dasharray: 5 4 }
.s0 { stroke: #0969da; fill: #0969da }
.s1 { stroke: #bc4c00; fill: #bc4c00 }
.curve { fill: none; stroke-width: 1.5 }
.bar { stroke-width: 1.5; opacity: .55 }
text.s0, text.s1 { stroke: none }
.ground, .few { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .line { stroke: #30363d }
  .ideal { stroke: #8b949e }
  .s0 { stroke: #58a6ff; fill: #58a6ff }
  .s1 { stroke: #f0883e; fill: #f0883e }
  .curve { fill: none }
  .ground, .few { fill: #0d1117 }
}
"""


@dataclass(frozen=True)
class Point:
    """The claims of one bin."""

    said: float
    """Mean probability that they were given."""
    right: float
    """Share of them that is right."""
    claims: int
    worth: float
    """How many equally weighted claims they are worth, for the width of the bar."""


def drawn(series: Mapping[str, Sequence[Point | None]], bins: Sequence[str], title: str) -> str:
    """The picture: a curve a series, one point a bin; `bins` names them for the table of counts."""
    height = _TOP + _SIDE + 70 + _ROW * (len(series) + 1) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}"'
        f' height="{height:.0f}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height:.0f}"/>',
        f'<text class="title" x="{_LEFT:.0f}" y="26">{escape(title)}</text>',
        f'<text class="small" x="{_LEFT:.0f}" y="44">{_CAPTION}</text>',
        *_axes(),
    ]
    for number, (name, points) in enumerate(series.items()):
        parts += _curve(number, name, [point for point in points if point is not None])
    return "\n".join([*parts, *_counts(series, bins), "</svg>"]) + "\n"


def _across(value: float) -> float:
    return _LEFT + _SIDE * value


def _up(value: float) -> float:
    return _TOP + _SIDE * (1 - value)


def _axes() -> Iterator[str]:
    for tick in _TICKS:
        x, y = _across(tick), _up(tick)
        yield f'<line class="line" x1="{_LEFT}" x2="{_LEFT + _SIDE}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_TOP + _SIDE}"/>'
        yield f'<text class="small" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:.1f}</text>'
        yield f'<text class="small" x="{x:.1f}" y="{_TOP + _SIDE + 17}" text-anchor="middle">{tick:.1f}</text>'
    yield f'<line class="ideal" x1="{_across(0)}" y1="{_up(0)}" x2="{_across(1)}" y2="{_up(1)}"/>'
    middle = _TOP + _SIDE / 2
    beneath = f'x="{_LEFT + _SIDE / 2}" y="{_TOP + _SIDE + 38}"'
    yield f'<text {beneath} text-anchor="middle">confidence that claims were given</text>'
    turned = f'transform="rotate(-90 22 {middle})"'
    yield f'<text x="22" y="{middle}" text-anchor="middle" {turned}>share that is right</text>'


def _curve(number: int, name: str, points: Sequence[Point]) -> Iterator[str]:
    style = f"s{number}"
    telling = [point for point in points if point.claims >= _TELLING]
    path = " ".join(f"{_across(point.said):.1f},{_up(point.right):.1f}" for point in telling)
    yield f'<polyline class="{style} curve" style="fill:none" points="{path}"/>'
    for point in points:
        x = _across(point.said)
        low, high = _limits(point)
        yield f'<line class="{style} bar" x1="{x:.1f}" x2="{x:.1f}" y1="{_up(low):.1f}" y2="{_up(high):.1f}"/>'
        look = style if point.claims >= _TELLING else f"{style} few"
        if number:
            yield f'<rect class="{look}" x="{x - 4:.1f}" y="{_up(point.right) - 4:.1f}" width="8" height="8"/>'
        else:
            yield f'<circle class="{look}" cx="{x:.1f}" cy="{_up(point.right):.1f}" r="4.5"/>'
    y = _TOP + 22 + 20 * number
    mark = (
        f'<rect class="{style}" x="{_LEFT + 14}" y="{y - 8}" width="8" height="8"/>'
        if number
        else f'<circle class="{style}" cx="{_LEFT + 18}" cy="{y - 4}" r="4.5"/>'
    )
    yield f'{mark}<text class="{style}" x="{_LEFT + 30}" y="{y}">{escape(name)}</text>'


def _limits(point: Point) -> tuple[float, float]:
    """Wilson's interval: where the true share lies, 95 times in 100."""
    n, share, z = point.worth, point.right, _SURE
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _counts(series: Mapping[str, Sequence[Point | None]], bins: Sequence[str]) -> Iterator[str]:
    """How many claims each point stands for."""
    top = _TOP + _SIDE + 68
    first, step = 170.0, (_WIDTH - 180.0) / len(bins)
    yield f'<text class="small" x="12" y="{top}">claims with confidence</text>'
    for place, name in enumerate(bins):
        x = first + step * (place + 0.5)
        yield f'<text class="small" x="{x:.1f}" y="{top}" text-anchor="middle">{escape(name)}</text>'
    for number, (name, points) in enumerate(series.items()):
        y = top + _ROW * (number + 1)
        yield f'<text class="small s{number}" x="12" y="{y}">{escape(name)}</text>'
        for place, point in enumerate(points):
            x = first + step * (place + 0.5)
            yield f'<text class="small" x="{x:.1f}" y="{y}" text-anchor="middle">{point.claims if point else 0}</text>'
