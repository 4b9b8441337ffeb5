"""The tables of the store. Moments and days are microseconds since 1970 in the site's own time."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text

from pipeline import facts as frames
from pipeline.vocabulary import CONVERSION_COLUMNS, CUSTOMER_COLUMNS, FACTS, TASK_COLUMNS

TYPES: Final = {
    "text": Text, "moment": BigInteger, "day": BigInteger, "number": Float, "whole": BigInteger,
    "flag": Boolean,
}  # fmt: skip
SCHEMA_VERSION: Final = 1

metadata = MetaData()


def _columns(typed: dict[str, str]) -> list[Column[object]]:
    return [Column(name, TYPES[kind]()) for name, kind in typed.items()]


about = Table(
    "about", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)

# One row: one run of the night. `state`: planned (rendered, its decisions kept) or published.
runs = Table(
    "runs", metadata,
    Column("run_no", Integer, primary_key=True), Column("run_id", Text, nullable=False, unique=True),
    Column("as_of", Text, nullable=False), Column("plan_day", BigInteger, nullable=False),
    Column("folder", Text), Column("state", Text, nullable=False), Column("config_sha256", Text),
    Column("version", Text), Column("sites", Text, nullable=False),
)  # fmt: skip

# One row: one content (site and bytes) ever taken in. `known_night`: first published plan day that knew it.
FILES: Final = {
    "file_id": "text", "site": "text", "sha256": "text", "name": "text", "outcome": "text", "reason": "text",
    "spoken_date": "day", "modified_at": "moment", "known_night": "day", "is_archived": "flag",
}  # fmt: skip
files = Table(
    "files", metadata,
    Column("file_no", Integer, primary_key=True), *_columns(FILES),
    Index("files_by_id", "file_id", unique=True),
)  # fmt: skip

COUNTS: Final = ("rows", "accepted", "unchanged", "rejected", "ignored", "suppressed")
sheets = Table(
    "sheets", metadata,
    Column("file_no", Integer, primary_key=True), Column("sheet_no", Integer, primary_key=True),
    Column("name", Text, nullable=False), Column("kind", Text), Column("header_row", Integer),
    Column("header", Text), *[Column(count, Integer, nullable=False) for count in COUNTS],
)  # fmt: skip

# The ledger: one line per non-empty row of every file, for good.
LEDGER: Final = {
    "file_no": "whole", "sheet_no": "whole", "row": "whole", "disposition": "text", "codes": "text",
    "fact_kind": "text", "content_hash": "text",
}  # fmt: skip
ledger = Table("rows", metadata, *_columns(LEDGER), Index("rows_by_file", "file_no"))

ISSUES: Final = {
    "file_no": "whole", "sheet_no": "whole", "row": "whole", "column": "text", "header": "text",
    "field": "text", "code": "text", "severity": "text", "details": "text",
}  # fmt: skip
issues = Table("issues", metadata, *_columns(ISSUES), Index("issues_by_file", "file_no"))

# The cells of rejected rows as they were typed (a JSON list), for the rejected workbook. `header`: that of a
# further table of the sheet; empty: the sheet's own.
rejects = Table(
    "rejects", metadata,
    Column("file_no", Integer, primary_key=True), Column("sheet_no", Integer, primary_key=True),
    Column("row", Integer, primary_key=True), Column("cells", Text, nullable=False), Column("header", Text),
)  # fmt: skip

# Rows of a rejected workbook that came back: the row of the office's file that each one stands for.
ORIGINS: Final = {
    "file_no": "whole", "sheet_no": "whole", "row": "whole", "of_file_id": "text", "of_sheet": "text",
    "of_row": "whole",
}  # fmt: skip
origins = Table("origins", metadata, *_columns(ORIGINS), Index("origins_by_file", "file_no"))

FACT_PROVENANCE: Final = {
    "file_no": "whole", "sheet_no": "whole", "row": "whole", "row_key": "text", "content_hash": "text",
    "own_at": "moment", "spoken_date": "day",
}  # fmt: skip
facts: Final = {
    kind: Table(
        kind, metadata,
        Column("fact_id", Integer, primary_key=True), *_columns({**FACT_PROVENANCE, **fields}),
        Index(f"{kind}_by_file", "file_no"),
    )
    for kind, fields in FACTS.items()
}  # fmt: skip

TASKS: Final = {
    **dict.fromkeys(TASK_COLUMNS, "text"), "as_of": "day", "planned_date": "day", "due_date": "day",
    "latest_at": "moment", "is_fixed": "flag", "is_group_message": "flag", "moved_from": "day",
    "is_on_rest_day": "flag",
}  # fmt: skip
GRADES: Final = {
    "site": "text", "customer_id": "text", "date": "day", "from_grade": "text", "to_grade": "text",
    "reason": "text",
}  # fmt: skip
CUSTOMERS: Final = {
    **dict.fromkeys(CUSTOMER_COLUMNS, "text"), "created_at": "moment", "is_vip": "flag",
    "grade_provisional": "flag", "purchasing_power_coverage": "number", "last_contact_at": "moment",
    "unanswered_streak": "whole", "next_contact_date": "day", "overdue_since": "day",
}  # fmt: skip
CONVERSION: Final = {
    **dict.fromkeys(CONVERSION_COLUMNS, "number"), "site": "text", "channel": "text", "step": "text",
    "verdict": "text",
}  # fmt: skip
# A task workbook as it was published: edited since, it is read back.
WORKBOOKS: Final = {"site": "text", "path": "text", "sha256": "text"}
# What a run decided, by table: kept with the run, effective once it is published.
DECISIONS: Final = {
    "numbers": {"site": "text", **frames.NUMBERS}, "gifts": {"site": "text", **frames.GIFTS},
    "tasks": TASKS, "grades": GRADES, "customers": CUSTOMERS, "conversion": CONVERSION,
    "workbooks": WORKBOOKS, "wake_ups": {"site": "text", **frames.WAKE_UPS},
}  # fmt: skip
decisions: Final = {
    name: Table(
        f"decided_{name}", metadata,
        Column("run_no", Integer, nullable=False, index=True), *_columns(typed),
    )
    for name, typed in DECISIONS.items()
}  # fmt: skip
