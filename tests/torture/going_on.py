"""A pytest plugin for `make torture`: takes SHARD=i/n, and goes on where it was interrupted.

Tests that passed are noted in `.torture/passed.txt`, together with what the code was; other code starts anew.
"""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Final

import pytest

HOME: Final = Path(__file__).resolve().parents[2]
PASSED: Final = HOME / ".torture" / "passed.txt"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave this shard's tests that did not pass yet."""
    shard, _, of = os.environ.get("SHARD", "1/1").partition("/")
    done = _passed()
    chosen = [
        item
        for place, item in enumerate(items)
        if place % int(of or 1) == int(shard) - 1 and item.nodeid not in done
    ]
    left = [item for item in items if item not in set(chosen)]
    config.hook.pytest_deselected(items=left)
    items[:] = chosen


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when != "call" or not report.passed or os.environ.get("PYTEST_XDIST_WORKER"):
        return
    PASSED.parent.mkdir(exist_ok=True)
    if not _passed():
        PASSED.write_text(f"{_code()}\n", encoding="utf-8")
    with PASSED.open("a", encoding="utf-8") as file:
        file.write(f"{report.nodeid}\n")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Nothing left to run is no failure."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and _passed():
        session.exitstatus = pytest.ExitCode.OK


def _passed() -> set[str]:
    """Tests that passed with the code as it is now, and the code's own mark; empty when there is none."""
    if not PASSED.exists():
        return set()
    code, *tests = PASSED.read_text(encoding="utf-8").splitlines()
    return {code, *tests} if code == _code() else set()


@cache
def _code() -> str:
    sources = sorted(path for room in ("pipeline", "tests") for path in (HOME / room).rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
