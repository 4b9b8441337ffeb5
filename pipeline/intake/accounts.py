"""The account of one sheet: each row's disposition with its codes, the issues, and the rows to mend."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.facts import empty_frame
from pipeline.intake.cells.text import typed
from pipeline.intake.headers import Header, HeaderCell
from pipeline.intake.judging import KEYS, Judgement, disposition_codes
from pipeline.intake.parsing import column_letter
from pipeline.intake.profile_items import PREFIX
from pipeline.intake.profile_sheets import is_withheld
from pipeline.intake.raw_tables import Cells, RawSheet, RowNumbers
from pipeline.intake.reading import ISSUES, LEDGER, SheetReading
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import Columns
from pipeline.issues import CODES
from pipeline.vocabulary import CUSTOMER_RECORDS

# Names of export columns where the field of a header has another name.
_SHOWN: Final = {"unit_price_total": "price", "visit_at": "at", "consultant_number": "consultant", "cost": "amount"}
_NEEDS: Final = {
    "leads": "created_at", "visits": "visit_at", "activities": "at", "units": "unit_price_total",
    "complaints": "opened_at", "surveys": "answered_at", "milestones": "milestone_date", "channel_costs": "month",
    "targets": "month",
}  # fmt: skip


def unrecognised(sheet: RawSheet, *, is_ours: bool = False) -> SheetReading:
    """A sheet that is no list we know: all its rows ignored, said once unless we wrote the sheet ourselves."""
    issues = _of_sheet([] if is_ours or not len(sheet.rows) else [("sheet-unrecognised", "", "", "")])
    return SheetReading(
        sheet.name, None, len(sheet.counted), _ledger({"ignored": sheet.rows}, issues), issues
    )


def account_for(
    sheet: RawSheet, header: Header, mapped: Columns, kind: str, facts: dict[str, pd.DataFrame], judged: Judgement,
    broken: dict[int, str], *, ignored: RowNumbers, unchanged: RowNumbers, entries: tuple[RowNumbers, list[Cells]],
) -> SheetReading:  # fmt: skip
    """`broken`: rows that the schemas refused, with the field. `entries`: the judged rows and their cells."""
    rows, columns = entries
    issues = pd.concat(
        [_sheet_issues(header, mapped, columns), judged.issues, _broken(broken, mapped)], ignore_index=True
    )
    issues["field"] = issues["field"].map(_shown)
    is_rejected = np.isin(rows, judged.rejected) | np.isin(rows, list(broken))
    dispositions = {
        "accepted": rows[~is_rejected], "rejected": rows[is_rejected], "ignored": ignored, "unchanged": unchanged,
    }  # fmt: skip
    doubtful = ~is_rejected & np.isin(rows, _without_key(facts))
    shown = {c.position for c in header.cells if c.meaning != "forbidden" and not is_withheld(c, mapped)}
    return SheetReading(
        sheet.name, kind, int((sheet.counted > header.last_row).sum()), _ledger(dispositions, issues), issues,
        header.row, [cell.text for cell in header.cells], _columns(header, mapped), _unmapped(header, mapped), facts,
        _as_typed(rows, columns, is_rejected, shown), _as_typed(rows, columns, doubtful, shown),
    )  # fmt: skip


def _ledger(dispositions: dict[str, RowNumbers], issues: pd.DataFrame) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"row": rows, "disposition": pd.Series(name, index=range(len(rows)), dtype="str")})
        for name, rows in dispositions.items()
        if len(rows)
    ]
    if not parts:
        return empty_frame(LEDGER)
    ledger = pd.concat(parts).sort_values("row", ignore_index=True)
    return ledger.assign(codes=disposition_codes(issues, pd.Index(ledger["row"])).to_numpy())


def _sheet_issues(header: Header, mapped: Columns, columns: list[Cells]) -> pd.DataFrame:
    """Once per sheet: columns that feed nothing, and the column that the kind would need."""
    told = []
    for cell in header.cells:
        is_used = cell.position in mapped.positions or mapped.kind == "tasks"
        if not is_used and (cell.text or bool((columns[cell.position] != "").any())):
            told.append((_unused(cell, mapped), column_letter(cell.position), cell.text, ""))
    needed = _NEEDS.get(str(mapped.kind))
    if needed and needed not in mapped.fields:
        told.append(("field-missing", "", "", needed))
    return _of_sheet(told)


def _unused(cell: HeaderCell, mapped: Columns) -> str:
    """Why a column feeds nothing: it must not be kept, this office does not keep it, or nobody knows it."""
    if cell.meaning == "forbidden":
        return "column-dropped"
    return "item-not-kept" if is_withheld(cell, mapped) else "header-unmapped"


def _of_sheet(told: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    lines = [
        {
            "row": 0, "column": column, "header": header, "field": field, "code": code, "severity": CODES[code],
            "details": "",
        }
        for code, column, header, field in told
    ]  # fmt: skip
    return (
        pd.concat([empty_frame(ISSUES), pd.DataFrame(lines, columns=list(ISSUES))])
        if lines
        else empty_frame(ISSUES)
    )


def _broken(broken: dict[int, str], mapped: Columns) -> pd.DataFrame:
    lines = []
    for row, field in broken.items():
        header = mapped.fields.get(field)
        place, text = (column_letter(header.position), header.text) if header else ("", "")
        lines.append((row, place, text, field, "row-invalid", CODES["row-invalid"], ""))
    return pd.DataFrame(lines, columns=list(ISSUES)) if lines else empty_frame(ISSUES)


def _columns(header: Header, mapped: Columns) -> dict[str, str]:
    """Header -> field; of equal headers the later ones carry their column's letter."""
    columns: dict[str, str] = {}
    for position, field in sorted(mapped.positions.items()):
        text = header.cells[position].text
        columns[f"{text} ({column_letter(position)})" if text in columns else text] = _shown(field)
    return columns


def _shown(field: str) -> str:
    """The export column that a field feeds; every item of a profile is a `value`."""
    return "value" if field.startswith(PREFIX) else _SHOWN.get(field, field)


def _unmapped(header: Header, mapped: Columns) -> list[str]:
    return [cell.text for cell in header.cells if cell.text and cell.position not in mapped.positions]


def _without_key(facts: dict[str, pd.DataFrame]) -> list[int]:
    """Rows of other kinds than leads that only a name, or a masked number, leads to their customer."""
    rows: list[int] = []
    for kind in ("activities", "deals", *CUSTOMER_RECORDS):
        if kind in facts and "leads" not in facts:
            keys = [name for name in KEYS if name not in ("masked_phone", "other_phone")]
            rows += facts[kind].loc[facts[kind][keys].isna().all(axis="columns"), "row"].tolist()
    return rows


def _as_typed(rows: RowNumbers, columns: list[Cells], chosen: Mask, shown: set[int]) -> dict[int, list[str]]:
    """Row -> its cells as text, in the order of the header; what must not be kept is left empty."""
    return {
        int(rows[place]): [typed(column[place]) if i in shown else "" for i, column in enumerate(columns)]
        for place in chosen.nonzero()[0]
    }
