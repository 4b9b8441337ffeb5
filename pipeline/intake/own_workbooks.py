"""Our own workbooks that come back: known by a hidden sheet that maps each sheet's headers to fields."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal

import numpy as np
import pandas as pd

from pipeline.intake.cells import CellContext, parse_column
from pipeline.intake.cells.flags import DONE
from pipeline.intake.cells.text import folded, typed
from pipeline.intake.headers import Header, HeaderCell, normalised
from pipeline.intake.raw_tables import Cells, RawFile, RawSheet
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import Columns

OwnKind = Literal["tasks", "rejected", "template", "manager", "after_sales"]
MAP_SHEET: Final = "_callsheet"
KNOWN: Final[tuple[OwnKind, ...]] = ("tasks", "rejected", "template", "manager", "after_sales")
# What a task row says before anybody fills it in; everything else in the map is there to be filled.
GIVEN: Final = ("task_id", "stated_customer_id", "cause", "planned_mode")
TICK: Final = "is_done"
ADDED: Final = ("original_row", "problems")


@dataclass(frozen=True)
class OwnWorkbook:
    """`columns`: sheet -> normalised header -> field. `plan_day`: the day the tasks were published for, and whose.

    Of rejected rows: `file_id` and `sheets` (our sheet -> the office's) say where they are from.
    told   sheets of a template that only say how to fill it; its list is read like any other
    facts  sheet -> kind of fact that its filled rows become, of manager and after-sales workbooks, and of their
           rows that were rejected
    """

    kind: OwnKind
    plan_day: date | None = None
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    file_id: str = ""
    sheets: dict[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)
    consultant: str = ""

    def mapping(self, sheet: str) -> dict[str, str]:
        return self.columns.get(sheet, {})

    def meaning(self, sheet: str, header: str) -> str:
        """The field that the map names for a header; "" for a column of the office's own."""
        return self.mapping(sheet).get(normalised(header), "")

    def origin_of(self, sheet: str) -> str:
        return self.sheets.get(sheet, sheet)


def recognise_own(raw: RawFile) -> OwnWorkbook | None:
    """The map of our own workbook; None: it is somebody else's.

    By its name and first cells, however hidden it is: LibreOffice and WPS save a very hidden sheet as a hidden one.
    """
    for sheet in raw.sheets:
        rows = _map_rows(sheet) if sheet.name == MAP_SHEET else []
        if rows and rows[0][0] == "callsheet" and rows[0][1] in KNOWN:
            return _own(rows[0][1], rows[1:])
    return None


def task_columns(header: Header) -> Columns:
    """The columns of a task workbook's sheet: those the map names and no other, since the rest we told ourselves.

    A sheet without a column for our tasks is the one for new customers: enquiries.
    """
    fields = {cell.meaning[1:]: cell for cell in header.cells if cell.meaning.startswith("=")}
    opt_out = fields.pop("opt_out", None)
    return Columns("tasks" if "task_id" in fields else "leads", fields, [opt_out] if opt_out else [])


def without_ours(header: Header) -> Header:
    """A rejected sheet's header without the columns we added; the office's own stay as they were."""
    ours = {f"={name}" for name in ADDED}
    cells = [HeaderCell(cell.position, "") if cell.meaning in ours else cell for cell in header.cells]
    return replace(header, cells=cells)


def filled_rows(columns: list[Cells], mapped: Columns) -> Mask:
    """Rows in which any of the columns to fill holds something; a tick that says no is none."""
    asked = {name: cell for name, cell in mapped.fields.items() if name not in GIVEN}
    filled = [columns[cell.position] != "" for name, cell in asked.items() if name != TICK]
    filled += [columns[cell.position] != "" for cell in mapped.opt_outs]
    filled += [_ticked(columns[cell.position]) for name, cell in asked.items() if name == TICK]
    return np.logical_or.reduce(filled) if filled else np.zeros(len(columns[0]), dtype=bool)


def _ticked(cells: Cells) -> Mask:
    """Whatever is there, but not a no; a word that nobody understands is judged like any other."""
    said = {cell for cell in cells.tolist() if cell != "" and DONE.only(folded(cell)) != "no"}
    return np.array([cell in said for cell in cells.tolist()], dtype=bool)


def given_rows(columns: list[Cells], mapped: Columns) -> Mask:
    """Rows that hold one of our tasks."""
    task = mapped.fields.get("task_id")
    return columns[task.position] != "" if task else np.zeros(len(columns[0]), dtype=bool)


def planned_modes(columns: list[Cells], mapped: Columns, index: pd.Index, context: CellContext) -> pd.Series:
    """The mode each task was planned with."""
    planned = mapped.fields.get("planned_mode")
    if planned is None:
        return pd.Series(index=index, dtype="str")
    cells = pd.Series(columns[planned.position], index=index, dtype=object)
    return parse_column(cells, "mode", context).values["mode"]  # noqa: PD011


def complete_tasks(
    values: pd.DataFrame,
    unread: pd.Index,
    unticked: pd.Index,
    planned: pd.Series,
    plan_day: date | None,
    recorded_at: datetime,
) -> pd.DataFrame:
    """What a filled row leaves open: on the plan's day, in the planned mode, outbound, recorded when it was saved.

    `unread`: rows whose own date cannot be read; they get none. A message of which only the customer's reply is
    told was sent; one whose tick cannot be read may not have been: it stays without, and so is rejected.
    """
    empty = {"at": "datetime64[us]", "mode": "str", "direction": "str"}
    told = {name: values.get(name, pd.Series(index=values.index, dtype=of)) for name, of in empty.items()}
    day = _day_of(plan_day, values.index)
    is_open = told["at"].isna() & ~values.index.isin(unread)
    is_done = values.get(TICK, pd.Series(True, index=values.index, dtype="boolean"))
    return values.assign(
        **{TICK: is_done.where(values.index.isin(unticked), True)},
        at=told["at"].where(~is_open, day),
        mode=told["mode"].where(told["mode"].notna(), planned),
        direction=told["direction"].fillna("outbound"),
        recorded_at=pd.Series(pd.Timestamp(recorded_at), index=values.index).astype("datetime64[us]"),
    )


def complete_new_customers(
    values: pd.DataFrame, unread: pd.Index, plan_day: date | None, consultant: str
) -> pd.DataFrame:
    """Enquiries of the workbook's own consultant; those without a date came on the plan's day.

    `unread`: rows whose own date cannot be read; they get none.
    """
    told = values.get("created_at", pd.Series(index=values.index, dtype="datetime64[us]"))
    is_open = told.isna() & ~values.index.isin(unread)
    named = pd.Series(consultant or None, index=values.index, dtype="str")
    return values.assign(created_at=told.where(~is_open, _day_of(plan_day, values.index)), consultant=named)


def _day_of(plan_day: date | None, index: pd.Index) -> pd.Series:
    day = pd.Series(pd.Timestamp(plan_day) if plan_day else pd.NaT, index=index)
    return day.astype("datetime64[us]")


def _map_rows(sheet: RawSheet) -> list[list[str]]:
    rows = [[typed(cell) for cell in cells] for cells in zip(*sheet.columns, strict=True)]
    return [[*row, "", "", ""][:3] for row in rows]


def _own(kind: str, rows: list[list[str]]) -> OwnWorkbook:
    if kind == "template":
        told = frozenset(second for first, second, _ in rows if first == "told")
        return OwnWorkbook("template", told=told | {MAP_SHEET})
    columns: dict[str, dict[str, str]] = {}
    about = {first: second for first, second, third in rows if not third}
    sheets = {second: third for first, second, third in rows if first == "sheet" and third}
    facts = {second: third for first, second, third in rows if first == "facts" and third}
    for sheet, header, meaning in rows:
        if meaning and sheet not in ("sheet", "facts"):
            columns.setdefault(sheet, {})[normalised(header)] = meaning
    plan_day = date.fromisoformat(about["plan_day"]) if "plan_day" in about else None
    own: OwnKind = next(known for known in KNOWN if known == kind)
    file_id, consultant = about.get("file_id", ""), about.get("consultant", "")
    return OwnWorkbook(own, plan_day, columns, file_id, sheets, facts=facts, consultant=consultant)
