"""Dates and moments, relative to Tuesday, 10 March 2026."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.intake.cells import Cell, ErrorCell
from tests.intake.cells.reading_rows import at, read, row

DAY = "2026-03-05"
IMPOSSIBLE = "date-impossible"
AMBIGUOUS = "date-ambiguous"


def moments(*told: tuple[Any, str]) -> list[Any]:
    return [row(cell, moment) for cell, moment in told]


@pytest.mark.parametrize(
    ("cell", "moment"),
    moments(
        ("2026-03-05", DAY),
        ("2026/3/5", DAY),
        ("2026.3.5", DAY),
        ("2026.03.05 14:30", f"{DAY} 14:30"),
        ("2026/3/5 14:30:05", f"{DAY} 14:30:05"),
        ("2026-03-05 14:30:05.0", f"{DAY} 14:30:05"),
        ("2026/3/5 下午 02:30:00", f"{DAY} 14:30"),
        ("2026/3/5 下午 12:30", f"{DAY} 12:30"),
        ("26.3.5", DAY),
        ("26/3/5", DAY),
        ("20260305", DAY),
        (20260305, DAY),
        (20260305.0, DAY),
        ("20260305143000", f"{DAY} 14:30"),
        ("260305", DAY),
        ("2026年3月5日", DAY),
        ("２０２６年３月５日", DAY),
        ("2026年03月05日 下午2:30", f"{DAY} 14:30"),
        ("2026年3月5日14时30分", f"{DAY} 14:30"),
        ("2026年3月5日 上午9点半", f"{DAY} 09:30"),
        ("26年3月5日", DAY),
        ("二〇二六年三月五日", DAY),
        ("3月5日", DAY),
        ("3月5号", DAY),
        ("三月五号", DAY),
        ("3.5", DAY),
        ("2026-03-05 星期四", DAY),
        ("2026/3/5（周四）", DAY),
        (46086, DAY),
        (46086.0, DAY),
        ("46086", DAY),
        (46086.604166667, f"{DAY} 14:30"),
        ("2026-03-05T06:30:00Z", f"{DAY} 14:30"),
        ("2026-03-05T06:30:00.000+00:00", f"{DAY} 14:30"),
        ("2026-03-05T14:30:00+08:00", f"{DAY} 14:30"),
        ("115/3/5", DAY),
        ("115.03.05", DAY),
        ("1150305", DAY),
        ("115年3月5日", DAY),
        ("民國115年3月5日", DAY),
        ("民国115/3/5", DAY),
        ("910617", "2002-06-17"),
        ("5 Mar 2026", DAY),
        ("Mar 5, 2026 2:30 PM", f"{DAY} 14:30"),
        ("5-Mar-26", DAY),
        ("今天", "2026-03-10"),
        ("今天 14:30", "2026-03-10 14:30"),
        ("昨天", "2026-03-09"),
        ("昨晚8点", "2026-03-09 20:00"),
        ("前天", "2026-03-08"),
        ("3天前", "2026-03-07"),
        ("上周六", "2026-03-07"),
        ("去年12月5日", "2025-12-05"),
        ("2026 3 5", "2026-03-05"),
        ("2026。3。5", "2026-03-05"),
        ("2026\\3\\5", "2026-03-05"),
        ("上週六", "2026-03-07"),
        ("上上周日", "2026-03-01"),
        ("本周一", "2026-03-09"),
        ("周六", "2026-03-07"),
        ("last Saturday", "2026-03-07"),
        ("yesterday", "2026-03-09"),
    ),
)
def test_moment(cell: Cell, moment: str) -> None:
    assert read("at", cell) == {"at": at(moment)}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        row("0000-00-00", IMPOSSIBLE),
        row("########", IMPOSSIBLE),
        row("2月30日", IMPOSSIBLE),
        row("2026-02-30", IMPOSSIBLE),
        row("2026-02-29", IMPOSSIBLE, name="no leap year"),
        row("2026/13/5", IMPOSSIBLE),
        row("25:61", IMPOSSIBLE),
        row("2026", IMPOSSIBLE),
        row("1900-01-01", IMPOSSIBLE),
        row(datetime(1899, 12, 31), IMPOSSIBLE, name="an empty date cell"),
        row(0, IMPOSSIBLE),
        row(True, IMPOSSIBLE),
        row("下次再说", IMPOSSIBLE),
        row("上午14:30", IMPOSSIBLE),
        row("5/3/2026", AMBIGUOUS),
        row("5/3/26", AMBIGUOUS),
        row("26/3/20", AMBIGUOUS, name="26 March 2020 or 20 March 2026"),
        row(3.1, AMBIGUOUS, name="3.1 may have been 3.10"),
        row("晚上12点", AMBIGUOUS),
        row("2026/3/5 上午 12:05:00", AMBIGUOUS),
        row(ErrorCell("#REF!"), "cell-error-value", name="an error cell"),
    ],
)
def test_no_moment(cell: Cell, code: str) -> None:
    assert read("at", cell) == {"code": code}


@pytest.mark.parametrize("cell", ["", "-", "无", "待定", "未到访", "#N/A", None, float("nan")])
def test_no_date_was_said(cell: Cell) -> None:
    assert read("deposit_date", cell) == {}


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        row(datetime(2026, 3, 5, 14, 29, 59, 999997), f"{DAY} 14:30", name="a spreadsheet's fraction"),
        row(datetime(2026, 3, 5, 6, 30, tzinfo=UTC), f"{DAY} 14:30", name="UTC"),
        row(date(2026, 3, 5), DAY, name="a day"),
        row(3.5, DAY, name="3.5 as a number"),
        row(3.12, "2026-03-12", name="3.12 as a number"),
    ],
)
def test_cells_that_are_no_text(cell: Cell, moment: str) -> None:
    assert read("at", cell) == {"at": at(moment)}


@pytest.mark.parametrize("cell", [time(14, 30), timedelta(hours=14, minutes=30), "14:30", "下午2:30"])
def test_a_time_alone_is_on_the_files_day_and_reported(cell: Cell) -> None:
    assert read("at", cell) == {"at": at("2026-03-10 14:30"), "code": "date-missing"}


def test_serials_that_count_from_1904() -> None:
    assert read("at", 44624.0, date1904=True) == {"at": at(DAY)}


@pytest.mark.parametrize(
    ("cell", "day_first", "expected"),
    [
        row("5/3/2026", True, {"at": at("2026-03-05")}, name="day first"),
        row("5/3/2026", False, {"at": at("2026-05-03")}, name="month first"),
        row("13/3/2026", None, {"at": at("2026-03-13")}, name="13 can be no month"),
        row("3/13/2026", None, {"at": at("2026-03-13")}, name="13 can be no month behind"),
        row("3/13/2026", True, {"code": IMPOSSIBLE}, name="against its column"),
        row("5/5/2026", None, {"at": at("2026-05-05")}, name="alike both ways"),
    ],
)
def test_day_or_month_first(cell: Cell, day_first: bool | None, expected: dict[str, Any]) -> None:
    assert read("at", cell, day_first=day_first) == expected


@pytest.mark.parametrize(
    ("field", "spoken", "cell", "day"),
    [
        pytest.param("deposit_date", "2026-03-10", "3月11日", "2026-03-11", id="tomorrow is this year"),
        pytest.param("deposit_date", "2026-01-10", "12月28日", "2025-12-28", id="what happened in December"),
        pytest.param("deposit_date", "2026-01-10", "3月13日", "2026-03-13", id="62 days ahead"),
        pytest.param("deposit_date", "2026-01-10", "3月14日", "2025-03-14", id="63 days ahead"),
        pytest.param("next_date", "2026-12-28", "1月5日", "2027-01-05", id="planned for January"),
        pytest.param("next_date", "2026-03-10", "1月5日", "2026-01-05", id="planned and past"),
        pytest.param("next_date", "2026-03-10", "周六", "2026-03-14", id="the coming Saturday"),
        pytest.param("next_date", "2026-03-10", "下周一", "2026-03-16", id="next Monday"),
        pytest.param("next_date", "2026-03-10", "明天", "2026-03-11", id="tomorrow"),
    ],
)
def test_days_without_a_year(field: str, spoken: str, cell: Cell, day: str) -> None:
    assert read(field, cell, spoken_date=date.fromisoformat(spoken)) == {field: at(day)}


def test_a_day_field_has_no_time() -> None:
    assert read("contract_date", "2026-03-05 14:30") == {"contract_date": at(DAY)}


def test_a_day_without_a_year_needs_a_file_that_speaks_for_a_day() -> None:
    assert read("at", "3月5日", spoken_date=None) == {"code": AMBIGUOUS}


def test_a_moment_of_another_zone_is_local() -> None:
    assert read("at", "2026-03-05T20:30:00Z", zone=ZoneInfo("Asia/Dubai")) == {"at": at("2026-03-06 00:30")}
