"""Which time and place belong to which figure."""

from __future__ import annotations

import pytest

from tests.reading import read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Kenya at least 16 people died, nine of them in Mombasa.", ["Kenya", "Mombasa"]),
        ("Three people were killed and ten wounded in Mombasa.", ["Mombasa", "Mombasa"]),
        ("Seven people were killed in Malindi, a town in Kenya.", ["Malindi"]),
        ("Twelve people were killed in US-led air raids near Mosul.", ["Mosul"]),
        ("Protests spread in Mombasa. Another 18 marchers were injured.", ["Mombasa"]),
        # the country of an army, or in brackets, is not where it strikes
        ("Russia killed 30 fighters of the group (outlawed in Belarus) near Aleppo in Syria.", ["Aleppo"]),
        # a part shares its whole's place
        ("At least 14 people including three nurses were killed near Mombasa.", ["Mombasa", "Mombasa"]),
        ("Four people were killed on rafts crossing the Ewaso River near Garissa.", ["Garissa"]),
        # places that are meant together, and parts that are written large
        ("Clashes killed 140 gunmen in Kisumu and Nakuru.", ["Kisumu and Nakuru"]),
        ("Clashes killed 40 gunmen in Eastern Aleppo.", ["Eastern Aleppo"]),
        # where people went, or what they left, is another thing than where they died
        ("In Kisumu 32 men were killed on their way to Nakuru.", ["Kisumu"]),
        ("Some 2,200 people were evacuated from Kisumu to Nakuru.", ["Kisumu"]),
        # the first words name the country, the next ones the town
        ("Gunmen raided a school in Kenya, killing one guard. They stormed its gates in Garissa.", ["Garissa"]),
        ("Bombs on villages in northern Kenya killed 40 people. Shells also hit Garissa.", ["northern Kenya"]),
        # what "the country", "the province" and "the village" mean
        ("Cholera came to Mombasa in Kenya in May. It has killed 300 people in the country.", ["Kenya"]),
        ("Shells hit the village of Qolwara near Aleppo. Ten people died in the village.", ["Qolwara"]),
        ("Nairobi has a long memory: 34 people were killed there.", ["Nairobi"]),
        ("KISUMU, Kenya (ABC) - Talks began in Nairobi.\n\nA bomb killed three people here on Sunday.", ["KISUMU"]),
        # long wars are of countries
        (
            "A raid on Aleppo killed 20 people. Over 300,000 people have died since the war in Syria began.",
            ["Aleppo", "Syria"],
        ),
        # another party's count of the same
        ("Four people were shot in Kisumu. The ministry said that five people were killed.", ["Kisumu", "Kisumu"]),
        # a town's office is not where it happened
        (
            "Three people were shot in the Elmsford neighbourhood.\n\nThe Mombasa County Coroner said that three died.",
            ["Elmsford", "Elmsford"],
        ),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    claims = [claim for claim in read(text).claims if claim.figure.text not in ("a", "an")]
    assert [claim.where.text if claim.where else None for claim in claims] == places


def test_the_day_of_the_saying_is_not_the_day_of_the_happening() -> None:
    (claim,) = read("The ministry said on Monday that 40 people were arrested on Friday.", "2023-03-08").claims
    assert claim.said is not None
    assert claim.when is not None
    assert (str(claim.said.earliest), str(claim.when.earliest)) == ("2023-03-06", "2023-03-03")
    assert str(claim.as_of) == "2023-03-06"


def test_a_count_from_long_ago_is_background() -> None:
    (claim,) = read("In May 2011 soldiers killed 12 people in Mombasa.", "2023-03-08").claims
    assert claim.scope == "background"


def test_a_place_in_a_speakers_name_is_listed_and_is_not_where_it_happened() -> None:
    reading = read("The Istanbul governor said that seven people were killed in Ankara.")
    assert [where.text for where in reading.wheres] == ["Istanbul", "Ankara"]
    assert reading.claims[0].where is not None
    assert reading.claims[0].where.text == "Ankara"


def test_a_part_of_a_place_is_told_with_it() -> None:
    (claim,) = read("Nine people were killed in northern Syria.").claims
    assert claim.where is not None
    assert (claim.where.text, claim.where.name) == ("northern Syria", "Syria")


def test_what_follows_where_happened_there() -> None:
    text = "Protests began in Arequipa and reached all of Peru, also its capital Lima – where students stormed a bank."
    (stormed,) = (one for one in read(text).events if one.trigger.text == "stormed")
    assert stormed.where is not None
    assert stormed.where.name == "Lima"


