"""One sheet: headers, tables, kinds, columns, cells, judgement, facts; every row gets exactly one disposition."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from pipeline.intake.accounts import (
    Judged,
    TableAccount,
    account_for_sheet,
    account_for_table,
    broken_rows,
    ignored_table,
    unrecognised,
)
from pipeline.intake.cells import CellContext
from pipeline.intake.fact_rows import Source, build_facts, complete_rows
from pipeline.intake.filled_sheets import complete_filled, filled_columns, mapped_header, unfilled_rows
from pipeline.intake.header_location import counts_things, holds_figures, locate_header
from pipeline.intake.headers import Header, HeaderCell
from pipeline.intake.judging import judge_rows
from pipeline.intake.own_workbooks import (
    TICK,
    OwnWorkbook,
    complete_new_customers,
    complete_tasks,
    filled_rows,
    given_rows,
    planned_modes,
    task_columns,
    without_ours,
)  # fmt: skip
from pipeline.intake.parsing import ParsedSheet, parse_sheet, understood_share
from pipeline.intake.profile_items import kept_items
from pipeline.intake.profile_sheets import unused_rows, withheld_notices, without_withheld
from pipeline.intake.raw_tables import Cells, RawSheet
from pipeline.intake.reading import SheetReading
from pipeline.intake.row_sorting import Mask, ignored_rows
from pipeline.intake.schemas import invalid_rows
from pipeline.intake.sheet_kinds import Columns, Values, assign_columns, recognise_kind
from pipeline.intake.sheet_notices import sheet_notices
from pipeline.intake.sheet_tables import Table, split_tables, table_below
from pipeline.intake.site_columns import other_sites
from pipeline.intake.spoken_dates import Period, sheet_day, written_day, written_period
from pipeline.intake.table_views import View, views_of
from pipeline.intake.wave_rows import left_out, numbered


@dataclass(frozen=True)
class FileContext:
    """What every sheet of a file shares. `spoken_date` is the file's; `newest` is D; `own`: it is a workbook of ours.

    mapping      normalised header -> field, as the office configured it
    name         of the file, without its ending
    other_sites  sites of the configuration, the file's own left out
    recorded_at  when the file was last saved
    kept_items   items of the customer profile that this office keeps
    """

    sha256: str
    spoken_date: date
    newest: date
    future_days: int
    recorded_at: datetime
    cells: CellContext
    mapping: dict[str, str]
    name: str = ""
    other_sites: frozenset[str] = frozenset()
    own: OwnWorkbook | None = None
    kept_items: frozenset[str] = kept_items(())

    def filled_kind(self, sheet: str) -> str:
        """The kind of fact that a sheet of ours becomes when it is filled in; "" for any other sheet."""
        return self.own.facts.get(sheet, "") if self.own else ""


def read_sheet(sheet: RawSheet, file: FileContext) -> SheetReading:
    """Read and judge one sheet; one that is no list of people or things we know gives nothing but its count."""
    if file.own and file.own.kind == "template":
        if sheet.name in file.own.told:
            return unrecognised(sheet, sheet_notices(sheet, is_ours=True), "")
        file = replace(file, own=None)
    own = file.own.mapping(sheet.name) if file.own else {}
    mapping = {**file.mapping, **own}
    header = mapped_header(sheet, own) if file.filled_kind(sheet.name) else locate_header(sheet, mapping)
    if header is None or (file.own and not own):
        code = "" if file.own else _why_not(sheet)
        return unrecognised(sheet, sheet_notices(sheet, is_ours=file.own is not None), code)
    if file.own:
        start = int(np.searchsorted(sheet.rows, header.last_row, side="right"))
        tables, between = [table_below(sheet, without_ours(header), start, len(sheet.rows))], sheet.rows[:0]
    else:
        tables, between = split_tables(sheet, header, mapping)
    accounts = [_read_table(sheet.name, table, file) for table in tables]
    kind = next((account.kind for account in accounts if account.kind), None)
    notices = sheet_notices(sheet, is_ours=file.own is not None)
    if kind is None:
        return unrecognised(sheet, notices, _why_not(sheet))
    is_ours = file.own is not None and file.own.kind != "tasks"  # its sheets are tasks, and enquiries
    return account_for_sheet(
        sheet, accounts, between, notices, file.own.kind if file.own and is_ours else kind
    )


def _why_not(sheet: RawSheet) -> str:
    return "sheet-aggregate" if holds_figures(sheet) else "sheet-unrecognised"


def _read_table(sheet_name: str, table: Table, file: FileContext) -> TableAccount:
    """One table; a row that any of its views rejects is rejected, one that none takes for an entry is ignored."""
    spoken, period = _spoken(sheet_name, table.header, file)
    context = replace(file.cells, spoken_date=spoken, period=(period.year, period.month) if period else None)
    views = (
        [View(table.header, np.ones(len(table.rows), dtype=bool))] if file.own else views_of(table, context)
    )
    mapped = [_understand(sheet_name, table, view, file, context) for view in views]
    if mapped[0].kind is None:
        return ignored_table(
            table, "sheet-aggregate" if counts_things(table.header) else "sheet-unrecognised"
        )
    passed_over = [
        unfilled_rows(table.columns, columns)
        if file.filled_kind(sheet_name)
        else _passed_over(table, view, columns)
        for view, columns in zip(views, mapped, strict=True)
    ]
    ignored = np.logical_and.reduce([ignored for ignored, _ in passed_over])
    unchanged = np.logical_and.reduce([unchanged for _, unchanged in passed_over])
    unused, withheld = unused_rows(table.columns, mapped[0], file.kept_items)
    ignored, withheld = ignored | unused | withheld, withheld & ~ignored
    source = Source(file.sha256, sheet_name, spoken, file.newest)
    judged, told = list[Judged](), list[pd.DataFrame]()
    for view, columns in zip(views, mapped, strict=True):
        if columns.kind is not None:
            entries = Table(view.header, table.rows, table.columns).only(view.chosen & ~(ignored | unchanged))
            judged.append(_judge(entries, view, columns, context, source, file, told))
    if withheld.any():
        notices = withheld_notices(table.rows[withheld], mapped[0])
        judged[0] = replace(judged[0], issues=pd.concat([judged[0].issues, notices], ignore_index=True))
    configured = frozenset(field for field in file.mapping.values())
    account = account_for_table(
        table, str(mapped[0].kind), judged, configured, ignored=ignored, unchanged=unchanged
    )
    return replace(account, issues=pd.concat([other_sites(table, file.other_sites), account.issues]))


def _spoken(sheet_name: str, header: Header, file: FileContext) -> tuple[date, Period | None]:
    """The day a table speaks for, and the year of its days without one."""
    if file.own and (file.own.kind == "tasks" or file.filled_kind(sheet_name)):
        return file.spoken_date, None
    period = written_period([*header.above, *(cell.text for cell in header.cells)], [sheet_name, file.name])
    told = written_day([*header.above, sheet_name], file.newest)
    return told or sheet_day(sheet_name, period, file.newest) or file.spoken_date, period


def _judge(
    entries: Table, view: View, mapped: Columns, context: CellContext, source: Source, file: FileContext,
    told: list[pd.DataFrame],
) -> Judged:  # fmt: skip
    """One view's entries, judged. `told`: when and what its earlier views said, of several activities in a row."""
    parsed = parse_sheet(entries.columns, entries.rows, mapped, context)
    kind, is_filled = str(mapped.kind), bool(file.filled_kind(source.sheet))
    values = (
        complete_filled(parsed, kind, file.own.plan_day, file.recorded_at)
        if file.own and is_filled
        else _completed(entries, parsed, view, mapped, context, file)
    )
    undated = left_out(values, parsed.issues, view, mapped)
    values, found = values.drop(undated["row"]), parsed.issues[~parsed.issues["row"].isin(undated["row"])]
    values = numbered(values, view, told)
    judged = judge_rows(
        values, found, kind, mapped.fields, file.newest, file.future_days, is_strict=is_filled
    )
    accepted = values.loc[~values.index.isin(judged.rejected)]
    facts = build_facts(accepted, kind, judged.undated, source)
    broken = {row: field for of, rows in facts.items() for row, field in invalid_rows(rows, of).items()}
    issues = pd.concat([judged.issues, undated, broken_rows(broken, mapped)], ignore_index=True)
    return Judged(mapped, entries.rows, issues, facts)


