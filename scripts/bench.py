"""Score sayso on every labelled set and write the table of BENCHMARKS.md.

python scripts/bench.py                  every set, and write scores.json and BENCHMARKS.md
python scripts/bench.py figures timex    these only; the other rows stay as they are

Beside each set's scores stands what its run took, set against a full spaCy pass with the same model over the same texts
right after it: reports for each second of processor time, how many times as many that is, and the memory of both.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cost import Spent, full_pass, measure
from shared import BENCH, ROOT, SAYSO, in_check_part, need_bench

SCORES = ROOT / "quality" / "scores.json"
PAGE = ROOT / "BENCHMARKS.md"
START, END = "<!-- scores -->", "<!-- end of scores -->"
PROMISES = ("unread_reports", "changed_texts", "misquoted_spans", "faults")
FAULT = "the text could not be read"
"""How the issue begins that a report gets on which the program failed."""

PASSED = 100
"""So many reports of a set go through spaCy's pass at most; what it reads them in is stretched to the length of all."""

Scores = dict[str, dict[str, float]]


class Bench(NamedTuple):
    """One run of the scorer: its name for the set, the folder, a limit, and the metrics that the table shows."""

    scorer: str
    folder: str
    limit: int | None
    shown: tuple[str, ...]
    unseen: bool = False
    """Only the fifth that nothing was trained on."""


TOLLS = ("toll_accuracy", "date_accuracy", "city_accuracy", "b3_f1")
CLAIMS = ("claim_f1", "attributed_f1", "where_accuracy", "scope_accuracy")
VIOLATIONS = ("violation_f1", "country_accuracy", "city_accuracy_where_known", "day_accuracy_where_known")
QUOTES = ("source_exact_f1", "cue_exact_f1", "content_exact_f1", "joint_f1")
PLACES = ("overlap_f1", "accuracy_161km_of_detected", "end_to_end_161km_f1")

BENCHES = {
    "figures, the five": Bench("figures", "figures", 5, (*CLAIMS, "part_of_accuracy")),
    "figures": Bench("figures", "figures", None, CLAIMS),
    "gva": Bench("gva", "gva", None, TOLLS),
    "gva_small": Bench("gva", "gva_small", None, TOLLS),
    "polnear": Bench("polnear", "polnear", None, QUOTES),
    "polnear, unseen": Bench("polnear", "polnear", None, QUOTES, unseen=True),
    "hrdsattack": Bench("hrdsattack", "hrdsattack", None, VIOLATIONS),
    "muc4": Bench("muc4", "muc4", None, ("figure_f1", "figure_recall", "count_f1", "date_f1", "place_f1")),
    "timex": Bench("timex", "timex", None, ("strict_f1", "relaxed_f1", "value_f1")),
    "places": Bench("places", "places", None, PLACES),
    "pages": Bench("pages", "pages", None, ("text_f1",)),
    "page_dates": Bench("page_dates", "page_dates", None, ("date_f1",)),
    "police": Bench("police", "police", None, ("kill_f1", "arrest_f1", "macro_f1")),
}


