"""A sheet that is one list: title, one line of summary, header, rows, and cells to fill in that are read back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any, Final, Literal

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.intake.filled_sheets import GIVEN, digest_of_row
from pipeline.publish.book import Book, row_height, set_page, write_text
from pipeline.publish.read_back import READ_BACK, map_of
from pipeline.vocabulary import GRADES

HEADER_ROW: Final = 2
FIRST_ROW: Final = HEADER_ROW + 1
FORMATS: Final = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "number": "#,##0",
    "decimal": "General",
    "share": "0%",
}
DENSE_PAGES: Final = 4  # beside each other, else nobody could read them
CENTRED: Final = frozenset({"day", "moment", "grade", "number", "decimal", "share"})
Look = Literal["text", "day", "moment", "number", "decimal", "share", "grade"]


@dataclass(frozen=True)
class Column:
    """`told` is ours to say, `asked` is to fill in, `hidden` only for reading back. `choices`: the dropdown of an
    asked column, `source` a range that holds them; `is_open`: another word is as welcome. `colour`: a name of the
    theme.
    """

    field: str
    width: float
    look: Look = "text"
    use: Literal["told", "asked", "hidden"] = "told"
    choices: tuple[str, ...] = ()
    source: str = ""
    is_open: bool = False
    colour: str = ""
    is_bold: bool = False


@dataclass(frozen=True)
class ListSheet:
    """`area`: prefix of its texts (`<area>.title`, `<area>.summary`, `<area>.header.<field>`, `<area>.note.<field>`).

    rows    a column per field that is not asked; asked ones may be prefilled
    colours   text of the first column -> name of a colour
    is_dense  rows of one line, for lists that are searched and filtered rather than read
    late      a field of days, and the day before which they are late
    """

    area: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    summary: str
    tab: str = ""
    least_height: float = 22
    most_height: float = 96
    frozen: int = 1
    is_dense: bool = False
    colours: Mapping[str, str] = field(default_factory=dict)
    late: tuple[str, date] | None = None

    @property
    def read_back(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if self.meaning(column))

    def meaning(self, column: Column) -> str:
        """The field that a column is read back as; "" for one that is only read."""
        return READ_BACK[self.area][1].get(column.field, "") if self.area in READ_BACK else ""


@dataclass(frozen=True)
class Desk:
    """Who reads the workbook, and the day it is for, as words."""

    site: str
    reader: str
    day_in_words: str


def write_list(book: Book, desk: Desk, listed: ListSheet) -> list[list[str]]:
    """Write the sheet; gives its rows of the map for reading back."""
    wording = book.wording
    title = wording(f"{listed.area}.sheet")
    sheet = book.sheet(title)
    if listed.tab:
        sheet.set_tab_color(str(getattr(book.colours, listed.tab)))
    _write_top(book, sheet, desk, listed)
    _write_header(book, sheet, listed)
    if len(listed.rows):
        _write_rows(book, sheet, listed)
    else:
        nothing = book.style(font_color=book.colours.good, bold=True, font_size=12, indent=1)
        sheet.set_row(FIRST_ROW, 34)
        sheet.write_string(FIRST_ROW, 0, wording(f"{listed.area}.empty"), nothing)
    sheet.freeze_panes(FIRST_ROW, listed.frozen)
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)
    if listed.is_dense:
        sheet.fit_to_pages(DENSE_PAGES, 0)
        sheet.repeat_columns(0, listed.frozen - 1)
    headers = [_header(book, listed, column) for column in listed.columns]
    return map_of(listed.area, title, headers, wording)


def _header(book: Book, listed: ListSheet, column: Column) -> str:
    return book.wording(f"{listed.area}.header.{column.field}")


def _write_top(book: Book, sheet: Worksheet, desk: Desk, listed: ListSheet) -> None:
    colours = book.colours
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.set_row(0, 30)
    key = f"{listed.area}.title"
    sheet.write_string(0, 0, book.wording(key, site=desk.site, day=desk.day_in_words), title)
    last = max(place for place, column in enumerate(listed.columns) if column.use != "hidden")
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, last, book.theme.logo.text, logo)
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, listed.summary, book.style(font_color=colours.muted))


def _write_header(book: Book, sheet: Worksheet, listed: ListSheet) -> None:
    sheet.set_row(HEADER_ROW, 24)
    for place, column in enumerate(listed.columns):
        sheet.set_column(place, place, column.width, None, {"hidden": column.use == "hidden"})
        style = book.header(column.use == "asked", column.look in CENTRED)
        sheet.write_string(HEADER_ROW, place, _header(book, listed, column), style)


def _write_rows(book: Book, sheet: Worksheet, listed: ListSheet) -> None:
    cells = {column.field: _cells(listed.rows, column) for column in listed.columns}
    if GIVEN in cells:
        cells[GIVEN] = _digests(cells, listed)
    styles = {column.field: _style(book, column, is_wrapped=not listed.is_dense) for column in listed.columns}
    grades = {grade: book.grade(grade) for grade in GRADES}
    wraps = [column for column in listed.columns if column.look == "text" and column.use != "hidden"]
    marks = {text: _mark(book, colour) for text, colour in listed.colours.items()}
    for number in range(len(listed.rows)):
        row = FIRST_ROW + number
        if not listed.is_dense:
            texts = [(cells[column.field][number], column.width) for column in wraps]
            sheet.set_row(row, row_height(texts, listed.least_height, listed.most_height))
        for place, column in enumerate(listed.columns):
            value = cells[column.field][number]
            style = styles[column.field]
            if column.look == "grade" and column.use == "told":
                style = grades.get(value, style)
            if place == 0:
                style = marks.get(value, style)
            if not listed.is_dense or value not in ("", None):
                _write(sheet, row, place, value, style)
    _accept(book, sheet, listed)
    _mark_late(book, sheet, listed)
    last = FIRST_ROW + len(listed.rows) - 1
    sheet.autofilter(HEADER_ROW, 0, last, len(listed.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:AZ{last + 1}"})


def _write(sheet: Worksheet, row: int, place: int, value: Any, style: Format) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, value, style)
    elif isinstance(value, str):
        write_text(sheet, row, place, value, style)
    elif value is None:
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_number(row, place, value, style)


def _cells(rows: pd.DataFrame, column: Column) -> list[Any]:
    """What stands in a column: texts, moments or numbers; None where nothing does."""
    if column.field not in rows:
        return [""] * len(rows)
    told = rows[column.field]
    if column.look in ("day", "moment"):
        moments = told.dt.floor("min") if column.look == "moment" else told.dt.normalize()
        return [None if pd.isna(moment) else moment.to_pydatetime() for moment in moments]
    if column.look in ("number", "decimal", "share"):
        return [None if pd.isna(number) else float(number) for number in told]
    texts: list[str] = told.astype("str").fillna("").tolist()
    return texts


def _digests(cells: Mapping[str, list[Any]], listed: ListSheet) -> list[str]:
    meanings = {column.field: listed.meaning(column) for column in listed.read_back}
    said = {name: field for field, name in meanings.items() if name not in (GIVEN, "decision_id")}
    rows = zip(*(cells[field] for field in said.values()), strict=True)
    return [
        digest_of_row({name: "" if cell is None else cell for name, cell in zip(said, row, strict=True)})
        for row in rows
    ]


def _accept(book: Book, sheet: Worksheet, listed: ListSheet) -> None:
    """Dropdowns and notes of the cells to fill in."""
    wording = book.wording
    last = FIRST_ROW + len(listed.rows) - 1
    for place, column in enumerate(listed.columns):
        if column.use != "asked":
            continue
        key = f"{listed.area}.note.{column.field}"
        note = {"input_title": _header(book, listed, column)[:32], "input_message": wording(key)}
        rule: dict[str, Any] = {"validate": "any"}
        if column.choices or column.source:
            source = column.source or fitting(column.choices)
            rule = {"validate": "list", "source": source, "show_error": not column.is_open}
            rule |= {
                "error_title": wording("today.error.title"),
                "error_message": wording("today.error.choice"),
            }
        sheet.data_validation(FIRST_ROW, place, last, place, {**rule, **note})


def _mark_late(book: Book, sheet: Worksheet, listed: ListSheet) -> None:
    if listed.late is None:
        return
    field, day = listed.late
    place = next(n for n, column in enumerate(listed.columns) if column.field == field)
    rule = {"type": "date", "criteria": "less than", "value": datetime.combine(day, time.min)}
    look = book.style(bold=True, font_color=book.colours.bad)
    filled = {"type": "blanks", "format": None, "stop_if_true": True}
    last = FIRST_ROW + len(listed.rows) - 1
    sheet.conditional_format(FIRST_ROW, place, last, place, filled)
    sheet.conditional_format(FIRST_ROW, place, last, place, {**rule, "format": look})


def fitting(choices: tuple[str, ...]) -> list[str]:
    """As many as the list of a cell can hold: 255 signs."""
    lengths = accumulate(len(choice) + 1 for choice in choices)
    return [choice for choice, length in zip(choices, lengths, strict=True) if length <= 255]


def _mark(book: Book, colour: str) -> Format:
    shade = str(getattr(book.colours, colour))
    return book.text(bold=True, font_color=shade, left=5, left_color=shade)


def _style(book: Book, column: Column, *, is_wrapped: bool) -> Format:
    colours = book.colours
    number = FORMATS.get(column.look, "@")
    if column.use == "asked":
        return book.style(
            bg_color=colours.input, border=1, border_color=colours.line, text_wrap=True, num_format=number,
            **({"align": "center"} if column.look in CENTRED else {"indent": 1}),
        )  # fmt: skip
    look: dict[str, Any] = {"bold": True} if column.is_bold else {}
    if column.colour:
        look["font_color"] = str(getattr(colours, column.colour))
    if column.look == "text" and not is_wrapped:
        return book.cell(num_format="@", indent=1, **look)
    if column.look == "text":
        return book.text(**look)
    if column.look == "grade":
        return book.text(align="center", font_color=colours.muted)
    return book.cell(num_format=number, align="center", **look)
