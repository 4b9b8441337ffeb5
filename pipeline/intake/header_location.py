"""Where headers stand: the first one of a sheet, and those of further tables below it."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np

from pipeline.intake.cells.text import typed
from pipeline.intake.header_nouns import COUNTED
from pipeline.intake.headers import Header, HeaderCell, header_cell, joined_cell, normalised
from pipeline.intake.raw_tables import Cells, RawSheet
from pipeline.intake.sheet_kinds import recognise_kind

HEAD_ROWS: Final = 40
_MOST_ROWS: Final = 3
_LONGEST_TEXT: Final = 40
_FIGURES: Final = re.compile(r"\d.*\d.*\d.*\d", re.DOTALL)
_TITLES: Final = 3


def locate_header(sheet: RawSheet, mapping: Mapping[str, str]) -> Header | None:
    """The first header of a list we know; with no entry between them, the row that says most, the upper of equals.

    `mapping`: normalised header -> field, the office's own. Where no row of the first 40 heads a list we know, the
    one that says most about its columns; None: none says two things.
    """
    best: Header | None = None
    for position in range(min(HEAD_ROWS, len(sheet.rows))):
        if (
            best is not None
            and is_list(best)
            and _has_figures(sheet, position)
            and int(sheet.rows[position]) > best.last_row
        ):
            break
        for candidate in _candidates(sheet, position, mapping):
            if _rank(candidate) > (_rank(best) if best else (False, 1)):
                best = candidate
    return best


def later_headers(sheet: RawSheet, first: Header, mapping: Mapping[str, str]) -> list[Header]:
    """Headers of further tables below the first, in order; one that only repeats the header before it is none."""
    found, current = list[Header](), first
    for position in _positions_of_words(sheet, first.last_row):
        if int(sheet.rows[position]) <= current.last_row:
            continue
        candidates = [
            c for c in _candidates(sheet, position, mapping) if _is_new(sheet, position, c, current)
        ]
        if candidates:
            current = max(candidates, key=_rank)
            titles = range(title_start(sheet, position), position)
            above = [text for p in titles for text in _told(sheet, p)]
            current = Header(current.row, current.last_row, current.cells, above)
            found.append(current)
    return found


def title_start(sheet: RawSheet, position: int) -> int:
    """Position of the first of the lines of one cell that stand right above a later header: its title."""
    start = position
    while start > 0 and position - start < _TITLES and _filled(sheet, start - 1) == 1:
        start -= 1
    return start


def is_list(header: Header) -> bool:
    """It heads a list of people or things we know."""
    return recognise_kind(cell.meaning for cell in header.cells) is not None


def holds_figures(sheet: RawSheet) -> bool:
    """One of its first rows heads figures (来访量, 占比), and none a list."""
    rows = (_texts(sheet, position) for position in range(min(HEAD_ROWS, len(sheet.rows))))
    return any(texts is not None and _head_figures(texts) for texts in rows)


def counts_things(header: Header) -> bool:
    """It heads figures: nothing about single people."""
    return _head_figures([cell.text for cell in header.cells])


def _head_figures(texts: list[str]) -> bool:
    words = [normalised(text) for text in texts if text]
    counted = sum(bool(COUNTED.fullmatch(word)) for word in words)
    return len(words) >= 2 and counted >= 1 and 2 * counted >= len(words) - 1


def _rank(header: Header) -> tuple[bool, float]:
    score = len({cell.meaning for cell in header.cells if cell.meaning})
    return is_list(header), score


def _candidates(sheet: RawSheet, position: int, mapping: Mapping[str, str]) -> list[Header]:
    """The row as a header of its own, and joined with the one or two rows below it that it groups."""
    row = int(sheet.rows[position])
    texts = _texts(sheet, position)
    if texts is None:
        return []
    above = [text for p in range(min(position, HEAD_ROWS)) for text in _told(sheet, p)]
    headers = [Header(row, row, [header_cell(i, text, mapping) for i, text in enumerate(texts)], above)]
    levels = [texts]
    for depth in range(1, _MOST_ROWS):
        below = _next_texts(sheet, position, depth)
        parents = _parents(sheet, row + depth - 1, levels[-1], below) if below is not None else None
        if below is None or parents is None:
            break
        levels = [*levels[:-1], parents, below]
        cells = [joined_cell(i, parts, mapping) for i, parts in enumerate(zip(*levels, strict=True))]
        headers.append(Header(row, row + depth, cells, above))
    return headers


def _next_texts(sheet: RawSheet, position: int, depth: int) -> list[str] | None:
    """The texts of the row that many below, if nothing lies between and it holds nothing but words."""
    place = position + depth
    if (
        place >= len(sheet.rows)
        or sheet.rows[place] != sheet.rows[position] + depth
        or _has_figures(sheet, place)
    ):
        return None
    return _texts(sheet, place)


def _parents(sheet: RawSheet, row: int, texts: list[str], below: list[str]) -> list[str] | None:
    """One row of a header with each text over all columns it groups; None: it groups none.

    By its merged cells; where the file knows none, a text reaches over the blanks to its right that have a child.
    A line merged over the whole width is a title.
    """
    spans = [(b, d) for a, b, c, d in sheet.merged if a == row == c and d > b]
    filled = [place for place, text in enumerate(below) if text]
    if spans:
        said = [place for place, text in enumerate(texts) if text]
        if any(b <= filled[0] and filled[-1] <= d and said == [b] for b, d in spans):
            return None
        spread = list(texts)
        for first, last in spans:
            width = min(last, len(texts) - 1) - first + 1
            spread[first : last + 1] = [texts[first]] * width
        return spread
    if sum(map(bool, texts)) < 2 or all(text or not child for text, child in zip(texts, below, strict=True)):
        return None
    spread, parent = [], ""
    for text, child in zip(texts, below, strict=True):
        parent = text or parent
        spread.append(text or (parent if child else ""))
    return spread


def _texts(sheet: RawSheet, position: int) -> list[str] | None:
    """One row as texts; None if anything but text stands in it, as in no header."""
    cells = [column[position] for column in sheet.columns]
    if any(cell.__class__ is not str for cell in cells):
        return None
    return [typed(cell).strip() for cell in cells]


def _told(sheet: RawSheet, position: int) -> list[str]:
    """Whatever stands in a row above a header: titles, corners, days."""
    return [text for column in sheet.columns if (text := typed(column[position]).strip())]


def _filled(sheet: RawSheet, position: int) -> int:
    return sum(column[position] != "" for column in sheet.columns)


def _has_figures(sheet: RawSheet, position: int) -> bool:
    """A number, a date or a text with four digits: an entry, and no header."""
    cells = [column[position] for column in sheet.columns]
    return any(cell.__class__ is not str or bool(_FIGURES.search(cell)) for cell in cells) and len(cells) > 1


def _positions_of_words(sheet: RawSheet, last_row: int) -> list[int]:
    """Positions of the rows below that hold two or more words and no figures."""
    chosen = np.flatnonzero(sheet.rows > last_row)
    filled = np.zeros(len(sheet.rows), dtype=np.int64)
    for column in sorted(sheet.columns, key=lambda cells: _words_among(cells, last_row)):
        cells = column[chosen]
        is_word = np.fromiter((_is_word(cell) for cell in cells), dtype=bool, count=len(cells))
        chosen = chosen[is_word]
        filled[chosen] += column[chosen] != ""
    return [int(position) for position in chosen if filled[position] >= 2]


def _words_among(column: Cells, last_row: int) -> int:
    """How many of a sample of cells are words: columns of figures are looked at first, they leave the fewest rows."""
    sample = column[min(last_row, len(column) - 1) :: max(1, len(column) // 50)]
    return sum(_is_word(cell) for cell in sample)


def _is_word(cell: object) -> bool:
    return cell.__class__ is str and (
        not cell or (len(str(cell)) <= _LONGEST_TEXT and not _FIGURES.search(str(cell)))
    )


def _is_new(sheet: RawSheet, position: int, header: Header, current: Header) -> bool:
    """It heads another table: most of it is words of headers, and it is not the header of the table it stands in.

    In the middle of a table it must name three things; after a blank row or below a title two are enough.
    """
    told = [cell for cell in header.cells if cell.text]
    if _texts_of(header.cells) == _texts_of(current.cells):
        return False
    known = {cell.meaning for cell in told if cell.meaning}
    is_apart = sheet.rows[position - 1] < header.row - 1 or title_start(sheet, position) < position
    if is_list(header):
        return len(known) >= (2 if is_apart else 3) and 2 * sum(bool(c.meaning) for c in told) >= len(told)
    return is_apart and counts_things(header)


def _texts_of(cells: list[HeaderCell]) -> list[str]:
    return [normalised(cell.text) for cell in cells]
