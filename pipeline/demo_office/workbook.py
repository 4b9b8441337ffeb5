"""A table becomes a workbook as a tidy clerk would leave it: titles, bold header, widths, dates as dates."""

from datetime import datetime
from pathlib import Path
from typing import Final

import xlsxwriter

from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.tables import Table

WIDTHS: Final = {
    "number": 8, "name": 14, "phone": 20, "created": 18, "updated": 18, "at": 18, "content": 60, "channel": 12,
    "next_date": 14, "opened": 18, "responded": 18, "closed": 18, "words": 60, "comment": 36, "milestone": 20,
    "audience": 18, "rule": 16, "material": 16, "unit": 13, "layout": 16, "rivals": 24, "school": 18,
}  # fmt: skip
PLAIN_WIDTH: Final = 12
FORMS: Final = {"moment": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd"}


def write_workbook(path: Path, table: Table, lexicon: Lexicon, exported_at: datetime, scratch: Path) -> None:
    """Write one sheet. Same table, same bytes: the workbook's own date is the export's.

    Rows go to disk as they come, by way of `scratch`, so that a long log costs no memory.
    """
    options = {"constant_memory": True, "tmpdir": str(scratch)}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": exported_at})
        sheet = book.add_worksheet(lexicon.sheets[table.kind])
        width = len(table.columns)
        for column, name in enumerate(table.columns):
            sheet.set_column(column, column, WIDTHS.get(name, PLAIN_WIDTH))
        sheet.freeze_panes(len(table.titles) + 1, 2)
        write_top(book, sheet, table, lexicon)
        last = write_cells(book, sheet, table, len(table.titles) + 1)
        sheet.autofilter(len(table.titles), 0, max(last - 1, len(table.titles)), width - 1)
        for column, text in enumerate(table.footer):
            sheet.write_string(last, column, text, book.add_format({"bold": True}))


def write_top(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table, lexicon: Lexicon
) -> None:
    """The merged titles and the header below them."""
    title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    remark = book.add_format({"font_color": "#7F7F7F", "align": "left"})
    header = book.add_format(
        {"bold": True, "bg_color": "#DDEBF7", "border": 1, "align": "center", "text_wrap": True}
    )
    for row, text in enumerate(table.titles):
        sheet.merge_range(row, 0, row, len(table.columns) - 1, text, title if row == 0 else remark)
    for column, name in enumerate(table.columns):
        sheet.write_string(len(table.titles), column, lexicon.headers[table.kind][name], header)


def write_cells(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, table: Table, first: int
) -> int:
    """Text as text, numbers as numbers, nothing for nothing; the row below the last."""
    forms = {
        form: book.add_format({"num_format": pattern, "align": "left"}) for form, pattern in FORMS.items()
    }
    formats = [forms[table.forms[name]] if name in table.forms else None for name in table.columns]
    row = first
    for cells in zip(*table.columns.values(), strict=True):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell, formats[column])
        row += 1
    return row
