from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.decode import decode, known_codec

RUSSIAN = "Шесть человек погибли в городе в пятницу, сообщило министерство. Ещё двенадцать ранены. " * 5


@given(st.binary(max_size=400))
def test_any_bytes_become_text_that_can_be_written(content: bytes) -> None:
    decode(content).text.encode("utf-8")


@given(st.text(max_size=200))
def test_utf8_is_read_as_it_is(text: str) -> None:
    content = text.encode("utf-8")
    if not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and content.count(0) == 0:
        assert decode(content).text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_wide_encodings(codec: str) -> None:
    text = "Six people were killed.\r\nTwelve were hurt.\r\n"
    assert decode(text.encode(codec))[0::2] == (text, ())


def test_foreign_bytes_in_utf8_are_read_and_told() -> None:
    decoded = decode("„Zwölf“ were hurt, ".encode() + b"\x93six\x94 were killed")
    assert decoded.text == "„Zwölf“ were hurt, “six” were killed"
    assert "byte" in decoded.flaws[0].message


def test_typographic_quotes_of_an_old_encoding() -> None:
    decoded = decode(b"The minister said: \x93Six people were killed\x94 \x96 and left.")
    assert decoded.text == "The minister said: “Six people were killed” – and left."
    assert decoded.codec == "cp1252"
    assert decoded.flaws


def test_declared_encoding_is_believed() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "windows-1251") == (RUSSIAN, "cp1251", ())


def test_undeclared_encoding_is_guessed_and_told() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.text == RUSSIAN
    assert "does not say" in decoded.flaws[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed in Málaga.",
        "“Six people were killed” in Málaga – said the mayor’s office on Monday. Señor Núñez spoke.",
        "El señor Núñez dijo que murieron seis personas en Málaga, según la policía. Además hubo treinta heridos.",
    ],
)
def test_accents_of_western_names_are_guessed_right(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_half_of_two_joined_files_in_another_encoding() -> None:
    content = "Police in Málaga said six people were killed. ".encode() + "Seven were hurt in Málaga.".encode("latin-1")
    decoded = decode(content)
    assert decoded.text == "Police in Málaga said six people were killed. Seven were hurt in Málaga."
    assert "foreign bytes" in decoded.flaws[0].message


@pytest.mark.parametrize("name", ["hex", "no-such-thing", "", None, "x" * 1000, "\x00"])
def test_encodings_that_are_none(name: str | None) -> None:
    assert known_codec(name) is None
