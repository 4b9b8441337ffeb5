"""Rows of a rejected workbook that come back: the row of the office's file that each one stands for."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from pipeline.facts import empty_frame
from pipeline.intake.cells.text import typed
from pipeline.intake.own_workbooks import ADDED, OwnWorkbook
from pipeline.intake.parsing import column_letter
from pipeline.intake.raw_tables import Cells, RawSheet
from pipeline.intake.reading import ORIGINS, SheetReading

# Said of the office's own file already, when it came.
_SAID_BEFORE: Final = ("header-unmapped", "field-missing")


def with_origins(reading: SheetReading, sheet: RawSheet, own: OwnWorkbook | None) -> SheetReading:
    """The sheet with the origin of each row, and without the columns that we had added to it.

    A row whose number nobody can read, or that people wrote below ours, has no origin.
    """
    added = _added_columns(reading, sheet, own) if own and own.kind == "rejected" else {}
    if own is None or not added:
        return reading
    ours = set(added.values())
    letters = [column_letter(place) for place in ours]
    is_ours = reading.issues["column"].isin(letters) & (reading.issues["row"] == 0)
    is_known = reading.issues["code"].isin(_SAID_BEFORE) & (reading.issues["row"] == 0)
    return replace(
        reading,
        issues=reading.issues[~is_ours & ~is_known],
        header=_without(reading.header, ours),
        unmapped=[text for text in reading.unmapped if text],
        rejected={row: _without(cells, ours) for row, cells in reading.rejected.items()},
        doubtful={row: _without(cells, ours) for row, cells in reading.doubtful.items()},
        origins=_origins(reading, sheet, added, own),
    )


def _added_columns(reading: SheetReading, sheet: RawSheet, own: OwnWorkbook) -> dict[str, int]:
    """Which of our additions stands in which column: known by the map, wherever it was moved to."""
    at = np.flatnonzero(sheet.rows == reading.header_row)
    if not len(at):
        return {}
    named = {own.meaning(sheet.name, typed(column[at[0]])): i for i, column in enumerate(sheet.columns)}
    return {name: named[name] for name in ADDED if name in named}


def _origins(reading: SheetReading, sheet: RawSheet, added: dict[str, int], own: OwnWorkbook) -> pd.DataFrame:
    if "original_row" not in added or not own.file_id:
        return empty_frame(ORIGINS)
    numbers = _whole_numbers(sheet.columns[added["original_row"]])
    told = numbers > 0
    of_row = pd.DataFrame({"row": sheet.rows[told], "of_row": numbers[told]})
    chosen = of_row[of_row["row"].isin(reading.ledger["row"])]
    origins = chosen.assign(of_file_id=own.file_id, of_sheet=own.origin_of(sheet.name))
    return origins.astype({"of_file_id": "str", "of_sheet": "str"})[list(ORIGINS)].reset_index(drop=True)


def _whole_numbers(cells: Cells) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Row numbers as we wrote them, as text or made numbers; 0 for anything else."""
    texts = [typed(cell) for cell in cells]
    return np.array(
        [int(t) if t.isascii() and t.isdigit() and len(t) < 8 else 0 for t in texts], dtype=np.int64
    )


def _without(cells: list[str], places: set[int]) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place not in places]
