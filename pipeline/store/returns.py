"""Rejected rows that came back: where they are from, and which issues that closes."""

import pandas as pd
from sqlalchemy import Connection, select

from pipeline.store import tables
from pipeline.store.bulk import read_frame

PLACE = ["file_id", "sheet", "row"]
RETURNED = {
    "file_id": "text", "sheet": "text", "row": "whole", "of_file_id": "text", "of_file": "text",
    "of_sheet": "text", "of_row": "whole",
}  # fmt: skip


def returned_rows(connection: Connection) -> pd.DataFrame:
    """One row: a row of a rejected workbook that came back, and the row of the same site's file it stands for.

    In the order in which they came; an origin that we do not hold is none.
    """
    came, of, lines = tables.files.alias(), tables.files.alias(), tables.origins
    same_sheet = (tables.sheets.c.file_no == lines.c.file_no) & (tables.sheets.c.sheet_no == lines.c.sheet_no)
    query = (
        select(
            came.c.file_id, tables.sheets.c.name, lines.c.row, of.c.file_id, of.c.name, lines.c.of_sheet,
            lines.c.of_row,
        )
        .select_from(lines.join(came, came.c.file_no == lines.c.file_no))
        .join(tables.sheets, same_sheet)
        .join(of, (of.c.file_id == lines.c.of_file_id) & (of.c.site == came.c.site))
        .order_by(lines.c.file_no, lines.c.sheet_no, lines.c.row)
    )  # fmt: skip
    return read_frame(connection, query, RETURNED)


def at_their_origin(lines: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """Lines with file_id, sheet and row (and file, if there), those of returned rows under the row they stand for."""
    if returned.empty or lines.empty:
        return lines
    placed = lines.merge(returned, on=PLACE, how="left")
    moved = {name: placed[f"of_{name}"].fillna(placed[name]) for name in PLACE}
    if "file" in lines:
        moved["file"] = placed["of_file"].fillna(placed["file"])
    return placed.assign(**moved)[list(lines.columns)].astype({"row": "int64"})


def settled(issues: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """Each issue once, with `closed`: its row came back, and the last time it came it no longer had the issue.

    `issues` in the order in which they came. The same code in the same field of a row that came back is the
    same issue; it stays where it was first found.
    """
    if returned.empty or issues.empty:
        return issues.assign(closed=False)
    last = returned.drop_duplicates(["of_file_id", "of_sheet", "of_row"], keep="last")
    known = issues[[*PLACE, "field", "code"]].assign(is_last=_among(issues, last[PLACE], PLACE))
    found = at_their_origin(known, returned)
    origins = returned[["of_file_id", "of_sheet", "of_row"]].set_axis(PLACE, axis="columns")
    came_back = _among(found, origins, PLACE)
    same = [*PLACE, "field", "code"]
    is_open = _among(found, found.loc[found["is_last"], same], same)
    is_repeat = came_back & found.duplicated(same).to_numpy()
    return issues.assign(closed=came_back & ~is_open)[~is_repeat]


def _among(rows: pd.DataFrame, others: pd.DataFrame, names: list[str]) -> "pd.Series[bool]":
    """Per row, whether `others` has one equal to it in these columns."""
    wanted = pd.MultiIndex.from_frame(rows[names].fillna(""))
    found = wanted.isin(pd.MultiIndex.from_frame(others[names].fillna("")))
    return pd.Series(found, index=rows.index)
