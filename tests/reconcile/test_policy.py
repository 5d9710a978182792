"""One set of words, three rules with a name."""

from __future__ import annotations

import pytest

from sayso.nouns.event import Toll
from sayso.nouns.says_who import PartyKind
from sayso.reconcile.policy import pick
from sayso.settings import Policy
from tests.reconcile.made import PORT, Made, main_event, record, toll

POLICE: tuple[str, PartyKind] = ("police", "police")
UNION: tuple[str, PartyKind] = ("Helpers' Union", "ngo")
HOSPITAL: tuple[str, PartyKind] = ("City Hospital", "hospital")
RADIO: tuple[str, PartyKind] = ("Radio Ambler", "media")


def killed(policy: Policy, *said: tuple[str, tuple[str, PartyKind]]) -> Toll:
    """What stands by a rule where each party gives one count in a report of its own."""
    reports = []
    for number, (words, who) in enumerate(said):
        text = f"An explosion in Port Ambler killed {words} people, the {who[0]} said; the hall burned all night."
        made = Made(f"r{number}", text, f"2031-04-1{number}", f"paper {number}", PORT)
        reports.append(made.count(words, "killed", by=[who]))
    return toll(main_event(record(*reports, policy=policy), "r0"), "killed")


SAID = (("at least 12", POLICE), ("20", UNION), ("20", HOSPITAL), ("dozens", RADIO))


@pytest.mark.parametrize(
    ("policy", "low", "best", "high"), [("latest", 12, 20, None), ("ucdp", 12, 20, 20), ("acled", 12, 12, None)]
)
def test_each_rule_picks_from_the_same_words(policy: Policy, low: int, best: int, high: int | None) -> None:
    found = killed(policy, *SAID)
    assert (found.low, found.best, found.high, found.origins) == (low, best, high, 4)
    assert all(claim in found.why for claim in found.claims if policy != "ucdp")


def test_ucdp_relies_on_who_counts_for_itself() -> None:
    found = killed("ucdp", ("12", POLICE), ("40", RADIO))
    assert (found.low, found.best, found.high) == (12, 12, 12)
    assert "count for themselves" in found.why
    alone = killed("ucdp", ("40", RADIO))
    assert (alone.low, alone.best, alone.high) == (40, 40, 40)


@pytest.mark.parametrize(("words", "taken"), [("dozens", 12), ("hundreds", 100)])
def test_acled_takes_vague_words_for_numbers(words: str, taken: int) -> None:
    found = killed("acled", (words, POLICE))
    assert (found.low, found.best, found.high) == (taken, taken, None)
    assert f"taken for {taken}" in found.why
    assert killed("latest", (words, POLICE)).best is None


def test_acled_has_nothing_for_words_that_it_does_not_code() -> None:
    assert killed("acled", ("thousands", POLICE)).best is None


@pytest.mark.parametrize("policy", ["latest", "ucdp", "acled"])
def test_where_nothing_stands_nothing_is_picked(policy: Policy) -> None:
    picked = pick(policy, [])
    assert (picked.low, picked.best, picked.high, picked.chosen) == (None, None, None, None)
