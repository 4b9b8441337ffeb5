"""The sheet New customers: blank rows; each that is filled in becomes an enquiry of this consultant's."""

from typing import Final

from pipeline.publish.asked_cells import accept_answers, cell_style
from pipeline.publish.book import Book, set_page
from pipeline.publish.desk import Desk
from pipeline.publish.today_columns import Column

NEW: Final = (
    Column("name", 13, "asked", "new"),
    Column("phone", 16, "asked", "new"),
    Column("wechat", 16, "asked", "new"),
    Column("channel", 13, "asked", "new"),
    Column("created_at", 13, "asked", "new"),
    Column("content", 34, "asked", "new"),
    Column("status", 11, "asked"),
    Column("next_date", 13, "asked"),
    Column("budget", 13, "asked"),
    Column("horizon", 13, "asked"),
    Column("layout", 11, "asked"),
    Column("area", 12, "asked"),
    Column("orientation", 10, "asked"),
    Column("school", 12, "asked"),
    Column("funds", 12, "asked"),
    Column("customer_type", 11, "asked"),
    Column("competitors", 16, "asked"),
    Column("consent", 10, "asked"),
)
HEADER_ROW: Final = 3
FIRST_ROW: Final = HEADER_ROW + 1
ROWS: Final = 30
LAST_PRINTED: Final = 9


def write_new_customers(book: Book, desk: Desk) -> None:
    wording, colours = book.wording, book.colours
    sheet = book.sheet(wording("book.new"))
    sheet.set_row(0, 30)
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.write_string(0, 0, wording("new.title", name=desk.reader, day=desk.day_in_words), title)
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, LAST_PRINTED, book.theme.logo.text, logo)
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, wording("new.summary"), book.style(font_color=colours.muted))
    sheet.set_row(HEADER_ROW, 24)
    for place, column in enumerate(NEW):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROW, place, column.header(wording), book.header(is_asked=True))
        style = cell_style(book, column)
        for row in range(FIRST_ROW, FIRST_ROW + ROWS):
            sheet.write_blank(row, place, None, style)
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        sheet.set_row(row, 24)
    accept_answers(sheet, NEW, (FIRST_ROW, ROWS), desk, wording)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.print_area(0, 0, FIRST_ROW + ROWS - 1, LAST_PRINTED)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + ROWS}"})
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)
