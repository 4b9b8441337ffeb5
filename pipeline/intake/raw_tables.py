"""What a file holds before anything is understood: cells in columns, with the rows as Excel numbers them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, zip_longest
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Cells = npt.NDArray[np.object_]
RowNumbers = npt.NDArray[np.int64]

# What shows nothing on the screen: white space of any script and marks of zero width.
INVISIBLE: Final = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x2000, 0x2010), 0x2060, 0xFEFF])
)
_BLOCK: Final = 500  # rows turned into columns while the processor still has them at hand
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
    hidden_rows, hidden_columns  what people do not see, filtered rows too; columns from 0
    """

    name: str
    rows: RowNumbers
    columns: list[Cells]
    counted: RowNumbers
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_very_hidden: bool = False
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

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
        kept = self[text] = text if text[:1].isalnum() or is_visible(text) else ""
        return kept


def to_columns(numbered: Iterable[tuple[int, list[Any]]]) -> tuple[RowNumbers, list[Cells]]:
    """Rows with their numbers -> columns; rows that show nothing are dropped, short rows padded with "".

    Raises UnreadableFileError where there are more columns, or a cell is longer, than in any office.
    """
    pool, numbers, parts = _Pool(), [np.zeros(0, dtype=np.int64)], list[list[Cells]]()
    rows = iter(numbered)
    while block := list(islice(rows, _BLOCK)):
        if max(len(row) for _, row in block) > MOST_COLUMNS:
            block = _narrow(block)
        columns = [_pooled(cells, pool) for cells in zip_longest(*(row for _, row in block), fillvalue="")]
        seen = _shown_rows(columns, len(block))
        numbers.append(np.array([number for number, _ in block], dtype=np.int64)[seen])
        parts.append([column[seen] for column in columns])
    return np.concatenate(numbers), _below_each_other(parts)


def _narrow(block: list[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """The block without the rows that show nothing, however wide they are."""
    shown = [(number, row) for number, row in block if any(map(is_visible, row))]
    if any(len(row) > MOST_COLUMNS for _, row in shown):
        raise UnreadableFileError("file-too-large")
    return shown


def _pooled(cells: tuple[Any, ...], pool: _Pool) -> Cells:
    is_text = set(map(type, cells)) == {str}
    told = map(pool.__getitem__, cells) if is_text else (pool[c] if c.__class__ is str else c for c in cells)
    return np.fromiter(told, dtype=np.object_, count=len(cells))


def _shown_rows(columns: list[Cells], count: int) -> npt.NDArray[np.bool_]:
    shown = np.zeros(count, dtype=bool)
    for column in columns:
        shown |= column != ""
        if shown.all():
            break
    return shown


def _below_each_other(parts: list[list[Cells]]) -> list[Cells]:
    """Blocks of columns as whole columns; a block that has fewer is padded."""
    width = max((len(columns) for columns in parts if len(columns[0] if columns else ())), default=0)
    blank = [np.full(len(columns[0]) if columns else 0, "", dtype=np.object_) for columns in parts]
    return [
        np.concatenate(
            [columns[i] if i < len(columns) else blank[block] for block, columns in enumerate(parts)]
        )
        for i in range(width)
    ]


def as_cells(column: list[Any]) -> Cells:
    """The list as an array, and emptied: half a million cells need not be kept twice."""
    cells = np.fromiter(column, dtype=object, count=len(column))
    column.clear()
    return cells
