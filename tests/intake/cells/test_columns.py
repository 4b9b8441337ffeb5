"""Whole columns: what only the column can decide, unique values, types and index."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from pipeline.facts import DTYPES
from pipeline.intake.cells import FEEDS, PARSERS, Cell, parse_column
from pipeline.intake.cells.columns import TYPES
from tests.intake.cells.reading_rows import CONTEXT, at


def column(*cells: Cell, index: list[int] | None = None) -> pd.Series:
    return pd.Series(list(cells), index=index, dtype=object)


def told(series: pd.Series) -> list[Any]:
    return series.astype(object).where(series.notna(), None).tolist()


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        pytest.param(
            ["5/3/2026", "25/3/2026"], ["2026-03-05", "2026-03-25"], id="25 can be no month: day first"
        ),
        pytest.param(
            ["5/3/2026", "3/25/2026"], ["2026-05-03", "2026-03-25"], id="25 can be no month: month first"
        ),
        pytest.param(["5/3/2026", "13/3/2026"], ["2026-03-05", "2026-03-13"], id="13 can be no month"),
        pytest.param(["5/3/2026", "12/3/2026"], [None, None], id="12 can be a month"),
        pytest.param(["5/3/2026", "3/5/2026"], [None, None], id="undecided"),
        pytest.param(
            ["5/3/2026", "25/3/2026", "3/25/2026"], [None, "2026-03-25", "2026-03-25"], id="contradictory"
        ),
        pytest.param(["5/3/2026", "5/5/2026"], [None, "2026-05-05"], id="alike both ways decides nothing"),
        pytest.param(["5/3/2026", "2026-03-25"], [None, "2026-03-25"], id="another spelling decides nothing"),
        pytest.param(["26/3/20", "26/3/5"], ["2026-03-20", "2026-03-05"], id="5 can be no year: year first"),
        pytest.param(["26/3/20", "5/3/26"], ["2020-03-26", "2026-03-05"], id="5 can be no year: at the end"),
        pytest.param(["26/3/20", "13/3/26"], ["2020-03-26", "2026-03-13"], id="year at the end, day first"),
        pytest.param(
            ["5/3/2026 14:30", "25/3/2026 9:00"], ["2026-03-05 14:30", "2026-03-25 09:00"], id="times"
        ),
    ],
)
def test_the_column_decides_how_days_are_written(cells: list[Cell], days: list[str | None]) -> None:
    read = parse_column(column(*cells), "at", CONTEXT)
    assert told(read.values["at"]) == [pd.Timestamp(day) if day else None for day in days]
    assert read.codes.tolist() == ["" if day else "date-ambiguous" for day in days]


def test_one_cell_of_another_column_does_not_decide() -> None:
    assert parse_column(column("5/3/2026"), "at", CONTEXT).codes.tolist() == ["date-ambiguous"]
    assert parse_column(column("5/3/2026"), "at", replace(CONTEXT, day_first=True)).codes.tolist() == [""]


def test_the_column_has_the_scale_of_its_stars() -> None:
    read = parse_column(column("★★★", "★★★★★", "★"), "stated_grade", CONTEXT)
    assert told(read.values["stated_grade"]) == ["B", "A", "C"]
    assert parse_column(column(1, 5, 3), "stated_grade", CONTEXT).codes.tolist() == ["grade-unknown"] * 3


def test_one_and_true_are_different_cells() -> None:
    read = parse_column(column(1, 1.0, True, "1", 1), "layout", CONTEXT)
    assert told(read.values["layout"]) == ["1", "1", None, "1", "1"]
    assert read.codes.tolist() == ["", "", "layout-unreadable", "", ""]


@pytest.mark.parametrize("field", sorted(PARSERS))
def test_every_field_has_its_columns_and_types_even_without_cells(field: str) -> None:
    for cells in (column(), column(None, "", float("nan"))):
        read = parse_column(cells, field, CONTEXT)
        assert list(read.values.columns) == list(FEEDS[field])
        assert [str(dtype) for dtype in read.values.dtypes] == [DTYPES[TYPES[fed]] for fed in FEEDS[field]]
        assert not read.values.notna().any(axis=None)
        assert read.codes.tolist() == read.details.tolist() == [""] * len(cells)


def test_the_index_of_the_cells_is_kept_even_with_equal_labels() -> None:
    read = parse_column(
        column("13800138000", "x1", "13900139000/13700137000", index=[7, 7, 3]), "phone", CONTEXT
    )
    assert read.values.index.tolist() == read.codes.index.tolist() == [7, 7, 3]
    assert told(read.values["phone"]) == ["+8613800138000", None, "+8613900139000"]
    assert told(read.values["phone_2"]) == [None, None, "+8613700137000"]
    assert read.codes.tolist() == ["", "phone-invalid", ""]


def test_the_cells_are_left_as_they_were() -> None:
    cells = column("2026-03-05", 46086.0, "今天")
    before = cells.copy(deep=True)
    parse_column(cells, "created_at", CONTEXT)
    pd.testing.assert_series_equal(cells, before)


PLAIN: list[tuple[str, Cell]] = [
    ("at", "2026-03-05"), ("at", "2026/3/5 9:05"), ("at", "2026.03.05 14:30:05"), ("at", "2026-03-05T14:30"),
    ("at", "2026-02-30"), ("at", "2026-03-05 24:00"), ("at", "2026-03-05 14:60"), ("at", "1900-01-01"),
    ("at", "2026-3-5 "), ("at", datetime(2026, 3, 5, 14, 29, 59, 999997)), ("at", datetime(1899, 12, 31)),
    ("at", datetime(2026, 3, 5, tzinfo=UTC)), ("at", date(2026, 3, 5)), ("contract_date", "2026-03-05 14:30"),
    ("contract_date", datetime(2026, 3, 5, 14, 30)), ("phone", "13800138000"), ("phone", 13800138000),
    ("phone", 13800138000.0), ("phone", 13800138000.5), ("phone", "12800138000"), ("phone_2", "13800138000"),
    ("content", "客户想看三房，周末带家人一起来，担心学区，下周再约时间看样板间。"),
    ("content", "Wants three bedrooms, will come again on Sunday (with family)."),
]  # fmt: skip


@pytest.mark.parametrize(("field", "cell"), PLAIN, ids=lambda told: repr(told))
def test_plain_columns_are_read_as_the_parsers_read_them(field: str, cell: Cell) -> None:
    read, single = parse_column(column(cell, "-"), field, CONTEXT), PARSERS[field](cell, CONTEXT)
    value = single.values.get(field)
    assert told(read.values[field])[0] == (pd.Timestamp(value) if isinstance(value, datetime) else value)
    assert read.codes.tolist() == [single.code, ""]


def test_a_long_call_log_is_read_by_its_unique_values() -> None:
    four: list[Cell] = ["已接通", "未接", 1, None]
    cells = column(*four * 25_000)
    assert parse_column(cells, "outcome", CONTEXT).codes.value_counts().to_dict() == {
        "": 75_000,
        "outcome-unknown": 25_000,
    }


def test_an_iso_moment_far_ahead_is_kept() -> None:
    assert told(parse_column(column("2031-01-01"), "at", CONTEXT).values["at"]) == [at("2031-01-01")]
