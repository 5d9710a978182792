"""The pages for whoever is not in yet: no script, and nothing of the case."""

from __future__ import annotations

from html import escape

LOGIN_STYLE = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100vh; margin: 0 }
form { display: grid; gap: .75rem; width: min(20rem, 90vw) }
label { display: grid; gap: .25rem }
input, button { font: inherit; padding: .5rem }
"""


def login_page(csrf_token: str, wrong: str | None) -> str:
    """The page as HTML; `wrong` says what was wrong with the last try."""
    told = f'<p role="alert">{escape(wrong)}</p>' if wrong else ""
    return _page(
        f"""<h1>sayso</h1>
{told}
<form method="post" action="/login">
<input type="hidden" name="_csrf_token" value="{escape(csrf_token)}">
<label>Name <input name="name" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>""",
        head='<link rel="stylesheet" href="/login.css">',
    )


def to_login_page() -> str:
    """A page that leads to the login."""
    return _page('<p><a href="/login">Log in</a></p>', head='<meta http-equiv="refresh" content="0; url=/login">')


def refusal_page() -> str:
    """A page that says how to come in by token."""
    return _page("<p>Open the address that <code>sayso serve</code> prints: it has the token.</p>")


def _page(body: str, *, head: str = "") -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
{head}<title>sayso</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
