from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from sayso.cli import app
from sayso.cli.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
COMMANDS = getattr(get_command(app), "commands", {})


def test_the_page_is_what_the_help_says() -> None:
    assert PAGE.read_text("utf-8") == manual(), "make it anew: python -m sayso.cli.manual > docs/cli.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples_that_name_the_command(name: str) -> None:
    text = COMMANDS[name].help
    assert "Examples:" in text
    examples = text.split("Examples:")[1].split("\n\n")[0]
    assert f"sayso {name} " in examples


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None) or parameter.name == "help", f"{name} {parameter.name}"
