"""What a case promises, whatever comes in and in whatever order."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UnknownId
from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected
from sayso.nouns.view import View
from sayso.store.sqlite import Case
from tests.store.made import READER, RULES, all_of, build, collected, read, reconcile

REPORTS = (
    collected("a", "The harbour office counted 12 dead.", path="a.txt"),
    collected("b", "12 dead, 3 missing.", path="b.txt", published="2031-05-04"),
    collected("c", "Nobody was counted.", title="Ørsted ferry"),
    collected("a", "Later it counted 15 dead.", path="c.txt"),
    collected("a", "In the end 16 dead.", path="d.txt"),
    collected("e", "12 dead, 3 missing."),
)


def as_view(case: Case) -> View:
    """A case is a view, for mypy too."""
    return case


def test_everything_comes_back_as_it_was_kept(case: Case) -> None:
    build(case, REPORTS[:3])
    for one in REPORTS[:3]:
        assert case.report(one.report.id) == one.report
        assert case.original(one.report.sha256) == one.original
    readings = [read(one.report) for one in REPORTS[:3]]
    assert list(case.readings()) == readings
    assert list(case.claims()) == [claim for reading in readings for claim in reading.claims]
    assert list(case.mentions()) == [mention for reading in readings for mention in reading.events]
    assert list(case.attributions()) == [saying for reading in readings for saying in reading.attributions]
    assert list(case.violations()) == [violation for reading in readings for violation in reading.violations]
    record = reconcile(readings)
    assert tuple(case.events()) == record.events
    assert tuple(case.copies()) == record.copies
    assert tuple(case.parties()) == record.parties
    assert as_view(case).claim(readings[0].claims[0].id) == readings[0].claims[0]
    assert case.mention(readings[0].events[0].id) == readings[0].events[0]
    assert case.event(record.events[0].id) == record.events[0]
    assert case.toll(record.events[0].tolls[0].id) == record.events[0].tolls[0]
    assert case.dispute(record.events[0].disputes[0].id) == record.events[0].disputes[0]


@pytest.mark.parametrize(
    "ask", ["report", "original", "claim", "mention", "event", "toll", "dispute", "collected"]
)  # fmt: skip
def test_an_unknown_id_is_said_to_be_unknown(case: Case, ask: str) -> None:
    build(case, REPORTS[:1])
    with pytest.raises(UnknownId, match="nothing-like-it"):
        getattr(case, ask)("nothing-like-it")


def test_a_case_outlives_the_process_that_made_it(path: Path) -> None:
    with Case.open(path, create=True) as case:
        build(case, REPORTS)
        before = all_of(case)
    with Case.open(path, readonly=True) as again:
        assert all_of(again) == before
        assert again.record_is_current(RULES)
    assert [one.name for one in path.parent.iterdir()] == [path.name], "one case is one file"


def test_the_same_twice_adds_nothing(case: Case) -> None:
    build(case, REPORTS)
    before = all_of(case)
    assert [case.take(one) for one in REPORTS] == ["known"] * len(REPORTS)
    assert case.count_unread(READER) == 0
    build(case, REPORTS)
    assert all_of(case) == before
    assert case.knows("a", REPORTS[3].report.sha256)
    assert not case.knows("a~", REPORTS[3].report.sha256)


ARRIVALS = st.permutations(REPORTS).flatmap(
    lambda reports: st.integers(0, len(reports)).map(lambda cut: (reports[:cut], reports[cut:]))
)


@settings(max_examples=40, deadline=None)
@given(ARRIVALS)
def test_the_order_of_arrival_and_the_number_of_builds_change_nothing(
    arrivals: tuple[list[Collected], list[Collected]],
) -> None:
    assert _built(*arrivals) == _built(list(REPORTS))


def _built(*builds: list[Collected]) -> bytes:
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "x.sayso", create=True) as case:
        for reports in builds:
            build(case, reports)
        return all_of(case)


TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
"""Any code points, lone surrogates and NUL too."""


@settings(max_examples=60, deadline=None)
@given(
    name=TEXTS, text=TEXTS, title=TEXTS, path=TEXTS,
    message=TEXTS,
)  # fmt: skip
def test_any_text_can_be_kept(name: str, text: str, title: str, path: str, message: str) -> None:
    issue = Issue(report=name, path=path, stage="collect", place=message, message=message, hint=None)
    one = collected(name, text, title=title, path=path, issues=(issue,))
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "x.sayso", create=True) as case:
        case.take(one)
        assert case.take(one) == "known"
        (kept,) = case.reports()
        assert len(kept.text) == len(text), "offsets stay as they were"
        assert case.report(kept.id) == kept
        assert next(iter(case.issues())).report == kept.id
        list(case.search(text))
        case.withdraw(kept.id, by=message, because=f"because {message}", at="2031-05-04T10:00:00Z")
        for unread in case.unread(READER):
            assert case.keep_reading(read(unread.report), READER)
        assert not list(case.readings())
