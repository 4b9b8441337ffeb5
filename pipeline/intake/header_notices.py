"""What is to say of a header: columns that feed nothing, and fields without a column; each with what may be meant."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

from pipeline.facts import empty_frame
from pipeline.intake.field_sources import SOURCES
from pipeline.intake.header_spellings import SPELLINGS, usual_header
from pipeline.intake.headers import Header, HeaderCell, normalised
from pipeline.intake.parsing import column_letter
from pipeline.intake.raw_tables import Cells
from pipeline.intake.reading import ISSUES
from pipeline.intake.sheet_kinds import Columns
from pipeline.issues import CODES

_NEEDS: Final = {
    "leads": "created_at", "visits": "visit_at", "activities": "at", "units": "unit_price_total",
}  # fmt: skip
_NEAR: Final = 62  # of 100: 客户点话 is near 客户电话, 车牌 near nothing


def header_notices(
    header: Header, mapped: Sequence[Columns], columns: list[Cells], configured: frozenset[str]
) -> pd.DataFrame:
    """Columns ISSUES, in the header's row: `header-unmapped` per column, `field-missing` per field.

    `mapped`: the views of the table. Missing is what the kind needs, or what the office's own mapping (`configured`)
    names for it, and no column feeds. `details`: the usual header that an unknown one is nearest to, or the one
    a missing field would have.
    """
    kind, fed = str(mapped[0].kind), {name for each in mapped for name in (*each.fields, *each.day_of)}
    positions = {position for each in mapped for position in each.positions}
    open_cells = [] if kind == "tasks" else [cell for cell in header.cells if cell.position not in positions]
    lines = [
        ("header-unmapped", column_letter(cell.position), cell.text, "", nearest_header(cell, kind, fed))
        for cell in open_cells
        if cell.text or bool((columns[cell.position] != "").any())
    ]
    fields = {_NEEDS.get(kind, "")} | (configured & SOURCES.get(kind, {}).keys())
    is_chinese = any("\u4e00" <= sign <= "\u9fff" for cell in header.cells for sign in cell.text)
    lines += [
        ("field-missing", "", "", name, usual_header(name, is_chinese=is_chinese))
        for name in sorted(fields - fed - {""})
    ]
    return _issues(lines, header.row)


def nearest_header(cell: HeaderCell, kind: str, fed: set[str]) -> str:
    """The usual header of this kind of sheet, not there yet, that an unknown one is nearest to; "" if to none."""
    wanted = [
        text for field in SOURCES.get(kind, {}) if field not in fed for text in SPELLINGS.get(field, ())
    ]
    found = process.extractOne(
        normalised(cell.text), wanted, scorer=fuzz.ratio, processor=normalised, score_cutoff=_NEAR
    )
    return (
        found[0] if found and cell.text and cell.meaning not in ("forbidden", "needless", "running") else ""
    )


def _issues(lines: list[tuple[str, str, str, str, str]], row: int) -> pd.DataFrame:
    told = [
        {
            "row": row, "column": column, "header": text, "field": field, "code": code, "severity": CODES[code],
            "details": details,
        }
        for code, column, text, field, details in lines
    ]  # fmt: skip
    return (
        pd.concat([empty_frame(ISSUES), pd.DataFrame(told, columns=list(ISSUES))])
        if told
        else empty_frame(ISSUES)
    )
