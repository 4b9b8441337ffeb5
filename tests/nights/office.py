"""A data directory and its nights, run as the command line runs them but with a clock of our own."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import xlsxwriter

from pipeline.exporting import export_table, plain
from pipeline.session import Session

Item = TypeVar("Item")
HOME = Path(__file__).resolve().parent.parent.parent
SHANGHAI = timezone(timedelta(hours=8))
TABLES = ("customers", "leads", "activities", "deals", "tasks", "grades", "issues", "rows", "conversion")


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 20, 22, 0, tzinfo=SHANGHAI)

    def sleep(self, seconds: float) -> None:
        pass


class Silent:
    def each(self, items: Sequence[Item], step: str) -> Iterator[Item]:
        yield from items


class Office:
    """One data directory; `night()` runs, `table()` exports."""

    def __init__(self, root: Path, config: str = "") -> None:
        self.root = root
        root.mkdir(exist_ok=True)
        self.config = root / "config.toml"
        self.config.write_text(config, encoding="utf-8")
        self.data = root / "data"
        (self.data / "inbox").mkdir(parents=True, exist_ok=True)

    @property
    def inbox(self) -> Path:
        return self.data / "inbox"

    @property
    def latest(self) -> Path:
        return self.data / "outbox" / "latest"

    def session(self) -> Session:
        return Session(self.config, self.data, Clock())

    def night(self, as_of: str = "2026-11-20", sites: frozenset[str] = frozenset()) -> dict[str, Any]:
        session = self.session()
        return session.night(session.as_of(as_of), Silent(), sites)

    def table(self, name: str) -> pd.DataFrame:
        session = self.session()
        store = session.existing_store()
        assert store is not None
        return plain(export_table(name, store, session.settings))

    def tables(self) -> dict[str, pd.DataFrame]:
        return {name: self.table(name) for name in TABLES}

    def drop(self, name: str, header: list[str], rows: list[list[Any]], sheet: str = "Sheet1") -> Path:
        """An .xlsx as an office would save it, in the inbox (a name with a folder is a site's)."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path)) as book:
            book.set_properties({"created": datetime(2026, 11, 20)})  # the same rows, the same bytes
            page = book.add_worksheet(sheet)
            for number, cells in enumerate([header, *rows]):
                for column, cell in enumerate(cells):
                    page.write(number, column, cell)
        return path


LEADS = ["客户姓名", "联系电话", "客户来源", "登记时间", "置业顾问", "客户状态", "购房预算(万)"]
CALLS = ["客户姓名", "联系电话", "跟进时间", "跟进方式", "通话结果", "跟进内容", "置业顾问"]


def lead(name: str, phone: str, created: str, consultant: str = "周敏", status: str = "") -> list[Any]:
    return [name, phone, "抖音", created, consultant, status, 300]


def call(name: str, phone: str, at: str, outcome: str = "已接通", content: str = "聊了户型") -> list[Any]:
    return [name, phone, at, "去电", outcome, content, "周敏"]
