"""How the reading process hands a file over: piece by piece, so that nobody holds it twice.

A piece is its length and a pickle. Only numbers, texts, days and error cells come out of one, whatever it says.
"""

import pickle
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import IO, Any, Final

import numpy as np

from pipeline.intake.raw_tables import Cells, RawFile, RawSheet, as_cells

_LENGTH: Final = 8
_ALLOWED: Final = {
    ("datetime", "datetime"), ("datetime", "date"), ("datetime", "time"), ("datetime", "timedelta"),
    ("datetime", "timezone"), ("pipeline.intake.cells.reading", "ErrorCell"),
}  # fmt: skip


def write_piece(stream: IO[bytes], content: object) -> None:
    piece = pickle.dumps(content, protocol=5)
    stream.write(len(piece).to_bytes(_LENGTH, "little"))
    stream.write(piece)


def read_piece(stream: IO[bytes]) -> Any:
    """The next piece. Raises EOFError when the other side ended before it was whole."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "little")
    return _Unpickler(BytesIO(_exactly(stream, length))).load()


def hand_over(stream: IO[bytes], file: RawFile) -> None:
    """Write a file; its columns are given up one by one."""
    write_piece(stream, (len(file.sheets), file.modified, file.date1904))
    for sheet in file.sheets:
        hidden = (sheet.is_very_hidden, sheet.is_hidden, sheet.hidden_rows, sheet.hidden_columns)
        about = (sheet.name, len(sheet.columns), sheet.merged, hidden)
        write_piece(stream, (*about, sheet.rows.tobytes(), sheet.counted.tobytes()))
        while sheet.columns:
            write_piece(stream, _packed(sheet.columns.pop(0)))


def take_over(stream: IO[bytes]) -> RawFile:
    """Read a file. Raises EOFError when the other side ended before it was whole."""
    count, modified, date1904 = read_piece(stream)
    return RawFile(list(_sheets(stream, count)), modified, date1904)


class _Unpickler(pickle.Unpickler):  # a closed list of classes, see find_class
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _sheets(stream: IO[bytes], count: int) -> Iterator[RawSheet]:
    for _ in range(count):
        name, width, merged, hidden, rows, counted = read_piece(stream)
        columns = [_unpacked(read_piece(stream)) for _ in range(width)]
        numbers = [np.frombuffer(told, dtype=np.int64).copy() for told in (rows, counted)]
        yield RawSheet(name, numbers[0], columns, numbers[1], merged, *hidden)


def _packed(column: Cells) -> tuple[list[Any], bytes, bytes]:
    """Cells that are no moments, and apart from them the places and microseconds of those that are.

    Half a million moments cost a second as objects and nothing as numbers.
    """
    cells = column.tolist()
    if datetime not in set(map(type, cells)):
        return cells, b"", b""
    places = [place for place, cell in enumerate(cells) if cell.__class__ is datetime and cell.tzinfo is None]
    moments = np.array([cells[place] for place in places], dtype="datetime64[us]")
    for place in places:
        cells[place] = None
    return cells, np.array(places, dtype=np.int64).tobytes(), moments.tobytes()


def _unpacked(packed: tuple[list[Any], bytes, bytes]) -> Cells:
    cells, places, moments = packed
    column = as_cells(cells)
    column[np.frombuffer(places, dtype=np.int64)] = np.frombuffer(moments, dtype="datetime64[us]").astype(
        object
    )
    return column


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
