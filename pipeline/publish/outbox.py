"""The outbox shows complete nights only: rendered aside, published by one rename."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import NightFailedError

STAGE: Final = ".stage-"


def stage_of(outbox: Path, run_id: str) -> Path:
    """Where a run renders before it publishes."""
    return outbox / f"{STAGE}{run_id}"


def folder_for(plan_day: date, published_before: list[str]) -> str:
    """The name of a night's folder: D, then D.r2, D.r3 for later runs of the same day."""
    return plan_day.isoformat() + (f".r{len(published_before) + 1}" if published_before else "")


def publish(outbox: Path, run_id: str, folder: str) -> None:
    """Make a rendered night appear, all at once. Raises NightFailedError."""
    stage, target = stage_of(outbox, run_id), outbox / folder
    if target.exists():
        raise NightFailedError("run.folder_taken", path=target)
    _sync_tree(stage)
    stage.rename(target)
    _sync_folder(outbox)


def point_latest(outbox: Path, folder: str) -> None:
    """`latest` leads to the newest published night."""
    fresh = outbox / ".latest"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder)
    fresh.rename(outbox / "latest")
    _sync_folder(outbox)


def sweep(outbox: Path) -> None:
    """Remove what unfinished runs rendered."""
    for stage in outbox.glob(f"{STAGE}*"):
        shutil.rmtree(stage)


def write_whole(path: Path, text: str) -> None:
    """Write a small text file so that nobody ever sees half of it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.rename(path)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            _sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
