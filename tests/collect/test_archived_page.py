from __future__ import annotations

from sayso.collect.archived_page import read_archived_page

ARCHIVE = """From: <Saved by a browser>
Snapshot-Content-Location: https://news.example.org/riots
Subject: Riots
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example.org/riots

<html><head><title>Riots</title></head><body><article><p>At least six people were killed =
in the harbour town on Friday, the Interior Ministry said. =E2=80=9CWe ran,=E2=80=9D said a woman.</p>
<p>Another eighteen were hurt, according to the hospital, and nearly 400 were detained.</p></article></body></html>
------edge
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------edge--
"""


def test_page_and_its_address() -> None:
    found = read_archived_page(ARCHIVE.encode())
    assert found.text.startswith("At least six people were killed in the harbour town")
    assert "“We ran,” said a woman." in found.text
    assert found.details.url == "https://news.example.org/riots"
    assert found.details.publisher == "news.example.org"


def test_archive_without_a_page_is_told() -> None:
    for content in (b"", b"no mail at all", ARCHIVE.replace("text/html;", "text/css;").encode(), bytes(range(256))):
        found = read_archived_page(content)
        assert (found.text, found.readable) == ("", False)
        assert found.flaws
