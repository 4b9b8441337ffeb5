"""Files and their rows: what came in, and what became of it. One transaction per file."""

import json
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, select, true

from pipeline.intake.reading import FileReading, SheetReading
from pipeline.store import tables
from pipeline.store.bulk import insert_frame, read_frame
from pipeline.store.returns import at_their_origin, returned_rows, settled
from pipeline.vocabulary import DISPOSITIONS, FACTS


def record_file(connection: Connection, reading: FileReading, modified_at: datetime) -> None:
    """Keep one judged file: its sheets, every row's disposition, issues, rejected cells and accepted facts.

    Raises AssertionError when a sheet's rows are not exactly its dispositions; nothing is kept then.
    """
    file_no = (connection.execute(select(func.max(tables.files.c.file_no))).scalar() or 0) + 1
    file = pd.DataFrame(
        {
            "file_id": [reading.file_id], "site": [reading.site], "sha256": [reading.sha256],
            "name": [reading.name], "outcome": [reading.outcome], "reason": [reading.reason],
            "spoken_date": [pd.Timestamp(reading.spoken_date) if reading.spoken_date else pd.NaT],
            "modified_at": [pd.Timestamp(modified_at)], "is_archived": [False], "file_no": [file_no],
        }
    )  # fmt: skip
    insert_frame(connection, tables.files, file, {"file_no": "whole", **tables.FILES})
    for sheet_no, sheet in enumerate(reading.sheets):
        _record_sheet(connection, sheet, file_no, sheet_no)


def _record_sheet(connection: Connection, sheet: SheetReading, file_no: int, sheet_no: int) -> None:
    counts = sheet.counts
    assert sheet.rows == sum(counts.values()), "rows counted differ from rows judged"
    place = {"file_no": file_no, "sheet_no": sheet_no}
    connection.execute(
        tables.sheets.insert().values(
            **place, name=sheet.name, kind=sheet.kind, header_row=sheet.header_row,
            header=json.dumps(sheet.header, ensure_ascii=False), rows=sheet.rows, **counts,
        )
    )  # fmt: skip
    insert_frame(connection, tables.ledger, sheet.ledger.assign(**place), tables.LEDGER)
    insert_frame(connection, tables.issues, sheet.issues.assign(**place), tables.ISSUES)
    insert_frame(connection, tables.origins, sheet.origins.assign(**place), tables.ORIGINS)
    rejects = [
        {
            **place,
            "row": row,
            "cells": json.dumps(cells, ensure_ascii=False),
            "header": json.dumps(sheet.own_headers[row], ensure_ascii=False)
            if row in sheet.own_headers
            else None,
        }
        for row, cells in sheet.rejected.items()
    ]
    if rejects:
        connection.execute(tables.rejects.insert(), rejects)
    for kind, facts in sheet.facts.items():
        typed = {**tables.FACT_PROVENANCE, **FACTS[kind]}
        insert_frame(connection, tables.facts[kind], facts.assign(**place), typed)


def known_files(connection: Connection) -> pd.DataFrame:
    """One row: one content ever taken in; columns file_no and those of `tables.FILES`."""
    return read_frame(connection, select(tables.files), {"file_no": "whole", **tables.FILES})


def file_by_id(connection: Connection, file_id: str) -> dict[str, Any]:
    """One content taken in, as a mapping of the columns of `tables.files`."""
    query = select(tables.files).where(tables.files.c.file_id == file_id)
    return dict(connection.execute(query).mappings().one())


def sheets_of(connection: Connection, file_id: str) -> list[dict[str, object]]:
    """Name, kind and counts of each sheet of a file taken in before."""
    query = (
        select(tables.sheets)
        .join(tables.files, tables.files.c.file_no == tables.sheets.c.file_no)
        .where(tables.files.c.file_id == file_id)
        .order_by(tables.sheets.c.sheet_no)
    )
    wanted = ("name", "kind", *tables.COUNTS)
    return [{name: row[name] for name in wanted} for row in connection.execute(query).mappings()]


def mark_archived(connection: Connection, file_ids: list[str]) -> None:
    connection.execute(
        tables.files.update().where(tables.files.c.file_id.in_(file_ids)).values(is_archived=True)
    )


def rejected_rows(connection: Connection, sites: list[str]) -> pd.DataFrame:
    """One row: a rejected row of a file no published night knew; `header` and `cells` are JSON lists.

    A row that came back in a rejected workbook and is rejected again stands under the file it is from.
    """
    typed = {
        "file_id": "text", "file": "text", "site": "text", "sheet": "text", "header": "text", "row": "whole",
        "cells": "text",
    }  # fmt: skip
    files, lines = tables.files.c, tables.rejects.c
    query = (
        select(
            files.file_id, files.name, files.site, tables.sheets.c.name,
            func.coalesce(lines.header, tables.sheets.c.header), lines.row, lines.cells,
        )
        .select_from(_with_place(tables.rejects))
        .where(files.site.in_(sites), files.known_night.is_(None))
        .order_by(files.file_no, lines.sheet_no, lines.row)
    )  # fmt: skip
    return at_their_origin(read_frame(connection, query, typed), returned_rows(connection))


