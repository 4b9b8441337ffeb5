"""The rejected workbook: the rows of one file that were not taken in, marked, to mend and drop back.

Under the office's own header, so that it is read like the file it came from; what we add (the row number in
front, the problems behind) is named in the hidden map and left out when it comes back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from pipeline.issues import Severity
from pipeline.publish.book import MAP_SHEET, Book, row_height
from pipeline.publish.safe_text import display_width, plain_text, sheet_names, shown_text
from pipeline.publish.theme import tinted
from pipeline.vocabulary import SEVERITIES
from pipeline.wording import Wording

HEADER_ROW: Final = 2
FIRST_ROW: Final = HEADER_ROW + 1
ROW_NUMBER_PLACE: Final = 0
PROBLEMS_WIDTH: Final = 60
NO_MOMENT: Final = datetime(2000, 1, 1)  # the file says nothing of when it was made, so its bytes are stable


@dataclass(frozen=True)
class RejectedSheet:
    """`rows`: row as the office's program shows it -> its cells as typed, in the order of `header`.

    issues    one row an issue: row (0: the whole sheet), column, header, field, code, severity, details
    """

    name: str
    header: list[str]
    rows: dict[int, list[str]]
    issues: pd.DataFrame


class Mark(NamedTuple):
    """One issue in words; `place` is the column of the workbook it belongs to, the row number's if to none."""

    place: int
    severity: Severity
    text: str


def write_rejected_workbook(
    path: Path, file_name: str, sheets: list[RejectedSheet], wording: Wording, made_at: datetime = NO_MOMENT
) -> None:
    """Write the rows of `file_name` that have to be mended, a sheet for each of its sheets that has any."""
    broken = [sheet for sheet in sheets if sheet.rows]
    titles = sheet_names((sheet.name for sheet in broken), reserved=[MAP_SHEET])
    with Book(path, wording, made_at) as book:
        for title, sheet in zip(titles, broken, strict=True):
            _write_sheet(book, title, file_name, sheet)
        book.write_map("rejected", [["file", file_name], *_map_rows(titles, broken, wording)])


def _map_rows(titles: list[str], sheets: list[RejectedSheet], wording: Wording) -> list[list[str]]:
    return [
        row
        for title, sheet in zip(titles, sheets, strict=True)
        for row in (
            ["sheet", title, sheet.name],
            [title, wording("rejected.header.row"), "original_row"],
            [title, wording("rejected.header.problems"), "problems"],
        )
    ]


def _write_sheet(book: Book, title: str, file_name: str, rejected: RejectedSheet) -> None:
    sheet = book.sheet(title)
    sheet.set_tab_color(book.colours.bad)
    marks = _marks(rejected, book.wording)
    _write_top(book, sheet, file_name, len(rejected.rows), marks.get(0, []))
    _write_header(book, sheet, rejected)
    width = len(rejected.header)
    for position, (row, cells) in enumerate(sorted(rejected.rows.items())):
        _write_row(book, sheet, FIRST_ROW + position, (row, [*cells, *[""] * width][:width]), marks[row])
    last = FIRST_ROW + len(rejected.rows) - 1
    sheet.autofilter(HEADER_ROW, 0, last, width + 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _write_top(book: Book, sheet: Worksheet, file_name: str, count: int, of_sheet: list[Mark]) -> None:
    wording, colours = book.wording, book.colours
    key = "rejected.title.one" if count == 1 else "rejected.title"
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, shown_text(wording(key, file=shown_text(file_name), rows=count)), title)
    lines = [wording("rejected.what_to_do"), *(mark.text for mark in of_sheet)]
    sheet.set_row(1, 8 + 15 * len(lines))
    sheet.write_string(1, 0, "\n".join(lines), book.style(font_color=colours.muted))


def _write_header(book: Book, sheet: Worksheet, rejected: RejectedSheet) -> None:
    wording = book.wording
    sheet.set_row(HEADER_ROW, 24)
    sheet.set_column(ROW_NUMBER_PLACE, ROW_NUMBER_PLACE, 12)
    sheet.write_string(HEADER_ROW, ROW_NUMBER_PLACE, wording("rejected.header.row"), book.header(is_centred=True))
    typed = zip_longest(*([header, *column] for header, column in _columns(rejected)), fillvalue="")
    widest = [max(map(display_width, column)) for column in zip(*typed, strict=True)]
    for place, (header, width) in enumerate(zip(rejected.header, widest, strict=True), start=1):
        sheet.set_column(place, place, min(max(width + 4, 10), 36))
        sheet.write_string(HEADER_ROW, place, plain_text(header), book.header(is_asked=True))
    behind = len(rejected.header) + 1
    sheet.set_column(behind, behind, PROBLEMS_WIDTH)
    sheet.write_string(HEADER_ROW, behind, wording("rejected.header.problems"), book.header())
