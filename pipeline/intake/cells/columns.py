"""A whole column of cells, read over its unique values."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.facts import DTYPES
from pipeline.intake.cells.dates import date_orders
from pipeline.intake.cells.fields import DATE_FIELDS, FEEDS, PARSERS
from pipeline.intake.cells.grades import highest_mark
from pipeline.intake.cells.plain_columns import plain_values
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.profile_items import MEANINGS as ITEM_FIELDS
from pipeline.vocabulary import CONSULTANT, FACTS

# Fields that no fact has under this name; the table reader decides what becomes of them.
TYPES = {
    **{name: kind for columns in FACTS.values() for name, kind in columns.items()},
    **CONSULTANT,
    "visit_at": "moment", "updated_at": "moment", "consultant_number": "text", "site": "text", "is_done": "flag",
    **dict.fromkeys(ITEM_FIELDS, "text"),
}  # fmt: skip


@dataclass(frozen=True)
class ParsedColumn:
    """One row per cell, in the order and with the index of the cells.

    values   the fields the column feeds; the field's own always, others only when some cell says something of it
    codes    the issue code of each cell, "" when nothing is wrong
    details  what the issue's text may add, never a person's value
    """

    values: pd.DataFrame
    codes: pd.Series
    details: pd.Series


def parse_column(cells: pd.Series, field: str, context: CellContext) -> ParsedColumn:
    """Read a column of raw cells as one field of `PARSERS`.

    `5/3/2026` and `26/3/20` are decided by the column as a whole; what stays undecided is reported as
    `date-ambiguous`. The scale of stars is the column's too. Empty cells are empty in every field, with no code.
    """
    numbered = cells.reset_index(drop=True)
    plain = plain_values(numbered, field, context)
    if plain is None:
        parsed = _parse_uniques(numbered, field, context)
    else:
        parsed = _joined(plain, _parse_uniques(numbered[plain.isna()], field, context), field)
    return ParsedColumn(
        parsed.values.set_axis(cells.index),  # noqa: PD011
        parsed.codes.set_axis(cells.index),
        parsed.details.set_axis(cells.index),
    )


def _parse_uniques(cells: pd.Series, field: str, context: CellContext) -> ParsedColumn:
    positions, uniques = unique_cells(cells)
    parse, agreed = PARSERS[field], column_context(uniques, field, context)
    readings = [parse(cell, agreed) for cell in uniques]
    values = {name: _field(readings, name).take(positions) for name in _fed(readings, field)}
    return ParsedColumn(
        pd.DataFrame({name: pd.Series(array, index=cells.index) for name, array in values.items()}),
        _texts([reading.code for reading in readings], positions, cells.index),
        _texts([reading.details for reading in readings], positions, cells.index),
    )


def _joined(plain: pd.Series, parsed: ParsedColumn, field: str) -> ParsedColumn:
    """The plain cells' values beside those that had to be parsed."""
    values = parsed.values.reindex(plain.index)  # noqa: PD011
    return ParsedColumn(
        values.assign(**{field: plain.where(plain.notna(), values[field])}),
        parsed.codes.reindex(plain.index, fill_value=""),
        parsed.details.reindex(plain.index, fill_value=""),
    )


def unique_cells(cells: pd.Series) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], list[Cell]]:
    """Each cell's position among the unique ones. 1, 1.0 and True are three: their types differ."""
    if set(map(type, cells)) == {str}:
        texts, words = pd.factorize(cells.to_numpy())
        return texts, words.tolist()
    known: dict[tuple[type, Cell], int] = {}
    keys = zip(map(type, cells), cells, strict=True)
    positions = np.fromiter(
        (known.setdefault(key, len(known)) for key in keys), dtype=np.intp, count=len(cells)
    )
    return positions, [cell for _, cell in known]


def column_context(uniques: list[Cell], field: str, context: CellContext) -> CellContext:
    """The context with what only the whole column can say."""
    if field in DATE_FIELDS:
        day_first, year_first = date_orders(uniques, context)
        return replace(context, day_first=day_first, year_first=year_first)
    if field == "stated_grade":
        return replace(context, scale=highest_mark(uniques))
    return context


def _fed(readings: list[Reading], field: str) -> list[str]:
    seen: set[str] = set().union(*(reading.values for reading in readings))  # noqa: PD011
    return [*FEEDS[field], *sorted(seen.difference(FEEDS[field]))]


def _field(readings: list[Reading], name: str) -> pd.api.extensions.ExtensionArray:
    told = [reading.values.get(name) for reading in readings]  # noqa: PD011
    return pd.Series(told, dtype=DTYPES[TYPES[name]]).array


def _texts(
    texts: list[str], positions: np.ndarray[tuple[int], np.dtype[np.intp]], index: pd.Index
) -> pd.Series:
    return pd.Series(pd.Series(texts, dtype="str").array.take(positions), index=index)
