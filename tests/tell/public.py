"""The public JSON as OUTPUT fixes it, written out by hand: every object with its keys in their order."""

from __future__ import annotations

from typing import Any

SPAN = ["text", "start", "end"]
ISSUE = ["report", "path", "stage", "place", "message", "hint"]
WHEN = [*SPAN, "type", "value", "earliest", "latest"]
WHERE = [
    *SPAN, "name", "kind", "country", "admin1", "latitude", "longitude", "precision", "geonames_id",
]  # fmt: skip
FIGURE = [*SPAN, "value", "low", "high", "qualifier"]
PARTY = [*SPAN, "name", "kind"]
CLAIM = [
    "id", "report", "sentence", "effects", "figure", "affected", "scope", "part_of", "when", "as_of", "said", "where",
    "actor", "stance", "says_who", "confidence",
]  # fmt: skip
ATTRIBUTION = ["id", "report", "source", "cue", "content", "kind", "stance", "says_who"]
MENTION = ["id", "report", "kind", "mode", "trigger", "actor", "recipient", "when", "where", "says_who"]
VIOLATION = ["id", "report", "kind", "right", "sentence", "actor", "victims", "when", "where", "says_who"]
SAID = ["claims", "attributions", "whens", "wheres", "events", "violations", "issues"]
READING = ["id", "path", "url", "title", "publisher", "published", "language", "sha256", "text", *SAID]
EVENT = [
    "id", "kind", "mode", "title", "part_of", "when", "where", "actors", "reports", "main_for", "tolls", "disputes",
]  # fmt: skip
TOLL = [
    "id", "event", "effect", "group", "where", "low", "best", "high", "as_of", "why", "origins", "claims", "mentions",
]  # fmt: skip
DISPUTE = ["id", "event", "about", "effect", "why", "sides"]
SIDE = ["says_who", "claims", "mentions"]

INSIDE = {
    "sentence": SPAN, "figure": FIGURE, "affected": [*SPAN, "group"], "actor": [*SPAN, "kind"], "source": SPAN,
    "cue": SPAN, "content": SPAN, "trigger": SPAN, "recipient": [*SPAN, "group", "named"], "said": WHEN,
    "attributions": ATTRIBUTION, "whens": WHEN, "wheres": WHERE, "violations": VIOLATION, "issues": ISSUE,
    "tolls": TOLL, "disputes": DISPUTE, "sides": SIDE, "victims": SPAN,
}  # fmt: skip
"""What stands under a key wherever it occurs; keys with several meanings are told in `check`."""


def check(line: dict[str, Any], keys: list[str]) -> None:
    """Every key is there, in order; further keys may stand between."""
    assert [key for key in line if key in keys] == keys, f"{[key for key in keys if key not in line]} missing in {line}"
    for key, value in line.items():
        inside = _inside(key, keys)
        if inside is None or value is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            check(one, inside)


def _inside(key: str, keys: list[str]) -> list[str] | None:
    in_event = keys is EVENT
    if key == "when":
        return ["earliest", "latest"] if in_event else WHEN
    if key == "where":
        return [*WHERE, "report"] if in_event or keys is TOLL else WHERE
    if key == "says_who":
        return None if keys is SIDE else PARTY
    if key == "events":
        return MENTION
    if key == "claims":
        return CLAIM if "sha256" in keys else None
    return INSIDE.get(key)
