"""The front end that is committed is what its source builds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_built_front_end_is_what_its_source_builds(tmp_path: Path) -> None:
    types = (ROOT / "web" / "src" / "api.d.ts").read_bytes()
    subprocess.run([sys.executable, "scripts/web.py", "--check", "--into", str(tmp_path)], cwd=ROOT, check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (ROOT / "sayso" / "web" / "built").iterdir()}
    assert made == kept, "run make web, and commit what it builds"
    assert (ROOT / "web" / "src" / "api.d.ts").read_bytes() == types, "the API changed: run make web"
