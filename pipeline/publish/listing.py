"""Sheets that only tell: a title, a line that sums up, and a list to sort and filter."""

from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.book import Book, row_height, set_page, write_text
from pipeline.publish.desk import Desk
from pipeline.vocabulary import GRADES

HEADER_ROW: Final = 2
FIRST_ROW: Final = HEADER_ROW + 1
LEAST_HEIGHT, MOST_HEIGHT = 24.0, 126.0


@dataclass(frozen=True)
class Listing:
    """One list. `area`: how its wordings begin; `widths`: field -> width, in the order of the columns.

    days     fields that hold a day or moment -> its format
    wrapped  fields whose text may need several lines
    looks    field -> properties of its cells
    """

    area: str
    title: str
    widths: dict[str, float]
    days: dict[str, str] = field(default_factory=dict)
    wrapped: tuple[str, ...] = ()
    looks: dict[str, dict[str, Any]] = field(default_factory=dict)


def write_list(book: Book, desk: Desk, listing: Listing, rows: pd.DataFrame | None, summary: str) -> None:
    """`rows`: a column for each field of the listing; None: nothing to tell, and `summary` says so."""
    wording = book.wording
    sheet = book.sheet(wording(f"book.{listing.area}"))
    _write_top(book, sheet, listing, summary)
    sheet.set_row(HEADER_ROW, 24)
    for place, (name, width) in enumerate(listing.widths.items()):
        sheet.set_column(place, place, width)
        is_centred = name in listing.days or name == "grade"
        text = wording(f"{listing.area}.header.{name}")
        sheet.write_string(HEADER_ROW, place, text, book.header(is_centred=is_centred))
    if rows is not None:
        _write_rows(book, sheet, listing, rows)
    sheet.freeze_panes(FIRST_ROW, 1)
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)


def _write_top(book: Book, sheet: Worksheet, listing: Listing, summary: str) -> None:
    colours = book.colours
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, listing.title, book.style(bold=True, font_size=16, font_color=colours.accent))
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, len(listing.widths) - 1, book.theme.logo.text, logo)
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, summary, book.style(font_color=colours.muted))


def _write_rows(book: Book, sheet: Worksheet, listing: Listing, rows: pd.DataFrame) -> None:
    styles = {name: _style(book, listing, name) for name in listing.widths}
    grades = {grade: book.grade(grade) for grade in GRADES}
    values: dict[str, list[Any]] = {
        name: rows[name].tolist() if name in listing.days else rows[name].astype("str").fillna("").tolist()
        for name in listing.widths
    }
    for number in range(len(rows)):
        row = FIRST_ROW + number
        wrapped = [(values[name][number], listing.widths[name]) for name in listing.wrapped]
        sheet.set_row(row, row_height(wrapped, LEAST_HEIGHT, MOST_HEIGHT))
        for place, name in enumerate(listing.widths):
            value, style = values[name][number], styles[name]
            if name in listing.days:
                _write_day(sheet, row, place, value, style)
            else:
                write_text(sheet, row, place, value, grades.get(value, style) if name == "grade" else style)
    sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(rows) - 1, len(listing.widths) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + len(rows)}"})


def _write_day(sheet: Worksheet, row: int, place: int, day: pd.Timestamp, style: Format) -> None:
    if pd.isna(day):
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_datetime(row, place, day.to_pydatetime(), style)


def _style(book: Book, listing: Listing, name: str) -> Format:
    look = listing.looks.get(name, {})
    if name in listing.days:
        return book.cell(**{"num_format": listing.days[name], "align": "center", **look})
    if name == "grade":
        return book.text(align="center", font_color=book.colours.muted)
    return book.text(**look)
