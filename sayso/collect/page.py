"""Web pages become reports: the article's text, its headline, site, address and day of publication."""

from __future__ import annotations

import logging
import re
from functools import cache
from types import ModuleType
from typing import Protocol, cast
from urllib.parse import urlsplit

from lxml.etree import _Element
from msgspec import structs

from sayso.collect.article import article_text
from sayso.collect.content import HEAD
from sayso.collect.decode import Decoded, decode
from sayso.collect.details import read_details
from sayso.collect.ending import without_ending
from sayso.collect.flaw import Flaw
from sayso.collect.found import Found, nothing
from sayso.collect.kinds import binary_kind
from sayso.collect.language import detect_language
from sayso.collect.offsets import trace
from sayso.collect.stated import Stated, local_day, read_stated, with_what_is_missing
from sayso.collect.unicode import writable
from sayso.collect.visible import visible_text

MOST_CHARACTERS = 3_000_000
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 20_000
"""Of a page's source, pictures inside it not counted, and of one tag. News pages have a tenth of that at most; at these
bounds cleaning takes ten seconds or so."""
EARLIEST = "1995-01-01"
LATEST = "2199-12-31"
"""Between which a page can have been published: the first as htmldate has it, the last fixed: a step has no clock."""

_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)")
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_ENCODING = re.compile(
    rb"(?:<meta\b[^>]{0,200}?charset|<\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_PICTURE = re.compile(r"data:[a-z]+/[^\s\"'<>()]{500,}")
"""A picture or font that was saved inside the page."""
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{40000,}")
_HEAD = 10_000
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_NUMBER_NOT_DAY = re.compile(r"/(?:19|20)\d\d/\d\d?/\d\d?-[^\W\d]")
_BEFORE_SITE = (" | ", " - ", " – ", " — ", " :: ", " · ")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


class _About(Protocol):
    """What trafilatura finds in a page's head; every value may be missing."""

    title: str | None
    sitename: str | None
    url: str | None
    date: str | None


class _Article(_About, Protocol):
    """... and in the page itself."""

    body: _Element


def read_saved_page(content: bytes, *, url: str | None = None) -> Found:
    """The article in the bytes of a saved page; offsets are places in the decoded bytes."""
    binary = binary_kind(content[:HEAD])
    if binary:
        return nothing("application/octet-stream", Flaw(f"is {binary}, not a page", None, "save the page anew as HTML"))
    source, codec, flaws = decode_page(content)
    found = read_page(source, url=url, media_type=f"text/html; charset={codec}")
    return structs.replace(found, flaws=(*flaws, *found.flaws))


def decode_page(content: bytes) -> Decoded:
    """The source of a saved page, in which offsets are places."""
    declared = _ENCODING.search(content[:_HEAD])
    decoded = decode(content, declared[1].decode("ascii") if declared else None)
    return decoded._replace(text=writable(decoded.text))


def read_page(source: str, *, url: str | None = None, media_type: str = "text/html") -> Found:
    """The article in a page's decoded source, its headline left out, with the way back to that source.

    Menus, comment forms, scripts and lists of other articles are left out as far as they can be told. A page in which
    no article is found gives all its visible text and says so.
    """
    lean = _PICTURE.sub("data:,", source)
    if is_too_much(lean):
        return _everything(source, media_type, "is a page too large or too intricate to look for the article in it")
    stated = read_stated(lean)
    article = _extract(
        lean if _WHOLE.search(lean) else f"<html><body><article>{lean}</article></body></html>", _own_address(url)
    )
    text = article_text(article.body) if article else ""
    if article is None or not text:
        found = _everything(source, media_type, "is a page in which no article could be found")
        about = _about(lean, _own_address(url))
        details, flaws = read_details(_details(about, found.text, lean, url, stated) if about and found.text else {})
        return structs.replace(found, details=details, flaws=(*found.flaws, *flaws))
    text = with_what_is_missing(without_ending(text), lean, stated)
    details, flaws = read_details(_details(article, text, lean, url, stated))
    text = _without_headline(text, details.title)
    return Found(text=text, media_type=media_type, details=details, offsets=trace(text, source), flaws=flaws)


def is_too_much(source: str) -> bool:
    """Whether cleaning would hold up a run for minutes: it grows with tags, and faster with attributes of one tag."""
    crowded = any(tag[0].count("=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source))
    return len(source) > MOST_CHARACTERS or source.count("<") > MOST_TAGS or crowded


def _everything(source: str, media_type: str, why: str) -> Found:
    """The visible text of a page, as far as it is read; a page this odd gets no way back if it is long too."""
    text = visible_text(source[:MOST_CHARACTERS])
    if not text:
        return nothing(
            media_type, Flaw(f"{why}, and no text either", None, "save the page anew, with its text in view")
        )
    flaw = Flaw(f"{why}; all of its visible text was taken", None, "check that menus and lists were not read as news")
    offsets = () if is_too_much(source) else trace(text, source)
    return Found(text=text, media_type=media_type, offsets=offsets, flaws=(flaw,))


def _details(about: _About, text: str, source: str, url: str | None, stated: Stated) -> dict[str, object]:
    saved, language = _SAVED_FROM.search(source[:_HEAD]), _LANGUAGE.search(source[:_HEAD])
    address = url or about.url or (saved[1] if saved else None)
    return {
        "title": about.title,
        "publisher": about.sitename or _host(address),
        "published": _published(about, source, stated),
        "url": address,
        "language": detect_language(text) or (language[1] if language else None),
    }


def _own_address(url: str | None) -> str | None:
    """The address at which a page was published, also where a web archive keeps it."""
    return _ARCHIVE.sub("", url) if url else None


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(_own_address(url) or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _published(about: _About, source: str, stated: Stated) -> str | None:
    """The day found, by the publisher's own clock where the page has it.

    Looked for anew where it is the first of January by nothing more than the year in a copyright line, or a number
    with which a title begins in the address ("/2022/01/3-questions").
    """
    day = about.date
    if day is not None and day.endswith("-01-01"):
        day = _find_date(source, extensive_search=False)
    elif about.url and _NUMBER_NOT_DAY.search(about.url):
        day = _find_date(source, extensive_search=True, deferred_url_extractor=True)
    return day and local_day(day, stated)


def _find_date(source: str, **how: bool) -> str | None:
    try:
        return cast(
            "str | None",
            _libraries()[1].find_date(source, original_date=True, min_date=EARLIEST, max_date=LATEST, **how),
        )
    except Exception:  # noqa: BLE001 (a parser met by a hostile page may raise anything)
        return None


_DATE_SEARCH = {"original_date": True, "extensive_search": True, "min_date": EARLIEST, "max_date": LATEST}


def _about(source: str, url: str | None) -> _About | None:
    try:
        return cast(
            "_About | None", _libraries()[0].extract_metadata(source, default_url=url, date_config=_DATE_SEARCH)
        )
    except Exception:  # noqa: BLE001 (as above)
        return None


def _extract(source: str, url: str | None) -> _Article | None:
    try:
        return cast(
            "_Article | None",
            _libraries()[0].bare_extraction(
                source,
                url=url,
                favor_precision=True,
                include_comments=False,
                with_metadata=True,
                date_extraction_params=_DATE_SEARCH,
            ),
        )
    except Exception:  # noqa: BLE001 (as above)
        return None


@cache
def _libraries() -> tuple[ModuleType, ModuleType]:
    """Loaded when the first page is read; what they log is no use to a reader of reports."""
    import htmldate
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura, htmldate


def _without_headline(text: str, title: str | None) -> str:
    """The text without a first line that is the headline, with which a title may begin; never without any line."""
    first, _, rest = text.partition("\n")
    headline, whole = _plain(first), _plain(title or "")
    if rest.strip() and (headline == whole or whole.startswith(tuple(headline + mark for mark in _BEFORE_SITE))):
        return rest.lstrip()
    return text


def _plain(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split())
