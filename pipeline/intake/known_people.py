"""Decisions must name customers and consultants that the site has: a slip of the pen decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.intake.reading import FileReading, SheetReading
from pipeline.intake.unplaced import with_rejected

_NAMING = ("stated_customer_id", "merge_with")


@dataclass(frozen=True)
class KnownPeople:
    """Every customer number ever given, and which of some consultants' names and numbers are somebody's here."""

    customer_ids: "pd.Series[str]"
    is_there: "Callable[[pd.Series[str]], pd.Series[bool]]"


def has_decisions(reading: FileReading) -> bool:
    return any(len(sheet.facts.get("decisions", ())) for sheet in reading.sheets)


def reject_strangers(reading: FileReading, known: KnownPeople) -> FileReading:
    """The file with decisions about customers nobody knows, or for consultants who are not there, rejected."""
    return replace(reading, sheets=[_without_strangers(sheet, known) for sheet in reading.sheets])


def _without_strangers(sheet: SheetReading, known: KnownPeople) -> SheetReading:
    if "decisions" not in sheet.facts:
        return sheet
    rows = sheet.facts["decisions"]
    for name in _NAMING:
        is_strange = rows[name].notna() & ~rows[name].isin(known.customer_ids)
        sheet = with_rejected(sheet, rows.loc[is_strange, "row"], name, "customer-unknown")
    is_away = rows["consultant"].notna() & ~known.is_there(rows["consultant"])
    return with_rejected(sheet, rows.loc[is_away, "row"], "consultant", "consultant-away")
