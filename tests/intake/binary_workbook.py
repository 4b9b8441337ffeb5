"""A small writer of binary workbooks (.xlsb), for tests: sheets of texts, numbers, errors and styled blanks."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.intake.hostile import zipped

ERRORS = {"#DIV/0!": 7, "#N/A": 42, "#REF!": 23}
BLANK = object()
Cell = str | int | float | bool | None | object
_TYPES = "application/vnd.ms-excel"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_binary_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """None is no cell, BLANK a styled one; a text that names an error is an error cell."""
    strings = list(dict.fromkeys(c for rows in sheets.values() for row in rows for c in row if _is_text(c)))
    places = {text: place for place, text in enumerate(strings)}
    parts = {
        f"xl/worksheets/sheet{n}.bin": _sheet(rows, places) for n, rows in enumerate(sheets.values(), start=1)
    }
    parts["xl/workbook.bin"] = _workbook(list(sheets))
    parts["xl/sharedStrings.bin"] = _strings([str(text) for text in strings])
    parts["xl/_rels/workbook.bin.rels"] = _relations(len(sheets))
    parts["_rels/.rels"] = _relation_list(
        f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="bin" ContentType="{_TYPES}.sheet.binary"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    ).encode()
    path.write_bytes(zipped(parts))
    return path


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and cell not in ERRORS


def _record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(content)
    while left >= 0x80:
        size, left = size + bytes([left & 0x7F | 0x80]), left >> 7
    return number + size + bytes([left]) + content


def _text(text: str) -> bytes:
    return struct.pack("<L", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _workbook(names: list[str]) -> bytes:
    sheets = b"".join(
        _record(156, struct.pack("<LL", 0, n) + _text(f"rId{n}") + _text(name))
        for n, name in enumerate(names, start=1)
    )
    return _record(131) + _record(143) + sheets + _record(144) + _record(132)


def _strings(texts: list[str]) -> bytes:
    items = b"".join(_record(19, b"\0" + _text(text)) for text in texts)
    return _record(159, struct.pack("<LL", len(texts), len(texts))) + items + _record(160)


def _sheet(rows: Sequence[Sequence[Cell]], places: Mapping[object, int]) -> bytes:
    width = max(map(len, rows), default=1)
    size = _record(148, struct.pack("<LLLL", 0, max(len(rows) - 1, 0), 0, max(width - 1, 0)))
    lines = b""
    for number, cells in enumerate(rows):
        if cells:
            lines += _record(0, struct.pack("<LLHHBL", number, 0, 300, 0, 0, 0))
        lines += b"".join(
            _cell(column, cell, places) for column, cell in enumerate(cells) if cell is not None
        )
    return _record(129) + size + _record(145) + lines + _record(146) + _record(130)


def _cell(column: int, cell: Cell, places: Mapping[object, int]) -> bytes:
    start = struct.pack("<LL", column, 0)
    if cell is BLANK:
        return _record(1, start)
    if isinstance(cell, str):
        if cell in ERRORS:
            return _record(3, start + bytes([ERRORS[cell]]))
        return _record(7, start + struct.pack("<L", places[cell]))
    if isinstance(cell, bool):
        return _record(4, start + bytes([cell]))
    assert isinstance(cell, int | float)
    return _record(5, start + struct.pack("<d", cell))


def _relation_list(lines: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _relations(sheets: int) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, sheets + 1)
    )
    strings = f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.bin"/>'
    return _relation_list(lines + strings)
