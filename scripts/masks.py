"""Which names of a case a dossier masks and which it leaves, report by report, to be read by somebody who counts.

python scripts/masks.py CASE

Of each report: the names that are masked, those that are left with why, and what else is written with two capitals.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sayso.store.sqlite import Case
from sayso.tell.masking.masks import Masks
from sayso.tell.masking.private import names_of
from sayso.workers import cores

CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+(?:[ -](?:[A-Z]\. )?(?:al-|bin |de |van )?[A-Z][\w’'-]+)+")


def main(case_path: Path) -> None:
    """Print the names."""
    with Case.open(case_path, readonly=True) as case:
        readings = list(case.readings())
    names = names_of(readings, workers=cores())
    masks = Masks(names)
    for reading in readings:
        text = reading.report.text
        here = [one for one in names.persons if one.name in text]
        print(f"## {reading.report.id[:16]} {reading.report.title or ''}")
        print(f"   masked: {'; '.join(one.name for one in here if one.masked)}")
        print(f"   left: {'; '.join(f'{one.name} ({one.why})' for one in here if not one.masked)}")
        print(f"   else: {'; '.join(sorted({found.group() for found in CAPITALISED.finditer(masks.words(text))}))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
