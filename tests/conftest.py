"""What is skipped is said (`make test`), and where SAYSO_SKIP_NOTHING is set, as in `.ci/run`, it is a failure."""

from __future__ import annotations

import os

import pytest

import sayso  # noqa: F401  before any test loads numpy, which then does its sums on one thread


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("SAYSO_SKIP_NOTHING"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{len(skipped)} tests were skipped, and nothing may be (SAYSO_SKIP_NOTHING)", red=True)
