"""`make torture` goes on where it stopped, and shards share the work without a test left out."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.torture import going_on

TESTS = [f"tests/a.py::test_{number}" for number in range(7)]


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """What is left to do of `TESTS` in a shard."""
    monkeypatch.setattr(going_on, "PASSED", tmp_path / "passed.txt")
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    config = SimpleNamespace(hook=SimpleNamespace(pytest_deselected=lambda items: None))

    def of_shard(shard: str) -> list[str]:
        monkeypatch.setenv("SHARD", shard)
        items = [cast(pytest.Item, Named(name)) for name in TESTS]
        going_on.pytest_collection_modifyitems(cast(pytest.Config, config), items)
        return [item.nodeid for item in items]

    return of_shard


class Named:
    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


def ended(name: str, outcome: str) -> None:
    report: Any = SimpleNamespace(when="call", passed=outcome == "passed", nodeid=name)
    going_on.pytest_runtest_logreport(report)


def test_shards_share_the_tests(chosen: Callable[[str], list[str]]) -> None:
    assert sorted(chosen("1/3") + chosen("2/3") + chosen("3/3")) == TESTS
    assert chosen("1/1") == TESTS


def test_what_passed_is_not_run_again(chosen: Callable[[str], list[str]]) -> None:
    ended(TESTS[2], "passed")
    ended(TESTS[3], "failed")
    ended(TESTS[5], "passed")
    assert chosen("1/1") == [name for name in TESTS if name not in (TESTS[2], TESTS[5])]


def test_other_code_starts_anew(chosen: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    ended(TESTS[2], "passed")
    monkeypatch.setattr(going_on, "_code", lambda: "another")
    assert chosen("1/1") == TESTS
    ended(TESTS[4], "passed")
    assert chosen("1/1") == [name for name in TESTS if name != TESTS[4]]
