"""Setting up on a bare machine: `.ci/run` installs what is missing and no more, and nothing is skipped unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CI = ROOT / ".ci" / "run"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell runs these")

PYTHON_WITHOUT_VENV = '[ -e "$0.whole" ]'
"""Fails, as `import ensurepip` does on Debian, until python3-venv is there."""


def program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that is all a bare machine has; what they are asked to do stands in `log`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "env", "dirname", "touch"):
        found = next(at for at in (Path("/usr/bin") / name, Path("/bin") / name) if at.exists())
        (folder / name).symlink_to(found)
    make = f'#!/bin/sh\\necho "make $*" skip nothing: "$SAYSO_SKIP_NOTHING" >> {tmp_path}/log'
    program(
        folder / "apt-get",
        f'echo "apt-get $*" >> {tmp_path}/log\n'
        f'case "$*" in *install*) touch {folder}/python3.whole\n'
        f"printf '{make}\\n' > {folder}/make; /bin/chmod +x {folder}/make; touch {folder}/chromium;"
        f" /bin/chmod +x {folder}/chromium;; esac",
    )
    program(folder / "sudo", '"$@"')
    return folder


def run_ci(machine: Path, shared: Path) -> list[str]:
    environment = {"PATH": str(machine), "SAYSO_SHARED": str(shared)}
    subprocess.run(["/usr/bin/env", "bash", str(CI)], env=environment, check=True, capture_output=True, timeout=60)
    return (machine.parent / "log").read_text().splitlines()


def test_a_bare_machine_gets_what_is_missing_and_no_more(machine: Path, tmp_path: Path) -> None:
    program(machine / "python3", PYTHON_WITHOUT_VENV)
    first = run_ci(machine, tmp_path / "absent")
    assert first[0] == "apt-get -qq update"
    assert first[1].endswith(" make python3-venv chromium fonts-noto-core")
    assert first[2:] == ["make check skip nothing: "]
    (tmp_path / "log").unlink()
    assert run_ci(machine, tmp_path / "absent") == ["make check skip nothing: "]


def test_where_the_published_reports_are_nothing_is_skipped(machine: Path, tmp_path: Path) -> None:
    program(machine / "python3", "exit 0")
    (tmp_path / "shared" / "kazakhstan-2022").mkdir(parents=True)
    assert run_ci(machine, tmp_path / "shared")[-1] == "make check skip nothing: 1"


@pytest.mark.parametrize(("variable", "status"), [({}, 0), ({"SAYSO_SKIP_NOTHING": "1"}, 1)])
def test_a_skipped_test_fails_where_nothing_may_be_skipped(
    variable: dict[str, str], status: int, tmp_path: Path
) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_one.py").write_text("import pytest\ndef test_it():\n    pytest.skip('no reports')\n")
    environment = {**os.environ, "SAYSO_SKIP_NOTHING": "", **variable}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path), f"--rootdir={tmp_path}"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout
    assert ("nothing may be" in done.stdout) == bool(status)


def test_an_older_python_is_told_in_a_sentence(tmp_path: Path) -> None:
    program(tmp_path / "python3", "exit 1")
    command = ["make", "-C", str(ROOT), f"PYTHON={tmp_path / 'python3'}", "-W", "pyproject.toml", "setup"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "sayso needs Python 3.11 or later, with venv" in done.stderr
