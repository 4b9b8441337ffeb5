"""Workbooks of the old kind (.xls): read by calamine, counted by xlrd, which shares no code with it."""

from datetime import UTC, datetime
from io import BytesIO, StringIO

import olefile
import xlrd
from xlrd.sheet import Sheet

from pipeline.intake.raw_tables import RawFile, UnreadableFileError, is_visible, row_numbers
from pipeline.intake.sheet_xml import SheetScan
from pipeline.intake.spreadsheets import read_sheets


def read_old_workbook(content: bytes) -> RawFile:
    """Every sheet of cells. Raises UnreadableFileError."""
    scans, is_1904 = _scans(content)
    return RawFile(list(read_sheets(content, scans)), _modified(content), is_1904)


def _scans(content: bytes) -> tuple[dict[str, SheetScan], bool]:
    try:
        # Some exporters leave the table of sectors untidy; Excel opens such files, and so does calamine.
        book = xlrd.open_workbook(
            file_contents=content, logfile=StringIO(), ragged_rows=True, ignore_workbook_corruption=True
        )
        return {sheet.name: _scan(sheet) for sheet in book.sheets()}, book.datemode == 1
    except MemoryError:
        raise
    except Exception as error:  # a damaged file shows as any of a dozen kinds
        raise UnreadableFileError("file-damaged") from error


def _scan(sheet: Sheet) -> SheetScan:
    rows, errors = [], {}
    for row in range(sheet.nrows):
        kinds, cells = sheet.row_types(row), sheet.row_values(row)
        seen = False
        for column, (kind, cell) in enumerate(zip(kinds, cells, strict=True)):
            if kind == xlrd.XL_CELL_ERROR:
                errors[row + 1, column] = xlrd.error_text_from_code.get(cell, "#VALUE!")
            seen = seen or (kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) and is_visible(cell))
        if seen:
            rows.append(row + 1)
    return SheetScan(row_numbers(rows), errors)


def _modified(content: bytes) -> datetime | None:
    """When it was last saved, as its summary says; in UTC."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            saved = file.get_metadata().last_saved_time
    except (OSError, ValueError, IndexError, TypeError):
        return None  # a summary that cannot be read is as good as none: the file's own time is used
    return saved.replace(tzinfo=UTC) if isinstance(saved, datetime) and saved.year > 2000 else None
