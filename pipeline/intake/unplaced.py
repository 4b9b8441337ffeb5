"""Rows that name their customer only by name: they join exactly one customer of the site, or are rejected."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from pipeline.intake.reading import ISSUES, FileReading, SheetReading

KEYS = ("phone", "phone_2", "wechat", "customer_number", "stated_customer_id")
# Given rows with name and consultant: the customer of each, empty where there is none or several.
FindByName = Callable[[pd.DataFrame], pd.Series]


def has_unplaced(reading: FileReading) -> bool:
    """Does any row need the site's customers to be judged?"""
    return any(bool(_unplaced(sheet).any()) for sheet in reading.sheets)


def reject_unplaced(reading: FileReading, find: FindByName) -> FileReading:
    """The file with rows that lead to no customer, or to several, rejected as `customer-not-found`."""
    return replace(reading, sheets=[_reject(sheet, find) for sheet in reading.sheets])


def _unplaced(sheet: SheetReading) -> pd.Series:
    """Rows of activities or deals without any key, whose row is no lead either; index: row."""
    leads = sheet.facts["leads"]["row"] if "leads" in sheet.facts else pd.Series(dtype="int64")
    parts = []
    for kind in ("activities", "deals"):
        if kind in sheet.facts:
            rows = sheet.facts[kind].set_index("row")
            is_masked = rows["masked_phone"].notna() & rows["name"].notna()
            parts.append(rows[list(KEYS)].isna().all(axis="columns") & ~is_masked & ~rows.index.isin(leads))
    return pd.concat(parts) if parts else pd.Series(dtype="bool")


def _reject(sheet: SheetReading, find: FindByName) -> SheetReading:
    unplaced = _unplaced(sheet)
    if not unplaced.any():
        return sheet
    rows = pd.concat(
        [sheet.facts[kind] for kind in ("activities", "deals") if kind in sheet.facts]
    ).drop_duplicates("row")
    rows = rows[rows["row"].isin(unplaced.index[unplaced])]
    lost = rows.loc[find(rows).isna().to_numpy() | rows["masked_phone"].notna().to_numpy(), "row"]
    is_lost = sheet.ledger["row"].isin(lost)
    codes = sheet.ledger["codes"].fillna("")
    joined = codes.where(codes == "", codes + "|") + "customer-not-found"
    header = next((header for header, field in sheet.columns.items() if field == "name"), "")
    issues = pd.DataFrame(
        {
            "row": lost.to_numpy(), "column": "", "header": header, "field": "name",
            "code": "customer-not-found", "severity": "error", "details": "",
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
