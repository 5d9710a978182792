"""The five published reports of January 2022, where they are to be had: every labelled figure, and their record.

Their texts are not ours to keep, so they stand outside the repository: in $SAYSO_SHARED, else in `shared` beside the
checkout.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sayso.nouns.claim import Claim
from tests.stories.built import Built, build, folded
from tests.stories.checks import CHECKS, hold
from tests.stories.story import Story, load_story

SHARED = Path(os.environ.get("SAYSO_SHARED") or Path(__file__).parents[2] / "shared")
REAL = SHARED / "kazakhstan-2022"

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(
        not REAL.is_dir(),
        reason="the published reports are not here: put `shared` beside the checkout, or set SAYSO_SHARED to it",
    ),
]

ONLY_RETOLD = {"claims", "never"}
"""Asked of the published reports by the figures that were labelled in them, not by our table."""

OPTIONAL = {"004-2"}
"""No number ("many")."""


def labelled() -> list[dict[str, object]]:
    """The figures that were labelled by reading; none where the reports are absent."""
    path = REAL / "figures.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The five reports, read into a case."""
    return build([REAL / "reports"], tmp_path_factory.mktemp("real") / "case.sayso")


@pytest.fixture(scope="module")
def story() -> Story:
    """What the record must say: the same as for the retold reports."""
    return load_story("kazakhstan-2022")


def claim_of(figure: dict[str, object], built: Built) -> Claim | None:
    """The claim that stands where the figure was labelled."""
    reading = built.reading(Path(str(figure["report"])).stem)
    at = (figure["start"], figure["end"])
    return next((one for one in reading.claims if one.figure.start < at[1] and at[0] < one.figure.end), None)


@pytest.mark.parametrize("figure", labelled(), ids=lambda figure: f"{figure['id']}-{figure['figure']}")
def test_labelled_figure_is_claimed(figure: dict[str, object], real: Built) -> None:
    claim = claim_of(figure, real)
    if claim is None:
        assert figure["id"] in OPTIONAL, f"{figure['figure']!r} is not claimed: {figure['sentence']}"
        return
    expected = {
        "effects": set(str(figure["effect"]).split("|")),
        "bounds": (figure["low"], figure["high"]),
        "text": figure["figure"],
        "qualifier": figure["qualifier"],
        "place": figure["place"],
    }
    found = {
        "effects": set(claim.effects),
        "bounds": (claim.figure.low, claim.figure.high),
        "text": claim.figure.text,
        "qualifier": claim.figure.qualifier,
        "place": claim.where.name if claim.where else None,
    }
    assert found == expected


@pytest.mark.parametrize("figure", labelled(), ids=lambda figure: f"{figure['id']}-{figure['figure']}")
def test_labelled_figure_has_its_say_so(figure: dict[str, object], real: Built) -> None:
    claim = claim_of(figure, real)
    if claim is None:
        assert figure["id"] in OPTIONAL
        return
    chain = [folded((party.name, party.text)) for party in claim.says_who]
    wanted = [str(party).removeprefix("the ").removeprefix("The ").casefold() for party in figure["attribution"]]
    carried = "carried over" in str(figure["note"])  # then whoever carried the sentence before may carry this one too
    assert len(chain) == len(wanted) or (carried and len(chain) > len(wanted)), f"{chain} instead of {wanted}"
    for names, party in zip(chain, wanted, strict=False):
        assert party in names
    whole = real.claim(claim.part_of) if claim.part_of else None
    if figure["part_of"]:
        of = next(one for one in labelled() if one["id"] == figure["part_of"])
        assert whole is not None, "no whole"
        assert whole.figure.start == of["start"]
    else:
        assert whole is None


def test_nothing_else_is_claimed(real: Built) -> None:
    figures = labelled()
    headline = {"Thousands"}  # the first report's headline and its repetition at the end: labelled as optional
    for reading in real.readings:
        there = [one for one in figures if Path(str(one["report"])).stem == Path(reading.report.path or "").stem]
        places = [(int(str(one["start"])), int(str(one["end"]))) for one in there]
        for claim in reading.claims:
            known = any(claim.figure.start < end and start < claim.figure.end for start, end in places)
            assert known or claim.figure.text in headline, f"{claim.figure.text!r} in {claim.sentence.text!r}"


@pytest.mark.parametrize("check", sorted(CHECKS.keys() - ONLY_RETOLD))
def test_record_between_the_reports(check: str, real: Built, story: Story) -> None:
    hold(check, story, real, story.known_as_published)


def test_days_that_a_user_gives_are_used(tmp_path: Path, real: Built) -> None:
    """`reports.toml` beside the files says when the undated report was published: its "Sunday" becomes a day."""
    folder = tmp_path / "reports"
    folder.mkdir()
    undated = next((REAL / "reports").glob("001_*.txt"))
    (folder / undated.name).write_bytes(undated.read_bytes())
    (folder / "reports.toml").write_text(f'["{undated.name}"]\npublished = 2022-01-12\n', "utf-8")
    built = build([folder], tmp_path / "case.sayso")
    claim = next(one for one in built.claims() if one.figure.text == "at least 164")
    assert claim.said is not None
    assert str(claim.said.earliest) == str(claim.said.latest) == "2022-01-09"
    open_before = next(one for one in real.claims() if one.figure.text == "at least 164")
    assert open_before.said is None or None in (open_before.said.earliest, open_before.said.latest)


def test_labels_fit_the_story(story: Story) -> None:
    """Our table of the retold reports asks for the figures that were labelled in the published ones."""
    required = [one for one in labelled() if one["id"] not in OPTIONAL]
    assert len(required) == len(story.claims)
    asked = sorted((str(one.low), str(one.high)) for one in story.claims)
    assert asked == sorted((str(one["low"] or "unknown"), str(one["high"] or "unknown")) for one in required)
