from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.page import read_page, read_saved_page
from sayso.nouns.report import Stretch

PARAGRAPHS = (
    "At least six people were killed in the harbour town on Friday, the Interior Ministry said in a statement.",
    "Another <b>eighteen</b> were hurt, according to&nbsp;the hospital, which is run by Smith &amp; Sons.",
    "“Nobody told us to leave,” said a woman who had stood in the square since the early morning.",
    "The ministry later gave the number of the detained as “nearly 400”, and named no names at all.",
)
PAGE = f"""<!DOCTYPE html>
<!-- saved from url=(0034)https://news.example.org/a/riots-1 -->
<html lang="en"><head><title>Riots in the harbour | The Harbour Post</title>
<meta property="og:title" content="Riots in the harbour"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2022-01-07T10:30:00Z">
<script>var dead = "999 people were killed by scripts";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Riots in the harbour</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<ul><li>Six were killed</li><li>Eighteen were hurt</li></ul>
</article><script>document.write("77 dead")</script>
<footer>© 2022 The Harbour Post. All rights reserved.</footer></body></html>"""


def shown(source: str) -> str:
    """What a piece of source shows: no tags, entities read, white space aside."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", source)).split())


def assert_leads_back(text: str, source: str, offsets: tuple[Stretch, ...]) -> None:
    for stretch in offsets:
        piece = text[stretch.start : stretch.end]
        assert shown(source[stretch.original_start : stretch.original_end]) == "".join(piece.split())
    assert all(a.end <= b.start for a, b in pairwise(offsets))


def test_article_without_headline_menu_and_scripts() -> None:
    found = read_page(PAGE)
    assert found.text.startswith("At least six people")
    assert "Another eighteen were hurt, according to the hospital, which is run by Smith & Sons." in found.text
    assert not [
        words for words in ("999", "77 dead", "Home", "rights reserved", "color", "|", "Riots") if words in found.text
    ]
    assert found.flaws == ()


def test_what_the_page_says_of_itself() -> None:
    details = read_page(PAGE).details
    assert details.title == "Riots in the harbour"
    assert details.publisher == "The Harbour Post"
    assert details.published == "2022-01-07"
    assert details.url == "https://news.example.org/a/riots-1"
    assert details.language == "en"


def test_host_stands_for_a_site_without_a_name() -> None:
    page = "<html><body><article>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + "</article></body></html>"
    assert read_page(page, url="https://www.example.org/a").details.publisher == "example.org"
    kept = "https://web.archive.org/web/20220108id_/https://news.example.org/a"
    assert read_page(page, url=kept).details.publisher == "news.example.org"


def test_items_carry_no_dashes() -> None:
    assert "- Six" not in read_page(PAGE).text


def test_every_word_leads_back_to_the_page() -> None:
    found = read_page(PAGE)
    assert_leads_back(found.text, PAGE, found.offsets)
    covered = sum(stretch.end - stretch.start for stretch in found.offsets)
    assert covered >= 0.95 * len("".join(found.text.split()))
    eighteen = found.text.index("eighteen")
    assert any(
        PAGE[stretch.original_start + eighteen - stretch.start :].startswith("eighteen</b>")
        for stretch in found.offsets
        if stretch.start <= eighteen < stretch.end
    )


def test_copyright_year_is_no_date_of_publication() -> None:
    page = re.sub(r"<meta property=.article:published_time.[^>]*>", "", PAGE)
    assert read_page(page).details.published is None


def test_impossible_date_is_none() -> None:
    assert read_page(PAGE.replace("2022-01-07T10:30:00Z", "2022-02-31T10:30:00Z")).details.published != "2022-02-31"


def test_fragment_gives_its_words() -> None:
    source = "<p>Six people were <i>killed</i> in the square &mdash; the ministry said.</p>"
    found = read_page(source)
    assert found.text == "Six people were killed in the square — the ministry said."
    assert found.flaws == ()
    assert_leads_back(found.text, source, found.offsets)


def test_headline_goes_with_the_name_of_the_site_after_it() -> None:
    page = "<html><head><title>Riots in the harbour | The Post</title></head><body><article><p>Riots in the harbour</p>"
    assert read_page(page + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)).text.startswith("At least six")


def test_page_without_an_article_gives_its_words_and_says_so() -> None:
    found = read_page("<html><body>" + "<div>" * 1_000 + "Six people were killed.")
    assert found.text == "Six people were killed."
    assert "no article" in found.flaws[0].message


def test_page_without_words_is_kept_unread() -> None:
    found = read_page("<html><body><script>load()</script></body></html>")
    assert (found.text, found.readable) == ("", False)
    assert found.flaws[0].hint


def test_picture_inside_the_page_does_not_matter() -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 400_000}">'
    found = read_page(PAGE.replace("<article>", f"<article>{picture}"))
    assert found.text == read_page(PAGE).text
    assert found.flaws == ()


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 90_000 + "Six people were killed.",
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">Six people were killed.</p>",
        "<b>Six people were killed.</b>" * 70_000,
        "<a " * 500_000 + "Six people were killed.",
        "<!--" * 500_000,
        '<p title="' * 200_000,
        "&" * 1_000_000,
        "<" * 1_000_000,
    ],
    ids=["deep", "attributes", "tags", "unclosed", "comments", "quotes", "ampersands", "angles"],
)
def test_hostile_page_is_read_or_told_in_time(source: str) -> None:
    found = read_page(source)
    assert found.flaws or found.text


def test_zero_bytes_and_halves_of_characters() -> None:
    found = read_saved_page(
        b"<html><body><p>Six\x00 people were killed in the square \xed\xa0\x80, they said.</p></body></html>"
    )
    assert "people were killed" in found.text
    found.text.encode("utf-8")


def test_declared_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Шесть человек погибли в пятницу.</p></body></html>'
    found = read_saved_page(page.encode("cp1251"))
    assert "Шесть человек погибли" in found.text
    assert found.media_type == "text/html; charset=cp1251"


def test_right_to_left_and_combining_characters_lead_back() -> None:
    arabic = "قُتل ستة أشخاص في المدينة يوم الجمعة، وفق ما أعلنته الوزارة في بيان لها بعد الظهر"
    repeated = "Cafe\u0301 six people. " * 12
    source = f"<html><body><article><p>\u202b{arabic}\u202c</p><p>{repeated}</p></article></body></html>"
    found = read_page(source)
    assert arabic in found.text
    assert_leads_back(found.text, source, found.offsets)
    assert sum(stretch.end - stretch.start for stretch in found.offsets) >= 0.9 * len(found.text)


MARKS = (
    "<p> </p> <b> < > &amp; &#x41; & \" ' <!-- --> <script> </script> é e\u0301 \x00 \u202e <td> <li> ]]> <? a=b /> 😀"
)
MARKUP = st.lists(st.sampled_from([*MARKS.split(), "Six people were killed. ", " ", "\n"]), max_size=40).map("".join)


@given(MARKUP)
def test_any_markup_is_read_and_leads_back(source: str) -> None:
    found = read_page(source)
    found.text.encode("utf-8")
    for stretch in found.offsets:
        assert 0 <= stretch.start < stretch.end <= len(found.text)
        assert 0 <= stretch.original_start < stretch.original_end <= len(source)
        if stretch.end - stretch.start == stretch.original_end - stretch.original_start > 1:
            piece = source[stretch.original_start : stretch.original_end]
            assert "".join(piece.split()) == "".join(found.text[stretch.start : stretch.end].split())


def test_a_page_without_an_article_still_says_what_it_is() -> None:
    head = '<title>Photos</title><meta property="article:published_time" content="2022-01-07T10:30:00Z">'
    found = read_page(f"<html><head>{head}</head><body><button>Next</button><img src=x></body></html>")
    assert (found.text, len(found.flaws)) == ("Next", 1)
    assert (found.details.title, found.details.published) == ("Photos", "2022-01-07")


def test_a_title_that_begins_with_a_number_is_no_day() -> None:
    address = "https://news.example.org/2022/01/3-questions-to-the-minister/"
    page = PAGE.replace("<head>", f'<head><link rel="canonical" href="{address}">')
    assert read_page(page).details.published == "2022-01-07"
