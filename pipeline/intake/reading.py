"""What reading one file gives: a `FileReading` with a `SheetReading` per sheet, nothing kept yet."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from pipeline.facts import empty_frame
from pipeline.vocabulary import DISPOSITIONS

Outcome = Literal["read", "duplicate", "unreadable"]

LEDGER = {"row": "whole", "disposition": "text", "codes": "text"}
ISSUES = {
    "row": "whole", "column": "text", "header": "text", "field": "text", "code": "text", "severity": "text",
    "details": "text",
}  # fmt: skip
# Rows of a rejected workbook that came back, and the row of the office's file each one stands for.
ORIGINS = {"row": "whole", "of_file_id": "text", "of_sheet": "text", "of_row": "whole"}
# What intake says of a fact besides its fields; the store adds the rest of the provenance.
FACT_EXTRAS = {
    "row": "whole", "row_key": "text", "content_hash": "text", "own_at": "moment", "spoken_date": "day",
}  # fmt: skip


@dataclass(frozen=True)
class SheetReading:
    """One sheet. `rows` was counted from the file by another way than the frames here were made.

    ledger    a line per non-empty row below the header: columns LEDGER; disposition accepted, rejected or ignored
    issues    columns ISSUES; row 0 is the whole sheet, a header's issues stand in its row; never a value of a cell
    facts     kind -> accepted rows: FACT_EXTRAS and the columns of vocabulary.FACTS[kind]; one row of a wide log
              may be several activities
    rejected  row -> the row's cells as text, in the order of `header`
    doubtful  the same for accepted rows without any key, which the site's customers may still reject
    own_headers  row of either -> its header, where it stands in a further table of the sheet under another one
    origins   rows of our own rejected workbooks: columns ORIGINS; any other sheet has none
    """

    name: str
    kind: str | None
    rows: int
    ledger: pd.DataFrame
    issues: pd.DataFrame
    header_row: int = 0
    header: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    facts: dict[str, pd.DataFrame] = field(default_factory=dict)
    rejected: dict[int, list[str]] = field(default_factory=dict)
    doubtful: dict[int, list[str]] = field(default_factory=dict)
    own_headers: dict[int, list[str]] = field(default_factory=dict)
    origins: pd.DataFrame = field(default_factory=lambda: empty_frame(ORIGINS))

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of the sheet have each disposition."""
        counted = self.ledger["disposition"].value_counts()
        return {disposition: int(counted.get(disposition, 0)) for disposition in DISPOSITIONS}


@dataclass(frozen=True)
class FileReading:
    """One file. `reason` is an issue code when it could not be read."""

    file_id: str
    name: str
    site: str
    sha256: str
    outcome: Outcome
    spoken_date: date | None = None
    sheets: list[SheetReading] = field(default_factory=list)
    reason: str = ""
