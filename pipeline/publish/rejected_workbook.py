"""The rejected workbook: the rows of one file that were not taken in, marked, to mend and drop back.

Under the office's own header, so that it is read like the file it came from; what we add (the row number in
front, the problems behind) is named in the hidden map and left out when it comes back.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.issues import OF_HEADER, Severity
from pipeline.publish.book import A4, MAP_SHEET, Book, row_height, write_text
from pipeline.publish.palette import mix
from pipeline.publish.read_back import area_of, map_of
from pipeline.publish.safe_text import display_width, plain_text, sheet_names, shown_text
from pipeline.vocabulary import SEVERITIES
from pipeline.wording import Wording

PROBLEMS_WIDTH: Final = 60
NO_MOMENT: Final = datetime(2000, 1, 1)  # the file says nothing of when it was made, so its bytes are stable


@dataclass(frozen=True)
class RejectedSheet:
    """`rows`: row as the office's program shows it -> its cells as typed, in the order of `header`.

    issues    one row an issue: row (0: the whole sheet), column, header, field, code, severity, details
    """

    name: str
    header: list[str]
    rows: dict[int, list[str]]
    issues: pd.DataFrame


class Mark(NamedTuple):
    """One issue in words; `place` is the column of the workbook it belongs to, the row number's if to none."""

    place: int
    severity: Severity
    text: str


def write_rejected_workbook(
    path: Path,
    file_name: str,
    sheets: list[RejectedSheet],
    wording: Wording,
    made_at: datetime = NO_MOMENT,
    file_id: str = "",
) -> None:
    """Write the rows of `file_name` that have to be mended, a sheet for each of its sheets that has any.

    By `file_id` and the sheets' names in the map, rows that come back are known for those they stand for.
    """
    broken = [_squared(sheet) for sheet in sheets if sheet.rows]
    titles = sheet_names((sheet.name for sheet in broken), reserved=[MAP_SHEET, "sheet"])
    with Book(path, wording, made_at) as book:
        for title, sheet in zip(titles, broken, strict=True):
            _write_sheet(book, title, file_name, sheet)
        origins = [["sheet", title, sheet.name] for title, sheet in zip(titles, broken, strict=True)]
        ours = [
            row for title, sheet in zip(titles, broken, strict=True) for row in _map_of(title, sheet.header)
        ]
        about = [["file", file_name], ["file_id", file_id], *origins, *ours]
        book.write_map("rejected", [*about, *_map_rows(titles, wording)])


def _map_of(title: str, header: list[str]) -> list[list[str]]:
    """The map of a sheet that we wrote ourselves, so that its mended rows are read as it is; others need none."""
    area = area_of(header)
    return map_of(area[0], title, header, area[1]) if area else []


def _map_rows(titles: list[str], wording: Wording) -> list[list[str]]:
    return [
        row
        for title in titles
        for row in (
            [title, wording("rejected.header.row"), "original_row"],
            [title, wording("rejected.header.problems"), "problems"],
        )
    ]


