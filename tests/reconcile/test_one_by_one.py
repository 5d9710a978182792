"""People who are told of one at a time, and the account that most reports share."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.nouns.event import Toll
from sayso.reconcile.accounts import Account, shared_account
from sayso.reconcile.persons import traits_of
from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reading import read

SHOOTING = "A shooting took place in Lisbon, Portugal, on Monday. "
NOBODY = Account(killed=0, injured=0)


def tolls_of(texts: Sequence[str]) -> dict[str, Toll]:
    """Everyone's tolls by effect, else those of the first group."""
    record = reconcile_readings([read(SHOOTING + text, "2031-05-06") for text in texts], Settings())
    (event,) = (event for event in record.events if event.main_for)
    found: dict[str, Toll] = {}
    for toll in sorted(event.tolls, key=lambda toll: toll.group or ""):
        found.setdefault(toll.effect, toll)
    return found


@pytest.mark.parametrize(
    ("texts", "killed", "injured"),
    [
        (
            ["A student was shot in a park. The 17-year-old was pronounced dead, and a boy was killed, police said."],
            1,
            0,
        ),
        (["A man was killed and a woman was wounded, police said."], 1, 1),
        (["A 31-year-old man was wounded. A 24-year-old man was wounded. A man, 31, was wounded, police said."], 0, 2),
        (["A man was wounded. Another man was wounded, police said."], 0, 2),
        (["A boy was wounded in his bed, police said. A 9-year-old boy was wounded."], 0, 1),
        (["Four people were wounded. A man was wounded in the leg, police said."], 0, 4),
        (
            ["A teenager was shot in a car, police said.", "A 15-year-old boy was shot dead in a car, police said."],
            1,
            0,
        ),
        (["A boy was shot dead by another child, police said."], 1, 0),
        (["A man shot and killed his wife before turning the gun on himself, police said."], 2, 0),
        (["Police seek a 23-year-old man who they say shot and killed his girlfriend in a car."], 1, 0),
        (["A gunman killed four people in a bank and then killed himself, police said."], 5, 0),
        (["Five people died, including a gunman who killed himself, police said."], 5, 0),
        (["A 9-year-old boy was shot dead. Police said that he accidentally shot and killed himself."], 1, 0),
        (["A man killed his neighbour and her daughter, police said."], 2, 0),
        (["A woman was shot dead in what police call a murder-suicide."], 2, 0),
        (["A man was killed. A 56-year-old woman was taken to hospital with a gunshot wound."], 1, 1),
        (["The suspect was shot dead. The deputy is in stable condition, police said."], 1, 1),
        (["A boy was killed in a shooting that critically wounded his father, police said."], 1, 1),
        (["A man was shot dead. The victim was taken to hospital in critical condition, police said."], 1, 0),
        (
            ["Three other people were wounded. Four teenagers were wounded behind a church, police said."],
            0,
            4,
        ),
        (["A metro child was killed — this one a 9-year-old boy — police said."], 1, 0),
        (["A man was wounded. Homicide detectives were called in, police said."], 0, 1),
        (["Four juveniles were wounded. Neighbours said that nobody had been wounded there before."], 0, 4),
    ],
    ids=[
        "two descriptions",
        "a man and a woman",
        "two ages",
        "another",
        "told again",
        "one of those counted",
        "who died by another report",
        "another did it",
        "who did it died",
        "who did it is no victim",
        "who did it is added to a number",
        "who did it is in the number",
        "by his own hand, and nobody else",
        "and her daughter",
        "murder and suicide",
        "by age, in words of no event",
        "by role, in words of no event",
        "whom somebody wounded",
        "the victim again",
        "a group is greater than everyone",
        "said again in its sentence",
        "a unit of police",
        "nobody before",
    ],
)
def test_people_told_of_one_at_a_time(texts: list[str], killed: int, injured: int) -> None:
    found = tolls_of(texts)
    best = {effect: found[effect].best or 0 if effect in found else 0 for effect in ("killed", "injured")}
    assert best == {"killed": killed, "injured": injured}


def test_what_words_say_of_a_person() -> None:
    boy = traits_of("a 17-year-old boy")
    assert (boy.age, boy.sex, boy.stage) == (("17", "year"), "male", "child")
    assert boy.may_be(traits_of("the student"))
    assert boy.is_surely(traits_of("A teenager", ", 17, of"))
    assert not boy.may_be(traits_of("a woman"))
    assert not boy.may_be(traits_of("a 19-year-old man"))
    assert not traits_of("the suspect").may_be(traits_of("a police officer"))


def test_the_account_that_most_reports_give() -> None:
    one, other = Account(killed=1, injured=3), Account(killed=2, injured=4)
    accounts = {"a": one, "b": one, "c": other, "d": NOBODY}
    found = shared_account(accounts, other, dict.fromkeys(accounts))
    assert found is not None
    assert (found.account, found.reports, found.of) == (one, 2, 3)
    assert shared_account({"a": NOBODY}, NOBODY, {}) is None


def test_of_accounts_given_alike_that_of_all_words_stands() -> None:
    one, other = Account(killed=1, injured=3), Account(killed=2, injured=4)
    found = shared_account({"a": one, "b": other}, one, {})
    assert found is not None
    assert found.account == one


def test_killed_and_hurt_are_of_one_account() -> None:
    texts = [
        "One man was killed and three people were wounded, police said.",
        "One man was killed and three people were wounded, the mayor said.",
        "A man was killed and five people were wounded, the coroner said.",
    ]
    found = tolls_of(texts)
    assert (found["killed"].best, found["injured"].best) == (1, 3)
