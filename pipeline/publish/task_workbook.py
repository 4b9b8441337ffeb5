"""The task workbook of one consultant: its sheets, and the hidden map for reading them back."""

from collections.abc import Hashable
from pathlib import Path
from typing import Final

import pandas as pd
from babel.dates import format_date

from pipeline.publish.book import Book
from pipeline.publish.customers_sheet import write_customers
from pipeline.publish.desk import Desk
from pipeline.publish.group_sheet import GROUP, group_rows, write_group_messages
from pipeline.publish.handed_over_sheet import handed_over_rows, write_handed_over
from pipeline.publish.how_to_sheet import write_how_to
from pipeline.publish.new_customers_sheet import NEW, write_new_customers
from pipeline.publish.safe_text import shown_text
from pipeline.publish.task_rows import customer_faces, customer_rows, today_rows
from pipeline.publish.today_columns import TODAY
from pipeline.publish.today_sheet import write_today
from pipeline.publish.week_sheet import week_rows, write_week
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Wording

Rows = dict[Hashable, pd.DataFrame]
LOCALES: Final = {"zh": "zh_CN", "en": "en_GB"}


class TaskBooks:
    """All task workbooks of one site: what they say is worked out once, each book is then only written."""

    def __init__(self, result: SiteResult, night: NightResult, wording: Wording) -> None:
        faces = customer_faces(result.customers, wording)
        self._today = _by_consultant(today_rows(result, night, faces, wording))
        self._group = _by_consultant(group_rows(result, night, faces, wording))
        self._week, self._customers, self._handed_over = Rows(), Rows(), Rows()
        if not night.is_supplement:
            self._week = _by_consultant(week_rows(result, faces, wording))
            self._customers = _by_consultant(customer_rows(result, faces, wording))
            self._handed_over = _by_consultant(handed_over_rows(result, night, faces, wording))
        self._names = dict(
            zip(result.consultants["consultant_id"], result.consultants["name"].fillna(""), strict=True)
        )
        self._result, self._night, self._wording = result, night, wording

    def readers(self) -> list[tuple[str, str]]:
        """Id and name of everybody this night has something for, by id."""
        sheets = (self._today, self._group, self._week, self._customers)
        ids = sorted({str(consultant) for sheet in sheets for consultant in sheet} - {""})
        return [
            (consultant_id, str(self._names.get(consultant_id) or consultant_id)) for consultant_id in ids
        ]

    def write(self, path: Path, consultant_id: str) -> None:
        """One book: a supplement holds new tasks only, other nights all customers of the consultant too."""
        desk = self._desk(consultant_id)
        with Book(path, self._wording, self._night.known_until) as book:
            write_today(book, desk, self._today.get(consultant_id))
            if not self._night.is_supplement:
                write_week(book, desk, self._week.get(consultant_id))
            if not self._night.is_supplement or consultant_id in self._group:
                write_group_messages(book, desk, self._group.get(consultant_id))
            if not self._night.is_supplement:
                write_new_customers(book, desk)
                write_customers(book, desk, self._customers.get(consultant_id))
                write_handed_over(book, desk, self._handed_over.get(consultant_id))
            write_how_to(book, desk)
            book.write_map("tasks", _map_rows(desk, self._wording))

    def _desk(self, consultant_id: str) -> Desk:
        day = self._result.plan_day
        words = self._wording
        return Desk(
            site=self._result.site,
            consultant_id=consultant_id,
            reader=shown_text(str(self._names.get(consultant_id) or consultant_id)),
            plan_day=day,
            day_in_words=format_date(day, words("book.date"), locale=LOCALES[words.language]),
            agreed_max_days=self._night.settings.rules.due.agreed_max_days,
            is_supplement=self._night.is_supplement,
        )


def write_task_workbook(
    path: Path, consultant_id: str, result: SiteResult, night: NightResult, wording: Wording
) -> None:
    """Write one consultant's workbook; for many of one site make `TaskBooks` once."""
    TaskBooks(result, night, wording).write(path, consultant_id)


def _by_consultant(rows: pd.DataFrame) -> Rows:
    return dict(iter(rows.groupby("consultant", sort=False)))


def _map_rows(desk: Desk, wording: Wording) -> list[list[str]]:
    """What reading back needs: whose tasks of which day, and which header of which sheet feeds which field."""
    sheets = {"book.today": TODAY, "book.group": GROUP, "book.new": NEW}
    return [
        ["plan_day", desk.plan_day.isoformat()],
        ["site", desk.site],
        ["consultant", desk.consultant_id],
        *(
            [wording(title), column.header(wording), column.field]
            for title, columns in sheets.items()
            for column in columns
            if column.use != "told"
        ),
    ]
