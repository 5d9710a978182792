"""Pages saved with all their parts in one file (MHTML) become reports."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser
from typing import NamedTuple

from msgspec import structs

from sayso.collect.decode import Decoded, decode
from sayso.collect.flaw import Flaw
from sayso.collect.found import Found, nothing
from sayso.collect.page import read_page
from sayso.collect.unicode import writable

MEDIA_TYPE = "multipart/related"


def read_archived_page(content: bytes) -> Found:
    """The article of the first page in an MHTML file; offsets are places in that page's decoded source.

    The file's date is when it was saved, not when the report was published, so it is not used.
    """
    page = unpack_page(content)
    if page is None:
        return nothing(MEDIA_TYPE, Flaw("is an archived page without a page in it", None, "save the page as HTML"))
    found = read_page(page.source.text, url=page.url, media_type=MEDIA_TYPE)
    return structs.replace(found, flaws=(*page.source.flaws, *found.flaws))


class ArchivedPage(NamedTuple):
    """The first page of an archive."""

    source: Decoded
    """In which offsets are places."""
    url: str | None


def unpack_page(content: bytes) -> ArchivedPage | None:
    """The first page in an MHTML file; None where there is none."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(content)
        pages = (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
        page = next(pages, None)
        raw = page.get_payload(decode=True) if page else None
        address = str((page and page.get("Content-Location")) or message.get("Snapshot-Content-Location") or "")
        charset = page.get_content_charset() if page else None
    except Exception:  # noqa: BLE001 (the mail parser raises many things on what is no mail)
        return None
    if not isinstance(raw, bytes):
        return None
    decoded = decode(raw, charset)
    url = address if address.startswith(("http://", "https://")) else None
    return ArchivedPage(decoded._replace(text=writable(decoded.text)), url)