def _write_sheet(book: Book, title: str, file_name: str, rejected: RejectedSheet) -> None:
    sheet = book.sheet(title)
    sheet.set_tab_color(book.colours.bad)
    marks = _marks(rejected, book.wording)
    of_sheet = [mark.text for mark in marks.pop(0, [])]
    _write_top(book, sheet, file_name, len(rejected.rows), of_sheet)
    header_row = 3 + len(of_sheet)
    _write_header(book, sheet, header_row, rejected)
    for position, (row, cells) in enumerate(rejected.rows.items(), start=1):
        _write_row(book, sheet, header_row + position, row, cells, marks[row])
    last_row, last_column = header_row + len(rejected.rows), len(rejected.header) + 1
    sheet.autofilter(header_row, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last_row, last_column)}"})
    sheet.freeze_panes(header_row + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_footer(book.wording("rejected.footer"))


def _write_top(book: Book, sheet: Worksheet, file_name: str, count: int, of_sheet: list[str]) -> None:
    """Title and what to do, one cell a line: a merged line would read as a second header when it comes back."""
    wording, colours = book.wording, book.colours
    key = "rejected.title.one" if count == 1 else "rejected.title"
    sheet.set_row(0, 30)
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.write_string(0, 0, wording(key, file=shown_text(file_name), rows=count), title)
    for number, line in enumerate([wording("rejected.what_to_do"), *of_sheet], start=1):
        sheet.write_string(
            number, 0, line, book.style(font_color=colours.muted if number == 1 else colours.bad)
        )


def _write_header(book: Book, sheet: Worksheet, header_row: int, rejected: RejectedSheet) -> None:
    wording = book.wording
    sheet.set_row(header_row, 24)
    sheet.set_column(0, 0, 13)
    sheet.write_string(header_row, 0, wording("rejected.header.row"), book.header(is_centred=True))
    for place, header in enumerate(rejected.header):
        sheet.set_column(place + 1, place + 1, _width(rejected, place))
        sheet.write_string(header_row, place + 1, plain_text(header), book.header(is_asked=True))
    behind = len(rejected.header) + 1
    sheet.set_column(behind, behind, PROBLEMS_WIDTH)
    sheet.write_string(header_row, behind, wording("rejected.header.problems"), book.header())


def _write_row(
    book: Book, sheet: Worksheet, place_down: int, row: int, cells: list[str], marks: list[Mark]
) -> None:
    colours = book.colours
    marked = {place: [mark for mark in marks if mark.place == place] for place in {m.place for m in marks}}
    number = book.text(align="center", font_color=colours.muted)
    for place, value in enumerate([str(row), *cells]):
        style = _marked(book, marked[place]) if place in marked else book.text() if place else number
        write_text(sheet, place_down, place, plain_text(value), style)
        if place in marked:
            _comment(book, sheet, place_down, place, marked[place])
    summed = "\n".join(dict.fromkeys(mark.text for mark in marks))
    write_text(sheet, place_down, len(cells) + 1, summed, book.text(font_color=colours.bad))
    sheet.set_row(place_down, row_height([(summed, PROBLEMS_WIDTH)], 26, 200))


def _marked(book: Book, marks: list[Mark]) -> Format:
    colours = book.colours
    colour = colours.bad if marks[0].severity == "error" else colours.warn
    return book.style(
        num_format="@",
        text_wrap=True,
        indent=1,
        bg_color=mix(colour, colours.paper, 0.84),
        border=1,
        border_color=colour,
    )


def _comment(book: Book, sheet: Worksheet, row: int, place: int, marks: list[Mark]) -> None:
    text = "\n".join(mark.text for mark in marks)
    height = row_height([(text, 34)], 30, 240, line=14)
    sheet.write_comment(
        row,
        place,
        text,
        {"author": book.theme.logo.text, "width": 260, "height": height * 4 / 3, "font_size": 9},
    )


def _marks(rejected: RejectedSheet, wording: Wording) -> dict[int, list[Mark]]:
    """Row -> its issues in words, errors first; 0 is the sheet with its header, whose notices are nothing to mend."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    is_general = rejected.issues["row"].eq(0) | rejected.issues["code"].isin(OF_HEADER)
    told = rejected.issues.assign(row=rejected.issues["row"].mask(is_general, 0))
    of_sheet = is_general & told["severity"].ne("notice")
    issues = told[of_sheet | told["row"].isin(list(rejected.rows))].fillna("")
    wanted = issues[["row", "column", "header", "code", "severity", "details"]]
    for row, column, header, code, severity, details in wanted.itertuples(index=False):
        place = _place(rejected.header, header, column)
        marks[row].append(Mark(place, severity, _in_words(code, header or column, details, wording)))
    return defaultdict(
        list, {row: sorted(found, key=lambda m: SEVERITIES.index(m.severity)) for row, found in marks.items()}
    )


def _in_words(code: str, where: str, details: str, wording: Wording) -> str:
    known = {"header": shown_text(where), "details": shown_text(details)}
    what, hint = wording(f"issue.{code}", **known), wording(f"issue.{code}.hint", **known)
    return wording("rejected.problem", what=what, hint=hint)


def _place(header: list[str], wanted: str, column: str) -> int:
    """Where an issue's cell stands in our sheet; 0, the row number, when it is about the whole row.

    Its header decides, since the office's table need not begin in column A; among equal headers its column does.
    """
    named = [place for place, text in enumerate(header, start=1) if text == wanted]
    lettered = xl_cell_to_rowcol(f"{column}1")[1] + 1 if column else 0
    if lettered in named or (not named and lettered <= len(header)):
        return lettered
    return named[0] if named else 0


def _squared(rejected: RejectedSheet) -> RejectedSheet:
    """Header and rows of one length: cells beyond the header are kept, under no header."""
    width = max(len(rejected.header), *map(len, rejected.rows.values()))
    rows = {row: [*cells, *[""] * (width - len(cells))] for row, cells in sorted(rejected.rows.items())}
    return replace(rejected, header=[*rejected.header, *[""] * (width - len(rejected.header))], rows=rows)


def _width(rejected: RejectedSheet, place: int) -> float:
    typed = [cells[place] for cells in rejected.rows.values()]
    return min(max(10, *(display_width(text) + 4 for text in [rejected.header[place], *typed])), 36)
