"""The sheet My customers: everybody a consultant looks after, next contact first; for reading only."""

from typing import Any, Final

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.book import Book, row_height, set_page, write_text
from pipeline.publish.today_sheet import Desk
from pipeline.vocabulary import GRADES

WIDTHS: Final = {
    "customer": 13, "phone": 16, "grade": 7, "why_grade": 26, "next_step": 28, "missing": 14, "status": 11,
    "reminders": 28, "next_date": 12, "next_reason": 22, "last_contact_at": 12, "customer_id": 14,
}  # fmt: skip
DAYS: Final = frozenset({"next_date", "last_contact_at"})
CENTRED: Final = DAYS | {"grade"}
WRAPPED: Final = ("customer", "why_grade", "next_step", "missing", "reminders", "next_reason")
HEADER_ROW: Final = 2
FIRST_ROW: Final = HEADER_ROW + 1


def write_customers(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as `task_rows.customer_rows` gives them, of one consultant; None: has no customers."""
    wording = book.wording
    sheet = book.sheet(wording("book.customers"))
    _write_top(book, sheet, desk, 0 if rows is None else len(rows))
    sheet.set_row(HEADER_ROW, 24)
    for place, (field, width) in enumerate(WIDTHS.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(
            HEADER_ROW, place, wording(f"customers.header.{field}"), book.header(is_centred=field in CENTRED)
        )
    if rows is not None:
        _write_rows(book, sheet, rows)
    sheet.freeze_panes(FIRST_ROW, 1)
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)


def _write_top(book: Book, sheet: Worksheet, desk: Desk, count: int) -> None:
    wording, colours = book.wording, book.colours
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, wording("customers.title", name=desk.reader, day=desk.day_in_words), title)
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, len(WIDTHS) - 1, book.theme.logo.text, logo)
    line = wording("customers.summary", customers=count) if count else wording("customers.empty")
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, line, book.style(font_color=colours.muted))


def _write_rows(book: Book, sheet: Worksheet, rows: pd.DataFrame) -> None:
    styles = {field: _style(book, field) for field in WIDTHS}
    grades = {grade: book.grade(grade) for grade in GRADES}
    texts = {field: rows[field].astype("str").fillna("").tolist() for field in WIDTHS if field not in DAYS}
    days = {field: rows[field].dt.normalize().tolist() for field in DAYS}
    for number in range(len(rows)):
        row = FIRST_ROW + number
        wrapped = [(texts[field][number], WIDTHS[field]) for field in WRAPPED]
        sheet.set_row(row, row_height(wrapped, 24, 96))
        for place, field in enumerate(WIDTHS):
            if field in DAYS:
                _write_day(sheet, row, place, days[field][number], styles[field])
            else:
                value = texts[field][number]
                style = grades.get(value, styles[field]) if field == "grade" else styles[field]
                write_text(sheet, row, place, value, style)
    sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(rows) - 1, len(WIDTHS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + len(rows)}"})


def _write_day(sheet: Worksheet, row: int, place: int, day: pd.Timestamp, style: Format) -> None:
    if pd.isna(day):
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_datetime(row, place, day.to_pydatetime(), style)


def _style(book: Book, field: str) -> Format:
    colours = book.colours
    if field in DAYS:
        return book.cell(num_format="yyyy-mm-dd", align="center", bold=field == "next_date")
    properties: dict[str, dict[str, Any]] = {
        "customer": {"bold": True},
        "grade": {"align": "center", "font_color": colours.muted},
        "why_grade": {"font_color": colours.muted},
        "missing": {"font_color": colours.warn},
        "reminders": {"font_color": colours.bad},
        "customer_id": {"font_color": colours.muted},
    }
    return book.text(**properties.get(field, {}))
