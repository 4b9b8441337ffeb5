"""What a file holds before anything is understood: cells in columns, with the rows as Excel numbers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import compress, islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[np.object_]
RowNumbers = npt.NDArray[np.int64]

# What shows nothing on the screen: white space of any script and marks of zero width.
INVISIBLE: Final = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x2000, 0x2010), 0x2060, 0xFEFF])
)


MOST_COLUMNS: Final = 4_096  # Excel has four times as many; what is understood of each takes a millisecond
LONGEST_CELL: Final = 1 << 20  # signs; Excel's own end at 32,767


class UnreadableFileError(Exception):
    """The file cannot be read; the caller says so of the file and goes on with the next.

    `code` is the issue code that says why.
    """

    def __init__(self, code: str = "file-unreadable") -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class RawSheet:
    """One sheet. Rows in which nothing can be seen are left out; a blank cell is "".

    rows       number of each row as Excel shows it, ascending
    columns    one array of cells per column, from column A on, as long as `rows`
    counted    the same numbers found another way, straight from the file's bytes
    merged     first row, first column, last row, last column of each range; columns from 0
    """

    name: str
    rows: RowNumbers
    columns: list[Cells]
    counted: RowNumbers
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_very_hidden: bool = False

    @property
    def is_complete(self) -> bool:
        """Both ways of reading found the same rows."""
        return np.array_equal(self.rows, self.counted)


@dataclass(frozen=True)
class RawFile:
    """One file; `modified` is the workbook's own property as written (with its zone), if it has one."""

    sheets: list[RawSheet]
    modified: datetime | None = None
    date1904: bool = False


def row_numbers(found: Iterable[int]) -> RowNumbers:
    """Row numbers in ascending order."""
    return np.array(sorted(found), dtype=np.int64)


def is_visible(cell: object) -> bool:
    """Something stands in the cell: anything that is no text, or text with a visible character."""
    return not isinstance(cell, str) or bool(cell.replace("_x000D_", "").strip(INVISIBLE))


class _Pool(dict[str, str]):
    """Keeps equal texts once: offices repeat a few hundred words in half a million rows."""

    def __missing__(self, text: str) -> str:
        if len(text) > LONGEST_CELL:
            raise UnreadableFileError("file-too-large")
        kept = self[text] = text if text.isalnum() or is_visible(text) else ""
        return kept


def to_columns(numbered: Iterable[tuple[int, list[Any]]]) -> tuple[RowNumbers, list[Cells]]:
    """Rows with their numbers -> columns; rows that show nothing are dropped, short rows padded with "".

    Raises UnreadableFileError where there are more columns, or a cell is longer, than in any office.
    """
    pool, numbers, columns = _Pool(), list[int](), list[list[Any]]()
    for found, cells in _blocks(numbered, pool):
        columns += [[""] * len(numbers) for _ in range(len(cells) - len(columns))]
        numbers += found
        for place, column in enumerate(columns):
            column += cells[place] if place < len(cells) else [""] * len(found)
    return np.array(numbers, dtype=np.int64), [as_cells(column) for column in columns]


def _blocks(
    numbered: Iterable[tuple[int, list[Any]]], pool: _Pool, size: int = 20_000
) -> Iterator[tuple[list[int], list[list[Any]]]]:
    """Numbers and columns of so many rows at a time, those that show nothing left out."""
    rest = iter(numbered)
    while block := list(islice(rest, size)):
        numbers, rows = [number for number, _ in block], [row for _, row in block]
        columns = [list(_pooled(cells, pool)) for cells in zip(*_of_one_width(rows), strict=True)]
        if not columns or not all(columns[0]):  # an empty first cell, or a 0
            shown = [
                any(cell.__class__ is not str or cell for cell in row) for row in zip(*columns, strict=True)
            ]
            numbers = list(compress(numbers, shown))
            columns = [list(compress(column, shown)) for column in columns]
        yield numbers, columns


def _of_one_width(rows: list[list[Any]]) -> list[list[Any]]:
    widths = set(map(len, rows))
    width = max(widths)
    if width > MOST_COLUMNS:
        raise UnreadableFileError("file-too-large")
    return rows if len(widths) == 1 else [[*row, *[""] * (width - len(row))] for row in rows]


def _pooled(cells: tuple[Any, ...], pool: _Pool) -> Iterable[Any]:
    if set(map(type, cells)) == {str}:
        return map(pool.__getitem__, cells)
    return [pool[cell] if cell.__class__ is str else cell for cell in cells]


def as_cells(column: list[Any]) -> Cells:
    """The list as an array, and emptied: half a million cells need not be kept twice."""
    cells = np.fromiter(column, dtype=object, count=len(column))
    column.clear()
    return cells
