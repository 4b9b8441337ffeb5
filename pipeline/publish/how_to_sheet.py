"""The sheet How to: ten plain lines."""

from typing import Final

from pipeline.publish.book import A4, Book, page_footer
from pipeline.publish.desk import Desk

LINES: Final = 10


def write_how_to(book: Book, desk: Desk) -> None:
    wording, colours = book.wording, book.colours
    sheet = book.sheet(wording("book.how_to"))
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 5)
    sheet.set_column(2, 2, 92)
    sheet.set_row(1, 32)
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.write_string(1, 1, wording("how_to.title"), title)
    number = book.style(bold=True, font_size=13, font_color=colours.accent, align="center")
    line = book.cell(text_wrap=True, font_size=11)
    for position in range(1, LINES + 1):
        sheet.set_row(position + 2, 40)
        sheet.write_number(position + 2, 1, position, number)
        sheet.write_string(position + 2, 2, wording(f"how_to.{position}"), line)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer(page_footer(desk.reader, desk.day_in_words, wording))
