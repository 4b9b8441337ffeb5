"""Workbooks of the open document kind (.ods): the second look walks `content.xml`, beside the reader's own walk."""

import zipfile
from pyexpat import ParserCreate
from typing import Final

from pipeline.intake.open_xml import moment_in
from pipeline.intake.packages import XmlStream
from pipeline.intake.raw_tables import RawFile, UnreadableFileError, is_visible, row_numbers
from pipeline.intake.sheet_xml import SheetScan
from pipeline.intake.spreadsheets import read_sheets

CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_CHUNK: Final = 1 << 20
_MOST_ROWS: Final = 1 << 20
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})


def read_open_document(content: bytes, package: zipfile.ZipFile) -> RawFile:
    """Every sheet of cells; its rows are counted from the XML itself. Raises UnreadableFileError."""
    if _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST):
        raise UnreadableFileError("file-encrypted")
    walk = _Walk()
    walk.through(XmlStream(package, CONTENT))
    sheets = list(read_sheets(content, walk.scans))
    return RawFile(sheets, moment_in(package, "meta.xml", "date"))


class _Walk:
    """One pass over the elements. A repeated row counts as often as it is repeated where it shows something."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self._sheet = ""
        self._tables = 0
        self._row = self._next_row = 1
        self._column = 0
        self._inside: list[str] = []  # what is open within the cell
        self._in_cell = False
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._seen = False
        self._rows: set[int] = set()
        self._errors: dict[tuple[int, int], str] = {}
        self._merged: list[tuple[int, int, int, int]] = []

    def through(self, stream: XmlStream) -> None:
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        while piece := stream.read(_CHUNK):
            parser.Parse(piece, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_cell:
            self._inside.append(name)
        elif name == "table:table":
            self._tables += 1
            if self._tables == 1:
                self._sheet = attributes.get("table:name", "")
                self._next_row, self._rows, self._errors, self._merged = 1, set(), {}, []
        elif self._tables == 1 and name == "table:table-row":
            self._row, self._column, self._seen = self._next_row, 0, False
            self._next_row += _times(attributes, "table:number-rows-repeated")
        elif self._tables == 1 and name in _CELLS:
            self._in_cell, self._attributes, self._text = True, attributes, []

    def _characters(self, text: str) -> None:
        if self._inside and self._inside[0] == "text:p":
            self._text.append(text)

    def _end(self, name: str) -> None:
        if self._inside:
            self._inside.pop()
        elif self._in_cell:
            self._in_cell = False
            self._end_cell()
        elif name == "table:table-row" and self._tables == 1 and self._seen:
            if self._next_row - 1 > _MOST_ROWS:
                raise UnreadableFileError("file-too-large")
            self._rows.update(range(self._row, self._next_row))
        elif name == "table:table":
            self._tables -= 1
            if self._tables == 0:
                self.scans[self._sheet] = SheetScan(row_numbers(self._rows), self._errors, self._merged)

    def _end_cell(self) -> None:
        told = self._attributes
        text = told.get("office:string-value") or "".join(self._text)
        kind = told.get("office:value-type", "")
        times = _times(told, "table:number-columns-repeated")
        if told.get("calcext:value-type") == "error":
            self._errors[self._row, self._column] = "".join(self._text)
        self._seen = self._seen or (is_visible(text) if kind in ("string", "") else True)
        height, width = (
            _times(told, "table:number-rows-spanned"),
            _times(told, "table:number-columns-spanned"),
        )
        if height > 1 or width > 1:
            last = (self._row + height - 1, self._column + width - 1)
            self._merged.append((self._row, self._column, *last))
        self._column += times


def _times(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(name, "1")
    if not told.isascii() or not told.isdigit() or len(told) > 9:
        raise UnreadableFileError("file-malformed")
    return int(told)
