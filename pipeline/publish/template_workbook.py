"""A blank workbook of one kind, ready to fill: headers with notes, dropdowns, an example, and how to fill it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from pipeline.intake.cells.fields import DAY_FIELDS
from pipeline.publish.book import A4, Book, row_height, write_text
from pipeline.publish.safe_text import display_width
from pipeline.publish.template_columns import TemplateColumn, template_columns
from pipeline.wording import Wording

TITLE_ROW, INSTRUCTION_ROW, HEADER_ROW, EXAMPLE_ROW = range(4)
ROWS: Final = 2000  # as far as dropdowns reach
MADE_AT: Final = datetime(2000, 1, 1)  # the same template gives the same bytes
HOW_TO_LINES: Final = 5
COLUMNS_A_PAGE: Final = 12
_TABLE: Final = ("column", "need", "note", "choices")


def write_template(path: Path, kind: str, wording: Wording, kept: frozenset[str]) -> None:
    """Write the blank workbook of one of `OFFICE_KINDS`; `kept`: the items of a profile that the office keeps."""
    columns = template_columns(kind, wording, kept)
    how_to = wording("template.how_to")
    with Book(path, wording, MADE_AT) as book:
        _write_list(book, kind, columns)
        _write_how_to(book, how_to, kind, columns)
        book.write_map("template", [["kind", kind], ["told", how_to]])


def _write_list(book: Book, kind: str, columns: list[TemplateColumn]) -> None:
    wording, colours = book.wording, book.colours
    sheet = book.sheet(wording(f"kind.{kind}"))
    sheet.set_tab_color(colours.accent)
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.set_row(TITLE_ROW, 30)
    sheet.write_string(TITLE_ROW, 0, wording(f"kind.{kind}"), title)
    sheet.write_string(
        INSTRUCTION_ROW, 0, wording("template.instruction"), book.style(font_color=colours.muted)
    )
    sheet.set_row(INSTRUCTION_ROW, 22)
    sheet.set_row(HEADER_ROW, 36)
    for place, column in enumerate(columns):
        _write_column(book, sheet, place, column)
    sheet.set_row(EXAMPLE_ROW, row_height([(c.example, c.width) for c in columns], 24, 90))
    sheet.freeze_panes(EXAMPLE_ROW, 1)
    sheet.set_selection(EXAMPLE_ROW + 1, 0, EXAMPLE_ROW + 1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A{EXAMPLE_ROW + 1}:AZ{EXAMPLE_ROW + ROWS}"})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(-(-len(columns) // COLUMNS_A_PAGE), 0)
    sheet.repeat_rows(HEADER_ROW)


def _write_column(book: Book, sheet: Worksheet, place: int, column: TemplateColumn) -> None:
    """Header with its note, the example below it, and what the cells further down accept."""
    colours = book.colours
    width = max(column.width, min(display_width(column.header) + 3, 24))
    look = book.style(num_format=_format(column), text_wrap=True, indent=1)
    sheet.set_column(place, place, width, look)
    plain, marked = {"bg_color": colours.band}, {"bg_color": colours.accent, "font_color": colours.paper}
    ground = plain if column.need == "free" else marked
    header = book.style(bold=True, text_wrap=True, indent=1, bottom=2, bottom_color=colours.accent, **ground)
    sheet.write_string(HEADER_ROW, place, column.header, header)
    note = {"author": book.theme.logo.text, "width": 240, "height": 70, "font_size": 9}
    sheet.write_comment(HEADER_ROW, place, column.note, note)
    mark = book.wording("template.example") if place == 0 else ""
    grey = book.cell(num_format="@", text_wrap=True, italic=True, indent=1, font_color=colours.muted)
    write_text(sheet, EXAMPLE_ROW, place, mark + column.example, grey)
    if rule := _rule(column, book.wording):
        sheet.data_validation(EXAMPLE_ROW + 1, place, EXAMPLE_ROW + ROWS, place, rule)


def _format(column: TemplateColumn) -> str:
    """Text stays text as typed (numbers of phones, homes, months); days and moments are shown in one way."""
    if not column.is_date:
        return "@"
    return "yyyy-mm-dd" if column.field in DAY_FIELDS else "yyyy-mm-dd hh:mm"


def _rule(column: TemplateColumn, wording: Wording) -> dict[str, Any]:
    """Only lists are closed; of dates the reader understands more spellings than Excel, so those may be overruled."""
    title = {"error_title": wording("template.error.title")}
    if column.choices:
        error = (
            {"show_error": False} if column.is_open else {"error_message": wording("template.error.choice")}
        )
        return {**title, "validate": "list", "source": list(column.choices), **error}
    if column.is_date:
        return {
            **title, "validate": "date", "criteria": "between", "minimum": datetime.combine(date(1900, 3, 1), time()),
            "maximum": datetime(2100, 1, 1), "error_type": "warning", "error_message": wording("template.error.date"),
        }  # fmt: skip
    return {}


def _write_how_to(book: Book, title: str, kind: str, columns: list[TemplateColumn]) -> None:
    wording, colours = book.wording, book.colours
    sheet = book.sheet(title)
    for place, width in enumerate((3, 24, 16, 60, 60)):
        sheet.set_column(place, place, width)
    sheet.set_row(1, 32)
    heading = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.write_string(1, 1, f"{title} · {wording(f'kind.{kind}')}", heading)
    for number in range(1, HOW_TO_LINES + 1):
        sheet.set_row(number + 1, 20)
        sheet.write_string(number + 1, 1, f"{number}. " + wording(f"template.how_to.{number}"), book.style())
    top = HOW_TO_LINES + 3
    sheet.set_row(top, 24)
    for place, name in enumerate(_TABLE, start=1):
        sheet.write_string(top, place, wording(f"template.table.{name}"), book.header(is_asked=True))
    for number, column in enumerate(columns, start=1):
        _write_line(book, sheet, top + number, column)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write_line(book: Book, sheet: Worksheet, row: int, column: TemplateColumn) -> None:
    wording, is_needed = book.wording, column.need != "free"
    offered = " / ".join(column.choices)
    need = wording(f"template.need.{column.need}")
    colour = {"font_color": book.colours.accent} if is_needed else {"font_color": book.colours.muted}
    name = column.header.split("（")[0].split(" (")[0]
    write_text(sheet, row, 1, name, book.text(bold=is_needed))
    write_text(sheet, row, 2, need, book.text(**colour))
    write_text(sheet, row, 3, column.note, book.text())
    write_text(sheet, row, 4, offered, book.text(font_color=book.colours.muted))
    sheet.set_row(row, row_height([(column.note, 60), (offered, 60)], 22, 120))
