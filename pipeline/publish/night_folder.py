"""Everything that one night publishes, rendered into its folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.intake.inbox import digest_of
from pipeline.publish.after_sales_workbook import write_after_sales_workbook
from pipeline.publish.daily_note import daily_note
from pipeline.publish.manager_workbook import write_manager_workbook
from pipeline.publish.rejected_workbook import RejectedSheet, write_rejected_workbook
from pipeline.publish.report import group_report, site_report
from pipeline.publish.report_data import report_data
from pipeline.publish.safe_text import file_name_for, safe_file_name
from pipeline.publish.task_workbook import TaskBooks
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Language, Wording

MANAGER: Final = "manager.xlsx"
AFTER_SALES: Final = "after_sales.xlsx"


def render_night(stage: Path, night: NightResult) -> None:
    """What is over all sites: the report, its numbers, the daily note."""
    wording = Wording(night.settings.site.language)
    _write(stage / "report.html", group_report(night, wording))
    _write(stage / "report.json", as_json(report_data(night)))
    _write(stage / "daily_note.txt", daily_note(night, wording))


def render_site(stage: Path, site: SiteResult, night: NightResult) -> None:
    """One site's report, its manager's and customer service's workbooks, and a task workbook for each consultant
    who has customers or tasks.
    """
    wording = Wording(night.settings.for_site(site.site).language)
    folder = stage / safe_file_name(site.site)
    (folder / "tasks").mkdir(mode=0o700, parents=True)
    _write(folder / "report.html", site_report(site, night, wording))
    write_manager_workbook(folder / MANAGER, site, night, wording)
    write_after_sales_workbook(folder / AFTER_SALES, site, night, wording)
    books = TaskBooks(site, night, wording)
    for consultant_id, name in books.readers():
        books.write(folder / "tasks" / f"{file_name_for(consultant_id, name)}.xlsx", consultant_id)


def workbooks_of(stage: Path, folder: str, site: str) -> pd.DataFrame:
    """The workbooks of one site that may come back: site, path below the outbox as published, content hash."""
    folder_of_site = stage / safe_file_name(site)
    paths = [
        *sorted((folder_of_site / "tasks").iterdir()),
        folder_of_site / MANAGER,
        folder_of_site / AFTER_SALES,
    ]
    return pd.DataFrame(
        {
            "site": site,
            "path": [str(Path(folder) / path.relative_to(stage)) for path in paths],
            "sha256": [digest_of(path) for path in paths],
        }
    )


def render_rejected(stage: Path, rejected: pd.DataFrame, issues: pd.DataFrame, night: NightResult) -> None:
    """A workbook per file with rejected rows (`store.ledger.rejected_rows` and `issue_rows`)."""
    for (site, file_id, name), rows in rejected.groupby(["site", "file_id", "file"]):
        folder = stage / safe_file_name(str(site)) / "rejected"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sheets = list(_rejected_sheets(rows, issues[issues["file_id"] == file_id]))
        target = folder / f"{safe_file_name(Path(str(name)).stem)} {file_id}.xlsx"
        wording = Wording(night.settings.for_site(str(site)).language)
        write_rejected_workbook(target, str(name), sheets, wording, night.known_until, str(file_id))


def unreadable_text(name: str, reason: str, language: Language) -> str:
    """What stands beside a file that could not be read: why, and what to do."""
    wording = Wording(language)
    return f"{name}\n\n{wording(f'issue.{reason}')}\n{wording(f'issue.{reason}.hint')}\n"


def as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def _rejected_sheets(rows: pd.DataFrame, issues: pd.DataFrame) -> Iterator[RejectedSheet]:
    for (sheet, header), of_sheet in rows.groupby(["sheet", "header"], sort=False):
        cells = {
            int(row): json.loads(text) for row, text in zip(of_sheet["row"], of_sheet["cells"], strict=True)
        }
        yield RejectedSheet(str(sheet), json.loads(str(header)), cells, issues[issues["sheet"] == sheet])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
