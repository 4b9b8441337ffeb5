"""Which of a file's rows say something new, and which merely repeat what is known."""

from dataclasses import replace
from typing import Final

import pandas as pd

from pipeline.intake.reading import FileReading, SheetReading

# Versions of a row in the order of rules, section 2: the day their file speaks for, own date, file, row.
ORDER: Final = ["row_key", "spoken_date", "own_at", "sha256", "sheet_no", "row"]


def mark_unchanged(reading: FileReading, known: dict[str, pd.DataFrame]) -> FileReading:
    """The file with rows that repeat a neighbouring version of themselves turned from accepted to unchanged.

    `known`: kind -> the stored facts' row_key, content_hash, spoken_date, own_at, sha256, sheet_no, row. Of
    equal rows in the file itself the first is accepted. A row of several facts is unchanged when all are.
    """
    kinds = {kind for sheet in reading.sheets for kind in sheet.facts}
    repeats = {kind: _repeats(reading, kind, known.get(kind)) for kind in kinds}
    sheets = [
        _without_repeats(sheet, {kind: _of_sheet(repeats[kind], number) for kind in sheet.facts})
        for number, sheet in enumerate(reading.sheets)
    ]
    return replace(reading, sheets=sheets)


def _of_sheet(repeats: pd.Series, number: int) -> pd.Series:
    return repeats[repeats.index.get_level_values("sheet_no") == number]


def _repeats(reading: FileReading, kind: str, known: pd.DataFrame | None) -> pd.Series:
    """For each new fact of one kind, by (sheet_no, position): does it repeat a neighbouring version?"""
    new = pd.concat(
        [
            sheet.facts[kind][["row_key", "content_hash", "spoken_date", "own_at", "row"]].assign(
                sha256=reading.sha256, sheet_no=number, position=range(len(sheet.facts[kind])), is_new=True
            )
            for number, sheet in enumerate(reading.sheets)
            if kind in sheet.facts
        ],
        ignore_index=True,
    )
    if known is not None and len(known):
        touched = known[known["row_key"].isin(new["row_key"])]
        new = pd.concat([new, touched.assign(position=-1, is_new=False)], ignore_index=True)
    versions = new.sort_values(ORDER, kind="stable")
    before, after = versions.shift(1), versions.shift(-1)
    same_before = (versions["row_key"] == before["row_key"]) & (
        versions["content_hash"] == before["content_hash"]
    )
    same_after = (
        (versions["row_key"] == after["row_key"])
        & (versions["content_hash"] == after["content_hash"])
        & ~after["is_new"].astype("boolean").fillna(True)
    )
    is_repeat = (same_before | same_after)[versions["is_new"]]
    places = versions.loc[versions["is_new"], ["sheet_no", "position"]]
    return pd.Series(is_repeat.to_numpy(), index=pd.MultiIndex.from_frame(places)).sort_index()


def _without_repeats(sheet: SheetReading, repeats: dict[str, pd.Series]) -> SheetReading:
    """The sheet with only its new facts, and the rows that have none left marked unchanged."""
    if not sheet.facts:
        return sheet
    new_facts = {kind: facts[~repeats[kind].to_numpy()] for kind, facts in sheet.facts.items()}
    new_rows = pd.concat([facts["row"] for facts in new_facts.values()]).unique()
    seen_rows = pd.concat([facts["row"] for facts in sheet.facts.values()]).unique()
    row = sheet.ledger["row"]
    is_unchanged = row.isin(seen_rows) & ~row.isin(new_rows) & (sheet.ledger["disposition"] == "accepted")
    first_kind = next(iter(sheet.facts))
    contents = sheet.facts[first_kind].drop_duplicates("row").set_index("row")["content_hash"]
    ledger = sheet.ledger.assign(
        disposition=sheet.ledger["disposition"].mask(is_unchanged, "unchanged"),
        fact_kind=row.isin(contents.index).map({True: first_kind, False: None}).astype("str"),
        content_hash=row.map(contents).astype("str"),
    )
    return replace(sheet, ledger=ledger, facts=new_facts)
