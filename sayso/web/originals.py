"""Originals made harmless: a page that runs nothing, loads nothing, leads nowhere and sends nothing.

The page is built from a list of what may stay, and it is served under a policy of its own that forbids the rest again.
"""

from __future__ import annotations

import re
import secrets
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from lxml import etree, html
from lxml_html_clean import Cleaner

from sayso.collect.archived_page import unpack_page
from sayso.collect.decode import decode
from sayso.collect.page import MOST_CHARACTERS, decode_page, is_too_much
from sayso.collect.visible import visible_text
from sayso.nouns.report import Collected, Stretch

ORIGINAL_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'"
)
"""What the browser lets an original do: be looked at."""

_MOST_SHOWN = 1_000_000
"""Characters of an original that is shown as words."""
_MOST_MARKS = 2_000
SHOWN_ID = "sayso-shown"
"""Where in the page the words are that were asked for."""

_GONE = frozenset({
    "script", "noscript", "style", "template", "object", "embed", "applet", "param", "iframe", "frame", "frameset",
    "noframes", "svg", "math", "audio", "video", "source", "track", "canvas", "input", "button", "select", "option",
    "optgroup", "datalist", "textarea", "output", "meter", "progress", "link", "meta", "base", "title", "head",
    "dialog", "portal", "marquee", "blink", "bgsound", "map", "area", "slot", "image",
})  # fmt: skip
"""Taken out with all that is in them; styles are read before."""
_KEPT = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "big", "blockquote", "br", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "main",
    "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul",
    "var", "wbr",
})  # fmt: skip
"""Any other element leaves its words."""
_ATTRIBUTES = frozenset({
    "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "colspan", "dir", "face",
    "height", "id", "lang", "open", "reversed", "rowspan", "scope", "size", "span", "start", "style", "title",
    "valign", "width",
})  # fmt: skip
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|avif);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_FAR = re.compile(r"@(?:import|font-face|namespace|charset)\b[^;{]*(?:\{[^}]*\}?|;)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:url|src|image|image-set|cross-fade|element|attr|expression)\s*\([^)]*\)?", re.IGNORECASE)
_LAID_OVER = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_TURNED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls, and marks that turn the reading direction: each is shown as U+FFFD, so that a reader sees it."""
_LONGEST_ADDRESS = 300

_STYLE = """
:root { color-scheme: light; background: #fff; color: #15191d; }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 1rem; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; }
a { color: inherit; text-decoration: underline dotted; }
mark.sayso-claim { background: #ffe9a8 !important; color: #15191d !important; }
mark.sayso-shown {
  background: #ffd24d !important; color: #15191d !important; outline: 3px solid #d55e00 !important;
  scroll-margin-top: 30vh;
}
.sayso-left-out { color: #545d66; }
"""


class Place(NamedTuple):
    """Words that are marked: where they stand in what is shown, and whether they are the ones that were asked for."""

    start: int
    end: int
    shown: bool


def original_page(collected: Collected, marked: Sequence[tuple[int, int]], at: tuple[int, int] | None) -> str:
    """A report's original as a page to be shown under `ORIGINAL_POLICY`.

    `marked`: places in the report's text to be marked, as far as the way back to them is known; `at`: one more, to
    which the page is opened. A page is a page, anything else its characters; a PDF is not for this function.
    """
    content, kind = collected.original.content, collected.original.media_type.partition(";")[0]
    text = collected.report.text
    ranges = [Place(*one, False) for one in marked[:_MOST_MARKS]] + ([Place(*at, True)] if at else [])
    if kind in ("text/html", "application/xhtml+xml", "multipart/related"):
        if kind == "multipart/related":
            archived = unpack_page(content)
            source = archived.source.text if archived else ""
        else:
            source = decode_page(content).text
        if not is_too_much(source):
            return _harmless_page(source, list(_back(collected.offsets, ranges, text, source)))
        words = visible_text(source[:MOST_CHARACTERS])
        return _as_text(words, (), "This page is too large or too intricate to be shown as it is: these are its words.")
    shown = decode(content).text
    return _as_text(shown, ranges if shown == text else ())


def _as_text(text: str, places: Iterable[Place], said: str | None = None) -> str:
    left_out = len(text) - _MOST_SHOWN
    cut = text[:_MOST_SHOWN]
    body = "".join(
        f'<mark class="{_kind(part.shown)}"{_id(part.shown and part.first)}>{escape(_seen(part.text))}</mark>'
        if part.marked
        else escape(_seen(part.text))
        for part in _parts(cut, [place for place in places if place.end <= len(cut)])
    )
    notes = [said] if said else []
    if left_out > 0:
        notes.append(f"{left_out:,} more characters are not shown.")
    told = "".join(f'<p class="sayso-left-out">{escape(note)}</p>' for note in notes)
    return _document(f"{told}<pre dir=auto>{body}</pre>", "")


def _document(body: str, style: str) -> str:
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Original</title><style>{_STYLE}</style>{style}</head><body>{body}</body></html>"
    )


def _seen(text: str) -> str:
    return _TURNED.sub("\ufffd", text)


def _kind(shown: bool) -> str:
    return "sayso-shown" if shown else "sayso-claim"


def _id(shown: bool) -> str:
    return f' id="{SHOWN_ID}"' if shown else ""


class _Part(NamedTuple):
    text: str
    marked: bool
    shown: bool
    first: bool
    """Whether the words that were asked for begin here."""


def _parts(text: str, places: Sequence[Place]) -> Iterator[_Part]:
    """The text cut where marks begin and end; one that was asked for lies over others."""
    edges = sorted({0, len(text), *(place.start for place in places), *(place.end for place in places)})
    asked = [place for place in places if place.shown]
    others = sorted(place[:2] for place in places if not place.shown)
    starts = [start for start, _ in others]
    furthest = 0
    ends = [furthest := max(furthest, end) for _, end in others]
    first = True
    for start, end in pairwise(edges):
        shown = any(place.start <= start < place.end for place in asked)
        at = bisect_right(starts, start) - 1
        marked = shown or (at >= 0 and ends[at] > start)
        yield _Part(text[start:end], marked, shown, shown and first)
        first = first and not shown


def _back(offsets: Sequence[Stretch], ranges: Iterable[Place], text: str, source: str) -> Iterator[Place]:
    """Where words of the text stand in the source, as far as the way back is known and leads to the same words."""
    ordered = sorted(offsets, key=lambda stretch: stretch.start)
    starts = [stretch.start for stretch in ordered]
    for place in ranges:
        for stretch in ordered[max(bisect_right(starts, place.start) - 1, 0) :]:
            if stretch.start >= place.end:
                break
            if stretch.end <= place.start:
                continue
            start, end = max(place.start, stretch.start), min(place.end, stretch.end)
            if stretch.end - stretch.start != stretch.original_end - stretch.original_start:  # an entity
                yield Place(stretch.original_start, stretch.original_end, place.shown)
                continue
            moved = stretch.original_start - stretch.start
            if source[start + moved : end + moved].split() == text[start:end].split():
                yield Place(start + moved, end + moved, place.shown)


def _harmless_page(source: str, places: Sequence[Place]) -> str:
    """The page with its marks, of nothing but what is on our lists."""
    signs = _Signs()
    marked = "".join(signs.around(part) for part in _parts(source, places))
    tree = _parsed(marked)
    if tree is None:
        return _as_text(visible_text(source), (), "This page cannot be shown as it is: these are its words.")
    styles = [signs.without(sheet.text or "") for sheet in tree.iter("style")]
    _CLEANER(tree)
    body = tree.find("body")
    if body is None:
        return _document("", "")
    _take_out(body)
    for element in body.iterdescendants():
        _disarm(element, signs)
    for element in list(body.iter()):
        signs.mark(element)
    inside = escape(_seen(body.text or "")) + "".join(
        html.tostring(child, encoding="unicode", method="html") for child in body
    )
    return _document(inside, "".join(f"<style>{_harmless_style(sheet)}</style>" for sheet in styles))


_CLEANER = Cleaner(
    page_structure=False, safe_attrs_only=False, remove_unknown_tags=False, comments=True, processing_instructions=True,
    javascript=True, scripts=True, style=True, inline_style=False, links=True, meta=True, embedded=False, frames=True,
    forms=False, annoying_tags=False,
)  # fmt: skip


def _parsed(source: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(source.replace("\0", "\ufffd").encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _take_out(body: html.HtmlElement) -> None:
    """Take out all elements that are not kept; by lxml's own means, which take no longer for one of very many."""
    etree.strip_elements(body, etree.Comment, etree.ProcessingInstruction, etree.Entity, *_GONE, with_tail=False)
    others = {element.tag for element in body.iterdescendants()} - _KEPT
    if others:
        etree.strip_tags(body, *others)


def _disarm(element: html.HtmlElement, signs: _Signs) -> None:
    """Take an element's attributes but for those that can do nothing."""
    if element.tag == "img":
        _still(element, signs)
    else:
        address = element.get("href") if element.tag == "a" else None
        _strip(element, signs)
        if address:
            element.set("title", _seen(signs.without(address))[:_LONGEST_ADDRESS])


def _strip(element: html.HtmlElement, signs: _Signs) -> None:
    for name, value in list(element.attrib.items()):
        told = _seen(signs.without(value))
        if name not in _ATTRIBUTES or (name == "id" and told.startswith("sayso")):
            del element.attrib[name]
        elif name == "style":
            element.set(name, _harmless_style(told))
        elif name == "class":
            element.set(name, " ".join(one for one in told.split() if not one.startswith("sayso")))
        else:
            element.set(name, told)


def _still(picture: html.HtmlElement, signs: _Signs) -> None:
    """A picture that is in the page itself stays; of any other what it is called."""
    source = picture.get("src") or ""
    _strip(picture, signs)
    if _PICTURE.fullmatch(source):
        picture.set("src", source)
        return
    called = picture.get("alt") or "picture"
    tail = picture.tail
    picture.clear()
    picture.tag, picture.text, picture.tail = "span", f"[{called}]", tail
    picture.set("class", "sayso-left-out")


def _harmless_style(sheet: str) -> str:
    """A style that names no address: nothing that is escaped, imported or loaded, and nothing laid over the page."""
    plain = re.sub(r"/\*.*?(?:\*/|$)", " ", sheet, flags=re.DOTALL).replace("\\", "").replace("<", "")
    return _LAID_OVER.sub("position: static", _ADDRESS.sub("none", _FAR.sub("", plain)))


class _Signs:
    """Signs set into a source before it is parsed, which nobody can have foreseen, and made into marks afterwards."""

    def __init__(self) -> None:
        key = secrets.token_hex(8)
        self._open = {False: f"x{key}c", True: f"x{key}s", None: f"x{key}f"}
        self._close = f"x{key}e"
        self._any = re.compile(f"x{key}[csfe]")
        self._marked = re.compile(f"x{key}([csf])(.*?)x{key}e", re.DOTALL)

    def around(self, part: _Part) -> str:
        """The part of a source between its signs."""
        if not part.marked:
            return part.text
        return self._open[None if part.first else part.shown] + part.text + self._close

    def without(self, text: str) -> str:
        """A text without signs, as where they came into an attribute."""
        return self._any.sub("", text)

    def mark(self, element: html.HtmlElement) -> None:
        """Make the signs in an element's text and behind it into marks."""
        if element.text:
            element.text, marks = self._split(element.text)
            for at, one in enumerate(marks):
                element.insert(at, one)
        if element.tail and element.tag != "body":
            element.tail, marks = self._split(element.tail)
            parent = element.getparent()
            if parent is not None:
                at = parent.index(element) + 1
                for one in reversed(marks):
                    parent.insert(at, one)

    def _split(self, text: str) -> tuple[str, list[html.HtmlElement]]:
        before = ""
        marks: list[html.HtmlElement] = []
        position = 0
        for found in self._marked.finditer(text):
            between = _seen(self.without(text[position : found.start()]))
            if marks:
                marks[-1].tail = between
            else:
                before = between
            shown = found[1] in "sf"
            mark = html.Element("mark", {"class": _kind(shown), **({"id": SHOWN_ID} if found[1] == "f" else {})})
            mark.text = _seen(self.without(found[2]))
            marks.append(mark)
            position = found.end()
        rest = _seen(self.without(text[position:]))
        if not marks:
            return rest, []
        marks[-1].tail = rest
        return before, marks
