"""Pages of a PDF as pictures, drawn in a process of its own: a file made to break the library breaks that alone.

`python -m sayso.web.drawn_pdf pages|draw …` reads the file from its input; use `pdf_pages` and `draw_pdf_page`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from contextlib import closing, suppress
from struct import pack
from typing import TYPE_CHECKING

from msgspec import Struct, convert

from sayso.errors import UnknownId

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MOST_PAGES = 500
_MOST_PIXELS = 4_000_000
_DOTS_A_POINT = 2.0
_SECONDS = 20
_MEMORY = 2 << 30
_CONTEXT = 80
"""Characters of the text on either side by which words are told from the same words elsewhere."""


class PdfBox(Struct, frozen=True, kw_only=True):
    """Where words stand on a page, as shares of its width and height from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


class PdfPages(Struct, frozen=True, kw_only=True):
    """The pages of a PDF, and where words were found on them."""

    pages: int
    shown: int
    """How many of them can be drawn."""
    ratio: tuple[float, ...]
    """Of each page that is shown: its height over its width."""
    found_on: int | None
    """The page that the words are on, from 0."""
    boxes: tuple[PdfBox, ...]


def pdf_pages(content: bytes, before: str, words: str, after: str) -> PdfPages:
    """The pages, and where the words are that stand between these others. Raises `UnknownId` for a broken file."""
    told = (before[-_CONTEXT:], words[:_CONTEXT], after[:_CONTEXT])
    found = _apart(content, "pages", *(text.replace("\0", " ") for text in told))
    return convert(json.loads(found), PdfPages)


def draw_pdf_page(content: bytes, page: int) -> bytes:
    """One page, from 0, as a PNG. Raises `UnknownId` where it cannot be drawn."""
    return _apart(content, "draw", str(page))


def _apart(content: bytes, *task: str) -> bytes:
    command = [sys.executable, "-m", "sayso.web.drawn_pdf", *task]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnknownId("the PDF takes too long to draw") from error
    if done.returncode or not done.stdout:
        raise UnknownId("the PDF cannot be drawn: it is broken, or locked with a password")
    return done.stdout


def main() -> None:
    """Do one task with the file at the input."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    import pypdfium2

    task, *given = sys.argv[1:]
    with closing(pypdfium2.PdfDocument(sys.stdin.buffer.read())) as document:
        if task == "pages":
            sys.stdout.write(json.dumps(_pages(document, given)))
        else:
            sys.stdout.buffer.write(_drawn(document, int(given[0])))


def _pages(document: PdfDocument, given: list[str]) -> dict[str, object]:
    shown = min(len(document), MOST_PAGES)
    sizes = [document.get_page_size(number) for number in range(shown)]
    told: dict[str, object] = {
        "pages": len(document),
        "shown": shown,
        "ratio": [height / width if width > 0 and height > 0 else 1.0 for width, height in sizes],
        "found_on": None,
        "boxes": [],
    }
    before, words, after = (_letters(text) for text in given)
    if words:
        told.update(_find(document, shown, before, words, after))
    return told


def _letters(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "").replace("-", "")


def _find(document: PdfDocument, shown: int, before: str, words: str, after: str) -> dict[str, object]:
    """By all of the context, else by less and less of it."""
    for size in (_CONTEXT, 20, 8):
        start, end = before[len(before) - size :] if len(before) > size else before, after[:size]
        for number in range(shown):
            with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
                text = text_page.get_text_range()
                kept = [at for at, letter in enumerate(text) if _letters(letter)]
                at = "".join(text[place] for place in kept).find(start + words + end)
                if at >= 0:
                    first = kept[at + len(start)]
                    last = kept[at + len(start) + len(words) - 1]
                    return {"found_on": number, "boxes": _boxes(text_page, first, last + 1, page.get_size())}
    return {}


def _boxes(text_page: PdfTextPage, start: int, end: int, size: tuple[float, float]) -> list[dict[str, float]]:
    width, height = size
    boxes = []
    for index in range(text_page.count_rects(start, end - start)):
        left, bottom, right, top = text_page.get_rect(index)
        boxes.append(
            {
                "left": left / width,
                "top": 1 - top / height,
                "width": (right - left) / width,
                "height": (top - bottom) / height,
            }
        )
    return boxes


def _drawn(document: PdfDocument, number: int) -> bytes:
    if not 0 <= number < min(len(document), MOST_PAGES):
        raise IndexError(number)
    with closing(document[number]) as page:
        width, height = page.get_size()
        scale = min(_DOTS_A_POINT, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=False)
        return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Rows of pixels as a PNG file: grey, RGB or RGBA by the number of channels."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    header = pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


if __name__ == "__main__":
    main()
