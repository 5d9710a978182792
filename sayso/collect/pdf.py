"""PDF files become reports: the text of their pages, lines joined into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.collect.details import Details
from sayso.collect.flaw import Flaw
from sayso.collect.found import Found, nothing
from sayso.collect.unicode import writable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MEDIA_TYPE = "application/pdf"
MOST_CHARACTERS = 8_000_000
MOST_PAGES = 5_000
"""Of one file and its text; the pages after that are left out, and told."""

_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at which a word was broken."""
_FILE_NAME = re.compile(r"(?i)microsoft word|untitled|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|tmp|pages)$")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_FULL_LINE = 0.75
"""A line shorter than this share of the page's longer lines may be the last of its paragraph."""
_SCANNED = "recognise its text first (OCR), or give the text beside it"


def read_pdf(content: bytes) -> Found:
    """The text of a PDF. The way back to the original is its page layout, which offsets cannot give: they stay empty.

    A locked or broken file, and one that is only pictures, is kept and told as a flaw. The date in a PDF is when the
    file was made, not when the report was published, so it is not used.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return nothing(MEDIA_TYPE, Flaw("is locked with a password", None, "save a copy without the password"))
        return nothing(
            MEDIA_TYPE, Flaw(f"is a broken PDF: {error}", None, "get the file again, or print it to a new PDF")
        )
    flaws: list[Flaw] = []
    with closing(document):
        text = _join_pages(_read_pages(document, flaws))
        title = _title(document.get_metadata_dict().get("Title"))
    if not text:
        flaws.append(Flaw("is a PDF without text, as scanners make it", None, _SCANNED))
        return nothing(MEDIA_TYPE, *flaws)
    return Found(text=text, media_type=MEDIA_TYPE, details=Details(title=title), flaws=tuple(flaws))


def _read_pages(document: PdfDocument, flaws: list[Flaw]) -> Iterator[list[str]]:
    """The paragraphs of each page."""
    from pypdfium2 import PdfiumError

    read = 0
    for number in range(len(document)):
        if read > MOST_CHARACTERS or number >= MOST_PAGES:
            flaws.append(Flaw("is longer than can be read", f"page {number + 1} on", "split the file"))
            return
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
                words = writable(text_page.get_text_range())
        except PdfiumError as error:
            flaws.append(Flaw(f"a page cannot be read: {error}", f"page {number + 1}", "look at the page itself"))
            continue
        read += len(words)
        yield _paragraphs(words)


def _paragraphs(page: str) -> list[str]:
    """The lines of a page joined where the sentence goes on; page numbers left out.

    >>> _paragraphs("Six people were killed in the north\\ufffe\\r\\nern town, the ministry\\r\\nsaid.\\r\\n3")
    ['Six people were killed in the northern town, the ministry said.']
    """
    lines = [line.strip() for line in page.replace(f"{_HYPHEN}\r\n", _HYPHEN).splitlines()]
    lines = [line for line in lines if line]
    for end in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[end]):
            lines.pop(end)
    if not lines:
        return []
    lengths = sorted(map(len, lines))
    full = _FULL_LINE * lengths[len(lengths) * 9 // 10]
    joined = [lines[0]]
    for line, following in pairwise(lines):
        if _ends_paragraph(line, following, full):
            joined.append(following)
        else:
            joined[-1] += " " + following
    return [paragraph.replace(_HYPHEN, "") for paragraph in joined]


def _ends_paragraph(line: str, following: str, full: float) -> bool:
    if len(line) >= full:
        return False
    return bool(_ENDS_SENTENCE.search(line)) or not following[:1].islower()


def _join_pages(pages: Iterator[list[str]]) -> str:
    """All paragraphs, one that goes on over the end of a page put together again."""
    whole: list[str] = []
    for paragraphs in pages:
        if whole and paragraphs and not _ENDS_SENTENCE.search(whole[-1]) and paragraphs[0][:1].islower():
            whole[-1] += " " + paragraphs.pop(0)
        whole += paragraphs
    return "\n\n".join(whole)


def _title(title: str | None) -> str | None:
    title = writable(title or "").strip()
    return title if title and not _FILE_NAME.match(title) else None
