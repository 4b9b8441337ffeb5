"""Binary workbooks (.xlsb): the second look walks their records, beside the reader's own walk."""

import zipfile
from collections.abc import Iterator
from typing import Final

from pipeline.intake.open_xml import moment_in, targets_of
from pipeline.intake.raw_tables import RawFile, UnreadableFileError, is_visible, row_numbers
from pipeline.intake.sheet_xml import SheetScan
from pipeline.intake.spreadsheets import read_sheets

WORKBOOK: Final = "xl/workbook.bin"
# Records by their number: rows, cells and what else tells something here.
_ROW, _STRING, _WORKBOOK_FLAGS, _SHEET = 0, 19, 153, 156
_ERRORS: Final = frozenset({3, 11})
_NUMBERS: Final = frozenset({2, 4, 5, 9, 10})
_SHARED_TEXT: Final = 7
_TEXT_AT: Final = {6: 8, 8: 8, 62: 9}  # cells with a text of their own -> where in the record it begins
ERROR_TEXTS: Final = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
    43: "#GETTING_DATA",
}  # fmt: skip


def read_binary_workbook(content: bytes, package: zipfile.ZipFile) -> RawFile:
    """Every sheet of cells; its rows are counted from the row and cell records. Raises UnreadableFileError."""
    targets = targets_of(package, "xl/_rels/workbook.bin.rels")
    strings = package.read(targets["sharedStrings"]) if "sharedStrings" in targets else b""
    blanks = {i for i, text in enumerate(_shared(strings)) if not is_visible(text)}
    scans, is_1904 = {}, False
    for kind, record in _records(package.read(WORKBOOK)):
        if kind == _WORKBOOK_FLAGS:
            is_1904 = bool(record[0] & 1)
        if kind == _SHEET:
            relation, end = _text(record, 8)
            part = targets.get(relation, "")
            if part in package.namelist():
                scans[_text(record, end)[0]] = _scan(package.read(part), blanks)
    sheets = list(read_sheets(content, scans))
    return RawFile(sheets, moment_in(package, "docProps/core.xml", "modified"), is_1904)


def _scan(part: bytes, blanks: set[int]) -> SheetScan:
    rows, errors, row = set[int](), dict[tuple[int, int], str](), 0
    for kind, record in _records(part):
        if kind == _ROW:
            row = int.from_bytes(record[:4], "little") + 1
        elif kind in _ERRORS:
            errors[row, int.from_bytes(record[:4], "little")] = ERROR_TEXTS.get(record[8], "#VALUE!")
            rows.add(row)
        elif kind in _NUMBERS or _shows_text(kind, record, blanks):
            rows.add(row)
    return SheetScan(row_numbers(rows), errors)


def _shows_text(kind: int, record: bytes, blanks: set[int]) -> bool:
    if kind == _SHARED_TEXT:
        return int.from_bytes(record[8:12], "little") not in blanks
    return kind in _TEXT_AT and is_visible(_text(record, _TEXT_AT[kind])[0])


def _shared(strings: bytes) -> Iterator[str]:
    return (_text(record, 1)[0] for kind, record in _records(strings) if kind == _STRING)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record; both number and length take seven bits of a byte."""
    place = 0
    while place < len(part):
        kind, place = _kind(part, place)
        size, place = _size(part, place)
        if place + size > len(part):
            raise UnreadableFileError("file-damaged")
        yield kind, part[place : place + size]
        place += size


def _kind(part: bytes, place: int) -> tuple[int, int]:
    first = part[place]
    if first < 0x80:
        return first, place + 1
    return (first & 0x7F) | (part[place + 1] & 0x7F) << 7, place + 2


def _size(part: bytes, place: int) -> tuple[int, int]:
    size = 0
    for step in range(4):
        size |= (part[place + step] & 0x7F) << 7 * step
        if part[place + step] < 0x80:
            return size, place + step + 1
    return size, place + 4


def _text(record: bytes, place: int) -> tuple[str, int]:
    """A text of two bytes a sign, after its length, and where it ends."""
    end = place + 4 + 2 * int.from_bytes(record[place : place + 4], "little")
    if end > len(record):
        raise UnreadableFileError("file-damaged")
    return record[place + 4 : end].decode("utf-16-le", errors="replace"), end
