"""Files -> raw tables, by what they hold and never by their ending."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.intake.cells import ErrorCell
from pipeline.intake.delimited import read_delimited
from pipeline.intake.raw_tables import RawFile, RawSheet, UnreadableFileError, to_columns
from pipeline.intake.sheet_xml import SheetScan, blank_strings, scan_sheet

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_WORKBOOK: Final = "xl/workbook.xml"
_MOMENT: Final = re.compile(
    r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-][0-2]\d:[0-5]\d)?"
)


def read_raw(path: Path, name: str) -> RawFile:
    """Every sheet of a workbook, hidden ones too, or the one table of a text file.

    Raises UnreadableFileError.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start == _ZIP:
        return _read_workbook(path)
    if start == _COMPOUND:
        raise UnreadableFileError("format")
    return read_delimited(path.read_bytes(), name)


def _read_workbook(path: Path) -> RawFile:
    try:
        with zipfile.ZipFile(path) as package:
            workbook = fromstring(package.read(_WORKBOOK))
            scans = _scan_sheets(package, workbook)
            modified = _modified(package)
        return RawFile(list(_read_sheets(path, scans)), modified, _counts_from_1904(workbook))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, ParseError, DefusedXmlException) as error:
        raise UnreadableFileError(type(error).__name__) from error
    except CalamineError as error:
        raise UnreadableFileError("format") from error
    except BaseException as error:
        # The reader's own panics are no Exception; anything else that is none (a stop, a kill) goes on.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError("format") from None


def _read_sheets(path: Path, scans: dict[str, SheetScan]) -> Iterator[RawSheet]:
    with CalamineWorkbook.from_path(path) as workbook:
        for position, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            scan = scans[about.name]
            sheet = workbook.get_sheet_by_index(position)
            rows, columns = to_columns(_with_errors(_from_column_a(sheet), scan))
            merged = [(a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
            yield RawSheet(
                about.name, rows, columns, scan.rows, merged, about.visible == SheetVisibleEnum.VeryHidden,
                about.visible != SheetVisibleEnum.Visible, scan.hidden_rows, scan.hidden_columns,
            )  # fmt: skip


def _from_column_a(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The reader leaves out the columns before the first that holds anything."""
    skipped = sheet.start[1] if sheet.start else 0
    return iter(sheet.iter_rows()) if not skipped else ([*[""] * skipped, *row] for row in sheet.iter_rows())


def _with_errors(rows: Iterator[list[Any]], scan: SheetScan) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their numbers, the error cells put back where the reader shows nothing."""
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in scan.errors.items():
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


def _scan_sheets(package: zipfile.ZipFile, workbook: Element) -> dict[str, SheetScan]:
    targets = _targets(package)
    blanks: frozenset[int] = frozenset()
    if strings := targets.get("sharedStrings"):
        with package.open(strings) as stream:
            blanks = blank_strings(stream)
    scans = {}
    for sheet in _children(workbook, "sheet"):
        part = targets.get(_attribute(sheet, "id"), "")
        if part in package.namelist():
            with package.open(part) as stream:
                scans[sheet.get("name", "")] = scan_sheet(stream, blanks)
    return scans


def _targets(package: zipfile.ZipFile) -> dict[str, str]:
    """Relation id -> part; the shared strings by their type, since nothing names their id."""
    targets = {}
    for relation in fromstring(package.read("xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id", "")] = part
        if relation.get("Type", "").endswith("/sharedStrings") and part in package.namelist():
            targets["sharedStrings"] = part
    return targets


def _counts_from_1904(workbook: Element) -> bool:
    return any(about.get("date1904") in ("1", "true") for about in _children(workbook, "workbookPr"))


def _modified(package: zipfile.ZipFile) -> datetime | None:
    if "docProps/core.xml" not in package.namelist():
        return None
    told = [
        element.text or "" for element in _children(fromstring(package.read("docProps/core.xml")), "modified")
    ]
    return datetime.fromisoformat(told[0].strip()) if told and _MOMENT.fullmatch(told[0].strip()) else None


def _children(root: Element, name: str) -> list[Element]:
    """Elements of that name, whatever the name space: Strict workbooks use another than usual ones."""
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _attribute(element: Element, name: str) -> str:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")
