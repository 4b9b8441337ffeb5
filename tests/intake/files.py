"""Small files as offices make them, and what reading them gives."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.intake import read_file
from pipeline.intake.reading import FileReading, SheetReading

D = date(2026, 11, 20)
SAVED = datetime(2026, 11, 19, 9, 30)  # in a workbook: UTC
Rows = Sequence[Sequence[Any]]


def workbook(path: Path, sheets: dict[str, Rows], saved: datetime = SAVED) -> Path:
    """Sheets of plain cells; None is an empty cell; days and moments are written as Excel's."""
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": saved})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime | date):
                        sheet.write_datetime(
                            place, column, cell, moment if isinstance(cell, datetime) else day
                        )
                    elif cell is not None:
                        sheet.write(place, column, cell)
    return path


def read(
    path: Path,
    name: str = "",
    settings: Settings | None = None,
    plan_day: date = D,
    modified_at: datetime = SAVED,
) -> FileReading:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    as_of = AsOf.of(plan_day, time(18))
    return read_file(
        path, name or path.name, "main", "f1", sha256, modified_at, settings or Settings(), as_of
    )


def read_rows(
    tmp_path: Path, rows: Rows, name: str = "来访.xlsx", sheet: str = "Sheet1", **options: Any
) -> SheetReading:
    """The one sheet of a workbook with these rows."""
    reading = read(workbook(tmp_path / name, {sheet: rows}), **options)
    assert reading.outcome == "read"
    assert_conserved(reading)
    return reading.sheets[0]


def assert_conserved(reading: FileReading) -> None:
    """Every row counted from the file has exactly one disposition."""
    for sheet in reading.sheets:
        assert sheet.rows == len(sheet.ledger) == sheet.ledger["row"].nunique()


def dispositions(sheet: SheetReading) -> dict[int, str]:
    return dict(zip(sheet.ledger["row"].tolist(), sheet.ledger["disposition"].tolist(), strict=True))


def codes(sheet: SheetReading) -> dict[int, str]:
    told = sheet.ledger[sheet.ledger["codes"] != ""]
    return dict(zip(told["row"].tolist(), told["codes"].tolist(), strict=True))


def facts(sheet: SheetReading, kind: str, *names: str) -> list[tuple[Any, ...]]:
    """Chosen columns of the facts; None where nothing is known."""
    chosen = sheet.facts[kind][list(names)].astype(object)
    return list(chosen.where(chosen.notna(), None).itertuples(index=False, name=None))


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)
