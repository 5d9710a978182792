"""A dossier on paper: printed by the Chromium that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sayso.errors import WrongUse

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_UNBOXED = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
"""Chromium starts for root only without its sandbox; the page is ours, and may load nothing."""


def print_pdf(html: str, output: Path) -> None:
    """Write the page as it prints; raises `WrongUse` where no Chromium is found or it prints nothing."""
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if browser is None:
        raise WrongUse(
            "a PDF needs Chromium, which is not found here; write an .html file, and print it from a browser"
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder, "dossier.html"), Path(folder, "dossier.pdf")
        page.write_text(html, "utf-8")
        command = [
            browser, "--headless", *_UNBOXED, "--disable-gpu", "--no-first-run",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            "--virtual-time-budget=10000", f"--print-to-pdf={printed}",
            f"{page.as_uri()}#/print",
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise WrongUse(f"{browser} could not print the dossier: {type(error).__name__}") from error
        if not printed.exists():
            raise WrongUse(f"{browser} printed nothing; write an .html file, and print it from a browser")
        shutil.move(printed, output)
