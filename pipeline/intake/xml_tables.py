"""Workbooks as one XML text (the "XML Spreadsheet 2003", mostly dressed as `.xls`)."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pipeline.intake.cells.reading import ErrorCell
from pipeline.intake.raw_tables import (
    RawFile,
    RawSheet,
    UnreadableFileError,
    is_visible,
    row_numbers,
    to_columns,
)

MARK: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SHEET: Final = re.compile(r"<(?:\w+:)?Worksheet\b(.*?)</(?:\w+:)?Worksheet\s*>", re.DOTALL)
_ROW: Final = re.compile(r"<(?:\w+:)?Row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?Row\s*>)", re.DOTALL)
_DATA: Final = re.compile(r"<(?:\w+:)?Data\b[^>/]*>(.*?)</(?:\w+:)?Data\s*>", re.DOTALL)
_INDEX: Final = re.compile(r"\bIndex\s*=\s*[\"'](\d+)[\"']")
_SPAN: Final = re.compile(r"\bSpan\s*=\s*[\"'](\d+)[\"']")
_TAG: Final = re.compile(r"<[^>]*>")
_TALLEST: Final = 1 << 20
_WIDEST: Final = 16_384
Merged = list[tuple[int, int, int, int]]


def read_xml_tables(text: str) -> RawFile:
    """Every sheet; its rows are counted from the bare text. Raises UnreadableFileError."""
    plain = _DECLARATION.sub("", text)
    counted = [_counted(sheet[1]) for sheet in _SHEET.finditer(plain)]
    try:
        sheets = list(_sheets(plain))
    except DefusedXmlException as error:
        raise UnreadableFileError("file-suspicious") from error
    except (ParseError, ValueError, OverflowError) as error:
        raise UnreadableFileError("file-malformed") from error
    if not sheets or len(sheets) != len(counted):
        raise UnreadableFileError
    return RawFile(
        [
            RawSheet(name, *to_columns(rows), row_numbers(shown), merged)
            for (name, rows, merged), shown in zip(sheets, counted, strict=True)
        ]
    )


def _sheets(text: str) -> Iterator[tuple[str, list[tuple[int, list[Any]]], Merged]]:
    rows, merged, number = list[tuple[int, list[Any]]](), Merged(), 0
    for _, element in iterparse(BytesIO(text.encode()), events=("end",), forbid_dtd=True):
        if _is(element, "Row"):
            number = _number(element, "Index", number + 1, _TALLEST)
            rows.append((number, _cells(element, number, merged)))
            number = min(number + _number(element, "Span", 0, _TALLEST), _TALLEST)
            element.clear()
        elif _is(element, "Worksheet"):
            yield _told(element, "Name"), rows, merged
            rows, merged, number = [], [], 0


def _cells(row: Element, number: int, merged: Merged) -> list[Any]:
    cells: list[Any] = []
    next_column = 0
    for cell in row:
        if not _is(cell, "Cell"):
            continue
        column = _number(cell, "Index", next_column + 1, _WIDEST) - 1
        across, down = _number(cell, "MergeAcross", 0, _WIDEST), _number(cell, "MergeDown", 0, _TALLEST)
        if across or down:
            merged.append((number, column, number + down, column + across))
        cells += [""] * (column + 1 - len(cells))
        cells[column] = next((_value(data) for data in cell if _is(data, "Data")), "")
        next_column = column + 1 + across
    return cells


def _value(data: Element) -> Any:
    text, kind = "".join(data.itertext()), _told(data, "Type")
    if not is_visible(text):
        return ""
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "Error":
        return ErrorCell(text)
    if kind == "DateTime":
        moment = datetime.fromisoformat(text.strip())
        return moment.time() if moment.year < 1900 else moment
    return text


def _counted(sheet: str) -> set[int]:
    shown, row = set[int](), 0
    for match in _ROW.finditer(sheet):
        told, span = _INDEX.search(match[1]), _SPAN.search(match[1])
        row = int(told[1]) if told else row + 1
        if any(is_visible(unescape(_TAG.sub("", data[1]))) for data in _DATA.finditer(match[2] or "")):
            shown.add(row)
        row += int(span[1]) if span else 0
    return shown


def _is(element: Element, name: str) -> bool:
    return str(element.tag) == f"{{{MARK}}}{name}"


def _told(element: Element, name: str) -> str:
    return element.get(f"{{{MARK}}}{name}", "")


def _number(element: Element, name: str, otherwise: int, most: int) -> int:
    number = int(_told(element, name) or otherwise)
    if not 0 <= number <= most:
        raise UnreadableFileError("file-too-large")
    return number
