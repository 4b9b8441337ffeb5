"""`demo`: a made-up office's files, and the nights on them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.demo_office import Office
from pipeline.errors import ConfigurationError
from pipeline.store.database import open_store
from pipeline.store.decisions import sites_known
from pipeline.workspace import Workspace

MARK = "is_demo"
RunNight = Callable[[date], dict[str, Any]]


def prepare_demo(workspace: Workspace, key_file: Path | None) -> None:
    """Mark the store as a made-up one. Raises ConfigurationError when real rows lie in it."""
    workspace.prepare()
    store = open_store(workspace.database, key_file)
    with store.reading() as connection:
        has_files = bool(sites_known(connection))
    if has_files and store.about(MARK) is None:
        raise ConfigurationError("demo.real_rows", path=workspace.root)
    store.note(MARK, "yes")
    store.close()


def write_drops(office: Office, workspace: Workspace, run_night: RunNight | None) -> list[Path]:
    """Drop each night's files into the inbox and run the night on them; gives the files written."""
    written: list[Path] = []
    for day in office.days:
        written += office.drop(day, workspace.inbox)
        if run_night:
            run_night(day)
    return written


def places_to_look(night_folder: Path) -> tuple[Path, Path]:
    """A task workbook with much in it, and the report."""
    books = sorted(night_folder.glob("*/tasks/*.xlsx"), key=lambda path: -path.stat().st_size)
    return books[0], night_folder / "report.html"
