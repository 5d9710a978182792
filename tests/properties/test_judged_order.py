"""With people's judgements in the mix, too, the record is a function of what there is, and not of how it came."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso import pipeline
from sayso.errors import WrongUse
from sayso.nouns.judgement import Judgement
from sayso.nouns.reading import Reading
from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.properties.test_order import PRINTED, lines, output

SOME = 24
"""Reports of the first stories."""
PARTS = 10

real_reading = pipeline.read_reports


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """Reports are read once for all examples: how they come is asked here, and not what they say."""
    known: dict[str, Reading] = {}

    def read(reports: object, chosen: Settings) -> Iterator[Reading]:
        for one in reports:  # type: ignore[attr-defined]
            if one.report.id not in known:
                (known[one.report.id],) = real_reading([one], chosen)
            yield known[one.report.id]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "read_reports", read)
        yield


def build(folder: Path, case: Path, indexes: list[int], name: str) -> None:
    inputs = folder / f"{name}.jsonl"
    inputs.write_bytes(b"".join(lines()[index] for index in indexes))
    build_record([inputs], case, Settings())


@cache
def judged_at_once(seed: int) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Judgements of every kind, made in a case of all reports, and what is printed then."""
    with TemporaryDirectory() as name:
        folder, case = Path(name), Path(name, "case.sayso")
        build(folder, case, list(range(SOME)), "all")
        with sayso.open_case(case, write=True) as live:
            claims = [claim.id for claim in live.claims()]
            events = [event.id for event in live.events()]
            reports = [report.id for report in live.reports()]
            parties = [party.name for party in live.parties()]
            pick = seed
            for verdict, things in (
                ("wrong", claims), ("right", claims), ("edit", claims), ("same", events), ("different", events),
                ("same", claims), ("different", claims), ("same", reports), ("different", reports), ("same", parties),
            ):  # fmt: skip
                chosen = [things[(pick * 7 + step * 11) % len(things)] for step in range(2)]
                pick += 13
                compares = verdict in ("same", "different")
                values = {"value": 5 + seed, "group": "women"} if verdict == "edit" else None
                try:
                    live.judge(
                        verdict, *(chosen if compares else chosen[:1]), by="Ines", because="x", values=values,  # type: ignore[arg-type]
                    )  # fmt: skip
                except WrongUse:  # one thing drawn twice, or a name that several parties have
                    continue
            live.judge("undo", next(live.judgements()).id, by="Ines", because="x")
            made = tuple(live.judgements())
        return made, tuple(output(command, case) for command in PRINTED)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 3),
    order=st.permutations(range(SOME)),
    cuts=st.lists(st.integers(0, SOME), min_size=PARTS - 1, max_size=PARTS - 1),
    data=st.data(),
)
def test_ten_builds_in_any_order_with_judgements_between_them(
    seed: int, order: list[int], cuts: list[int], data: st.DataObject
) -> None:
    judgements, expected = judged_at_once(seed)
    assert len(judgements) > 5
    waiting = list(data.draw(st.permutations(judgements)))
    with TemporaryDirectory() as name:
        folder, case = Path(name), Path(name, "case.sayso")
        build(folder, case, [], "none")
        for number, (start, end) in enumerate(pairwise([0, *sorted(cuts), SOME])):
            with sayso.open_case(case, write=True) as live:
                for _ in range(data.draw(st.integers(0, 3))):
                    if waiting:
                        live.take_judgement(waiting.pop())
            build(folder, case, order[start:end], str(number))
        with sayso.open_case(case, write=True) as live:
            for judgement in waiting:
                live.take_judgement(judgement)
            live.bring_up_to_date()
        assert tuple(output(command, case) for command in PRINTED) == expected
