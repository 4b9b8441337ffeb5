"""What is to say of a sheet as a whole before anything in it is judged: what of it people do not see."""

import pandas as pd

from pipeline.intake.accounts import no_issues, sheet_issue
from pipeline.intake.parsing import column_letter
from pipeline.intake.raw_tables import RawSheet


def sheet_notices(sheet: RawSheet, *, is_ours: bool = False) -> pd.DataFrame:
    """Hidden sheets, rows and columns are read like all others, and said, except of our own. Columns ISSUES."""
    if is_ours or not len(sheet.rows):
        return no_issues()
    hidden_rows = pd.Index(sheet.rows).intersection(pd.Index(sorted(sheet.hidden_rows), dtype="int64"))
    filled = [
        place
        for place in sorted(sheet.hidden_columns)
        if place < len(sheet.columns) and (sheet.columns[place] != "").any()
    ]
    told = []
    if sheet.is_hidden:
        told.append(sheet_issue("sheet-hidden"))
    if len(hidden_rows):
        told.append(sheet_issue("rows-hidden", str(len(hidden_rows))))
    if filled:
        told.append(sheet_issue("columns-hidden", ", ".join(column_letter(place) for place in filled)))
    return pd.concat(told, ignore_index=True) if told else no_issues()
