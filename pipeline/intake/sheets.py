"""One sheet: header, kind, columns, cells, judgement, facts; every row gets exactly one disposition."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from pipeline.intake.accounts import account_for, unrecognised
from pipeline.intake.cells import CellContext
from pipeline.intake.fact_rows import Source, build_facts, complete_rows
from pipeline.intake.headers import Header, HeaderCell, locate_header
from pipeline.intake.judging import judge_rows
from pipeline.intake.own_workbooks import (
    OwnWorkbook,
    complete_tasks,
    filled_rows,
    given_rows,
    planned_modes,
    task_columns,
    without_ours,
)  # fmt: skip
from pipeline.intake.parsing import ParsedSheet, parse_sheet, understood_share
from pipeline.intake.profile_items import kept_items
from pipeline.intake.profile_sheets import unused_rows, with_withheld, without_withheld
from pipeline.intake.raw_tables import Cells, RawSheet, RowNumbers
from pipeline.intake.reading import SheetReading
from pipeline.intake.row_sorting import Mask, ignored_rows
from pipeline.intake.schemas import invalid_rows
from pipeline.intake.sheet_kinds import Columns, assign_columns, recognise_kind
from pipeline.intake.spoken_dates import written_day


@dataclass(frozen=True)
class FileContext:
    """What every sheet of a file shares. `spoken_date` is the file's; `newest` is D; `own`: it is a workbook of ours.

    mapping      normalised header -> field, as the office configured it
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
    own: OwnWorkbook | None = None
    kept_items: frozenset[str] = kept_items(())


@dataclass(frozen=True)
class Table:
    """A sheet's rows below its header, merged cells filled down."""

    header: Header
    rows: RowNumbers
    columns: list[Cells]

    def only(self, chosen: Mask) -> "Table":
        return (
            self if chosen.all() else Table(self.header, self.rows[chosen], [c[chosen] for c in self.columns])
        )


def read_sheet(sheet: RawSheet, file: FileContext) -> SheetReading:
    """Read and judge one sheet; one that is no list of people or things we know gives nothing but its count."""
    if file.own and file.own.kind == "template":
        if sheet.name in file.own.told:
            return unrecognised(sheet, is_ours=True)
        file = replace(file, own=None)
    own = file.own.mapping(sheet.name) if file.own else {}
    header = locate_header(sheet, {**file.mapping, **own})
    if header is None or (file.own and not own):
        return unrecognised(sheet, is_ours=file.own is not None)
    spoken = file.spoken_date
    if not (file.own and file.own.kind == "tasks"):
        spoken = written_day([*header.above, sheet.name], file.newest) or spoken
    context = replace(file.cells, spoken_date=spoken)
    table = _below(sheet, without_ours(header) if file.own else header)
    mapped = _understand(table, file, context)
    if mapped.kind is None:
        return unrecognised(sheet)
    source = Source(file.sha256, sheet.name, spoken, file.newest)
    return _read_table(sheet, table, mapped, context, source, file)


def _read_table(
    sheet: RawSheet, table: Table, mapped: Columns, context: CellContext, source: Source, file: FileContext
) -> SheetReading:
    ignored, unchanged = _passed_over(table, mapped)
    nothing, withheld = unused_rows(table.columns, mapped, file.kept_items)
    ignored, withheld = ignored | nothing, withheld & ~ignored
    entries = table.only(~(ignored | unchanged | withheld))
    parsed = parse_sheet(entries.columns, entries.rows, mapped, context)
    values = _completed(entries, parsed, mapped, context, file)
    kind = str(mapped.kind)
    judged = judge_rows(values, parsed.issues, kind, mapped.fields, file.newest, file.future_days)
    judged = with_withheld(judged, table.rows[withheld], mapped)
    accepted = values.loc[~values.index.isin(judged.rejected)]
    facts = build_facts(accepted, kind, judged.undated, source)
    broken = {row: field for of, rows in facts.items() for row, field in invalid_rows(rows, of).items()}
    facts = {of: rows[~rows["row"].isin(broken)] if broken else rows for of, rows in facts.items()}
    shown_kind = file.own.kind if file.own else kind
    return account_for(
        sheet, table.header, mapped, shown_kind, facts, judged, broken, ignored=table.rows[ignored | withheld],
        unchanged=table.rows[unchanged], entries=(entries.rows, entries.columns),
    )  # fmt: skip


def _understand(table: Table, file: FileContext, context: CellContext) -> Columns:
    """Kind and columns: of our task sheets by their map, of all others by what their headers mean together."""
    if file.own and file.own.kind == "tasks":
        return task_columns(table.header)
    kind = recognise_kind(cell.meaning for cell in table.header.cells)
    if kind is None:
        return Columns(None)

    def fits(cell: HeaderCell, field: str) -> float:
        return understood_share(table.columns[cell.position], field, context)

    def counts(cell: HeaderCell) -> bool:
        return _counts_up(table.columns[cell.position])

    return without_withheld(assign_columns(kind, table.header.cells, fits, counts), file.kept_items)


def _passed_over(table: Table, mapped: Columns) -> tuple[Mask, Mask]:
    """Rows that are no entries, and tasks nobody filled in: those say what we published."""
    if mapped.kind != "tasks":
        ignored = ignored_rows(table.columns, table.header, mapped)
        return ignored, np.zeros(len(table.rows), dtype=bool)
    filled, given = filled_rows(table.columns, mapped), given_rows(table.columns, mapped)
    return ~filled & ~given, ~filled & given


def _completed(
    entries: Table, parsed: ParsedSheet, mapped: Columns, context: CellContext, file: FileContext
) -> pd.DataFrame:
    """Parsed values with what the sheet as a whole says of its rows."""
    if mapped.kind == "tasks" and file.own:
        unread = pd.Index(parsed.issues.loc[parsed.issues["field"] == "at", "row"])
        planned = planned_modes(entries.columns, mapped, parsed.fields.index, context)
        return complete_tasks(parsed.fields, unread, planned, file.own.plan_day, file.recorded_at)
    return complete_rows(parsed.fields, mapped, [cell.text for cell in entries.header.cells if cell.text])


def _below(sheet: RawSheet, header: Header) -> Table:
    """The rows below the header. A cell merged over several rows says the same of each of them."""
    chosen = sheet.rows > header.last_row
    rows, columns = sheet.rows[chosen], [column[chosen] for column in sheet.columns]
    for first, column, last, _ in sheet.merged:
        if first > header.last_row and last > first and column < len(columns):
            covered = (rows > first) & (rows <= last) & (columns[column] == "")
            value = columns[column][rows == first]
            if len(value):
                columns[column][covered] = value[0]
    return Table(header, rows, columns)


def _counts_up(column: Cells) -> bool:
    """The column numbers its rows 1..n, whatever its header says."""
    told = [cell for cell in column.tolist() if cell != ""]
    numbers = pd.to_numeric(pd.Series(told, dtype=object), errors="coerce")
    return bool(len(told)) and bool((numbers.to_numpy() == np.arange(1, len(told) + 1)).all())
