"""The outbox: complete nights only, names by day, `latest` leads to the newest."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import NightFailedError
from pipeline.publish.outbox import folder_for, point_latest, publish, stage_of, sweep, write_whole


def staged(outbox: Path, run_id: str) -> None:
    stage = stage_of(outbox, run_id)
    (stage / "main").mkdir(parents=True)
    (stage / "main" / "report.html").write_text(run_id)


@pytest.mark.parametrize(
    ("before", "folder"),
    [
        pytest.param([], "2026-11-20", id="first run of the day"),
        pytest.param(["2026-11-20"], "2026-11-20.r2", id="second"),
        pytest.param(["2026-11-20", "2026-11-20.r2"], "2026-11-20.r3", id="third"),
    ],
)
def test_names(before: list[str], folder: str) -> None:
    assert folder_for(date(2026, 11, 20), before) == folder


def test_a_published_night_is_there_whole(tmp_path: Path) -> None:
    staged(tmp_path, "one")
    publish(tmp_path, "one", "2026-11-20")
    point_latest(tmp_path, "2026-11-20")
    assert (tmp_path / "latest" / "main" / "report.html").read_text() == "one"
    assert not stage_of(tmp_path, "one").exists()


def test_a_folder_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    staged(tmp_path, "one")
    (tmp_path / "2026-11-20").mkdir()
    with pytest.raises(NightFailedError):
        publish(tmp_path, "one", "2026-11-20")
    assert list((tmp_path / "2026-11-20").iterdir()) == []


def test_latest_moves_on(tmp_path: Path) -> None:
    for run_id, folder in (("one", "2026-11-20"), ("two", "2026-11-21")):
        staged(tmp_path, run_id)
        publish(tmp_path, run_id, folder)
        point_latest(tmp_path, folder)
    assert (tmp_path / "latest").readlink() == Path("2026-11-21")


def test_sweep_takes_stages_only(tmp_path: Path) -> None:
    staged(tmp_path, "dead")
    (tmp_path / "2026-11-20").mkdir()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-20"]


def test_status_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "status.txt", "昨晚\n")
    write_whole(tmp_path / "status.txt", "今晚\n")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("status.txt", "今晚\n")]
