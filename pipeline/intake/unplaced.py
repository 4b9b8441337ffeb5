"""Rows that name their customer only by name: they join exactly one customer of the site, or are rejected."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from pipeline.facts import empty_facts, fact_columns, joined
from pipeline.intake.reading import ISSUES, FileReading, SheetReading
from pipeline.vocabulary import CUSTOMER_RECORDS, WHO

ABOUT_CUSTOMERS = ("leads", "activities", "deals")
KEYS = ("phone", "phone_2", "wechat", "customer_number", "stated_customer_id")
_JOINING = ("activities", "deals", *CUSTOMER_RECORDS)
# Given rows with name and consultant: the customer of each, empty where there is none or several.
FindByName = Callable[[pd.DataFrame], pd.Series]


def has_unplaced(reading: FileReading) -> bool:
    """Does any row need the site's customers to be judged?"""
    return any(bool(_unplaced(sheet).any()) for sheet in reading.sheets)


def reject_unplaced(reading: FileReading, find: FindByName) -> FileReading:
    """The file with rows that lead to no customer, or to several, rejected as `customer-not-found`."""
    return replace(reading, sheets=[_reject(sheet, find) for sheet in reading.sheets])


def placed_rows(reading: FileReading) -> dict[str, pd.DataFrame]:
    """One row for each person that the file's other rows name, as facts that no store has numbered."""
    kinds = {kind for sheet in reading.sheets for kind in sheet.facts} & {*ABOUT_CUSTOMERS, "consultants"}
    return {kind: _people(reading, kind) for kind in sorted(kinds)}


def _people(reading: FileReading, kind: str) -> pd.DataFrame:
    parts = [
        sheet.facts[kind][~_is_unplaced(sheet.facts[kind]["row"], sheet)].assign(sheet=sheet.name)
        for sheet in reading.sheets
        if kind in sheet.facts
    ]
    rows = joined(parts)
    whose = [name for name in (*WHO, "consultant", "consultant_id") if name in rows]
    people = rows.drop_duplicates(whose).assign(site=reading.site, file_id=reading.file_id)
    typed = fact_columns(kind)
    return joined([empty_facts(kind), people.reindex(columns=list(typed)).assign(fact_id=-1, file_order=-1)])


def _is_unplaced(rows: pd.Series, sheet: SheetReading) -> pd.Series:
    unplaced = _unplaced(sheet)
    return rows.isin(unplaced.index[unplaced.astype(bool)])


def _unplaced(sheet: SheetReading) -> pd.Series:
    """Rows about a customer without any key, whose row is no lead either; index: row."""
    leads = sheet.facts["leads"]["row"] if "leads" in sheet.facts else pd.Series(dtype="int64")
    parts = []
    for kind in _JOINING:
        if kind in sheet.facts:
            rows = sheet.facts[kind].set_index("row")
            is_masked = rows["masked_phone"].notna() & rows["name"].notna()
            parts.append(rows[list(KEYS)].isna().all(axis="columns") & ~is_masked & ~rows.index.isin(leads))
    return pd.concat(parts) if parts else pd.Series(dtype="bool")


def _reject(sheet: SheetReading, find: FindByName) -> SheetReading:
    unplaced = _unplaced(sheet)
    if not unplaced.any():
        return sheet
    rows = pd.concat([sheet.facts[kind] for kind in _JOINING if kind in sheet.facts]).drop_duplicates("row")
    rows = rows[rows["row"].isin(unplaced.index[unplaced])]
    lost = rows.loc[find(rows).isna().to_numpy() | rows["masked_phone"].notna().to_numpy(), "row"]
    return with_rejected(sheet, lost, "name", "customer-not-found")


def with_rejected(sheet: SheetReading, lost: pd.Series, field: str, code: str) -> SheetReading:
    """The sheet with these accepted rows, of which it kept the cells, rejected for one of their fields."""
    is_lost = sheet.ledger["row"].isin(lost)
    codes = sheet.ledger["codes"].fillna("")
    joined = codes.where(codes == "", codes + "|") + code
    header = next((header for header, fed in sheet.columns.items() if fed == field), "")
    issues = pd.DataFrame(
        {
            "row": lost.to_numpy(), "column": "", "header": header, "field": field,
            "code": code, "severity": "error", "details": "",
        }
    )  # fmt: skip
    return replace(
        sheet,
        ledger=sheet.ledger.assign(
            disposition=sheet.ledger["disposition"].mask(is_lost, "rejected"),
            codes=codes.mask(is_lost, joined),
        ),
        issues=pd.concat([sheet.issues, issues], ignore_index=True)[list(ISSUES)],
        facts={kind: facts[~facts["row"].isin(lost)] for kind, facts in sheet.facts.items()},
        rejected={
            **sheet.rejected,
            **{row: cells for row, cells in sheet.doubtful.items() if row in set(lost)},
        },
    )
