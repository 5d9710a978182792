from __future__ import annotations

from sayso.collect.pdf import read_pdf

from .conftest import MakePdf

STORY = [
    "Riots in the harbour",
    "January 7, 2022",
    "At least six people were killed in the harbour town on Friday, the Interior Min-",
    "istry said in a statement. Another eighteen were hurt when the crowd reached the",
    "square.",
    "The hospital gave another figure and said that nine had died there since the",
]


def test_lines_become_paragraphs_over_the_end_of_a_page(make_pdf: MakePdf) -> None:
    found = read_pdf(make_pdf([*STORY, "3"], ["morning, most of them of wounds.", "4"], title="Riots"))
    assert found.text.split("\n\n") == [
        "Riots in the harbour",
        "January 7, 2022",
        "At least six people were killed in the harbour town on Friday, the Interior Ministry said in a statement. "
        "Another eighteen were hurt when the crowd reached the square.",
        "The hospital gave another figure and said that nine had died there since the morning, most of them of wounds.",
    ]
    assert (found.details.title, found.flaws, found.readable) == ("Riots", (), True)


def test_file_name_is_no_title(make_pdf: MakePdf) -> None:
    assert read_pdf(make_pdf(["Six people"], title="Microsoft Word - riots2.doc")).details.title is None


def test_locked_broken_and_scanned_files_are_kept_and_told(make_pdf: MakePdf) -> None:
    whole = make_pdf(STORY)
    for content, words in (
        (make_pdf(STORY, locked=True), "password"),
        (b"%PDF-1.7 and then nothing", "broken"),
        (whole[:60], "broken"),
        (make_pdf([]), "without text"),
    ):
        found = read_pdf(content)
        assert (found.text, found.readable) == ("", False)
        assert words in found.flaws[0].message
        assert found.flaws[0].hint