def issue_rows(connection: Connection, sites: list[str]) -> pd.DataFrame:
    """Issues of those files of `sites` that no published night knew: file_id, site, sheet and tables.ISSUES.

    Of a row that came back in a rejected workbook they stand under the file it is from.
    """
    files = tables.files.c
    found = _issues(connection, files.site.in_(sites) & files.known_night.is_(None))
    return at_their_origin(found, returned_rows(connection))


def settled_issues(connection: Connection) -> pd.DataFrame:
    """Issues of all files, each once, with `closed`."""
    return settled(_issues(connection, true()), returned_rows(connection))


def _issues(connection: Connection, chosen: ColumnElement[bool]) -> pd.DataFrame:
    columns, files = tables.issues.c, tables.files.c
    typed = {"file_id": "text", "site": "text", "sheet": "text", **tables.ISSUES}
    del typed["file_no"], typed["sheet_no"]
    query = (
        select(
            files.file_id, files.site, tables.sheets.c.name,
            *[columns[name] for name in typed if name in columns],
        )
        .select_from(_with_place(tables.issues))
        .where(chosen)
        .order_by(columns.file_no, columns.sheet_no, columns.row)
    )  # fmt: skip
    return read_frame(connection, query, typed)


def ledger_rows(connection: Connection) -> pd.DataFrame:
    """The ledger: file_id, site, sheet, row, kind, disposition, codes, fact_kind, content_hash."""
    columns = tables.ledger.c
    typed = {
        "file_id": "text", "site": "text", "sheet": "text", "row": "whole", "kind": "text",
        "disposition": "text", "codes": "text", "fact_kind": "text", "content_hash": "text",
    }  # fmt: skip
    query = (
        select(
            tables.files.c.file_id, tables.files.c.site, tables.sheets.c.name, columns.row,
            tables.sheets.c.kind, columns.disposition, columns.codes, columns.fact_kind, columns.content_hash,
        )
        .select_from(_with_place(tables.ledger))
        .order_by(columns.file_no, columns.sheet_no, columns.row)
    )  # fmt: skip
    return read_frame(connection, query, typed)


def _with_place(table: Any) -> Any:
    """The table joined to the file and the sheet that its lines belong to."""
    same_sheet = (tables.sheets.c.file_no == table.c.file_no) & (tables.sheets.c.sheet_no == table.c.sheet_no)
    return table.join(tables.files, tables.files.c.file_no == table.c.file_no).join(tables.sheets, same_sheet)


def site_counts(connection: Connection, site: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """For the report: rows by kind and disposition, and open issues by code and severity, of one site."""
    of_site = tables.files.c.site == site
    kinds = select(tables.sheets.c.kind, *[func.sum(tables.sheets.c[name]) for name in DISPOSITIONS])
    joined = tables.sheets.join(tables.files, tables.files.c.file_no == tables.sheets.c.file_no)
    by_kind = connection.execute(kinds.select_from(joined).where(of_site).group_by(tables.sheets.c.kind))
    rows = [
        (kind, disposition, int(count))
        for kind, *counts in by_kind
        for disposition, count in zip(DISPOSITIONS, counts, strict=True)
        if count
    ]
    return (
        pd.DataFrame(rows, columns=["kind", "disposition", "count"]),
        _open_counts(connection, site),
    )


def _open_counts(connection: Connection, site: str) -> pd.DataFrame:
    """How many open issues of each code and severity; only files with rows that came back need a closer look."""
    returned, files = returned_rows(connection), tables.files.c
    looked_at = files.file_id.in_({*returned["file_id"], *returned["of_file_id"]})
    number = func.count().label("count")
    query = (
        select(tables.issues.c.code, tables.issues.c.severity, number)
        .select_from(tables.issues.join(tables.files, files.file_no == tables.issues.c.file_no))
        .where(files.site == site, ~looked_at)
        .group_by(tables.issues.c.code, tables.issues.c.severity)
    )
    others = read_frame(connection, query, {"code": "text", "severity": "text", "count": "whole"})
    found = settled(_issues(connection, (files.site == site) & looked_at), returned)
    still_open = found[~found["closed"]].groupby(["code", "severity"]).size().reset_index(name="count")
    return pd.concat([others, still_open]).groupby(["code", "severity"]).sum().reset_index()
