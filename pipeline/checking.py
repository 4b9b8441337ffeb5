"""`check`: reads and judges files as the night would, and changes nothing."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import derive_customers, find_by_name
from pipeline.exporting import messages
from pipeline.facts import Facts
from pipeline.intake.inbox import Claim, claim_in_place
from pipeline.intake.novelty import mark_unchanged
from pipeline.intake.reading import FileReading, SheetReading
from pipeline.intake.unplaced import has_unplaced, reject_unplaced
from pipeline.store.database import Store
from pipeline.store.facts import known_versions, load_facts
from pipeline.store.ledger import disposition_counts
from pipeline.taking_in import read_claim
from pipeline.wording import Wording


def check_file(path: Path, site: str, store: Store | None, settings: Settings, as_of: AsOf) -> FileReading:
    """One file as the night would judge it in the inbox of `site`, against the store when there is one."""
    claim: Claim = claim_in_place(path, site, settings.for_site(site).zone)
    reading = read_claim(claim, settings, as_of)
    if store is None:
        facts, known = Facts(site), {}
        if has_unplaced(reading):
            reading = _placed(reading, facts, settings, as_of)
        return mark_unchanged(reading, known)
    with store.reading() as connection:
        if has_unplaced(reading):
            reading = _placed(reading, load_facts(connection, site), settings, as_of)
        kinds = sorted({kind for sheet in reading.sheets for kind in sheet.facts})
        return mark_unchanged(reading, {kind: known_versions(connection, site, kind) for kind in kinds})


def judged(path: Path, reading: FileReading, wording: Wording) -> dict[str, Any]:
    """What `check --json` says of one file."""
    told = {
        "file": str(path),
        "outcome": reading.outcome,
        "sheets": [_sheet(s, wording) for s in reading.sheets],
    }
    if reading.outcome == "unreadable":
        told |= {
            "message": wording(f"issue.{reading.reason}"), "hint": wording(f"issue.{reading.reason}.hint")
        }  # fmt: skip
    return told


def would_reject(told: dict[str, Any]) -> bool:
    return told["outcome"] == "unreadable" or any(sheet["rejected"] for sheet in told["sheets"])


def _placed(reading: FileReading, facts: Facts, settings: Settings, as_of: AsOf) -> FileReading:
    """Judged by the customers that are known and those that the file itself brings."""
    derived = derive_customers(facts, settings, as_of)
    return reject_unplaced(reading, lambda rows: find_by_name(rows, derived))


def _sheet(sheet: SheetReading, wording: Wording) -> dict[str, Any]:
    issues = sheet.issues.assign(message=messages(sheet.issues, wording), hint=hints(sheet.issues, wording))
    wanted = ["code", "severity", "row", "column", "header", "field", "message", "hint"]
    return {
        "name": sheet.name, "kind": sheet.kind, "header_row": sheet.header_row, "columns": sheet.columns,
        "unmapped": sheet.unmapped, "rows": sheet.rows, **disposition_counts(sheet),
        "issues": issues[wanted].astype(object).where(issues[wanted].notna(), "").to_dict("records"),
    }  # fmt: skip


def hints(issues: pd.DataFrame, wording: Wording) -> pd.Series:
    """What to do about it, in words."""
    texts = {code: wording(f"issue.{code}.hint") for code in issues["code"].unique()}
    return issues["code"].map(texts)


def check_lines(told: list[dict[str, Any]], words: Wording) -> str:
    """What `check` found, for people."""
    lines: list[str] = []
    for file in told:
        lines.append(file["file"])
        if "message" in file:
            lines.append(f"  {file['message']} {file['hint']}")
        for sheet in file["sheets"]:
            kind = words(f"kind.{sheet['kind'] or 'none'}")
            lines.append("  " + words("check.sheet", **{**sheet, "kind": kind}))
            lines += [
                "    " + words("check.issue", **issue, place=f"{issue['column']}{issue['row'] or ''}").strip()
                for issue in sheet["issues"]
            ]
    return "\n".join(lines)
