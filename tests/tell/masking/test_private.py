"""Who is private: everybody whom a report names but those of whom it shows that they are public."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import WrongUse
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.masking.listed import read_rulings, write_names
from sayso.tell.masking.masks import BLOCK, Masks
from sayso.tell.masking.persons import persons_in
from sayso.tell.masking.private import Names, names_of
from sayso.tell.masking.recognised import Recognised

FERRY = (
    "At least 31 people drowned when a ferry sank off Port Ambler Tuesday. Among them was Juma Bakari, whose daughter"
    " Zawadi Kileo, 9, drowned as well. “I held her hand,” said Neema Kileo. The captain, Hamisi Juma, was arrested."
    " Harbour master Asha Mwinyi said the boat was overloaded. President Daudi Okello declared three days of mourning,"
    " and Okello visited the harbour. Sailor Petro Lund, fisherman Elias Moshi and 19-year-old student Rehema Salum"
    " were rescued. Grace Mollel, the district commissioner, promised help; Mollel gave no date."
)


def named_in(folder: Path, *texts: str, **details: str) -> Names:
    lines = [{"id": str(nth), "text": text, "published": "2031-03-05", **details} for nth, text in enumerate(texts)]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)))
    build_record([folder / "reports.jsonl"], folder / "case.sayso", Settings())
    with Case.open(folder / "case.sayso", readonly=True) as case:
        return names_of(case.readings())


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Names:
    return named_in(tmp_path_factory.mktemp("ferry"), FERRY)


@pytest.mark.parametrize(
    "name",
    ["Bakari", "Zawadi", "Neema", "Kileo", "Hamisi", "Petro Lund", "Elias Moshi", "Rehema Salum"],
    ids=["the dead", "a child by kin", "a speaker", "a family", "the arrested", "a sailor", "a fisherman", "a student"],
)
def test_who_is_named_is_masked(ferry: Names, name: str) -> None:
    assert name not in Masks(ferry).words(FERRY)


@pytest.mark.parametrize("name", ["Daudi Okello", "and Okello", "Grace Mollel", "; Mollel"])
def test_officials_stay(ferry: Names, name: str) -> None:
    assert name in Masks(ferry).words(FERRY)


@pytest.mark.parametrize(
    "words", ["At least", "Among", "Port Ambler", "Tuesday", "President", "Harbour", "Sailor", "The"]
)
def test_what_is_no_name_stays(ferry: Names, words: str) -> None:
    assert words in Masks(ferry).words(FERRY)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Interior Minister {} spoke on Monday.", "Pavel Norling"),
        ("The president of Freedonia, {}, spoke on Monday.", "Pavel Norling"),
        ("{}, the country’s deputy interior minister, spoke on Monday.", "Pavel Norling"),
        ("{}, Amnesty International’s Eastern Europe and Central Asia Director, spoke on Monday.", "Marit Norling"),
        ("{}, a lawyer who had warned them, spoke on Monday.", "Marit Norling"),
        ("A spokeswoman, {}, said that 12 people died.", "Marit Norling"),
        ("Troops of the {} regime killed 12 people.", "Norling"),
        ("Secretary of State {} spoke on Monday.", "Marit Norling"),
        ("The foreign minister telephoned her Freedonian counterpart {} on Monday.", "Marit Norling"),
        ("Photo: {}/Wire. Police said that 12 people died.", "Marit Norling"),
    ],
)
def test_offices_and_posts_are_told_in_many_ways(tmp_path: Path, told: str, name: str) -> None:
    text = f"{told.format(name)} Troops killed 12 people in the capital."
    assert name in Masks(named_in(tmp_path, text)).words(text)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Marit Norling, 41, saw it.", "Norling"),
        ("Marit Norling (41) saw it.", "Norling"),
        ("His wife, Marit Norling, saw it.", "Norling"),
        ("Mrs Norling saw it.", "Norling"),
        ("Tamsyn Norling, the driver’s friend, said they had gone home.", "Norling"),
        ("Among the dead were Ana, Marit and Olga Norling, all of one family.", "Marit"),
        ("The activist Mohammed al-Norling was tortured.", "Norling"),
        ("A volunteer, Karim as-Norling at Hope House, said that 12 people died.", "Norling"),
        ("A nurse, Marit Norling, said that 12 people died.", "Norling"),
        ("Police arrested the site manager, Tam Norling, on Tuesday.", "Norling"),
        ("Bwazi Norling, a loader who was pulled out alive, told reporters he had heard it.", "Norling"),
        ("They planned to kidnap the reporter Marit Norling.", "Norling"),
        ("Marit Norling, a nursing student, spoke to the news agency.", "Norling"),
        ("The head of the miners’ union, Marit Norling, was abducted on Sunday.", "Norling"),
    ],
)
def test_private_persons_are_told_in_many_ways(tmp_path: Path, told: str, name: str) -> None:
    text = f"Troops killed 12 people in the capital. {told}"
    assert name not in Masks(named_in(tmp_path, text)).words(text)


def test_words_of_a_headline_are_nobody(tmp_path: Path) -> None:
    text = "Police and Protesters Clash Again in Capital\n\nPolice arrested 12 people in the capital on Monday."
    assert not Masks(named_in(tmp_path, text))


def test_what_another_report_shows_of_a_name_counts(tmp_path: Path) -> None:
    names = named_in(
        tmp_path, "Pavel Norling said that 12 people died.", "Interior Minister Pavel Norling said that 14 people died."
    )
    assert not Masks(names)


def test_a_victim_with_the_surname_of_an_official_is_masked(tmp_path: Path) -> None:
    text = "Governor Pavel Norling said that 12 people died. Among the dead was Marit Norling, 9."
    masked = Masks(named_in(tmp_path, text)).words(text)
    assert "Pavel Norling" in masked
    assert "Marit" not in masked


def test_names_are_masked_in_mail_and_in_addresses_of_posts(ferry: Names) -> None:
    masked = Masks(ferry).words("neema.kileo@post.example @neemakileo https://post.example/zawadi-of-ambler#kileo")
    assert not {"neema", "kileo", "zawadi"} & set(masked.replace(".", " ").replace("/", " ").replace("-", " ").split())
    assert "post" in masked


def test_reports_of_other_languages_are_counted(tmp_path: Path) -> None:
    assert named_in(tmp_path, "In der Hauptstadt starben zwölf Menschen.", language="de").unread == 1


def test_more_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.tell.masking.private._FEWEST", 2)
    named_in(tmp_path, FERRY, FERRY.replace("Kileo", "Temba"))
    with Case.open(tmp_path / "case.sayso", readonly=True) as case:
        readings = list(case.readings())
    assert names_of(readings, workers=2) == names_of(readings)


def test_a_person_corrects_the_list(ferry: Names, tmp_path: Path) -> None:
    case = tmp_path / "case.sayso"
    (tmp_path / "reports.jsonl").write_text(json.dumps({"id": "a", "text": FERRY, "published": "2031-03-05"}))
    build_record([tmp_path / "reports.jsonl"], case, Settings())
    listed, corrected = tmp_path / "names.csv", tmp_path / "corrected.csv"
    first = _dossier(case, tmp_path / "first.html", "--masks-to", str(listed))
    rows = list(csv.DictReader(listed.read_text("utf-8").splitlines()))
    assert {row["name"]: row["masked"] for row in rows} == {
        one.name: "yes" if one.masked else "no" for one in ferry.persons
    }
    assert all(row["name"].split()[-1] in row["words"] for row in rows)
    changed = {"Neema Kileo": "no", "Zawadi Kileo": "no", "Daudi Okello": "yes", "overloaded": "yes"}
    corrected.write_text("name,masked\n" + "".join(f"{name},{masked}\n" for name, masked in changed.items()))
    second = _dossier(case, tmp_path / "second.html", "--masks-from", str(corrected))
    assert "Neema Kileo" not in first
    assert "Neema Kileo" in second
    assert "Daudi Okello" in first
    assert "Daudi Okello" not in second
    assert "overloaded" not in second


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"who,masked\nAna,yes\n", "no columns"),
        (b"name,masked\nAna,perhaps\n", "line 2"),
        (b"name,masked\n\xff,yes\n", "no CSV in UTF-8"),
        (b"", "no columns"),
        (b'name,masked\n"Ana', "line 2"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "names.csv").write_bytes(content)
    with pytest.raises(WrongUse, match=complaint):
        read_rulings(tmp_path / "names.csv")


def test_a_list_survives_its_file(ferry: Names, tmp_path: Path) -> None:
    write_names(ferry, tmp_path / "names.csv")
    assert read_rulings(tmp_path / "names.csv") == {one.name: one.masked for one in ferry.persons}


def test_the_words_of_a_ruling_are_masked_alone(tmp_path: Path) -> None:
    named_in(tmp_path, FERRY)
    with Case.open(tmp_path / "case.sayso", readonly=True) as case:
        names = names_of(case.readings(), {"Asha Mwinyi": True})
    assert BLOCK * 6 in Masks(names).words("Mwinyi said so.")


PIECES = st.sampled_from(
    [
        "Ana",
        "A",
        "B.",
        "bin",
        "al-",
        "Lund",
        "Mr",
        "President",
        "’s",
        "said",
        ", 9,",
        "(9)",
        "\n",
        ".",
        "daughter",
        "İ",
        "ß",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_is_looked_through(text: str) -> None:
    halves = (Recognised(0, len(text) // 2, "person"), Recognised(len(text) // 2, len(text), "other"))
    for named in persons_in(text, halves, [(0, 3)]):
        assert text[named.start : named.end].startswith(named.name[0])


def _dossier(case: Path, output: Path, *options: str) -> str:
    command: Sequence[str] = [sys.executable, "-m", "sayso", "dossier", str(case), "-o", str(output), *options]
    subprocess.run(command, check=True, capture_output=True)
    return output.read_text("utf-8")
