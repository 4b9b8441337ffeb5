"""The tables of one sheet: each with its own header, its rows, and merged cells filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.intake.header_location import later_headers, title_start
from pipeline.intake.headers import Header
from pipeline.intake.raw_tables import Cells, RawSheet, RowNumbers
from pipeline.intake.row_sorting import Mask

_LONGEST_VALUE: Final = 20


@dataclass(frozen=True)
class Table:
    """Rows below a header. `columns` from the sheet's column A on."""

    header: Header
    rows: RowNumbers
    columns: list[Cells]

    def only(self, chosen: Mask) -> "Table":
        if chosen.all():
            return self
        return Table(self.header, self.rows[chosen], [column[chosen] for column in self.columns])


def split_tables(
    sheet: RawSheet, first: Header, mapping: Mapping[str, str]
) -> tuple[list[Table], RowNumbers]:
    """The tables of a sheet in order, and the rows between them: titles and headers of the later ones."""
    headers = [first, *later_headers(sheet, first, mapping)]
    starts = [int(np.searchsorted(sheet.rows, header.last_row, side="right")) for header in headers]
    titles = [title_start(sheet, int(np.searchsorted(sheet.rows, header.row))) for header in headers]
    ends = [max(end, start) for start, end in zip(starts, [*titles[1:], len(sheet.rows)], strict=True)]
    tables = [table_below(sheet, *about) for about in zip(headers, starts, ends, strict=True)]
    between = [sheet.rows[end:start] for end, start in zip(ends[:-1], starts[1:], strict=True)]
    return tables, np.concatenate([np.empty(0, dtype=np.int64), *between])


def table_below(sheet: RawSheet, header: Header, start: int, end: int) -> Table:
    """The rows from one position to before another, as the table of a header. Columns are copies."""
    rows, columns = sheet.rows[start:end], [column[start:end].copy() for column in sheet.columns]
    if not len(rows):
        return Table(header, rows, columns)
    for first, left, last, right in sheet.merged:
        if first > header.last_row and first <= rows[-1] and left < len(columns):
            _fill_merged(rows, columns, (first, left, last, min(right, len(columns) - 1)))
    return Table(header, rows, columns)


def _fill_merged(rows: RowNumbers, columns: list[Cells], merged: tuple[int, int, int, int]) -> None:
    """A merged cell says the same of every row and column it covers; a line merged for a note or title does not."""
    first, left, last, right = merged
    top, bottom = np.searchsorted(rows, [first, last + 1])
    if top >= len(rows) or rows[top] != first or columns[left][top] == "":
        return
    value = columns[left][top]
    beside = any(column[top] != "" for place, column in enumerate(columns) if not left <= place <= right)
    is_wide = right > left and beside and len(str(value)) <= _LONGEST_VALUE
    for place in range(left, right + 1 if is_wide else left + 1):
        covered = columns[place][top:bottom]
        covered[covered == ""] = value
