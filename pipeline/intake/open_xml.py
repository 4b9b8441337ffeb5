"""Workbooks of the XML kind (.xlsx, .xlsm, Strict ones too): the second look, and what they say of themselves."""

import re
import zipfile
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from pipeline.intake.packages import XmlStream, parse_part
from pipeline.intake.raw_tables import RawFile, UnreadableFileError
from pipeline.intake.sheet_xml import SheetScan, blank_strings, scan_sheet
from pipeline.intake.spreadsheets import MOST_SHEETS, read_sheets

WORKBOOK: Final = "xl/workbook.xml"
_PROPERTIES: Final = "docProps/core.xml"
_MOMENT: Final = re.compile(
    r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-][0-2]\d:[0-5]\d)?"
)


def read_open_xml(content: bytes, package: zipfile.ZipFile) -> RawFile:
    """Every sheet of cells; its rows are counted from the XML itself. Raises UnreadableFileError."""
    workbook = parse_part(package, WORKBOOK)
    scans = _scan_sheets(package, workbook)
    sheets = list(read_sheets(content, scans))
    return RawFile(sheets, moment_in(package, _PROPERTIES, "modified"), _counts_from_1904(workbook))


def targets_of(package: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """Relation id -> part of `xl/`; the shared strings by their type, since nothing names their id."""
    targets = {}
    for relation in parse_part(package, relations):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id", "")] = part
        if relation.get("Type", "").endswith("/sharedStrings") and part in package.namelist():
            targets["sharedStrings"] = part
    return targets


def moment_in(package: zipfile.ZipFile, part: str, name: str) -> datetime | None:
    """The moment that an element of that name in that part tells; None: the part or the moment is missing."""
    if part not in package.namelist():
        return None
    told = [(element.text or "").strip() for element in _children(parse_part(package, part), name)]
    try:
        return datetime.fromisoformat(told[0]) if told and _MOMENT.fullmatch(told[0]) else None
    except ValueError:
        return None  # 31 February: the file's own time is used


def _scan_sheets(package: zipfile.ZipFile, workbook: Element) -> dict[str, SheetScan]:
    targets = targets_of(package, "xl/_rels/workbook.xml.rels")
    blanks: frozenset[int] = frozenset()
    if strings := targets.get("sharedStrings"):
        blanks = blank_strings(XmlStream(package, strings))
    scans: dict[str, SheetScan] = {}
    for sheet in _children(workbook, "sheet"):
        if len(scans) > MOST_SHEETS:
            raise UnreadableFileError("file-too-large")
        part = targets.get(_attribute(sheet, "id"), "")
        if sheet.get("name", "") in scans:
            raise UnreadableFileError("file-suspicious")
        if part in package.namelist():
            scans[sheet.get("name", "")] = scan_sheet(XmlStream(package, part), blanks)
    return scans


def _counts_from_1904(workbook: Element) -> bool:
    return any(about.get("date1904") in ("1", "true") for about in _children(workbook, "workbookPr"))


def _children(root: Element, name: str) -> list[Element]:
    """Elements of that name, whatever the name space: Strict workbooks use another than usual ones."""
    return [element for element in root.iter() if str(element.tag).rpartition("}")[2] == name]


def _attribute(element: Element, name: str) -> str:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")
