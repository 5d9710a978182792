"""The page that asks for a name and a password: no script, and nothing of the case."""

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
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>sayso: log in</title>
<link rel="stylesheet" href="/login.css">
</head>
<body>
<main>
<h1>sayso</h1>
{told}
<form method="post" action="/login">
<input type="hidden" name="_csrf_token" value="{escape(csrf_token)}">
<label>Name <input name="name" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>
</main>
</body>
</html>
"""
