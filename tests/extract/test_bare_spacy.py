"""spaCy is loaded without what no parse needs, and whoever needs it gets it."""

from __future__ import annotations

import subprocess
import sys

_CODE = """
import sys
from sayso.extract.parse import load_parser
load_parser()
print(sorted({"httpx", "requests", "spacy.cli", "weasel"} & set(sys.modules)))
import spacy, spacy.cli
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, callable(spacy.cli.download))
"""


def test_no_client_for_the_web_is_loaded_with_the_parser() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, check=True)
    assert done.stdout.split(b"\n")[:2] == [b"[]", b"True True"]
