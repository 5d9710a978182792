from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.nouns.event import KnownParty, Record
from sayso.nouns.report import Report
from sayso.nouns.span import Span
from sayso.store.sqlite import Case
from sayso.tell.lookup import CONTEXT, Lookup, Quote
from tests.tell.flood import collected, party, words

Quoter = Callable[[str, str], Quote]


@pytest.fixture
def quote(tmp_path: Path) -> Iterator[Quoter]:
    """Quote words of a text in their context."""
    with Case.open(tmp_path / "one.sayso", create=True) as case:

        def of(text: str, wanted: str) -> Quote:
            case.take(collected(text[:9], text, publisher="P", published=None, title=None))
            return Lookup(case, Record()).quote(text[:9], words(text, wanted))

        yield of


def test_context_ends_with_the_sentence(quote: Quoter) -> None:
    told = quote("First came rain. The dam broke at nine. Then came help.", "broke")
    assert (told.before, told.words, told.after) == ("The dam ", "broke", " at nine.")


def test_short_forms_do_not_end_a_sentence(quote: Quoter) -> None:
    assert quote("On Sunday Mr. Smith and Gen. Jones met.", "met").before.endswith("Mr. Smith and Gen. Jones ")


def test_a_line_break_inside_a_sentence_is_a_space_and_a_blank_line_an_end(quote: Quoter) -> None:
    told = quote("Menu\n\nThe dam broke\nat nine\n\nMore", "broke")
    assert told.line == "The dam broke at nine"


def test_long_context_is_cut_at_words_and_marked(quote: Quoter) -> None:
    text = "many words " * 40 + "HERE" + " and more" * 40
    told = quote(text, "HERE")
    assert told.before.startswith("…")
    assert told.after.endswith("…")
    assert told.before.strip("… ").split()[0] in {"many", "words"}
    assert len(told.line) <= 2 * CONTEXT + len("HERE") + 2


def test_words_at_the_edges_have_no_marks(quote: Quoter) -> None:
    assert quote("broke", "broke").line == "broke"


@pytest.mark.parametrize("at", [0, 5, 500, 4000])
def test_offsets_are_those_of_the_text(at: int, quote: Quoter) -> None:
    text = "x" * at + " HERE " + "y" * 400
    told = quote(text, "HERE")
    assert text[told.start : told.end] == "HERE"


def test_a_name_that_two_parties_have_is_left_as_the_report_says_it(tmp_path: Path) -> None:
    text = "The ministry spoke."
    said = party(text, "The ministry", "ministry", "government")
    parties = tuple(
        KnownParty(name=f"{kind} Ministry of Norland", kind="government", also=("ministry",))
        for kind in ("Interior", "Health")
    )
    with Case.open(tmp_path / "one.sayso", create=True) as case:
        assert Lookup(case, Record(parties=parties[:1])).name(said) == "Interior Ministry of Norland"
        assert Lookup(case, Record(parties=parties)).name(said) == "ministry"


def test_a_publisher_that_says_it_itself_is_named_once(tmp_path: Path) -> None:
    text = "The Courier counts ten."
    with Case.open(tmp_path / "one.sayso", create=True) as case:
        case.take(collected("r", text, publisher="Courier", published=None, title=None))
        lookup = Lookup(case, Record())
        assert lookup.chain([party(text, "The Courier", "Courier", "media")], "r") == ("Courier",)
        assert lookup.chain([], "r") == ("Courier",)


def test_spans_of_nothing_are_quoted_as_nothing(quote: Quoter) -> None:
    assert Span.of("abc", 1, 1).text == ""
    assert quote("abc def", "").words == ""


def test_a_report_without_publisher_or_title_is_named_by_its_file(tmp_path: Path) -> None:
    with Case.open(tmp_path / "one.sayso", create=True) as case:
        case.take(collected("f" * 64, "Ten.", publisher=None, published=None, title=None))
        case.take(collected("t", "Six.", publisher=None, published=None, title="Long " * 100))
        lookup = Lookup(case, Record())
        assert lookup.publisher("f" * 64) == "f" * 48 + "…"
        assert len(lookup.publisher("t")) <= 80


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"publisher": "Courier", "url": "https://www.example.org/a"}, "Courier"),
        ({"url": "https://www.example.org/a", "published": "2031-05-04"}, "example.org"),
        ({"url": "https://[broken", "published": "2031-05-04T10:00:00Z"}, "report of 4 May 2031"),
        ({"title": "Dam breach in Velm: " + "who knew? " * 9}, "report “Dam breach in Velm: who knew? who knew? who…”"),
    ],
)  # fmt: skip
def test_whoever_speaks_where_nobody_is_named_has_a_short_name(known: dict[str, str], name: str) -> None:
    details = {
        "path": None,
        "url": None,
        "title": None,
        "publisher": None,
        "published": None,
        "language": "en",
        **known,
    }
    assert Report(id="r", sha256="r", text="", **details).teller == name
