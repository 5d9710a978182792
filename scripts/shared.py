"""Where the labelled data is: outside the repository, since its texts belong to others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED") or ROOT.parent / "shared")
BENCH = SHARED / "bench"
SAYSO = Path(sys.executable).parent / "sayso"


def need_bench() -> None:
    """Leave with a clear message where the data is absent."""
    if not BENCH.is_dir():
        sys.exit("No labelled data: put the folder `shared` beside the checkout, or set SAYSO_SHARED to it.")
