"""Web pages dressed as `.xls`, as many systems export them: their tables one below the other, as Excel shows them.

Read by the standard parser, which never fetches nor runs anything; counted by a walk over the bare tags.
"""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import PurePath
from typing import Final

from pipeline.intake.raw_tables import (
    RawFile,
    RawSheet,
    UnreadableFileError,
    is_visible,
    row_numbers,
    to_columns,
)

_HIDDEN: Final = frozenset({"script", "style", "title", "comment"})
_LINES: Final = frozenset({
    "address", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "html", "li", "ol", "p", "pre", "section", "tbody", "tfoot", "thead", "ul",
})  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_WIDEST: Final = 16_384
_TALLEST: Final = 1 << 20
_HIDDEN_PARTS: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|comment)\b.*?(?:</\1\s*>|\Z)|<[!?][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN: Final = re.compile(r"<(/?)([a-zA-Z][\w:]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|([^<]+|<)")


def read_web_tables(text: str, name: str) -> RawFile:
    """The one sheet of a page, named as the file without its ending. Raises UnreadableFileError."""
    page = _Page()
    page.feed(text)
    page.close()
    if not page.has_table:
        raise UnreadableFileError
    rows, columns = to_columns(enumerate(([cell.strip() for cell in row] for row in page.rows), start=1))
    counted = row_numbers(_counted(_HIDDEN_PARTS.sub("", text)))
    return RawFile([RawSheet(PurePath(name).stem, rows, columns, counted, page.merged)])


class _Page(HTMLParser):
    """Rows of texts. A line of text outside the tables is a row too; a table in a cell goes on below."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.has_table = False
        self._hidden = 0
        self._in_row = self._in_cell = self._in_line = False
        self._column = 0
        self._taken: dict[int, int] = {}  # column -> in how many rows, this one included, a cell takes it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in ("table", "tr"):
            self._end_row()
            self.has_table = True
            if tag == "tr":
                self._start_row()
            else:
                self._taken = {}
        elif tag in _CELLS:
            self._start_cell({key: value or "" for key, value in attrs})
        elif tag in _LINES:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("table", "tr"):
            self._end_row()
        elif tag in _CELLS:
            self._in_cell = False
        elif tag in _LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self._in_cell:
            self.rows[-1][-1] += text
        elif not self._in_row and (self._in_line or is_visible(text)):
            if not self._in_line:
                self.rows.append([""])
            self._in_line = True
            self.rows[-1][-1] += text

    def _start_row(self) -> None:
        self._in_row, self._in_line, self._column = True, False, 0
        self.rows.append([])
        if len(self.rows) > _TALLEST:
            raise UnreadableFileError("file-too-large")

    def _end_row(self) -> None:
        if self._in_row:
            self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}
        self._in_row = self._in_cell = self._in_line = False

    def _start_cell(self, told: dict[str, str]) -> None:
        if not self._in_row:
            self._start_row()
        while self._column in self._taken:
            self._column += 1
        row, column = len(self.rows), self._column
        width, height = _span(told.get("colspan", "")), _span(told.get("rowspan", ""))
        if column + width > _WIDEST:
            raise UnreadableFileError("file-too-large")
        self._taken |= dict.fromkeys(range(column, column + width), height)
        if width > 1 or height > 1:
            self.merged.append((row, column, row + height - 1, column + width - 1))
        self.rows[-1] += [""] * (column + 1 - len(self.rows[-1]))
        self._in_cell = True

    def _break(self) -> None:
        if self._in_cell:
            self.rows[-1][-1] += "\n"
        self._in_line = False


def _span(told: str) -> int:
    return min(max(int(told), 1), 70_000) if told.isascii() and told.isdigit() and len(told) < 7 else 1


def _counted(text: str) -> set[int]:
    """Numbers of the rows that show something: a row starts with its tag, with a cell outside any, or with text."""
    shown, row = set[int](), 0
    in_row = in_cell = in_line = False
    for token in _TOKEN.finditer(text):
        closes, tag, words = token[1] == "/", (token[2] or "").lower(), token[3]
        if words is not None:
            if not in_row and not in_line and is_visible(unescape(words)):
                row, in_line = row + 1, True
            if (in_cell or (in_line and not in_row)) and is_visible(unescape(words)):
                shown.add(row)
        elif tag in ("table", "tr"):
            in_row = in_cell = in_line = False
            if tag == "tr" and not closes:
                row, in_row = row + 1, True
        elif tag in _CELLS:
            row += not in_row and not closes
            in_row, in_cell, in_line = in_row or not closes, not closes, False
        elif tag in _LINES:
            in_line = False
    return shown
