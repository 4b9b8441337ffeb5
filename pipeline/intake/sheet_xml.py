"""A workbook's rows counted from its bytes: the second pair of eyes beside the reader, and the error cells.

The reader shows `#N/A` and its like as empty; here they are found while the rows are counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final, Protocol

from pipeline.intake.raw_tables import RowNumbers, UnreadableFileError, is_visible, row_numbers

_CHUNK: Final = 4 << 20
_LONGEST_ELEMENT: Final = 256 << 20
_PREFIX: Final = re.compile(rb"<(\w+:)?(?:worksheet|sst)\b")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
_PHONETIC: Final = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.S)
_TEXT: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<", re.S)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<", re.S)
_STRING: Final = re.compile(rb"<(?:\w+:)?si\b((?![^>]*/>)[^>]*)>")
_EMPTY_STRING: Final = re.compile(rb"<(?:\w+:)?si\b[^>]*/>")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b((?![^>]*/>)[^>]*)>")
_EMPTY_ROW: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)/>")
_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_PLACE: Final = re.compile(rb'\br="([A-Z]+)\d+"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_EDGES: Final = re.compile(rb'\b(min|max)="(\d+)"')
_MOST_COLUMNS: Final = 16_384
_TYPE: Final = re.compile(rb'\bt="(\w+)"')
# A first value that begins with what can only be seen: settles nearly every row and string at a glance.
_SEEN: Final = rb"[^<_&\x00-\x20\xc2\xe1\xe2\xe3\xef]"
_PLAIN_ROW: Final = re.compile(rb'<row r="(\d+)"([^>/]*)><c ([^>/]*)><v>(' + _SEEN + rb"[^<]*)")
_PLAIN_STRING: Final = re.compile(rb"<si><t[^>/]*>" + _SEEN)


@dataclass(frozen=True)
class SheetScan:
    """Rows that show something, ascending, and the error cells: (row, column from 0) -> what it shows.

    merged  as in RawSheet, for formats whose reader does not tell
    hidden_rows, hidden_columns  as in RawSheet, where the format is one that tells
    """

    rows: RowNumbers
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class ByteStream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def blank_strings(stream: ByteStream) -> frozenset[int]:
    """Positions of the shared strings that show nothing."""
    blanks, position = list[int](), 0
    for piece in _pieces(stream, b"si"):
        if not _PLAIN_STRING.match(piece):
            before, opening, body = _parted(piece, _STRING)
            empty = len(_EMPTY_STRING.findall(before))
            blanks += range(position, position + empty)
            position += empty
            if opening is not None and not _shows_text(body):
                blanks.append(position)
        position += 1
    return frozenset(blanks)


def scan_sheet(stream: ByteStream, blanks: frozenset[int]) -> SheetScan:
    """Which rows of a sheet's XML show something. A row without a number follows the one before it."""
    rows, errors, row = list[int](), dict[tuple[int, int], str](), 0
    hidden, hidden_columns = set[int](), frozenset[int]()
    for position, piece in enumerate(_pieces(stream, b"row")):
        if position == 0:
            hidden_columns = _hidden_columns(piece)
        plain = _PLAIN_ROW.match(piece)
        if plain and b't="e"' not in piece and not (blanks and _is_blank(plain[3], plain[4], blanks)):
            row, about = int(plain[1]), plain[2]
            rows.append(row)
        else:
            before, opening, body = _parted(piece, _ROW)
            if opening is None:
                continue
            row, about = _row_number(before, opening, row), opening
            if b't="e"' in body:
                errors.update({(row, column): text for column, text in _error_cells(body)})
            if b"</" in body and _shows_something(body, blanks):
                rows.append(row)
        if b"hidden" in about and _HIDDEN.search(about):
            hidden.add(row)
    return SheetScan(row_numbers(set(rows)), errors, [], frozenset(hidden), hidden_columns)


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


def _pieces(stream: ByteStream, tag: bytes) -> Iterator[bytes]:
    """The stream cut at every closing of that tag; the last piece is what stands after the last one."""
    rest = stream.read(_CHUNK)
    prefix = _PREFIX.search(rest)
    end = b"</" + ((prefix[1] or b"") if prefix else b"") + tag + b">"
    while True:
        *pieces, rest = rest.split(end)
        yield from pieces
        chunk = stream.read(_CHUNK)
        if not chunk:
            break
        if len(rest) > _LONGEST_ELEMENT:
            raise UnreadableFileError("file-too-large")
        rest += chunk
    yield rest


def _parted(piece: bytes, start: re.Pattern[bytes]) -> tuple[bytes, bytes | None, bytes]:
    """What stands before the element that the piece ends with, its attributes (None: it has no element), its body."""
    openings = list(start.finditer(piece))
    if not openings:
        return piece, None, b""
    opening = openings[-1]
    return piece[: opening.start()], opening[1], piece[opening.end() :]


def _row_number(before: bytes, opening: bytes, last: int) -> int:
    """The row's own number, else one more than that of the row before it, be that an empty one."""
    number = _NUMBER.search(opening)
    if number:
        return int(number[1])
    for empty in _EMPTY_ROW.finditer(before):
        number = _NUMBER.search(empty[1])
        last = int(number[1]) if number else last + 1
    return last + 1


def _is_blank(attributes: bytes, value: bytes, blanks: frozenset[int]) -> bool:
    return b't="s"' in attributes and int(value) in blanks


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
