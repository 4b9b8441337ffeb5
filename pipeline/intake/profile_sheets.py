"""Customer profiles: which of their items are kept, and rows that have none."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from pipeline.intake.headers import HeaderCell
from pipeline.intake.parsing import column_letter
from pipeline.intake.profile_items import PREFIX, item_of
from pipeline.intake.raw_tables import Cells, RowNumbers, is_visible
from pipeline.intake.reading import ISSUES
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import Columns
from pipeline.issues import CODES

NOT_KEPT: Final = "item-not-kept"


def without_withheld(mapped: Columns, kept: frozenset[str]) -> Columns:
    """The columns without those of items of a profile that this office does not keep."""
    fields = {
        name: cell
        for name, cell in mapped.fields.items()
        if not name.startswith(PREFIX) or name.removeprefix(PREFIX) in kept
    }
    return replace(mapped, fields=fields)


def is_withheld(cell: HeaderCell, mapped: Columns) -> bool:
    """The column of an item that is not kept: nothing of it goes anywhere."""
    is_item = cell.meaning.removeprefix("=").startswith(PREFIX)
    return mapped.kind == "profiles" and is_item and cell.position not in mapped.positions


def unused_rows(columns: list[Cells], mapped: Columns, kept: frozenset[str]) -> tuple[Mask, Mask]:
    """Rows of a profile that say no item, and rows that say one that is not kept."""
    size = len(columns[0]) if columns else 0
    nothing, withheld = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    if mapped.kind != "profiles":
        return nothing, withheld
    if item := mapped.fields.get("item"):
        items = {
            cell: item_of(cell) for cell in set(columns[item.position].tolist()) if cell.__class__ is str
        }
        lost = {cell for cell, name in items.items() if cell and name not in kept}
        withheld = np.array([cell in lost for cell in columns[item.position].tolist()], dtype=bool)
    told = [
        columns[c.position] for name, c in mapped.fields.items() if name == "value" or name.startswith(PREFIX)
    ]
    if told:
        nothing = ~np.logical_or.reduce([[is_visible(cell) for cell in cells.tolist()] for cells in told])
    return nothing, withheld & ~nothing


def withheld_notices(rows: RowNumbers, mapped: Columns) -> pd.DataFrame:
    """Says of each row whose item is not kept that it was left out; columns ISSUES."""
    header = mapped.fields["item"]
    return pd.DataFrame(
        {
            "row": rows, "column": column_letter(header.position), "header": header.text, "field": "item",
            "code": NOT_KEPT, "severity": CODES[NOT_KEPT], "details": "",
        },
        columns=list(ISSUES),
    )  # fmt: skip