def test_a_call_has_not_the_day_of_what_it_is_about() -> None:
    reading = read("The union called on Peru to listen to the protests that began on January 2, 2022.", "2022-01-07")
    days = {one.kind: one.when and str(one.when.earliest) for one in reading.events}
    assert days == {"REQUEST": None, "PROTEST": "2022-01-02"}


def test_a_part_was_said_when_its_whole_was() -> None:
    text = "The ministry said on Monday that at least 164 people died in Kenya. This includes 103 in Mombasa."
    whole, part = read(text, "2023-03-15").claims
    assert part.part_of == whole.id
    assert part.said == whole.said
    assert (str(part.as_of), str(whole.as_of)) == ("2023-03-13", "2023-03-13")


def test_the_day_of_the_saying_is_not_the_day_of_what_else_the_sentence_tells() -> None:
    text = "While a blackout has restricted news, the ministry reported on Monday that 12 people died in Kenya."
    blackout = next(one for one in read(text, "2023-03-15").events if one.kind == "COERCE")
    assert blackout.when is None


def days_of_events(text: str, published: str = "2023-03-15") -> dict[str, str | None]:
    return {one.trigger.text: str(one.when.earliest) if one.when else None for one in read(text, published).events}


def test_a_happening_that_is_only_named_has_not_the_day_of_what_is_told() -> None:
    days = days_of_events("On Monday a judge ordered an inquiry into the massacre of six priests in Mombasa.")
    assert days["massacre"] is None


def test_a_count_since_a_day_is_not_of_that_day() -> None:
    (claim,) = read("Soldiers have killed 40 people in Mombasa since March 3.", "2023-03-15").claims
    assert claim.when is None


def test_who_is_held_since_a_day_was_taken_then() -> None:
    assert days_of_events("Two reporters have been detained in Mombasa since March 3.") == {"detained": "2023-03-03"}


def test_nobody_was_killed_on_a_day_to_come() -> None:
    text = "Gunmen killed six people near the hall in Mombasa where the vote of March 20 is prepared."
    assert days_of_events(text)["killed"] is None


def test_a_relative_clause_has_times_of_its_own() -> None:
    text = "The rebel, who laid down his weapons on March 3, was killed in Mombasa."
    assert days_of_events(text)["killed"] is None


def test_a_relative_clause_right_behind_a_happening_tells_its_day() -> None:
    assert days_of_events("Nothing is left of the protests that began on March 3.")["protests"] == "2023-03-03"


def test_a_count_goes_on_from_the_day_of_the_sentence_before() -> None:
    text = "A ferry sank off Mombasa on Tuesday night. At least nine people drowned."
    (claim,) = read(text, "2023-03-15").claims
    assert claim.when is not None
    assert (claim.when.text, str(claim.when.earliest)) == ("Tuesday night", "2023-03-14")


def test_a_violation_told_again_has_the_day_told_elsewhere() -> None:
    text = (
        "Soldiers killed the reporter Ann Miller for her work.\n\n"
        "On March 3 soldiers killed Miller near her house in Mombasa."
    )
    first, second = read(text, "2023-03-15").violations
    assert first.when == second.when
    assert second.when is not None
    assert str(second.when.earliest) == "2023-03-03"


def test_since_reaches_over_the_words_of_what_began() -> None:
    text = "Since the start of the siege on March 3, gunmen have killed 40 people in Mombasa."
    (claim,) = read(text, "2023-03-15").claims
    assert claim.when is None


def test_who_condemns_a_deed_today_says_no_day_of_it() -> None:
    assert days_of_events("Today the bishop condemned the murder of six priests in Mombasa.")["murder"] is None


@pytest.mark.parametrize(("between", "day"), [(" ", "2023-03-04"), ("\n\n", None)])
def test_a_violation_goes_on_on_the_day_of_its_paragraph(between: str, day: str | None) -> None:
    told = f"Police closed a newspaper in Lima on 4 March.{between}Soldiers beat two journalists."
    (beaten,) = [one for one in read(told, "2023-03-15").violations if one.kind == "excessive_force"]
    assert (str(beaten.when.earliest) if beaten.when else None) == day


def test_what_was_near_a_day_was_not_on_it() -> None:
    days = days_of_events("A clerk was shot in Mombasa just days after January 2.")
    assert days == {"shot": None}
