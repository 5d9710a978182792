"""A build that is killed with judgements in the case, continued, ends as one that was not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import sayso
from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.judging.conftest import FERRY, Say, listed

BUILD = """
import sys
from pathlib import Path
from sayso.pipeline import build_record
from sayso.settings import Settings
build_record([Path(sys.argv[1])], Path(sys.argv[2]), Settings(), lambda progress: print(progress, flush=True))
"""


def test_a_killed_build_keeps_what_was_judged(tmp_path: Path, say: Say) -> None:
    feed = tmp_path / "feed.jsonl"
    texts = list(FERRY.values())
    feed.write_text(
        "".join(
            json.dumps({"id": f"r{n}", "published": texts[n % 4][0], "text": f"{texts[n % 4][1]} Berth {n} is shut."})
            + "\n"
            for n in range(80)
        )
    )
    whole, killed = tmp_path / "whole.sayso", tmp_path / "killed.sayso"
    build_record([feed], whole, Settings())
    with sayso.open_case(whole, write=True) as case:
        claims = [claim.id for claim in case.claims()]
        case.judge("wrong", claims[0], by="Ines", because="x")
        case.judge("different", claims[1], claims[40], by="Ines", because="x")
        judgements = list(case.judgements())
    for lines, judgement in zip((3, 40), judgements, strict=True):
        with subprocess.Popen([sys.executable, "-c", BUILD, feed, killed], stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(lines):
                process.stdout.readline()
            process.kill()
        with sayso.open_case(killed, write=True) as case:
            assert case.take_judgement(judgement)
    build_record([feed], killed, Settings())
    for command in ("events", "tolls", "claims", "judgements"):
        assert listed(say, command, killed) == listed(say, command, whole)
