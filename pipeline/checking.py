"""`check`: reads and judges files as the night would, and changes nothing."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.exporting import messages
from pipeline.facts import Facts
from pipeline.intake.inbox import claim_in_place
from pipeline.intake.novelty import mark_unchanged
from pipeline.intake.reading import FileReading, SheetReading
from pipeline.store.database import Store
from pipeline.store.facts import load_facts
from pipeline.store.ledger import disposition_counts
from pipeline.taking_in import compare, place, read_claim
from pipeline.wording import Wording


def check_file(path: Path, site: str, store: Store | None, settings: Settings, as_of: AsOf) -> FileReading:
    """One file as the night would judge it in the inbox of `site`, against the store when there is one."""
    claim = claim_in_place(path, site, settings.for_site(site).zone)
    reading = read_claim(claim, settings, as_of)
    if store is None:
        return mark_unchanged(place(reading, Facts(site), settings, as_of), {})
    with store.reading() as connection:
        return compare(connection, place(reading, load_facts(connection, site), settings, as_of))


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


def _sheet(sheet: SheetReading, wording: Wording) -> dict[str, Any]:
    issues = sheet.issues.assign(message=messages(sheet.issues, wording), hint=hints(sheet.issues, wording))
    wanted = ["code", "severity", "row", "column", "header", "field", "message", "hint"]
    return {
        "name": sheet.name, "kind": sheet.kind, "header_row": sheet.header_row, "columns": sheet.columns,
        "unmapped": sheet.unmapped, "rows": sheet.rows, **disposition_counts(sheet),
        "issues": issues[wanted].astype(object).where(issues[wanted].notna(), "").to_dict("records"),
    }  # fmt: skip


def hints(issues: pd.DataFrame, wording: Wording) -> pd.Series:
    """What to do about it, in words; over unique (code, header, details)."""
    asked = issues[["code", "header", "details"]].fillna("")
    unique = asked.drop_duplicates()
    texts = [_hint(code, header, details, wording) for code, header, details in unique.itertuples(index=False)]
    return asked.merge(unique.assign(hint=texts), how="left")["hint"].set_axis(issues.index)


def _hint(code: str, header: str, details: str, wording: Wording) -> str:
    near = f"issue.{code}.hint.near"
    return wording(near if details and wording.has(near) else f"issue.{code}.hint", header=header, details=details)


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
