"""One party, one name; two that are only alike stay two."""

from __future__ import annotations

import pytest

from sayso.nouns.event import KnownParty, Record
from sayso.nouns.says_who import PartyKind
from tests.reconcile.made import ELSEWHERE, NORLAND, Made, Spot, main_event, record, toll, where


def parties(*names: tuple[str, PartyKind]) -> list[KnownParty]:
    """The parties of a case in which each name is quoted once, each in a report of its own."""
    made = []
    for number, (name, kind) in enumerate(names):
        text = f"{name} said in Norland that 5 people were killed."
        made.append(Made(f"r{number}", text, published="2031-03-03").count("5", "killed", by=[(name, kind)]))
    return list(record(*made).parties)


@pytest.mark.parametrize(
    ("names", "also"),
    [
        (["Interior Ministry", "the interior ministry", "Ministry of Internal Affairs", "MVD"], 3),
        (["Norland's Interior Ministry", "Interior Ministry"], 1),
        (["Health Ministry", "the Ministry of Health"], 1),
        (["Jane-Mary Olsen", "President Olsen", "Olsen", "Jane-Mari Olsen"], 3),
        (["the Interior Ministry spokesman", "Interior Ministry"], 1),
    ],
)
def test_names_of_one_party(names: list[str], also: int) -> None:
    (found,) = parties(*((name, "government") for name in names))
    assert len(found.also) == also


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["John Berg", "Joan Berg"], "witness"),
        (["John Berg", "Peter Berg", "Berg"], "witness"),
        (["Interior Ministry", "Foreign Ministry"], "government"),
        (["the government", "the authorities"], "government"),
        (["Harbour Workers' Union", "Harbour Watch"], "ngo"),
    ],
)
def test_names_of_different_parties(names: list[str], kind: PartyKind) -> None:
    assert len(parties(*((name, kind) for name in names))) == len(names)


def test_short_form_of_the_only_long_name_is_the_same() -> None:
    (found,) = parties(("Rights Watchers International", "ngo"), ("Rights Watchers", "ngo"))
    assert {found.name, *found.also} == {"Rights Watchers International", "Rights Watchers"}


def test_two_countries_ministries_are_two() -> None:
    text = "Norland's Interior Ministry said 5 people were killed in Norland; Farland's Interior Ministry spoke of 9."
    made = Made("both", text, published="2031-03-03")
    made.wheres.append(where(text, ELSEWHERE))
    made.count("5", "killed", by=[("Norland's Interior Ministry", "government")])
    made.count("9", "killed", by=[("Farland's Interior Ministry", "government")])
    found = record(made)
    assert len(found.parties) == 2
    assert toll(main_event(found, "both"), "killed").origins == 2


def test_words_for_the_state_are_one_voice_under_their_own_names() -> None:
    first = Made("a", "The government said 5 people died in Norland.", published="2031-03-03", spot=NORLAND)
    later = Made("b", "Authorities said 7 people died in Norland.", published="2031-03-04", spot=NORLAND)
    found = record(
        first.count("5", "killed", by=[("The government", "government")]).happens("died", "ASSAULT"),
        later.count("7", "killed", by=[("Authorities", "government")]).happens("died", "ASSAULT"),
    )
    killed = toll(main_event(found, "a"), "killed")
    assert (killed.origins, killed.best) == (1, 7)
    assert [step.party for step in killed.series] == ["The government", "Authorities"]


def test_the_nameless_are_never_one_across_reports() -> None:
    made = [
        Made(name, "Witnesses said 5 people were killed in Norland.", published="2031-03-03")
        .happens("killed", "ASSAULT")
        .count("5", "killed", by=[("Witnesses", "witness")])
        for name in ("a", "b")
    ]
    assert toll(main_event(record(*made), "a"), "killed").origins == 2


def by_name(found: Record) -> dict[str, KnownParty]:
    return {party.name: party for party in found.parties}


def saying(name: str, who: str, kind: PartyKind = "government", text: str = "", spot: Spot = NORLAND) -> Made:
    text = text or f"{who} said in {spot.name} that 5 people were killed."
    return Made(name, text, published="2031-03-03", spot=spot).count("5", "killed", by=[(who, kind)])


def test_every_name_of_a_ministry_is_one_party() -> None:
    names = ("The ministry", "Interior Ministry", "Norland's interior ministry", "MVD", "the Norland Interior Ministry")
    found = record(*(saying(f"r{at}", who) for at, who in enumerate(names)))
    (party,) = found.parties
    assert {party.name, *party.also} == set(names)
    assert toll(found.events[0], "killed").origins == 1


