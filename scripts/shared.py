"""Where the labelled data is: outside the repository, since its texts belong to others."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED") or ROOT.parent / "shared")
BENCH = SHARED / "bench"
SAYSO = Path(sys.executable).parent / "sayso"


def need_bench() -> None:
    """Leave with a clear message where the data is absent."""
    if not BENCH.is_dir():
        sys.exit("No labelled data: put the folder `shared` beside the checkout, or set SAYSO_SHARED to it.")


def in_check_part(gold: dict[str, Any]) -> bool:
    """Whether a report is of the fifth that scores are reported on, and nothing is trained on, as the scorer has it."""
    return hashlib.sha256(document(gold).encode()).digest()[0] % 5 == 0


def document(gold: dict[str, Any]) -> str:
    """The incident, else the document's name without an annotator's mark."""
    return str(gold.get("incident") or re.sub(r"_[0-9a-f]{4}$", "", str(gold["id"])))
