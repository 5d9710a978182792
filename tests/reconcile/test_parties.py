"""One party, one name; two that are only alike stay two."""

from __future__ import annotations

import pytest

from sayso.nouns.event import KnownParty
from sayso.nouns.says_who import PartyKind
from tests.reconcile.made import ELSEWHERE, NORLAND, Made, main_event, record, toll, where


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