def test_the_ministry_is_the_one_that_its_report_names() -> None:
    text = "The Health Ministry said 5 people were killed in Norland. The ministry spoke of 9."
    both = Made("a", text, published="2031-03-03").count("5", "killed", by=[("Health Ministry", "government")])
    both.count("9", "killed", by=[("The ministry", "government")])
    found = by_name(record(both, saying("b", "Interior Ministry"), saying("c", "the ministry")))
    assert set(found) == {"Health Ministry", "Interior Ministry", "the ministry"}
    assert found["Health Ministry"].also == ("The ministry",)


def test_a_ministry_that_no_list_knows_is_an_office_too() -> None:
    names = ("Energy Ministry", "Ministry of Energy", "Norland's Energy Ministry", "the energy ministry spokesman")
    (party,) = record(*(saying(f"r{at}", who) for at, who in enumerate(names))).parties
    assert len(party.also) == 3
    assert len(record(saying("a", "Energy Ministry"), saying("b", "Energy Ministry", spot=ELSEWHERE)).parties) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kassym-Shomart Olsen", "Kassym-Jomart Olsen"),
        ("Kassym-Jomart Tokayev", "Kassym-Shomart Tokaev"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Muammar Qaddafi", "Muammar Kaddafi"),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    (party,) = record(saying("a", one, "witness"), saying("b", other, "witness")).parties
    assert {party.name, *party.also} == {one, other}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Jon Bergen", "John Bergen", "witness"),
        ("John Smith", "John Smyth", "witness"),
        ("Norland Human Rights Watch", "Norlandic Human Rights Watch", "ngo"),
    ],
)
def test_what_is_only_similar_is_left_unsure_and_told(one: str, other: str, kind: PartyKind) -> None:
    found = by_name(record(saying("a", one, kind), saying("b", other, kind)))
    assert found[one].perhaps == (other,)
    assert found[other].perhaps == (one,)


def test_what_is_different_is_not_even_perhaps_the_same() -> None:
    names = (("John Berg", "witness"), ("Mary Berg", "witness"), ("Channel 5", "media"), ("Channel 7", "media"))
    assert all(not party.perhaps for party in parties(*names))


def test_a_surname_with_two_bearers_is_perhaps_either() -> None:
    found = by_name(record(*(saying(who, who, "witness") for who in ("John Berg", "Peter Berg", "Berg"))))
    assert found["Berg"].perhaps == ("John Berg", "Peter Berg")
    assert found["John Berg"].perhaps == ("Berg",)


def test_a_chain_ends_in_its_origin() -> None:
    text = "The Norland Interior Ministry told Channel 5, as the agency wrote, that 5 people were killed."
    chain = [("Norland Interior Ministry", "government"), ("Channel 5", "media"), ("the agency", "media")]
    first = Made("a", text, published="2031-03-03").count("5", "killed", by=chain)
    found = record(first, saying("b", "MVD"))
    assert toll(main_event(found, "a"), "killed").origins == 1


def test_nameless_officials_are_an_origin_of_their_own_in_each_report() -> None:
    made = [saying("a", "Interior Ministry"), saying("b", "officials"), saying("c", "Officials")]
    found = record(*(one.happens("killed", "ASSAULT") for one in made))
    assert toll(main_event(found, "a"), "killed").origins == 3


def test_officials_whom_the_text_ties_to_an_office_are_that_office() -> None:
    (party,) = record(saying("a", "Interior Ministry"), saying("b", "Interior Ministry officials")).parties
    assert {party.name, *party.also} == {"Interior Ministry", "Interior Ministry officials"}


def test_who_speaks_for_a_body_is_the_person_of_that_name() -> None:
    (found,) = parties(("Ana Lund", "intergovernmental"), ("Ana Lund", "other"), ("Lund", "other"))
    assert (found.name, found.also) == ("Ana Lund", ("Lund",))


def test_a_body_called_like_nobody_stays_a_body() -> None:
    assert len(parties(("Ana Lund", "intergovernmental"), ("Jon Lund", "other"))) == 2
    assert len(parties(("Red Cross", "rescue"), ("Norland Red Cross", "rescue"), ("Farland Red Cross", "rescue"))) == 3


def test_a_description_is_no_longer_form_of_a_name() -> None:
    assert len(parties(("Rights Watchers", "ngo"), ("Rights Watchers of the northern and southern valley", "ngo"))) == 1
    described = "Rights Watchers who came by night from the north and slept in a school for three days"
    assert len(parties(("Rights Watchers", "ngo"), (described, "ngo"))) == 2


def test_a_party_of_signs_alone_is_read() -> None:
    made = Made("a", "“…” said that 3 people were killed in Norland.", "2031-09-07").count(
        "3", "killed", by=[("…", "other")]
    )
    assert main_event(record(made), "a").tolls
