"""The sheet Today: a row per customer to contact, why and how, and beside it the cells to fill in."""

from datetime import date
from typing import Final

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.asked_cells import accept_answers, cell_style
from pipeline.publish.book import Book, row_height, set_page, write_text
from pipeline.publish.desk import Desk
from pipeline.publish.line_looks import LineLooks
from pipeline.publish.today_columns import (
    FIRST_ASKED,
    LAST_FROZEN,
    LAST_PRINTED,
    PLACES,
    TODAY,
)
from pipeline.vocabulary import GRADES
from pipeline.wording import Wording

HEADER_ROW: Final = 3
FIRST_ROW: Final = HEADER_ROW + 1
LEAST_HEIGHT, MOST_HEIGHT = 36.0, 186.0
CENTRED: Final = frozenset({"position", "grade", "latest_at"})
ASKED: Final = tuple(column for column in TODAY if column.use == "asked")
TEXTS: Final = frozenset(c.field for c in TODAY if c.use != "asked") - {"position", "latest_at"}
WRAPPED: Final = tuple(c for c in TODAY if c.field in TEXTS and c.use == "told" and c.width > 10)
LINED: Final = ("why_now", "talks", "prepared", "words")  # texts of lines that do not all look alike


def write_today(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as `task_rows.today_rows` gives them, of one consultant; None: nothing to do today."""
    wording = book.wording
    sheet = book.sheet(wording("book.today"))
    sheet.set_tab_color(book.colours.accent)
    _write_top(book, sheet, desk, rows)
    _write_header(book, sheet)
    if rows is None:
        _write_nothing_due(book, sheet)
    else:
        _write_rows(book, sheet, desk.plan_day, rows)
        accept_answers(sheet, TODAY, (FIRST_ROW, len(rows)), desk, wording)
    last_row = HEADER_ROW + (len(rows) if rows is not None else 3)
    sheet.freeze_panes(FIRST_ROW, LAST_FROZEN + 1)
    sheet.print_area(0, 0, last_row, LAST_PRINTED)
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)
    sheet.set_selection(FIRST_ROW, FIRST_ASKED, FIRST_ROW, FIRST_ASKED)


def summary(desk: Desk, rows: pd.DataFrame, wording: Wording) -> str:
    """The day in one line: how many, how many are late or must be today, the grades, the hours to call in."""
    midnight = pd.Timestamp(desk.plan_day)
    late = int((rows["latest_at"] < midnight).sum())
    due = int((rows["latest_at"].dt.normalize() == midnight).sum())
    grades = {grade: int((rows["grade"] == grade).sum()) for grade in GRADES}
    size = ".supplement" if desk.is_supplement else ".one" if len(rows) == 1 else ""
    parts = [
        wording(f"today.summary{size}", tasks=len(rows)),
        wording("today.summary.late", late=late) if late else "",
        wording("today.summary.due", due=due) if due else "",
        wording("today.summary.grades", **grades) if any(grades.values()) else "",
        wording("today.summary.hours"),
    ]
    return wording("today.summary.between").join(filter(None, parts))


def _write_top(book: Book, sheet: Worksheet, desk: Desk, rows: pd.DataFrame | None) -> None:
    colours, wording = book.colours, book.wording
    key = "today.title.supplement" if desk.is_supplement else "today.title"
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, wording(key, name=desk.reader, day=desk.day_in_words), title)
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, LAST_PRINTED, book.theme.logo.text, logo)
    sheet.set_row(1, 20)
    sheet.set_row(2, 20)
    if rows is not None:
        sheet.write_string(1, 0, summary(desk, rows, wording), book.style(font_color=colours.muted))
        band = book.style(bold=True, font_color=colours.accent, valign="bottom")
        sheet.write_string(2, FIRST_ASKED, wording("today.band"), band)


def _write_header(book: Book, sheet: Worksheet) -> None:
    sheet.set_row(HEADER_ROW, 24)
    for place, column in enumerate(TODAY):
        sheet.set_column(place, place, column.width, None, {"hidden": column.use == "hidden"})
        style = book.header(column.use == "asked", column.field in CENTRED)
        sheet.write_string(HEADER_ROW, place, column.header(book.wording), style)


def _write_nothing_due(book: Book, sheet: Worksheet) -> None:
    sheet.set_row(FIRST_ROW + 1, 34)
    sheet.set_row(FIRST_ROW + 2, 24)
    good = book.style(bold=True, font_size=14, font_color=book.colours.good)
    quiet = book.style(font_color=book.colours.muted)
    sheet.write_string(FIRST_ROW + 1, PLACES["customer"], book.wording("today.empty"), good)
    sheet.write_string(FIRST_ROW + 2, PLACES["customer"], book.wording("today.empty.hint"), quiet)


def _write_rows(book: Book, sheet: Worksheet, plan_day: date, rows: pd.DataFrame) -> None:
    texts = {c.field: rows[c.field].astype("str").fillna("").tolist() for c in TODAY if c.field in TEXTS}
    latest, is_fixed = rows["latest_at"].tolist(), rows["is_fixed"].tolist()
    styles = {column.field: cell_style(book, column) for column in TODAY}
    grades = {grade: book.grade(grade, "top") for grade in GRADES}
    looks = LineLooks(book)
    for number in range(len(rows)):
        row = FIRST_ROW + number
        wrapped = [(texts[column.field][number], column.width) for column in WRAPPED]
        sheet.set_row(row, row_height(wrapped, LEAST_HEIGHT, MOST_HEIGHT, 14.5))
        sheet.write_number(row, PLACES["position"], number + 1, styles["position"])
        for field, values in texts.items():
            if field in LINED:
                looks.write(sheet, row, PLACES[field], field, values[number], styles[field])
                continue
            style = grades.get(values[number], styles[field]) if field == "grade" else styles[field]
            write_text(sheet, row, PLACES[field], values[number], style)
        _write_latest(book, sheet, row, latest[number], plan_day, is_fixed=is_fixed[number])
        for column in ASKED:
            sheet.write_blank(row, PLACES[column.field], None, styles[column.field])
    sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(rows) - 1, len(TODAY) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + len(rows)}"})


def _write_latest(
    book: Book, sheet: Worksheet, row: int, latest: pd.Timestamp, plan_day: date, *, is_fixed: bool
) -> None:
    """A real moment, so that the column sorts; its look says whether it is past, today or later."""
    place = PLACES["latest_at"]
    if pd.isna(latest):
        sheet.write_blank(row, place, None, book.cell(valign="top"))
        return
    colours, day = book.colours, latest.date()
    when = "past" if day < plan_day else "today" if day == plan_day else "later"
    colour = {"past": colours.bad, "today": colours.warn, "later": colours.muted}[when]
    style = book.cell(
        num_format=book.wording(f"today.latest.{when}"),
        font_color=colour,
        bold=when != "later" and is_fixed,
        align="center",
        valign="top",
    )
    sheet.write_datetime(row, place, latest.to_pydatetime(), style)