def _understand(
    sheet_name: str, table: Table, view: View, file: FileContext, context: CellContext
) -> Columns:
    """Kind and columns: of our own sheets by their map, of all others by what their headers mean together."""
    if filled := file.filled_kind(sheet_name):
        return filled_columns(view.header, filled)
    if file.own and file.own.kind == "tasks":
        return task_columns(view.header)
    kind = view.kind or recognise_kind(cell.meaning for cell in view.header.cells)
    if kind is None:
        return Columns(None)

    def fits(cell: HeaderCell, field: str) -> float:
        return understood_share(table.columns[cell.position], field, context)

    def counts(cell: HeaderCell) -> bool:
        return _counts_up(table.columns[cell.position])

    def recurs(names: HeaderCell, numbers: HeaderCell) -> bool:
        return _recurs(table.columns[names.position], table.columns[numbers.position])

    columns = assign_columns(kind, view.header.cells, Values(fits, counts, recurs))
    return without_withheld(columns, file.kept_items)


def _passed_over(table: Table, view: View, mapped: Columns) -> tuple[Mask, Mask]:
    """Rows that are no entries, and tasks nobody filled in: those say what we published."""
    nothing = np.zeros(len(table.rows), dtype=bool)
    if mapped.kind != "tasks":
        return ignored_rows(table.columns, view.header, mapped) if len(table.rows) else nothing, nothing
    filled, given = filled_rows(table.columns, mapped), given_rows(table.columns, mapped)
    return ~filled & ~given, ~filled & given


