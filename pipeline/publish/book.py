"""What all our workbooks share: how a file is opened, cell styles, the page, the map for reading back."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.safe_text import display_width, plain_text
from pipeline.publish.theme import Theme, load_theme
from pipeline.wording import Wording

MAP_SHEET: Final = "_callsheet"
A4: Final = 9
OPTIONS: Final = {
    "in_memory": True,  # else cells wait as plain text in the system's temporary folder
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """One workbook being written; use it as a context: leaving it writes the file.

    `made_at` is the moment of the run, never the clock: the same content gives the same bytes.
    """

    def __init__(self, path: Path, wording: Wording, made_at: datetime, theme: Theme | None = None) -> None:
        self.theme = theme or load_theme()
        self.colours = self.theme.colours
        self.wording = wording
        self._font = {"font_name": self.theme.families(wording.language)[0], "font_size": 10}
        self._workbook = Workbook(str(path), dict(OPTIONS))
        self._workbook.set_properties(
            {"created": made_at.replace(microsecond=0), "author": self.theme.logo.text}
        )
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            self._workbook.close()

    def sheet(self, title: str) -> Worksheet:
        sheet = self._workbook.add_worksheet(title)
        sheet.hide_gridlines(2)
        return sheet

    def style(self, **properties: Any) -> Format:
        """A cell style; equal properties share one, since Excel allows only so many."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            base = {**self._font, "font_color": self.colours.ink, "valign": "vcenter"}
            self._styles[key] = self._workbook.add_format({**base, **properties})
        return self._styles[key]

    def cell(self, **properties: Any) -> Format:
        """A style with the thin line below that separates rows."""
        return self.style(bottom=1, bottom_color=self.colours.line, **properties)

    def text(self, **properties: Any) -> Format:
        """A cell of text that stays text when it is edited."""
        indent = {} if properties.get("align") == "center" else {"indent": 1}
        return self.cell(num_format="@", text_wrap=True, **indent, **properties)

    def header(self, is_asked: bool = False, is_centred: bool = False) -> Format:
        """A column's head: dark where something is to be filled in below."""
        colours = self.colours
        place = {"align": "center"} if is_centred else {"indent": 1}
        look = (
            {"font_color": colours.paper, "bg_color": colours.accent}
            if is_asked
            else {"bg_color": colours.band}
        )
        return self.style(bold=True, bottom=2, bottom_color=colours.accent, **place, **look)

    def grade(self, grade: str, valign: str = "vcenter") -> Format:
        colours = self.colours
        colour = {"A": colours.grade_a, "B": colours.grade_b, "C": colours.grade_c}[grade]
        return self.text(
            align="center",
            bold=True,
            font_size=13,
            font_color=colour,
            left=5,
            left_color=colour,
            valign=valign,
        )

    def write_map(self, kind: str, rows: Iterable[Iterable[str]]) -> None:
        """The sheet by which a workbook of ours is known when it comes back: A1 `callsheet`, B1 its kind."""
        sheet = self._workbook.add_worksheet(MAP_SHEET)
        for number, row in enumerate([("callsheet", kind), *rows]):
            for column, value in enumerate(row):
                sheet.write_string(number, column, plain_text(value), self.style(num_format="@"))
        sheet.very_hidden()


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Text as text; nothing as a blank cell, so that filters and counts take it for one."""
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


Span = tuple[str, Format]


def write_spans(sheet: Worksheet, row: int, column: int, spans: list[Span], style: Format) -> None:
    """One text of several looks; fewer than two spans are a plain text."""
    shown = [(text, look) for text, look in spans if text]
    if len(shown) < 2:
        write_text(sheet, row, column, "".join(text for text, _ in shown), style)
    else:
        sheet.write_rich_string(row, column, *(part for text, look in shown for part in (look, text)), style)


def set_page(sheet: Worksheet, header_row: int, reader: str, day: str, wording: Wording) -> None:
    """Landscape A4, as wide as the page, the header on every page, the reader's name on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(header_row)
    sheet.set_footer(page_footer(reader, day, wording))


def page_footer(reader: str, day: str, wording: Wording) -> str:
    """Who reads it, the day, and the page."""
    return wording("book.footer", reader=reader.replace("&", "&&")[:60], day=day)


def row_height(texts: Iterable[tuple[str, float]], least: float, most: float, line: float = 14.0) -> float:
    """Points that a row needs for wrapped `(text, column width)`; Chinese letters are two units wide.

    Set by us since not every program fits rows of wrapped text to their content on opening.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(max(least, lines * line + 6), most)


def _lines(text: str, width: float) -> int:
    return sum(max(1, -(-display_width(part) // max(1, int(width) - 2))) for part in text.split("\n"))
