"""A workbook's rows counted from its bytes: the second pair of eyes beside the reader, and the error cells.

The reader shows `#N/A` and its like as empty; here they are found while the rows are counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import IO, Final

import numpy as np

from pipeline.intake.raw_tables import RowNumbers, is_visible

_CHUNK: Final = 4 << 20
_PREFIX: Final = re.compile(rb"<(\w+:)?(?:worksheet|sst)\b")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.S)
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
_STRING: Final = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.S)
_PHONETIC: Final = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.S)
_TEXT: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<", re.S)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<", re.S)
_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_PLACE: Final = re.compile(rb'\br="([A-Z]+)\d+"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_EDGES: Final = re.compile(rb'\b(min|max)="(\d+)"')
_MOST_COLUMNS: Final = 16_384
_TYPE: Final = re.compile(rb'\bt="(\w+)"')


@dataclass(frozen=True)
class SheetScan:
    """Rows that show something, ascending, and the error cells: (row, column from 0) -> what it shows."""

    rows: RowNumbers
    errors: dict[tuple[int, int], str]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def blank_strings(stream: IO[bytes]) -> frozenset[int]:
    """Positions of the shared strings that show nothing."""
    strings = (match[1] for block in _elements(stream, b"si") for match in _STRING.finditer(block))
    return frozenset(i for i, body in enumerate(strings) if not _shows_text(body or b""))


def scan_sheet(stream: IO[bytes], blanks: frozenset[int]) -> SheetScan:
    """Which rows of a sheet's XML show something. A row without a number follows the one before it."""
    rows, errors, row = list[int](), dict[tuple[int, int], str](), 0
    hidden, hidden_columns = set[int](), frozenset[int]()
    for number_of_block, block in enumerate(_elements(stream, b"row")):
        if number_of_block == 0:
            hidden_columns = _hidden_columns(block)
        for match in _ROW.finditer(block):
            number = _NUMBER.search(match[1])
            row = int(number[1]) if number else row + 1
            body = match[2] or b""
            if b't="e"' in body:
                errors.update({(row, column): text for column, text in _error_cells(body)})
            if _HIDDEN.search(match[1]):
                hidden.add(row)
            if _shows_something(body, blanks):
                rows.append(row)
    return SheetScan(np.array(sorted(set(rows)), dtype=np.int64), errors, frozenset(hidden), hidden_columns)


def _hidden_columns(start: bytes) -> frozenset[int]:
    """Columns, from 0, that the part of the sheet before its rows says are hidden."""
    hidden = set[int]()
    for match in _COLUMN.finditer(start[: max(start.find(b"sheetData"), 0)]):
        edges = {name: int(number) for name, number in _EDGES.findall(match[1])}
        if _HIDDEN.search(match[1]) and len(edges) == 2:
            hidden.update(range(edges[b"min"] - 1, min(edges[b"max"], _MOST_COLUMNS)))
    return frozenset(hidden)


def column_position(letters: str) -> int:
    """`A` -> 0, `AA` -> 26."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1


def _elements(stream: IO[bytes], tag: bytes) -> Iterator[bytes]:
    """The stream in pieces that never cut an element of that tag in two."""
    rest = stream.read(_CHUNK)
    prefix = _PREFIX.search(rest)
    end = b"</" + ((prefix[1] or b"") if prefix else b"") + tag + b">"
    while chunk := stream.read(_CHUNK):
        rest += chunk
        cut = rest.rfind(end) + len(end)
        if cut >= len(end):
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _shows_something(body: bytes, blanks: frozenset[int]) -> bool:
    return any(_cell_shows(match[1], match[2] or b"", blanks) for match in _CELL.finditer(body))


def _cell_shows(attributes: bytes, body: bytes, blanks: frozenset[int]) -> bool:
    kind = _TYPE.search(attributes)
    if kind and kind[1] == b"inlineStr":
        return _shows_text(body)
    value = _VALUE.search(body)
    if value is None or not value[1]:
        return False
    if kind and kind[1] == b"s":
        return int(value[1]) not in blanks
    return is_visible(_decoded(value[1]))


def _shows_text(body: bytes) -> bool:
    if b"rPh" in body:
        body = _PHONETIC.sub(b"", body)
    return any(is_visible(_decoded(match[1])) for match in _TEXT.finditer(body))


def _error_cells(body: bytes) -> Iterator[tuple[int, str]]:
    column = -1
    for match in _CELL.finditer(body):
        place = _PLACE.search(match[1])
        column = column_position(place[1].decode()) if place else column + 1
        kind, value = _TYPE.search(match[1]), _VALUE.search(match[2] or b"")
        if kind and kind[1] == b"e" and value:
            yield column, _decoded(value[1])


def _decoded(value: bytes) -> str:
    return unescape(value.decode("utf-8", errors="replace"))
