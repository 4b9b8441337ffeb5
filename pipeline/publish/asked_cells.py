"""Cells of a sheet that comes back: how they look, and what those to fill accept."""

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.book import Book
from pipeline.publish.desk import Desk
from pipeline.publish.today_columns import Column, rule_for
from pipeline.wording import Wording

DAY: Final = "yyyy-mm-dd"
DATE_FORMATS: Final = {"at": "yyyy-mm-dd hh:mm", "next_date": DAY, "created_at": DAY}


def accept_answers(
    sheet: Worksheet, columns: tuple[Column, ...], rows: tuple[int, int], desk: Desk, wording: Wording
) -> None:
    """Dropdowns, checks and notes of the columns to fill; `rows`: the first one and how many."""
    first, count = rows
    for place, column in enumerate(columns):
        if column.use == "asked":
            rule = rule_for(column, desk.plan_day, desk.agreed_max_days, wording)
            sheet.data_validation(first, place, first + count - 1, place, rule)


def cell_style(book: Book, column: Column) -> Format:
    """What is to be filled in stands out; the rest is text that starts at the top of its row."""
    colours = book.colours
    if column.use == "asked":
        return book.style(
            bg_color=colours.input,
            border=1,
            border_color=colours.line,
            text_wrap=True,
            indent=1,
            locked=False,
            num_format=DATE_FORMATS.get(column.field, "@"),
            valign="top",
            align="center" if column.field == "is_done" else "left",
        )
    properties: dict[str, dict[str, Any]] = {
        "position": {"align": "center", "font_color": colours.muted, "valign": "top"},
        "customer": {"bold": True, "font_size": 11},
        "grade": {"align": "center", "font_color": colours.muted},
    }
    if column.field == "position":
        return book.cell(**properties["position"])
    return book.text(**{"valign": "top", "align": "left", **properties.get(column.field, {})})