def _completed(
    entries: Table, parsed: ParsedSheet, view: View, mapped: Columns, context: CellContext, file: FileContext
) -> pd.DataFrame:
    """Parsed values with what the sheet as a whole, or the view, says of its rows."""
    if file.own and file.own.kind == "tasks":
        return _completed_own(entries, parsed, mapped, context, file, file.own)
    return complete_rows(
        parsed.fields, mapped, [cell.text for cell in entries.header.cells if cell.text], view.said
    )


def _completed_own(
    entries: Table,
    parsed: ParsedSheet,
    mapped: Columns,
    context: CellContext,
    file: FileContext,
    own: OwnWorkbook,
) -> pd.DataFrame:
    """Rows of a task workbook: what was done, and whom the consultant met."""
    wrong = {
        field: pd.Index(parsed.issues.loc[parsed.issues["field"] == field, "row"])
        for field in ("at", TICK, "created_at")
    }
    if mapped.kind == "leads":
        return complete_new_customers(parsed.fields, wrong["created_at"], own.plan_day, own.consultant)
    planned = planned_modes(entries.columns, mapped, parsed.fields.index, context)
    return complete_tasks(parsed.fields, wrong["at"], wrong[TICK], planned, own.plan_day, file.recorded_at)


def _recurs(names: Cells, numbers: Cells) -> bool:
    """Each of these names goes with two numbers or more: those who call, not those who are called."""
    pairs = {
        (name, number)
        for name, number in zip(names.tolist(), numbers.tolist(), strict=True)
        if name and number
    }
    called, calling = {number for _, number in pairs}, {name for name, _ in pairs}
    return len(called) >= 2 * len(calling) > 0


def _counts_up(column: Cells) -> bool:
    """The column numbers its rows 1..n, whatever its header says."""
    told = [cell for cell in column.tolist() if cell != ""]
    numbers = pd.to_numeric(pd.Series(told, dtype=object), errors="coerce")
    return bool(len(told)) and bool((numbers.to_numpy() == np.arange(1, len(told) + 1)).all())
