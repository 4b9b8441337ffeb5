"""`check`: reads and judges files as the night would, and changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.facts import Facts
from pipeline.intake import read_claim
from pipeline.intake.inbox import claim_in_place
from pipeline.intake.novelty import mark_unchanged
from pipeline.intake.own_workbooks import MAP_SHEET
from pipeline.intake.reading import FileReading, SheetReading
from pipeline.intake.unplaced import has_unplaced
from pipeline.messages import hints, messages
from pipeline.wording import Wording

if TYPE_CHECKING:
    from pipeline.store.database import Store


def check_file(path: Path, site: str, store: "Store | None", settings: Settings, as_of: AsOf) -> FileReading:
    """One file as the night would judge it in the inbox of `site`, against the store when there is one.

    What an answer does not need is not loaded: the store without a store, the customers without such rows.
    """
    claim = claim_in_place(path, site, settings.for_site(site).zone)
    reading = read_claim(claim, settings, as_of)
    if store is None:
        return mark_unchanged(_placed(reading, lambda: Facts(site), settings, as_of), {})
    from pipeline.store.facts import load_facts
    from pipeline.taking_in import compare, confirm

    with store.reading() as connection:
        placed = _placed(reading, lambda: load_facts(connection, site), settings, as_of)
        return compare(connection, confirm(connection, placed, as_of))


def _placed(reading: FileReading, known: Callable[[], Facts], settings: Settings, as_of: AsOf) -> FileReading:
    if not has_unplaced(reading):
        return reading
    from pipeline.taking_in import place

    return place(reading, known(), settings, as_of)


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
        "unmapped": sheet.unmapped, "rows": sheet.rows, **sheet.counts,
        "issues": issues[wanted].astype(object).where(issues[wanted].notna(), "").to_dict("records"),
    }  # fmt: skip


def check_lines(told: list[dict[str, Any]], words: Wording) -> str:
    """What `check` found, for people; the hidden sheet of our own workbooks is none of theirs."""
    lines: list[str] = []
    for file in told:
        lines.append(file["file"])
        if "message" in file:
            lines.append(f"  {file['message']} {file['hint']}")
        for sheet in file["sheets"]:
            if sheet["name"] == MAP_SHEET:
                continue
            kind = words(f"kind.{sheet['kind'] or 'none'}")
            lines.append("  " + words("check.sheet", **{**sheet, "kind": kind}))
            lines += [
                "    " + words("check.issue", **issue, place=f"{issue['column']}{issue['row'] or ''}").strip()
                for issue in sheet["issues"]
            ]
    return "\n".join(lines)
