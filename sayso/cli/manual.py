"""The manual page of all commands, made of their help: `python -m sayso.cli.manual > docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer
from typer.main import get_command

from sayso.cli.commands import app

_WIDTH = 80
_HELP = ["-h", "--help"]

_HEAD = """\
# The commands

*This page is made of the commands' own help by `python -m sayso.cli.manual`; a test fails where it is old.*

What holds for all of them:

- Standard output is data and nothing else; progress, summaries and complaints go to standard error.
- Exit status: 0 done; 1 done, but reports became issues (only with `--strict`), or judgements that were imported
  conflict; 2 wrong use; 3 cannot go on; 130 stopped by Ctrl-C. A reader that goes away (`| head`) is no fault.
- A list is a readable table unless `--json` or `--csv` is given, on a terminal and in a pipe alike: a command that
  printed something else into a pipe than on the screen could not be tried out. Tables are laid out row by row, so
  that any number of rows streams.
- CSV has one column a scalar, nested ones joined by a dot. Its header follows from the type alone, so that files of
  several cases can be joined: a list has columns for its first three members, and `….more` holds the rest as JSON.
  Words that a spreadsheet would run as a formula (they begin with `=`, `+`, `-` or `@`, tab or line break) get an
  apostrophe in front; the JSON has them as they are. An empty cell is unknown.
- Words of reports are made harmless wherever people read them: escapes, control characters and marks that turn the
  reading direction never reach a terminal. The JSON has the exact words; on a terminal such characters are escaped
  in it.
- Colours appear on terminals only, and never with `NO_COLOR`. Without a terminal a page has 80 columns, or
  `COLUMNS`.
- `SAYSO_DEBUG=1` shows where a fault in sayso happened.
"""


def manual() -> str:
    """The page."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    whole = get_command(app)
    yield _section("sayso", whole, None)
    commands: dict[str, typer.core.TyperCommand] = getattr(whole, "commands", {})
    for name, command in commands.items():
        yield _section(name, command, typer.Context(whole, info_name="sayso", help_option_names=_HELP))


def _section(name: str, command: object, parent: typer.Context | None) -> str:
    context = typer.Context(
        command,  # type: ignore[arg-type]
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=_HELP,
    )
    title = "sayso" if parent is None else f"sayso {name}"
    told = "\n".join(line.rstrip() for line in context.get_help().splitlines())
    return f"## {title}\n\n```text\n{told}\n```\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(manual().encode("utf-8"))
