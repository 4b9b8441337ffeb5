"""What is claimed, and what is left where it lies."""

import os
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.config import Paths
from pipeline.intake.inbox import Claim, LeftAlone, claim_inbox
from pipeline.workspace import Workspace

ZONE = ZoneInfo("Asia/Shanghai")


class StillClock:
    """A clock that stands; `during_sleep` happens between the two looks."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead
        self.during_sleep: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        return datetime.now(ZONE) + self.ahead

    def sleep(self, seconds: float) -> None:
        self.during_sleep()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.at(tmp_path / "data", Paths())
    made.prepare()
    return made


def claim(workspace: Workspace, clock: StillClock | None = None) -> tuple[list[Claim], list[LeftAlone]]:
    return claim_inbox(workspace, clock or StillClock(), ZONE, frozenset())


def zip_at(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)


def test_folders_are_sites(workspace: Workspace) -> None:
    (workspace.inbox / "云栖里" / "十一月").mkdir(parents=True)
    (workspace.inbox / "线索.csv").write_text("客户姓名\n")
    (workspace.inbox / "云栖里" / "十一月" / "线索.csv").write_text("客户姓名\n")
    claims, left = claim(workspace)
    assert [(found.name, found.site) for found in claims] == [("线索.csv", "main"), ("线索.csv", "云栖里")]
    assert left == []
    assert claims[0].sha256 == claims[1].sha256
    assert claims[0].file_id != claims[1].file_id


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", ".DS_Store", "_unreadable/线索.xlsx", "desktop.ini"],
)
def test_what_is_nothing_is_not_even_named(workspace: Workspace, name: str) -> None:
    path = workspace.inbox / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert claim(workspace) == ([], [])
    assert path.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$线索.xlsx", "file-locked"),
        (".~lock.线索.xlsx#", "file-locked"),
        ("线索.xlsx.part", "file-unsettled"),
        ("未确认 12345.crdownload", "file-unsettled"),
        ("线索.XLSX.TMP", "file-unsettled"),
    ],
)
def test_locks_and_half_downloads_stay_and_are_named(workspace: Workspace, name: str, reason: str) -> None:
    (workspace.inbox / name).write_text("客户姓名\n")
    assert claim(workspace) == ([], [LeftAlone(name, reason)])
    assert (workspace.inbox / name).exists()


def test_what_is_no_regular_file_stays_and_is_named(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("客户姓名\n")
    (workspace.inbox / "a.csv").symlink_to(tmp_path / "elsewhere.csv")
    os.mkfifo(workspace.inbox / "b.csv")
    (workspace.inbox / "c.xlsx").mkdir()
    claims, left = claim(workspace)
    assert claims == []
    assert [(item.name, item.reason) for item in left] == [
        (name, "file-not-regular") for name in ("a.csv", "b.csv", "c.xlsx")
    ]


def test_a_file_that_grows_between_the_looks_waits(workspace: Workspace) -> None:
    path = workspace.inbox / "通话.csv"
    path.write_text("客户姓名\n")
    clock = StillClock()
    clock.during_sleep = lambda: path.write_text("客户姓名\n王芳\n")
    claims, left = claim(workspace, clock)
    assert (claims, left) == ([], [LeftAlone("通话.csv", "file-unsettled")])
    assert list(workspace.claimed.iterdir()) == []


@pytest.mark.parametrize(
    ("age", "is_claimed"),
    [
        pytest.param(timedelta(minutes=1), False, id="may still be arriving"),
        pytest.param(timedelta(minutes=11), True, id="nobody copies it any more"),
    ],
)
def test_a_zip_that_is_not_whole(workspace: Workspace, age: timedelta, is_claimed: bool) -> None:
    path = workspace.inbox / "台账.xlsx"
    zip_at(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    claims, left = claim(workspace, StillClock(ahead=age))
    assert [found.is_whole for found in claims] == ([False] if is_claimed else [])
    assert bool(left) is not is_claimed


def test_a_whole_zip_is_claimed_and_copied(workspace: Workspace) -> None:
    path = workspace.inbox / "台账.xlsx"
    zip_at(path)
    (found,), left = claim(workspace)
    assert left == []
    assert found.is_whole
    assert found.copy.read_bytes() == path.read_bytes()
    assert found.copy.stat().st_ino != path.stat().st_ino
