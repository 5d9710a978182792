from __future__ import annotations

import pytest

from sayso.collect.language import detect_language

ENGLISH = "Six people were killed and dozens were hurt when the police opened fire on the crowd, officials said. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (ENGLISH.lower(), "en"),
        (
            "Шесть человек погибли и десятки ранены, когда полиция открыла огонь по толпе в порту, сообщили власти.",
            "ru",
        ),
        ("Seis personas murieron y decenas resultaron heridas cuando la policía disparó contra la multitud.", "es"),
        ("Six killed.", None),
        ("", None),
        ("1234567890 " * 50, None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_plain_english_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.collect.language._identifier", lambda: pytest.fail("the model was loaded"))
    assert detect_language(ENGLISH + "They were at the gate when the soldiers, who had come with tanks, fired.") == "en"
    assert (
        detect_language("Porters at Ashby Quay are to be paid as of today for a night on call, but not by the hour.")
        == "en"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Het was de derde man die in de haven werd gevonden; van de daders ontbreekt elk spoor, zei de politie.",
            "nl",
        ),
        ("Mindst tre mennesker blev dræbt af en bombe på torvet, og politiet har anholdt to mænd for det.", "da"),
        (
            "De inbreker was in het huis of in de tuin; hij is niet te vinden, an sich geen nieuws, at on by, he, but.",
            "nl",
        ),
        (
            "By for by var der to mænd, at de is, or an, as det blev sagt; on be, he but, for at gå hjem i nat igen.",
            "da",
        ),
        ("Selon Said, président de Help the Children and Women, 12 personnes ont été tuées hier dans la ville.", "fr"),
    ],
)
def test_words_that_english_shares_tell_nothing(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_foreign_beginning_does_not_hide_an_english_report() -> None:
    menu = "Главная Новости Общество Политика Экономика Спорт Культура Контакты Поиск Подписка " * 6
    assert detect_language(menu + ENGLISH * 20) == "en"
