"""Where a report's main happening took place."""

from __future__ import annotations

import msgspec
import pytest

from sayso.reconcile.main_place import main_place
from sayso.reconcile.tellings import tellings_of
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "town"),
    [
        # a quarter counts for its town, if the town's police are named, or the text calls it a quarter
        ("Three people were shot in Woodlawn on Friday, Chicago police said.", "Chicago"),
        ("CHICAGO -- A man was shot dead on Friday in the Englewood neighborhood. Chicago is in shock.", "Chicago"),
        (
            "CHICAGO -- Shots were fired in Woodlawn on Friday. In Chicago, where that is told, Chicago mourns.",
            "Chicago",
        ),
        # a suburb with its own police does not
        ("A man was shot in Oak Lawn on Friday, Oak Lawn police said. Chicago police helped.", "Oak Lawn"),
        # a town of a region that the report does not speak of is a person, a quarter or a street
        (
            "DETROIT, Mich. -- A man was shot in Pullman on Friday. Michigan has strict laws, and Detroit is shaken.",
            "Detroit",
        ),
        # so is one whose name is several towns', beside a town that has the police or opens a line
        ("Three people were shot on Friday in the Linden area, Columbus police said. Linden is shaken.", "Columbus"),
        (
            "ROCHESTER -- Gonzalez was shot dead on Friday. Gonzalez leaves two sons, and Gonzalez was loved.",
            "Rochester",
        ),
        # or that no other town has, where a town that has the police is named more often
        (
            "Two people were killed and four hurt in Brainerd on Friday, Chicago police said. Chicago is shaken.",
            "Chicago",
        ),
        # of towns in a county, the one that lies there
        (
            "A child was shot in Williams County on Friday. The sheriff of Williams County found her in Williston. "
            "She was flown to Fargo. Fargo doctors operated.",
            "Williston",
        ),
        # where the street is
        (
            "A clerk was shot dead on Friday, officers in Fargo said. She was found on Oak Street in Williston. "
            "Fargo mourns.",
            "Williston",
        ),
        # the hospital is where they were taken
        ("SMYRNA, Tenn. -- A child is at a medical center in Nashville after she was shot on Friday.", "Smyrna"),
        # the street is called like a town
        ("Dallas police said that three people were shot on Friday in the 300 block of Madrid.", "Dallas"),
        ("Three people were shot on Friday at 87th and Ashland in Chicago.", "Chicago"),
        # a market is called after another town
        (
            "Three people were shot dead outside the Austin Market on Friday, an officer in Dallas said. "
            "Dallas mourns.",
            "Dallas",
        ),
        # a name in capitals is the same town as the one that has the police
        (
            "Three people were shot dead on Friday in a yard in West Englewood.\n\n"
            "CHICAGO - Chicago police said that two were wounded in West Englewood.",
            "Chicago",
        ),
        # a quarter, though the gazetteer has another place of its name
        ("Two men were shot dead on Friday in the Juniata section of Philadelphia. Juniata is quiet.", "Philadelphia"),
        # towns in a list lie in none of each other
        (
            "A boy was shot in Salem on Friday. Officers of Salem, Keizer and Independence came to Salem and Keizer.",
            "Salem",
        ),
        # who has the police
        (
            "CINCINNATI (AP) -- A prosecutor in Cincinnati said on Friday that a boy was shot dead. "
            "Hamilton police found a gun.",
            "Hamilton",
        ),
        # where somebody lives
        ("A Buffalo man was shot in Elmira on Friday.", "Elmira"),
    ],
)
def test_town(text: str, town: str) -> None:
    reading = read(text, "2023-03-08")
    place = main_place(reading, tellings_of(reading))
    assert place is not None
    assert place.where.name == town


def test_the_headline_says_which_place_is_meant() -> None:
    reading = read(
        "A man was shot in Buffalo and taken to Elmira. Officers in Buffalo and Elmira were told. He was shot at home.",
        "2023-03-08",
    )
    headed = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, title="Shots in Elmira"))
    place = main_place(headed, tellings_of(headed))
    assert place is not None
    assert place.where.name == "Elmira"


def test_a_headline_that_names_a_town_names_none_that_its_name_begins_with() -> None:
    reading = read("Two people were shot dead in a car on Friday. In Miami, a stadium opened.", "2023-03-08")
    titled = msgspec.structs.replace(reading.report, title="Two shot dead in Miami Gardens")
    elsewhere = read("Shots in Miami Gardens", "2023-03-08").wheres
    headed = msgspec.structs.replace(
        reading, report=titled, title=msgspec.structs.replace(reading.title, headline=elsewhere)
    )
    place = main_place(headed, tellings_of(headed))
    assert place is not None
    assert place.where.name == "Miami Gardens"


def test_towns_of_a_country_that_is_spoken_of_are_no_strangers() -> None:
    reading = read(
        "Protests in Kazakhstan reached Almaty on Monday. In Zhanaozen, in Mangystau, a march began. "
        "Police in Almaty fired on a crowd in Almaty and killed three people, Kazakhstan said.",
        "2023-03-08",
    )
    place = main_place(reading, tellings_of(reading))
    assert place is not None
    assert place.where.name in ("Almaty", "Kazakhstan")


@pytest.mark.parametrize(
    ("title", "text", "town", "quoted"),
    [
        (
            "Man shot in Elmira",
            "A man was shot on Friday, the Chemung County sheriff said.",
            "Elmira",
            "Chemung County",
        ),
        ("Man shot in Elmira", "A man was shot on Friday in the 300 block of Hill Street.", "Elmira", "Hill Street"),
        ("Man shot in Elmira", "A man was shot on Friday.", "Elmira", "shot"),
        # streets without their town are of the town that the site is read in
        ("Man shot - News 4 | Buffalo", "A man was shot on Friday on Hill Street.", "Buffalo", "Hill Street"),
    ],
)
def test_a_town_of_the_title_is_told_in_words_of_the_text(title: str, text: str, town: str, quoted: str) -> None:
    reading = read(text, "2023-03-08", title=title)
    place = main_place(reading, tellings_of(reading))
    assert place is not None
    where = place.where
    assert (where.name, where.text, text[where.start : where.end]) == (town, quoted, quoted)


def test_a_site_says_nothing_of_where_a_report_without_local_names_is_set() -> None:
    reading = read("A man was shot on Friday.", "2023-03-08", title="Man shot - News 4 | Buffalo")
    assert main_place(reading, tellings_of(reading)) is None
