"""People's word goes before what is found: on happenings, copies and parties."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.nouns.event import Record
from sayso.nouns.judgement import Link, Member
from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reconcile.made import HILLS, PORT, Made, main_event, toll
from tests.reconcile.test_copies import STORY, print_of
from tests.reconcile.test_stories import bomb


def judged(links: list[Link], *made: Made) -> Record:
    """The record with these links, oldest first."""
    return reconcile_readings([one.read() for one in made], Settings(), links=links[::-1])


def link(judgement: str, one: str, other: str, *, same: bool, sort: str = "happening", narrow: bool = False) -> Link:
    """A word on two things, each "REPORT/ID" or several of them with " & " between."""
    sides = [
        tuple(Member(report=m.split("/")[0], id=m.split("/")[1]) for m in side.split(" & ")) for side in (one, other)
    ]
    return Link(judgement=judgement, sort=sort, same=same, narrow=narrow, one=sides[0], other=sides[1])  # type: ignore[arg-type]


def claim_of(made: Made, nth: int = 0) -> str:
    return f"{made.report.id}/{made.claims[nth].id}"


A = bomb("a", "2031-09-07", "2031-09-06", "8")
B = bomb("b", "2031-09-08", "2031-09-06", "9")
C = bomb("c", "2031-09-07", "2031-09-06", "8", HILLS)


def together(record: Record, *reports: str) -> bool:
    return len({main_event(record, report).id for report in reports}) == 1


def test_same_joins_what_the_machine_keeps_apart() -> None:
    assert not together(judged([], A, C), "a", "c")
    found = judged([link("j1", claim_of(A), claim_of(C), same=True)], A, C)
    assert together(found, "a", "c")
    assert toll(main_event(found, "a"), "killed").origins == 1, "the police of one country are one voice"
    assert found.overruled == ()


def test_different_holds_apart_what_the_machine_joins() -> None:
    assert together(judged([], A, B), "a", "b")
    assert not together(judged([link("j1", claim_of(A), claim_of(B), same=False)], A, B), "a", "b")


def test_what_is_held_apart_takes_the_reports_like_it_along() -> None:
    d = bomb("d", "2031-09-08", "2031-09-06", "9", extra="The harbour office closed the quay until the evening.")
    like_d = bomb("e", "2031-09-08", "2031-09-06", "9", extra="The harbour office closed the quay until the evening.")
    found = judged([link("j1", claim_of(A), claim_of(d), same=False)], A, d, like_d)
    assert together(found, "d", "e")
    assert not together(found, "a", "d")


def test_the_newer_of_two_words_counts_and_the_older_is_named() -> None:
    apart = link("j1", claim_of(A), claim_of(B), same=False)
    one = link("j2", claim_of(A), claim_of(B), same=True)
    newest_same = judged([apart, one], A, B)
    assert together(newest_same, "a", "b")
    assert [(o.judgement, o.by) for o in newest_same.overruled] == [("j1", "j2")]
    newest_apart = judged([one, apart], A, B)
    assert not together(newest_apart, "a", "b")
    assert [(o.judgement, o.by) for o in newest_apart.overruled] == [("j2", "j1")]


def test_words_that_contradict_over_a_third_are_seen() -> None:
    words = [
        link("j1", claim_of(A), claim_of(C), same=False),
        link("j2", claim_of(A), claim_of(B), same=True),
        link("j3", claim_of(B), claim_of(C), same=True),
    ]
    found = judged(words, A, B, C)
    assert together(found, "a", "b", "c")
    assert [one.judgement for one in found.overruled] == ["j1"]


def test_one_claim_can_be_taken_out_of_the_event_that_its_report_is_about() -> None:
    two = bomb("two", "2031-09-07", "2031-09-06", "8", extra="Elsewhere a bus fell into a gorge and 31 died.")
    two.count("31", "killed", by=[("police", "police")], on="2031-09-06")
    before = judged([], two, B)
    assert {step.value for step in toll(main_event(before, "two"), "killed").series} >= {31}
    rest = f"{claim_of(two)} & {claim_of(B)}"
    found = judged([link("j1", claim_of(two, 1), rest, same=False)], two, B)
    event = main_event(found, "two")
    assert event.main_for == ("b", "two")
    assert 31 not in {step.value for step in toll(event, "killed").series}
    assert [t.best for one in found.events for t in one.tolls if one.id != event.id and t.effect == "killed"] == [31]


def arrest(name: str, day: str) -> Made:
    text = f"{name}: A bomb in Port Ambler killed 8 people, police said. Police arrested three men in Port Ambler."
    return (
        Made(name, text, "2031-09-08", f"{name} paper", PORT)
        .happens("bomb", "ASSAULT", "explosives", on="2031-09-06")
        .count("8", "killed", by=[("police", "police")], on="2031-09-06")
        .happens("arrested", "COERCE", "arrest", on=day)
    )


def parts(record: Record) -> list[tuple[str, ...]]:
    return sorted(event.mentions for event in record.events if event.part_of)


def mention(made: Made, nth: int) -> str:
    return f"{made.report.id}/{made.events[nth].id}"


def test_parts_of_one_happening_are_joined_and_split_and_stay_its_parts() -> None:
    a, b = arrest("a", "2031-09-06"), arrest("b", "2031-09-07")
    arrests = (a.events[1].id, b.events[1].id)
    assert parts(judged([], a, b)) == [arrests], "one arrest, on two days next to each other"
    split = judged([link("j1", mention(a, 1), mention(b, 1), same=False, narrow=True)], a, b)
    assert parts(split) == [(arrests[0],), (arrests[1],)]
    assert together(split, "a", "b")
    into_the_whole = judged([link("j1", mention(a, 1), mention(a, 0), same=True)], a, b)
    assert parts(into_the_whole) == []
    assert set(arrests) < set(main_event(into_the_whole, "a").mentions)
    assert toll(main_event(split, "a"), "killed").best == 8


def test_a_copy_that_is_none_is_a_witness() -> None:
    paper, agency = print_of("paper", "Harbour Post", "2031-03-04"), print_of("agency", "Wire One", "2031-03-03")
    found = judged([link("j1", "paper/paper", "agency/agency", same=False, sort="copy")], paper, agency)
    assert found.copies == ()
    assert toll(main_event(found, "paper"), "killed").origins == 2


def test_a_report_that_was_said_to_repeat_another_is_no_witness() -> None:
    told = "At a hotel in Port Ambler 4 people were killed when a boiler burst, as Wire One has it. More follows."
    paper = print_of("paper", "Harbour Post", "2031-03-04", told)
    agency, late = print_of("agency", "Wire One", "2031-03-03"), print_of("late", "City Sheet", "2031-03-05", STORY)
    word = link("j1", "late/late", "paper/paper", same=True, sort="copy")
    found = judged([word], paper, agency, late)
    assert [(copy.report, copy.of) for copy in found.copies] == [("late", "agency"), ("paper", "agency")]
    assert found.copies[0].share == 1
    assert found.copies[1].share < 0.5
    assert toll(main_event(found, "paper"), "killed").origins == 1


def test_of_two_copies_that_differ_the_less_alike_is_none() -> None:
    agency, paper = print_of("agency", "Wire One", "2031-03-03"), print_of("paper", "Harbour Post", "2031-03-04")
    late = print_of("late", "City Sheet", "2031-03-05", STORY.replace("promised to help", "went away to the hills"))
    word = link("j1", "late/late", "paper/paper", same=False, sort="copy")
    found = judged([word], paper, agency, late)
    assert [(copy.report, copy.of) for copy in found.copies] == [("paper", "agency")]


def said(name: str, party: str, kind: str = "government", killed: str = "5") -> Made:
    text = f"{party} said in Norland that {killed} people were killed. So wrote the {name} paper."
    return Made(name, text, "2031-03-03").count(killed, "killed", by=[(party, kind)])  # type: ignore[list-item]


def names(record: Record) -> list[str]:
    return sorted(party.name for party in record.parties)


def test_two_parties_are_one_party_and_one_voice() -> None:
    made = [said("a", "Harbour Watch", "ngo"), said("b", "the Watchers of Ambler", "ngo", "7")]
    assert names(judged([], *made)) == ["Harbour Watch", "the Watchers of Ambler"]
    word = link("j1", "a/Harbour Watch", "b/the Watchers of Ambler", same=True, sort="party")
    found = judged([word], *made)
    (party,) = found.parties
    assert (party.name, party.also) == ("Harbour Watch", ("the Watchers of Ambler",))
    killed = next(toll for event in found.events for toll in event.tolls if "7" in toll.why)
    assert killed.origins == 1


def test_an_office_that_a_person_names_speaks_for_its_state() -> None:
    made = [said("a", "Interior Ministry"), said("b", "the Blue House", "other", "7")]
    word = link("j1", "a/Interior Ministry", "b/the Blue House", same=True, sort="party")

    def origins(record: Record) -> set[int]:
        return {toll.origins for event in record.events for toll in event.tolls if toll.claims}

    assert origins(judged([word], *made)) == {1}
    assert len(names(judged([word], *made))) == 1


def test_one_party_is_two() -> None:
    made = [said("a", "John Berg", "witness"), said("b", "J. Berg", "witness"), said("c", "J. Berg", "witness")]
    assert len(judged([], *made).parties) == 1
    word = link("j1", "a/John Berg", "b/J. Berg & c/J. Berg", same=False, sort="party")
    assert names(judged([word], *made)) == ["J. Berg", "John Berg"]


def test_two_ministries_under_one_name_are_told_apart_by_the_claims_that_name_them() -> None:
    made = [said("a", "Interior Ministry"), said("b", "Interior Ministry", killed="7")]
    assert len(judged([], *made).parties) == 1
    word = link("j1", "a/Interior Ministry", "b/Interior Ministry", same=False, sort="party")
    found = judged([word], *made)
    assert len(found.parties) == 2
    killed = next(toll for event in found.events for toll in event.tolls if toll.effect == "killed")
    assert killed.origins == 2, "two parties that a person tells apart are two voices"


REPORTS = [A, B, C, arrest("x", "2031-09-06"), arrest("y", "2031-09-07"), print_of("p", "Harbour Post", "2031-03-04"),
           print_of("q", "Wire One", "2031-03-03"), said("m", "Interior Ministry"), said("n", "MVD")]  # fmt: skip
THINGS = [claim_of(made) for made in REPORTS] + [mention(made, 0) for made in REPORTS[:5]]
LINKS = st.lists(
    st.one_of(
        st.tuples(st.just("happening"), st.sampled_from(THINGS), st.sampled_from(THINGS)),
        st.tuples(st.just("copy"), *[st.sampled_from([f"{m.report.id}/{m.report.id}" for m in REPORTS])] * 2),
        st.tuples(st.just("party"), *[st.sampled_from(["m/Interior Ministry", "n/MVD", "a/police", "x/police"])] * 2),
    ).flatmap(lambda pair: st.tuples(st.just(pair), st.booleans(), st.booleans())),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(words=LINKS, seed=st.integers(0, 99))
def test_the_record_is_a_function_of_reports_and_words(
    words: list[tuple[tuple[str, str, str], bool, bool]], seed: int
) -> None:
    links = [
        link(f"j{number}", one, other, same=same, sort=sort, narrow=narrow and sort == "happening")
        for number, ((sort, one, other), same, narrow) in enumerate(words)
        if one != other
    ]
    found = judged(links, *REPORTS)
    shuffled = Random(seed).sample(REPORTS, len(REPORTS))
    assert msgspec.json.encode(judged(links, *shuffled)) == msgspec.json.encode(found)
    main = [report for event in found.events for report in event.main_for]
    assert sorted(main) == sorted(made.report.id for made in REPORTS), (
        "each report is about one event, whatever is said"
    )
    told = [told for event in found.events for told in event.mentions]
    assert sorted(told) == sorted(event.id for made in REPORTS for event in made.events), "each mention is in one event"
    overruled = {one.judgement for one in found.overruled}
    apart = {
        member
        for one in links
        if not one.same and one.one[0].report == one.other[0].report
        for member in (*one.one, *one.other)
    }
    for one in links:
        taken_out = apart & {*one.one, *one.other}  # of a report, so that its main event says nothing of it
        if one.sort == "happening" and one.same and one.judgement not in overruled and not taken_out:
            assert together(found, one.one[0].report, one.other[0].report)


@pytest.mark.parametrize("sort", ["happening", "copy", "party"])
def test_words_about_what_is_not_there_change_nothing(sort: str) -> None:
    nowhere = link("j1", "a/nothing", "gone/gone", same=False, sort=sort)
    assert judged([nowhere], A, B) == judged([], A, B)
