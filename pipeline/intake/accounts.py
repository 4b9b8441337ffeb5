"""The account of one sheet: each row's disposition with its codes, the issues, and the rows to mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pipeline.facts import empty_frame
from pipeline.intake.cells.text import typed
from pipeline.intake.header_notices import header_notices
from pipeline.intake.headers import Header
from pipeline.intake.judging import KEYS, disposition_codes
from pipeline.intake.parsing import column_letter
from pipeline.intake.profile_items import PREFIX
from pipeline.intake.profile_sheets import is_withheld
from pipeline.intake.raw_tables import Cells, RawSheet, RowNumbers
from pipeline.intake.reading import ISSUES, LEDGER, SheetReading
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import Columns
from pipeline.intake.sheet_tables import Table
from pipeline.issues import CODES
from pipeline.vocabulary import CUSTOMER_RECORDS

# Names of export columns where the field of a header has another name.
_SHOWN: Final = {
    "unit_price_total": "price",
    "visit_at": "at",
    "consultant_number": "consultant",
    "cost": "amount",
}


@dataclass(frozen=True)
class Judged:
    """One view of a table, judged. `issues`: columns ISSUES; `facts` of the rows that no issue rejects."""

    mapped: Columns
    rows: RowNumbers
    issues: pd.DataFrame
    facts: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class TableAccount:
    """One table of a sheet: what became of its rows. `rejected`, `doubtful` as in `SheetReading`."""

    header: Header
    kind: str | None
    dispositions: dict[str, RowNumbers]
    issues: pd.DataFrame
    columns: dict[str, str]
    unmapped: list[str]
    facts: dict[str, pd.DataFrame]
    rejected: dict[int, list[str]]
    doubtful: dict[int, list[str]]


def account_for_table(
    table: Table,
    kind: str,
    judged: Sequence[Judged],
    configured: frozenset[str],
    *,
    ignored: Mask,
    unchanged: Mask,
) -> TableAccount:
    """What all views of a table say of its rows: one that any of them rejects is rejected, and gives no facts.

    `configured`: fields that the office's own mapping names.
    """
    mapped = [each.mapped for each in judged]
    found = pd.concat([each.issues for each in judged], ignore_index=True)
    found = found.drop_duplicates(["row", "column", "field", "code"], ignore_index=True)
    rejected = found.loc[found["severity"] == "error", "row"].unique()
    rows, columns = table.rows, table.columns
    is_rejected = np.isin(rows, rejected)
    facts = _accepted_facts([each.facts for each in judged], rejected)
    doubtful = ~is_rejected & np.isin(rows, _without_key(facts))
    shown = {
        cell.position
        for cell in table.header.cells
        if cell.meaning != "forbidden" and not is_withheld(cell, mapped[0])
    }
    notices = header_notices(table.header, mapped, columns, configured)
    return TableAccount(
        table.header, kind,
        {
            "accepted": rows[~(is_rejected | ignored | unchanged)], "rejected": rows[is_rejected],
            "ignored": rows[ignored], "unchanged": rows[unchanged],
        },
        _shown(pd.concat([notices, found], ignore_index=True)), _columns(table.header, mapped),
        _unmapped(table.header, mapped), facts,
        _as_typed(rows, columns, is_rejected, shown), _as_typed(rows, columns, doubtful, shown),
    )  # fmt: skip


def ignored_table(table: Table, code: str) -> TableAccount:
    """A table below another one that is no list we know: nothing taken, and said."""
    notice = sheet_issue(code, row=table.header.row)
    return TableAccount(table.header, None, {"ignored": table.rows}, notice, {}, [], {}, {}, {})


def account_for_sheet(
    sheet: RawSheet, tables: list[TableAccount], between: RowNumbers, notices: pd.DataFrame, kind: str
) -> SheetReading:
    """All tables of a sheet as one: kind and header of the first list, the headers of the others by row.

    `between`: rows of later titles and headers. `notices`: what is to say of the sheet as a whole.
    """
    first = next(table for table in tables if table.kind)
    issues = pd.concat([notices, *[table.issues for table in tables]], ignore_index=True)
    dispositions = [("ignored", between), *[line for table in tables for line in table.dispositions.items()]]
    own_headers = {
        row: [cell.text for cell in table.header.cells]
        for table in tables if table is not first
        for row in (*table.rejected, *table.doubtful)
    }  # fmt: skip
    return SheetReading(
        sheet.name, kind, int((sheet.counted > tables[0].header.last_row).sum()),
        _ledger(dispositions, issues), issues, first.header.row, [cell.text for cell in first.header.cells],
        _united([table.columns for table in tables]),
        [text for table in tables for text in table.unmapped], _united_facts([table.facts for table in tables]),
        {row: cells for table in tables for row, cells in table.rejected.items()},
        {row: cells for table in tables for row, cells in table.doubtful.items()}, own_headers,
    )  # fmt: skip


def unrecognised(sheet: RawSheet, notices: pd.DataFrame, code: str = "sheet-unrecognised") -> SheetReading:
    """A sheet that is no list we know: all its rows ignored, said once; no code for one that we wrote ourselves."""
    told = [notices, sheet_issue(code)] if code and len(sheet.rows) else [notices]
    issues = pd.concat(told, ignore_index=True)
    ledger = _ledger([("ignored", sheet.rows)], issues)
    return SheetReading(sheet.name, None, len(sheet.counted), ledger, issues)


def sheet_issue(code: str, details: str = "", row: int = 0) -> pd.DataFrame:
    """One issue about a sheet as a whole, columns ISSUES."""
    said = {"row": row, "code": code, "severity": CODES[code], "details": details}
    line = pd.DataFrame([{**dict.fromkeys(ISSUES, ""), **said}], columns=list(ISSUES))
    return pd.concat([empty_frame(ISSUES), line], ignore_index=True)


def no_issues() -> pd.DataFrame:
    return empty_frame(ISSUES)


def broken_rows(broken: dict[int, str], mapped: Columns) -> pd.DataFrame:
    """Rows that the schemas refused, with the field, as issues."""
    lines = []
    for row, field in broken.items():
        header = mapped.fields.get(field)
        place, text = (column_letter(header.position), header.text) if header else ("", "")
        lines.append((row, place, text, field, "row-invalid", CODES["row-invalid"], ""))
    return pd.DataFrame(lines, columns=list(ISSUES)) if lines else empty_frame(ISSUES)


def _ledger(dispositions: list[tuple[str, RowNumbers]], issues: pd.DataFrame) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"row": rows, "disposition": pd.Series(name, index=range(len(rows)), dtype="str")})
        for name, rows in dispositions
        if len(rows)
    ]
    if not parts:
        return empty_frame(LEDGER)
    ledger = pd.concat(parts).sort_values("row", ignore_index=True)
    return ledger.assign(codes=disposition_codes(issues, pd.Index(ledger["row"])).to_numpy())


def _shown(issues: pd.DataFrame) -> pd.DataFrame:
    return issues.assign(field=issues["field"].map(_shown_name))


def _shown_name(field: str) -> str:
    """The export column that a field feeds; every item of a profile is a `value`."""
    return "value" if field.startswith(PREFIX) else _SHOWN.get(field, field)


def _accepted_facts(parts: list[dict[str, pd.DataFrame]], rejected: np.ndarray) -> dict[str, pd.DataFrame]:
    facts = _united_facts(parts)
    return {
        kind: rows[~rows["row"].isin(rejected)] if len(rejected) else rows for kind, rows in facts.items()
    }


def _united_facts(parts: list[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Kind -> the facts of all parts, by row; within a row in the order of the parts."""
    kinds = dict.fromkeys(kind for facts in parts for kind in facts)
    found = {kind: [facts[kind] for facts in parts if kind in facts] for kind in kinds}
    return {
        kind: rows[0] if len(rows) == 1
        else pd.concat(rows, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
        for kind, rows in found.items()
    }  # fmt: skip


def _columns(header: Header, mapped: Sequence[Columns]) -> dict[str, str]:
    """Header -> field; of equal headers the later ones carry their column's letter."""
    columns: dict[str, str] = {}
    for position, field in sorted(_positions(mapped).items()):
        text = header.cells[position].text
        columns[f"{text} ({column_letter(position)})" if text in columns else text] = _shown_name(field)
    return columns


def _unmapped(header: Header, mapped: Sequence[Columns]) -> list[str]:
    positions = _positions(mapped)
    return [cell.text for cell in header.cells if cell.text and cell.position not in positions]


def _positions(mapped: Sequence[Columns]) -> dict[int, str]:
    """Position -> field over all views, the first view's word first."""
    return {position: field for each in reversed(mapped) for position, field in each.positions.items()}


def _united(parts: list[dict[str, str]]) -> dict[str, str]:
    return (
        {header: field for columns in reversed(parts) for header, field in columns.items()}
        if len(parts) > 1
        else parts[0]
    )


def _without_key(facts: dict[str, pd.DataFrame]) -> list[int]:
    """Rows of other kinds than leads that only a name, or a masked number, leads to their customer; and decisions,
    which may name customers and consultants that the site has not.
    """
    rows: list[int] = facts["decisions"]["row"].tolist() if "decisions" in facts else []
    for kind in ("activities", "deals", *CUSTOMER_RECORDS):
        if kind in facts and "leads" not in facts and kind != "decisions":
            keys = [name for name in KEYS if name not in ("masked_phone", "other_phone")]
            rows += facts[kind].loc[facts[kind][keys].isna().all(axis="columns"), "row"].tolist()
    return rows


def _as_typed(rows: RowNumbers, columns: list[Cells], chosen: Mask, shown: set[int]) -> dict[int, list[str]]:
    """Row -> its cells as text, in the order of the header; what must not be kept is left empty."""
    return {
        int(rows[place]): [typed(column[place]) if i in shown else "" for i, column in enumerate(columns)]
        for place in chosen.nonzero()[0]
    }
