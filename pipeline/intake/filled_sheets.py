"""Sheets of the manager and of customer service that come back: which rows somebody filled in, and what they say.

Each row that we published carries a digest of what it said then, so that a workbook of last week restates nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Final

import numpy as np
import pandas as pd

from pipeline.intake.cells.reading import Cell
from pipeline.intake.cells.text import typed
from pipeline.intake.header_location import HEAD_ROWS
from pipeline.intake.headers import Header, header_cell, normalised
from pipeline.intake.parsing import ParsedSheet
from pipeline.intake.raw_tables import Cells, RawSheet
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import Columns

GIVEN: Final = "given"
_OURS: Final = (GIVEN, "decision_id")
_MOMENTS: Final = {
    "decisions": "updated_at",
    "complaints": "updated_at",
    "surveys": "answered_at",
    "activities": "at",
}


def digest_of_row(cells: Mapping[str, Cell]) -> str:
    """What a row says in its fields, as published or as it came back; "" if it says nothing."""
    said = [f"{name}={text}" for name, cell in sorted(cells.items()) if (text := _said(cell))]
    return sha256("\n".join(said).encode()).hexdigest()[:16] if said else ""


def mapped_header(sheet: RawSheet, mapping: Mapping[str, str]) -> Header | None:
    """The row of the first ones that holds most of the headers that the map names; None: none holds two."""
    best, most = None, 1
    for place in range(min(HEAD_ROWS, len(sheet.rows))):
        texts = [typed(column[place]) for column in sheet.columns]
        found = sum(normalised(text) in mapping for text in texts if text)
        if found > most:
            best, most = place, found
    if best is None:
        return None
    row = int(sheet.rows[best])
    cells = [header_cell(place, typed(column[best]), mapping) for place, column in enumerate(sheet.columns)]
    return Header(row, row, cells, [])


def filled_columns(header: Header, kind: str) -> Columns:
    """The columns that the map names, and no other."""
    return Columns(kind, {cell.meaning[1:]: cell for cell in header.cells if cell.meaning.startswith("=")})


def unfilled_rows(columns: list[Cells], mapped: Columns) -> tuple[Mask, Mask]:
    """Rows that say nothing at all, and rows that say what we published in them."""
    places = {name: cell.position for name, cell in mapped.fields.items()}
    said = {name: place for name, place in places.items() if name not in _OURS}
    given = columns[places[GIVEN]] if GIVEN in places else None
    count = len(columns[0]) if columns else 0
    now = [digest_of_row({name: columns[place][row] for name, place in said.items()}) for row in range(count)]
    was = [typed(cell) for cell in given] if given is not None else [""] * count
    is_empty = np.array([digest == "" for digest in now], dtype=bool)
    is_same = np.array([one == other for one, other in zip(now, was, strict=True)], dtype=bool)
    return is_empty, is_same & ~is_empty


def complete_filled(
    parsed: ParsedSheet, kind: str, plan_day: date | None, recorded_at: datetime
) -> pd.DataFrame:
    """What a filled row leaves open: said when the workbook was saved, but not before the day it was made for.

    A visit or a survey without a day was on that day. One whose own day cannot be read gets
    none. Of rows that were copied with their hidden number, the first keeps it.
    """
    field, values = _MOMENTS[kind], parsed.fields
    unread = parsed.issues.loc[parsed.issues["field"] == field, "row"]
    first = datetime.combine(plan_day, time.min) if plan_day else recorded_at
    saved = pd.Series(pd.Timestamp(max(recorded_at, first)), index=values.index).astype("datetime64[us]")
    told = values[field] if field in values else pd.Series(index=values.index, dtype="datetime64[us]")
    is_open = told.isna() & ~values.index.isin(unread)
    day = saved if field == "updated_at" else saved.dt.normalize()
    completed = values.assign(**{field: told.where(~is_open, day)})
    if kind == "activities":
        mode = values.get("mode", pd.Series(index=values.index, dtype="str"))
        return completed.assign(mode=mode.fillna("visit"), direction="outbound", recorded_at=saved)
    if "decision_id" in values:
        completed["decision_id"] = values["decision_id"].mask(values["decision_id"].duplicated())
    return completed


def _said(cell: Cell) -> str:
    """The same text for a cell before and after other programs saved it."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return " ".join(typed(cell).split())
