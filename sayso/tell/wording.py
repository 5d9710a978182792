"""Values in words: bounds, days, names of effects and groups. Unknown is said, never left blank or zero."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.nouns.event import Days
from sayso.nouns.how_many import Figure
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.settings import Policy
from sayso.tell.harmless import on_one_line

UNKNOWN = "?"

KINDS = {
    "AGREE": "agreement", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation",
    "AID": "aid", "RETREAT": "retreat", "REQUEST": "call", "ACCUSE": "accusation", "REJECT": "rejection",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilization",
    "COERCE": "coercion", "ASSAULT": "assault",
}  # fmt: skip
"""PLOVER's kinds of events as a reader would say them."""

STANCES = {
    "states": "says", "denies": "denies", "disputes": "disputes", "alleges": "alleges", "predicts": "predicts",
}  # fmt: skip


def plain(word: str) -> str:
    """A code as words: "security_forces" is "security forces"."""
    return on_one_line(word.replace("_", " "))


def kind_of_event(kind: str, mode: str | None) -> str:
    """ "protest (riot)" for PROTEST, riot."""
    name = KINDS.get(kind, plain(kind).lower())
    return f"{name} ({plain(mode)})" if mode and plain(mode).lower() != name else name


def count(number: int | None) -> str:
    """A count with thousands set apart; "?" where nobody gives it."""
    return UNKNOWN if number is None else f"{number:,}"


def confidence(probability: float) -> str:
    """Two digits, cut and not rounded: "0.94" is at least 0.94, and nothing short of certain is "1.00"."""
    return f"{int(probability * 100) / 100:.2f}"


def left_out(unsure: int, least: float) -> str:
    """How many claims a limit leaves out."""
    return f"{plural(unsure, 'claim')} less sure than {least:g} left out"


def by_policy(policy: Policy) -> str:
    """Which rule the figures of the tolls follow."""
    return f"Figures by the rule “{policy}”"


def bounds(low: int | None, high: int | None) -> str:
    """ "164", "≥ 164", "≤ 8,000", "10–12"; "?" where neither end is known."""
    if low is None and high is None:
        return UNKNOWN
    if low is None:
        return f"≤ {high:,}"
    if high is None:
        return f"≥ {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def figure(value: Figure) -> str:
    """A figure's bounds and its words: ≤ 8,000 “nearly 8,000”."""
    said = quoted(value.text)
    limits = bounds(value.low, value.high)
    if limits == UNKNOWN:
        return said
    return limits if on_one_line(value.text) == limits else f"{limits} {said}"


def quoted(words: str) -> str:
    """Words of a report in quotation marks."""
    return f"“{on_one_line(words)}”"


def day(value: date | None) -> str:
    """ISO 8601 day, or "?"."""
    return value.isoformat() if value else UNKNOWN


def days(earliest: date | None, latest: date | None) -> str:
    """ "2022-01-02", "2022-01-02 to 2022-01-11", "by 2022-01-11", "from 2022-01-02"; "?" where unknown."""
    if earliest and latest:
        return earliest.isoformat() if earliest == latest else f"{earliest} to {latest}"
    if latest:
        return f"by {latest}"
    return f"from {earliest}" if earliest else UNKNOWN


def when(value: When | Days | None) -> str:
    """The days that a time expression or an event can mean."""
    return days(value.earliest, value.latest) if value else UNKNOWN


def where(value: Where | None) -> str | None:
    """ "Almaty" and the region or country that it is in; the report's words where the gazetteer has no name."""
    if value is None:
        return None
    name = on_one_line(value.name or value.text)
    around = value.admin1 if value.admin1 and value.kind not in ("admin", "country", "demonym") else value.country
    if not around or value.kind in ("country", "demonym") or around.casefold().startswith(name.casefold()):
        return name
    return f"{name} ({on_one_line(around)})"


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "2 reports", "2 parties"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def revision(mark: str) -> str:
    """How a step revises what the party said before."""
    marks = {"up": "revised up", "down": "revised down", "same": "repeated", "revised": "revised"}
    return marks[mark]


def join(parts: Iterable[str | None], by: str = " · ") -> str:
    """The parts that there are, joined."""
    return by.join(part for part in parts if part)
