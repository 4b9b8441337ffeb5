"""The sheets of any workbook that calamine opens, beside what a second look at the same bytes found."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
)

from pipeline.intake.cells.reading import ErrorCell
from pipeline.intake.raw_tables import RawSheet, UnreadableFileError, to_columns
from pipeline.intake.sheet_xml import SheetScan

MOST_SHEETS: Final = 1_000
_FARTHEST: Final = 120_000_000  # cells in the rectangle of a sheet: 500,000 rows of 240 columns


def read_sheets(content: bytes, scans: Mapping[str, SheetScan]) -> Iterator[RawSheet]:
    """Every sheet of cells, hidden ones too; `scans` has the second look at each, by the sheet's name.

    Raises UnreadableFileError.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            if len(workbook.sheets_metadata) > MOST_SHEETS:
                raise UnreadableFileError("file-too-large")
            for position, about in enumerate(workbook.sheets_metadata):
                if about.typ == SheetTypeEnum.WorkSheet:
                    sheet = workbook.get_sheet_by_index(position)
                    yield _raw_sheet(about, sheet, scans[about.name])
    except PasswordError as error:
        raise UnreadableFileError("file-encrypted") from error
    except (XmlError, KeyError) as error:
        raise UnreadableFileError("file-malformed") from error
    except CalamineError as error:
        raise UnreadableFileError from error
    except BaseException as error:
        # The reader's own panics are no Exception; anything else that is none (a stop, a kill) goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError("file-crashed") from None


def _raw_sheet(about: SheetMetadata, sheet: CalamineSheet, scan: SheetScan) -> RawSheet:
    if sheet.total_height * sheet.total_width > _FARTHEST:
        raise UnreadableFileError("file-too-large")
    rows, columns = to_columns(_with_errors(_from_column_a(sheet), scan))
    merged = [(a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
    return RawSheet(
        about.name, rows, columns, scan.rows, merged or scan.merged,
        about.visible == SheetVisibleEnum.VeryHidden, about.visible != SheetVisibleEnum.Visible,
        scan.hidden_rows, scan.hidden_columns,
    )  # fmt: skip


def _from_column_a(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The reader begins with the first row of the sheet but with the first column that is not empty."""
    skipped = sheet.start[1] if sheet.start else 0
    if not skipped:
        return sheet.iter_rows()
    return ([*[""] * skipped, *cells] for cells in sheet.iter_rows())


def _with_errors(rows: Iterator[list[Any]], scan: SheetScan) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their numbers, the error cells put back where the reader shows nothing."""
    if not scan.errors:
        return enumerate(rows, start=1)
    return _patched_rows(rows, scan.errors)


def _patched_rows(
    rows: Iterator[list[Any]], errors: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, list[Any]]]:
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column] = text
    last = 0
    for last, cells in enumerate(rows, start=1):
        yield last, _patched(cells, by_row.pop(last, {}))
    for row in sorted(by_row):
        yield row, _patched([], by_row[row])


def _patched(cells: list[Any], errors: dict[int, str]) -> list[Any]:
    if not errors:
        return cells
    width = max(len(cells), max(errors) + 1)
    padded = [*cells, *[""] * (width - len(cells))]
    return [ErrorCell(errors[i]) if i in errors else cell for i, cell in enumerate(padded)]
