"""Frames survive the store: every type, every empty, and nothing arrives as a blob."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import BigInteger, Boolean, Column, Float, MetaData, Table, Text, select

from pipeline.store.bulk import insert_frame, read_frame
from pipeline.store.database import Store

TYPED = {"word": "text", "at": "moment", "on": "day", "price": "number", "row": "whole", "is_main": "flag"}
TABLE = Table(
    "things", MetaData(), Column("word", Text), Column("at", BigInteger), Column("on", BigInteger),
    Column("price", Float), Column("row", BigInteger), Column("is_main", Boolean),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "store.db", "ab" * 32)
    with opened.begin() as connection:
        TABLE.metadata.create_all(connection)
    yield opened
    opened.close()


def moments(*texts: str | None) -> pd.Series:
    return pd.Series([pd.Timestamp(text) if text else pd.NaT for text in texts], dtype="datetime64[us]")


def things() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "word": pd.Series(["三房", None, "", "=1+1"], dtype="str"),
            "at": moments("2026-03-05 14:30:00.5", None, "1969-12-31", "2100-01-01"),
            "on": moments("2026-03-05", "2024-02-29", None, "2026-01-01"),
            "price": [3_000_000.0, float("nan"), 0.1, -1.0],
            "row": pd.Series([5, 6, 7, 1_048_576], dtype="int64"),
            "is_main": pd.Series([True, False, None, True], dtype="boolean"),
        }
    )


def test_what_goes_in_comes_out(store: Store) -> None:
    with store.begin() as connection:
        insert_frame(connection, TABLE, things(), TYPED)
        back = read_frame(connection, select(*[TABLE.c[name] for name in TYPED]), TYPED)
    pd.testing.assert_frame_equal(back, things())


def test_no_value_is_a_blob(store: Store) -> None:
    with store.begin() as connection:
        insert_frame(connection, TABLE, things(), TYPED)
        kinds = connection.exec_driver_sql(
            'SELECT typeof(word), typeof("at"), typeof("on"), typeof(price), typeof(row), typeof(is_main) FROM things'
        ).fetchall()
    assert {kind for row in kinds for kind in row} == {"text", "integer", "real", "null"}


def test_no_rows_give_a_typed_empty_frame(store: Store) -> None:
    with store.begin() as connection:
        insert_frame(connection, TABLE, things().iloc[:0], TYPED)
        back = read_frame(connection, select(*[TABLE.c[name] for name in TYPED]), TYPED)
    assert len(back) == 0
    assert back.dtypes.astype(str).tolist() == things().dtypes.astype(str).tolist()


def test_more_rows_than_a_chunk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.bulk.CHUNK", 3)
    with store.begin() as connection:
        insert_frame(connection, TABLE, things(), TYPED)
        back = read_frame(connection, select(*[TABLE.c[name] for name in TYPED]), TYPED)
    assert back["row"].tolist() == [5, 6, 7, 1_048_576]


def test_the_file_is_encrypted(store: Store) -> None:
    with store.begin() as connection:
        insert_frame(connection, TABLE, things(), TYPED)
    written = store.path.read_bytes() + store.path.with_name("store.db-wal").read_bytes()
    assert "三房".encode() not in written
    assert b"SQLite format 3" not in written
