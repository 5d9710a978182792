"""Draw README's picture of the account: what `sayso show` prints for the example, as SVG.

python scripts/picture.py CASE docs/account.svg [--lines N]
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text
from shared import SAYSO

COLUMNS = 108
FETCHED_FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)
"""The fonts that rich's template would have a reader's browser fetch from elsewhere; any fixed-width one will do."""


def main() -> None:
    """Run the program, keep the first lines, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--lines", type=int, default=48)
    options = parser.parse_args()
    shown = account(options.case).splitlines()
    end = min(options.lines, len(shown))
    while 0 < end < len(shown) and Text.from_ansi(shown[end]).plain.startswith(" "):
        end -= 1  # an entry goes on with indented lines: the picture ends with a whole one
    lines = [*shown[:end], *(["…"] if end < len(shown) else [])]
    options.picture.write_text(drawn("\n".join(lines), f"sayso show {options.case.name}"), "utf-8")


def account(case: Path) -> str:
    """The account with its colours."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    environment.pop("NO_COLOR", None)
    command = [SAYSO, "show", case, "--width", str(COLUMNS)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment).stdout.decode("utf-8")


def drawn(text: str, title: str) -> str:
    """The text as a picture of a terminal."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.from_ansi(text))
    svg = console.export_svg(title=title, code_format=FETCHED_FONTS.sub("", CONSOLE_SVG_FORMAT), unique_id="account")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    main()
