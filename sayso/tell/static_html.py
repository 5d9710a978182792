"""The account as one page of HTML without script: for a browser that runs none, for paper, and for mail."""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt

from sayso.tell.account import Account
from sayso.tell.harmless import on_one_line
from sayso.tell.markdown import markdown_of

_STYLE = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid #8886; padding: .25rem .5rem; text-align: start; vertical-align: top }
@page { size: A4; margin: 18mm 16mm }
@media print { :root { color-scheme: light; font-size: 9pt } tr, li { break-inside: avoid } h2 { break-after: avoid } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def static_html_of(account: Account) -> str:
    """A whole page; it holds nothing that runs, loads or leads anywhere."""
    title = escape(on_one_line(account.about.title or "A case without events"))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{static_body_of(account)}</main>\n</body>\n</html>\n"
    )


def static_body_of(account: Account) -> str:
    """What such a page shows, without head and frame."""
    # The account's Markdown has the words of reports escaped already; HTML in it stays text, whatever slipped through.
    plain = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])
    rendered: str = plain.render(markdown_of(account))
    return rendered
