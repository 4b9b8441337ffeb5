"""Frames into tables and back, whole columns at a time.

The database gets plain Python values only: NumPy's integers would arrive as blobs. Moments and days travel as
microseconds, unknown as NULL.
"""

from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, Select, Table

from pipeline.facts import DTYPES, empty_frame

CHUNK: Final = 50_000
ARROW: Final = {
    "text": pa.large_string(), "moment": pa.int64(), "day": pa.int64(), "number": pa.float64(),
    "whole": pa.int64(), "flag": pa.int64(),
}  # fmt: skip


def insert_frame(connection: Connection, table: Table, rows: pd.DataFrame, typed: dict[str, str]) -> None:
    """Append every row; columns that are empty throughout are left to NULL."""
    columns = [name for name in typed if name in rows and rows[name].notna().any()]
    if rows.empty or not columns:
        return
    statement = str(table.insert().compile(connection, column_keys=columns))
    for start in range(0, len(rows), CHUNK):
        part = rows.iloc[start : start + CHUNK]
        values = zip(*[_plain(part[name], typed[name]) for name in columns], strict=True)
        connection.exec_driver_sql(statement, list(values))


def _plain(column: pd.Series, kind: str) -> list[object]:
    """The values of a column as the database takes them."""
    if kind in ("moment", "day"):
        column = column.astype("datetime64[us]").astype("int64").where(column.notna(), None)
    elif kind == "flag":
        column = column.astype("boolean").astype("Int64")
    elif kind == "whole":
        column = column.astype("Int64")
    plain: list[object] = column.astype(object).where(column.notna(), None).tolist()
    return plain


def read_frame(
    connection: Connection, query: Select[*tuple[object, ...]], typed: dict[str, str]
) -> pd.DataFrame:
    """The rows of a query whose columns are those of `typed`, in that order."""
    result = connection.execute(query)
    cursor = result.cursor
    assert cursor is not None
    chunks: dict[str, list[pa.Array]] = {name: [] for name in typed}
    while rows := cursor.fetchmany(CHUNK):
        for (name, kind), values in zip(typed.items(), zip(*rows, strict=True), strict=True):
            chunks[name].append(pa.array(values, type=ARROW[kind]))
    result.close()
    if not chunks[next(iter(typed))]:
        return empty_frame(typed)
    return pd.DataFrame({name: _column(parts, typed[name]) for name, parts in chunks.items()})


def _column(parts: list[pa.Array], kind: str) -> pd.Series:
    column = pa.chunked_array(parts)
    if kind in ("moment", "day"):
        column = column.cast(pa.timestamp("us"))
    values: pd.Series = column.to_pandas(integer_object_nulls=kind == "flag")
    return values if kind == "whole" else values.astype(DTYPES[kind])