def main(names: list[str]) -> None:
    """Score, keep, and write the page."""
    need_bench()
    if unknown := set(names) - BENCHES.keys():
        sys.exit(f"No such set: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    scores: Scores = json.loads(SCORES.read_text("utf-8")) if SCORES.exists() else {}
    for name in names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        scores[name] = score(BENCHES[name])
        print(row(name, scores[name]), flush=True)
        keep(scores)
    write_page(scores)


def score(bench: Bench) -> dict[str, float]:
    """Every metric of one set, how long the program took, and how many reports it could not read because it failed.

    The program is run here and not by the scorer, since a report that made it fail is still printed, saying nothing:
    without a look at the issues a broken program would pass for a poor one.
    """
    with tempfile.TemporaryDirectory() as folder:
        reports, output = Path(folder, "reports.jsonl"), Path(folder, "output.jsonl")
        reports.write_bytes(b"".join(given(bench)))
        spent, issues = events_of(reports, output) if bench.scorer == "gva" else read(reports, output)
        metrics = scored(bench, output)
        texts = texts_of(reports, output)
    faults = sum(issue["message"].startswith(FAULT) for issue in issues)
    return {**metrics, "seconds": round(spent.seconds, 1), "faults": faults, **cost(spent, texts)}


def texts_of(reports: Path, output: Path) -> list[str]:
    """The texts as they were given; of pages, as sayso read them."""
    given = [json.loads(line) for line in reports.read_bytes().splitlines()]
    if all("text" in one for one in given):
        return [one["text"] for one in given]
    with output.open("rb") as lines:
        return [json.loads(line)["text"] for line in lines]


def cost(spent: Spent, texts: list[str]) -> dict[str, float]:
    """Reports for each second of processor time and memory, and how they stand to spaCy's pass."""
    theirs = full_pass(texts, PASSED)
    return {
        "reports_per_cpu_second": round(len(texts) / spent.cpu_seconds, 1),
        "times_spacy": round(theirs.cpu_seconds / spent.cpu_seconds, 2),
        "peak_mb": round(spent.peak_mb),
        "spacy_peak_mb": round(theirs.peak_mb),
    }


def given(bench: Bench) -> list[bytes]:
    """The reports of a set, one line each."""
    packed = BENCH / bench.folder / "reports.jsonl.gz"
    content = gzip.decompress(packed.read_bytes()) if packed.exists() else packed.with_suffix("").read_bytes()
    lines = content.splitlines(keepends=True)[: bench.limit]
    if not bench.unseen:
        return lines
    golds = (BENCH / bench.folder / "gold.jsonl").read_bytes().splitlines()
    return [line for line, gold in zip(lines, golds, strict=True) if in_check_part(json.loads(gold))]


def read(reports: Path, output: Path) -> tuple[Spent, list[dict[str, Any]]]:
    """Keep what `sayso read` prints; what that took, and the issues in it."""
    with output.open("wb") as file:
        spent = measure([SAYSO, "read", reports, "--json"], file)
    with output.open("rb") as lines:
        return spent, [issue for line in lines for issue in json.loads(line)["issues"]]


def events_of(reports: Path, output: Path) -> tuple[Spent, list[dict[str, Any]]]:
    """Keep what `sayso events` prints of a case built from the reports; what building took, and the case's issues."""
    case = reports.with_name("case.sayso")
    spent = measure([SAYSO, "build", reports, "--case", case])
    with output.open("wb") as file:
        subprocess.run([SAYSO, "events", case, "--json"], stdout=file, check=True)
    printed = subprocess.run([SAYSO, "issues", case, "--json"], stdout=subprocess.PIPE, check=True).stdout
    return spent, [json.loads(line) for line in printed.splitlines()]


def scored(bench: Bench, output: Path) -> dict[str, float]:
    """The scorer's last line."""
    command = [sys.executable, BENCH / "score.py", bench.scorer, "--data", BENCH / bench.folder, "--output", output]
    if bench.limit:
        command += ["--limit", str(bench.limit)]
    if bench.unseen:
        command += ["--part", "check"]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    metrics: dict[str, Any] = json.loads(printed.decode("utf-8").splitlines()[-1])
    return {name: value for name, value in metrics.items() if isinstance(value, int | float)}


def keep(scores: Scores) -> None:
    """All metrics, as JSON, in the order of the table."""
    SCORES.parent.mkdir(exist_ok=True)
    ordered = {name: scores[name] for name in BENCHES if name in scores}
    SCORES.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8")


def row(name: str, metrics: dict[str, float]) -> str:
    """One line of the table."""
    shown = ", ".join(f"{key} {metrics[key]:.3f}" for key in BENCHES[name].shown if key in metrics)
    promises = " / ".join(str(round(metrics[key])) if key in metrics else "–" for key in PROMISES)
    return f"| `{name}` | {shown} | {promises} | {metrics.get('seconds', 0):.0f} | {speed(metrics)} |"


def speed(metrics: dict[str, float]) -> str:
    """What the run took, as the table has it."""
    if "times_spacy" not in metrics:
        return "– | –"
    rate, ratio = metrics["reports_per_cpu_second"], metrics["times_spacy"]
    ours, theirs = metrics["peak_mb"], metrics["spacy_peak_mb"]
    return f"{rate:.1f}, {ratio:.2f}× | {ours:.0f} : {theirs:.0f}, {ours / theirs:.2f}×"


def table(scores: Scores) -> Iterable[str]:
    """The table of the page."""
    yield (
        "| set | scores | unread / changed / misquoted / failed on | seconds "
        "| reports a CPU second, to a full spaCy pass | peak MB of a process : spaCy's |"
    )
    yield "|---|---|---|---|---|---|"
    for name in BENCHES:
        yield row(name, scores[name]) if name in scores else f"| `{name}` | not run yet | | | | |"


def write_page(scores: Scores) -> None:
    """Put the table between the two marks of the page."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text("\n".join([before + START, *table(scores), END + after]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
