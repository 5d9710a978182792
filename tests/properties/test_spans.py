"""Whatever the text: every quotation is the text's own words, bounds hold, and the text comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app

FRAGMENTS = (
    "At least 12 people were killed in Lima on Monday, the police said. ",
    "“Nearly 8,000 were detained”, said a spokesman. ",
    "This includes three children. ",
    "Another 18 — among them 5 journalists — were hurt.\n\n",
    "MORE THAN 300 HELD AS UNREST SPREADS\n",
    "According to the ministry, no one was injured",
    "#President#Jane-MaryDoe ",
    "in 2011, 1,5 00 and ٣٤ ",
    "e\u0301 \u202eabc\u202c \u200b\U0001f525 ",
    "\r\n",
    "\t",
    "\u2028",
    "((((",
    "\x00",
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=8).map("".join)


def read(*texts: str) -> list[dict[str, Any]]:
    """What the program prints for these texts."""
    with TemporaryDirectory() as folder:
        reports = Path(folder, "reports.jsonl")
        lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
        reports.write_text("\n".join(lines), "utf-8")
        result = CliRunner().invoke(app, ["read", str(reports), "--json"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").split("\n") if line]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a piece of output."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from spans(one)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts=st.lists(TEXTS, min_size=1, max_size=12))
@example(texts=[""])
@example(texts=["".join(FRAGMENTS)])
def test_every_quotation_is_the_texts_own(texts: list[str]) -> None:
    printed = read(*texts)
    assert [report["id"] for report in printed] == [str(number) for number in range(len(texts))]
    for text, report in zip(texts, printed, strict=True):
        if not any(0xD800 <= ord(letter) < 0xE000 for letter in text):
            assert report["text"] == text
        for span in spans(report):
            assert report["text"][span["start"] : span["end"]] == span["text"]
        for claim in report["claims"]:
            low, high = claim["figure"]["low"], claim["figure"]["high"]
            assert low is None or high is None or 0 <= low <= high
            assert (
                claim["sentence"]["start"]
                <= claim["figure"]["start"]
                < claim["figure"]["end"]
                <= claim["sentence"]["end"]
            )


def test_the_texts_say_something() -> None:
    """The property is not kept by silence."""
    report = read("".join(FRAGMENTS))[0]
    assert {"killed", "detained", "injured"} <= {effect for claim in report["claims"] for effect in claim["effects"]}


ORDERED_BY = {
    "claims": ("figure",),
    "attributions": ("source", "cue", "content"),
    "whens": (),
    "wheres": (),
    "events": ("trigger",),
    "violations": ("sentence",),
}
"""Which of a thing's words say where it begins; none: its own."""


def test_everything_stands_in_the_order_in_which_it_is_said() -> None:
    report = read(
        "The mayor of Lima said late on Monday that, as far as the fire brigade knew, five people were killed "
        "and 12 injured, the broadcaster reported. Officials denied that a nurse who had told reporters that "
        "police tortured prisoners had been arrested. “We saw soldiers fire on the crowd in Cusco,” she said on "
        "Tuesday, “and the police arrested 30.”"
    )[0]
    for name, parts in ORDERED_BY.items():
        begins = [
            min(part["start"] for part in (one[key] for key in parts) if part) if parts else one["start"]
            for one in report[name]
        ]
        assert begins, f"no {name}"
        assert begins == sorted(begins), name
