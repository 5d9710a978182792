"""A print is no witness."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.nouns.event import Copy, repeated
from sayso.nouns.report import Report
from sayso.reconcile.copies import copies_of, signature_of, sketch_of
from sayso.reconcile.shelf import MemoryShelf
from sayso.reconcile.sketches import Signed, Sketches
from tests.reconcile.made import Made, main_event, record, toll

STORY = (
    "A boiler burst in the laundry of a hotel in Port Ambler on Friday and killed 4 people, who were folding sheets "
    "when the wall gave way. The fire brigade closed the street until the evening, and guests were led to a school. "
    "The owner, who had bought the house in spring, promised to help. An engineer is to look at the pipes on Monday."
)


def find_copies(reports: Iterable[Report], kept: Mapping[str, bytes] = MappingProxyType({})) -> tuple[Copy, ...]:
    """What each has from older ones, found for all together and for each alone."""
    by_id = {report.id: report for report in reports}
    sketches = Sketches(MemoryShelf())
    sketches.keep({one.id: Signed(kept.get(one.id) or signature_of(one.text), one.published) for one in by_id.values()})
    older = sketches.all_older()
    assert {report: found for report in by_id if (found := sketches.older(report))} == older
    return tuple(
        sorted(
            (copy for report, ids in older.items() for copy in copies_of(by_id[report], [by_id[one] for one in ids])),
            key=lambda copy: (copy.report, copy.of),
        )
    )


def print_of(name: str, publisher: str, published: str | None, text: str = STORY) -> Made:
    return Made(name, text, published, publisher).count("4", "killed").happens("killed", "ASSAULT")


def test_a_copy_adds_a_publisher_and_no_say_so() -> None:
    found = record(
        print_of("paper", "Harbour Post", "2031-03-04"),
        print_of("agency", "Wire One", "2031-03-03"),
        print_of("late", "City Sheet", None, f"By our newsroom\n\n{STORY}\n\nFollow us"),
    )
    assert [(copy.report, copy.of) for copy in found.copies] == [("late", "agency"), ("paper", "agency")]
    killed = toll(main_event(found, "paper"), "killed")
    assert (killed.origins, killed.parties) == (1, ("Wire One",))


def test_another_text_about_the_same_is_no_copy() -> None:
    other = (
        "Four laundry workers of a hotel in Port Ambler are dead. A boiler had exploded beside them on Friday morning, "
        "a fire officer said at the scene. Neighbours told of a bang and of dust; one had seen the wall fall. Children "
        "of a school nearby made tea for the guests. The pipes were last looked at in winter, the city says."
    )
    assert find_copies([Made("a", STORY).report, Made("b", other).report]) == ()


def test_short_texts_are_never_copies() -> None:
    short = "Police are looking for 4 people."
    assert find_copies([Made("a", short).report, Made("b", short).report]) == ()


SURGE = (
    "The river Ambra left its bed in the night and carried off the footbridge at Hilltown, and with it 3 people who "
    "had stopped there to look at the water. Their names were not given. Divers searched below the weir until dark "
    "and want to go on at first light, if the level allows it. Two farms were cut off; their owners refused to leave. "
)
TOP = (
    "Our reporter was at the weir when the first boats came back. Parents stood along the wall in silence, and 7 "
    "people were brought to the clinic with cuts, a nurse told him over the fence before a doctor called her in. "
)


def words(seed: int, count: int) -> str:
    chance = Random(seed)
    return " ".join("".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(3, 9))) for _ in range(count))


def test_agency_text_under_a_new_top_is_a_partial_copy_and_only_its_part_is_the_agencys() -> None:
    agency = Made("agency", SURGE, "2031-03-03", "Wire One").count("3", "killed").happens("carried", "ASSAULT")
    paper = Made("paper", TOP + SURGE, "2031-03-05", "Harbour Post").count("3", "killed").count("7", "injured")
    found = record(agency, paper.happens("carried", "ASSAULT"))
    (copy,) = found.copies
    assert (copy.report, copy.of, copy.kind) == ("paper", "agency", "partial")
    assert 0.5 <= copy.share < 0.7
    assert (TOP + SURGE)[copy.passages[0].start : copy.passages[0].end] == SURGE.rstrip(" .")
    event = main_event(found, "paper")
    assert event == main_event(found, "agency")
    assert (toll(event, "killed").parties, toll(event, "killed").origins) == (("Wire One",), 1)
    assert str(toll(event, "killed").as_of) == "2031-03-03", "the earliest known copy gives the date"
    assert toll(event, "injured").parties == ("Harbour Post",)


def test_a_speaker_of_the_new_top_does_not_say_what_the_agency_wrote() -> None:
    agency = Made("agency", SURGE, "2031-03-03", "Wire One").count("3", "killed").happens("carried", "ASSAULT")
    paper = Made("paper", TOP + SURGE, "2031-03-05", "Harbour Post").count("3", "killed", by=[("nurse", "hospital")])
    killed = toll(main_event(record(agency, paper.happens("carried", "ASSAULT")), "paper"), "killed")
    assert killed.parties == ("Wire One",)


def test_a_long_quotation_is_told_and_makes_no_copy() -> None:
    first, later = Made("a", SURGE, "2031-03-03", "Wire One"), words(1, 400) + " " + SURGE + words(2, 300)
    (copy,) = find_copies([first.report, Made("b", later, "2031-03-04", "Weekly").report])
    assert (copy.report, copy.of, copy.kind) == ("b", "a", "quotation")
    assert copy.words == len(SURGE.split())
    assert repeated([copy]) == {}


def test_an_edited_passage_is_one_passage() -> None:
    edited = SURGE.replace("carried off", "swept away").replace("Divers", "Army divers").replace("two farms", "farms")
    (copy,) = find_copies([Made("a", SURGE, "2031-03-03").report, Made("b", edited, "2031-03-04").report])
    assert (copy.kind, len(copy.passages)) == ("near", 1)


def test_of_a_passage_the_oldest_text_that_has_it_is_the_source() -> None:
    reports = [
        Made("a", SURGE, "2031-03-03").report,
        Made("b", SURGE + TOP, "2031-03-04").report,
        Made("c", TOP + SURGE, "2031-03-05").report,
        Made("d", SURGE, None).report,
    ]
    found = find_copies(reports)
    assert [(one.report, one.of, one.kind) for one in found] == [
        ("b", "a", "partial"), ("c", "a", "partial"), ("c", "b", "quotation"), ("d", "a", "exact"),
    ]  # fmt: skip
    for seed in range(5):
        Random(seed).shuffle(reports)
        assert find_copies(reports) == found


def test_what_a_publisher_prints_under_every_report_is_no_quotation() -> None:
    footer = words(3, 60)
    made = [Made(f"r{at}", words(at + 10, 300) + " " + footer, f"2031-03-0{at + 1}", "Post").report for at in range(4)]
    assert find_copies(made) == ()


def test_what_is_printed_a_hundred_times_is_compared_with_the_oldest_alone() -> None:
    made = [Made(f"r{at:03}", SURGE + words(at, 5), f"2031-03-{at // 10 + 1:02}", f"P{at}").report for at in range(100)]
    found = find_copies(made)
    assert {copy.of for copy in found} == {"r000"}
    assert len(found) == 99


def test_a_signature_is_the_same_in_every_process() -> None:
    program = f"from sayso.reconcile.copies import sketch_of; print(sketch_of({STORY!r}).tolist())"
    for seed in ("0", "7"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
        )
        assert out.stdout.strip() == str(sketch_of(STORY).tolist())


@given(size=st.integers(60, 300), cut=st.integers(0, 30), seed=st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_any_text_that_is_cut_or_lengthened_is_found(size: int, cut: int, seed: int) -> None:
    text = words(seed, size)
    other = " ".join(text.split()[cut // 2 :]) + " " + words(seed + 1, cut)
    (copy,) = find_copies([Made("a", text, "2031-03-03").report, Made("b", other, "2031-03-04").report])
    common = size - cut // 2
    assert copy.share == pytest.approx(common / (common + cut), abs=0.02)


def test_a_signature_that_a_case_keeps_finds_what_a_drawn_one_finds() -> None:
    reports = [Made("a", SURGE, "2031-03-03").report, Made("b", TOP + SURGE, "2031-03-04").report]
    kept = {report.id: signature_of(report.text) for report in reports}
    assert find_copies(reports, kept) == find_copies(reports) != ()
    other = {"b": signature_of(words(1, 90))}
    assert find_copies(reports, other) == (), "the kept one is what is looked at"
