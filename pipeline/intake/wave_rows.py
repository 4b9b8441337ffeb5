"""Several activities of one row: told apart from each other, and left out where they have no day."""

import pandas as pd

from pipeline.intake.judging import told_of
from pipeline.intake.reading import ISSUES
from pipeline.intake.sheet_kinds import Columns
from pipeline.intake.table_views import View

_FIRST_LETTERS = 20


def left_out(values: pd.DataFrame, cell_issues: pd.DataFrame, view: View, mapped: Columns) -> pd.DataFrame:
    """Activities beside an enquiry that have no day: a warning each (columns ISSUES), since the enquiry is taken in.

    One whose day cannot be read is none of them.
    """
    undated = values.index[values["at"].isna()] if "at" in values else values.index
    unread = cell_issues.loc[cell_issues["field"] == "at", "row"]
    rows = undated.difference(pd.Index(unread)) if view.is_extra else values.index[:0]
    return told_of("date-missing", rows, "at", mapped.fields)[list(ISSUES)]


def numbered(values: pd.DataFrame, view: View, told: list[pd.DataFrame]) -> pd.DataFrame:
    """Activities that an earlier one of their row equals in moment and first words get their number to be told apart.

    `told` is added to: a frame per view, index row.
    """
    if not view.number or "at" not in values or "record_number" in values:
        return values
    empty = pd.Series(index=values.index, dtype="str")
    said = pd.DataFrame(
        {"at": values["at"], "content": values.get("content", empty).str[:_FIRST_LETTERS].fillna("")}
    )
    same = pd.Series(False, index=values.index)
    for earlier in told:
        before = earlier.reindex(values.index)
        has_time = said["at"] != said["at"].dt.normalize()
        same |= (before["at"] == said["at"]) & (has_time | (before["content"] == said["content"]))
    told.append(said)
    return values.assign(record_number=empty.mask(same, str(view.number))) if same.any() else values
