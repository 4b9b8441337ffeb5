"""A night that dies at any of its steps: running it again gives what one undisturbed run gives."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.nights.office import CALLS, LEADS, TABLES, Office, call, lead


class DiedError(Exception):
    """The process is gone."""


def die(*_: object, **__: object) -> None:
    raise DiedError


def dropped(office: Office) -> None:
    office.drop(
        "台账.xlsx",
        LEADS,
        [lead("李雪", "19900000001", "2026-11-20 10:15"), lead("赵敏", "1990000", "2026-11-02")],
    )
    office.drop("通话.xlsx", CALLS, [call("李雪", "19900000001", "2026-11-20 10:40")])


@pytest.fixture
def undisturbed(tmp_path: Path) -> dict[str, pd.DataFrame]:
    office = Office(tmp_path / "undisturbed")
    dropped(office)
    office.night()
    return office.tables()


@pytest.mark.parametrize(
    "step",
    [
        "pipeline.taking_in.read_claim",
        "pipeline.store.ledger.record_file",
        "pipeline.nightly.render_site",
        "pipeline.nightly.render_night",
        "pipeline.store.decisions.plan_run",
        "pipeline.publish.outbox.publish",
        "pipeline.store.decisions.acknowledge",
        "pipeline.publish.outbox.point_latest",
        "pipeline.publish.emptying.archive_original",
        "pipeline.store.ledger.mark_archived",
    ],
)
def test_running_again_gives_the_same(
    office: Office, undisturbed: dict[str, pd.DataFrame], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(office)
    with monkeypatch.context() as patched:
        patched.setattr(step, die)
        with pytest.raises(DiedError):
            office.night()
    office.night()
    for name in TABLES:
        pd.testing.assert_frame_equal(office.table(name), undisturbed[name], obj=name)
    folders = sorted(path.name for path in (office.data / "outbox").iterdir())
    assert folders == ["2026-11-20", "latest", "status.txt"]
    assert (office.latest / "main" / "tasks" / "周敏.xlsx").exists()
    assert [path for path in office.inbox.rglob("*") if path.is_file()] == []
    assert len(list((office.data / "archive").rglob("*.xlsx"))) == 2


def test_a_half_rendered_night_is_never_seen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(office)
    monkeypatch.setattr("pipeline.nightly.render_night", die)
    with pytest.raises(DiedError):
        office.night()
    seen = [path.name for path in (office.data / "outbox").iterdir() if not path.name.startswith(".")]
    assert seen == ["status.txt"]
    assert len((office.data / "outbox" / "status.txt").read_text(encoding="utf-8").splitlines()) == 3


def test_a_stage_that_is_gone_is_rendered_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(office)
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.publish.outbox.publish", die)
        with pytest.raises(DiedError):
            office.night()
    for stage in (office.data / "outbox").glob(".stage-*"):
        shutil.rmtree(stage)
    assert office.night()["published"] == "2026-11-20"
    assert office.table("tasks")["task_id"].is_unique
