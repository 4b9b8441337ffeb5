"""Budgets, amounts, prices, in yuan; areas in square metres."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.intake.cells import Cell
from tests.intake.cells.reading_rows import read, row

NOTHING: dict[str, object] = {}


def budget(low: float | None, high: float | None) -> dict[str, object]:
    ends = {"budget_low": low, "budget_high": high}
    return {name: float(end) for name, end in ends.items() if end is not None}


THREE = budget(3_000_000, 3_000_000)
ASK = {"code": "budget-unit"}
OTHER = {"code": "money-other-kind"}
UNREADABLE = {"code": "money-unreadable"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("300", THREE),
        row(300, THREE),
        row(300.0, THREE),
        row("300万", THREE),
        row("300萬", THREE),
        row("300W", THREE),
        row("300w", THREE),
        row("300万元整", THREE),
        row("300万(含车位)", THREE),
        row("300~350万之间", budget(3_000_000, 3_500_000)),
        row("介于300和350万之间", budget(3_000_000, 3_500_000)),
        row("３００万", THREE),
        row("3百万", THREE),
        row("叁佰万", THREE),
        row("叄佰萬", THREE),
        row("三百万", THREE),
        row("3,000,000", THREE),
        row("3 000 000", THREE),
        row(3000000.0, THREE),
        row("300万元", THREE),
        row("¥3,000,000", THREE),
        row("总价300", THREE),
        row("3M", THREE),
        row("3000k", THREE),
        row("三百五十万", budget(3_500_000, 3_500_000)),
        row("三百五万", budget(3_500_000, 3_500_000)),
        row("两千五百万", budget(25_000_000, 25_000_000)),
        row("200-250万", budget(2_000_000, 2_500_000)),
        row("200~250w", budget(2_000_000, 2_500_000)),
        row("200至250", budget(2_000_000, 2_500_000)),
        row("200万到250万", budget(2_000_000, 2_500_000)),
        row("250-200万", budget(2_000_000, 2_500_000)),
        row("三四百万", budget(3_000_000, 4_000_000)),
        row("500万以下", budget(None, 5_000_000)),
        row("不超过500", budget(None, 5_000_000)),
        row("500以内", budget(None, 5_000_000)),
        row("最高不超过500万", budget(None, 5_000_000)),
        row("上限500", budget(None, 5_000_000)),
        row("up to 5m", budget(None, 5_000_000)),
        row("500左右", budget(5_000_000, 5_500_000)),
        row("约500万", budget(5_000_000, 5_500_000)),
        row("2500萬以上", budget(25_000_000, None)),
        row("300万+", budget(3_000_000, None)),
        row("1.5亿", budget(150_000_000, 150_000_000)),
        row("1亿2000万", budget(120_000_000, 120_000_000)),
        row("8000-1亿", budget(80_000_000, 100_000_000)),
        row("首付100", OTHER),
        row("首付3成", OTHER),
        row("月供1.5万", OTHER),
        row("单价4万", OTHER),
        row("4.2万/㎡", OTHER),
        row("USD 500k", OTHER),
        row("首付100，总价300万", THREE),
        row("不限", NOTHING),
        row("看情况", NOTHING),
        row("暂未确定", NOTHING),
        row("-", NOTHING),
        row(0, NOTHING),
        row("9999", budget(99_990_000, 99_990_000), name="the last that is 万"),
        row("10000", ASK, name="the first to ask"),
        row("99999", ASK, name="the last to ask"),
        row("100000", budget(100_000, 100_000), name="the first that is yuan"),
        row("15000-30000", ASK),
        row("200 250", UNREADABLE),
        row("abc", UNREADABLE),
        row("-300", UNREADABLE),
        row("1.5E+20", UNREADABLE),
        row(True, UNREADABLE),
        row(datetime(2026, 3, 5), UNREADABLE, name="a date"),
    ],
)
def test_budget(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("budget", cell) == expected


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        row("300", "万", THREE),
        row("20000", "万", budget(200_000_000, 200_000_000)),
        row("3000000", "万", ASK, name="yuan typed under 万"),
        row("3000000", "元", THREE),
        row("50000", "元", budget(50_000, 50_000)),
        row("300", "元", ASK, name="万 typed under 元"),
        row("300万", "元", THREE, name="the cell's own unit wins"),
        row("30", "百万", budget(30_000_000, 30_000_000)),
        row(755000.0, "AED", budget(755_000, 755_000)),
        row("AED 1.2M", "AED", budget(1_200_000, 1_200_000)),
    ],
)
def test_the_unit_in_the_header(cell: Cell, unit: str, expected: dict[str, Any]) -> None:
    assert read("budget", cell, unit=unit) == expected


def test_the_sites_own_currency_is_no_other_kind() -> None:
    assert read("budget", "AED 1.2M", zone=ZoneInfo("Asia/Dubai")) == budget(1_200_000, 1_200_000)


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        pytest.param("budget_low", "200", {"budget_low": 2_000_000.0}, id="low"),
        pytest.param("budget_high", "250万", {"budget_high": 2_500_000.0}, id="high"),
        pytest.param("budget_high", "300以上", UNREADABLE, id="no upper end"),
        pytest.param("amount", "3,812,345", {"amount": 3_812_345.0}, id="amount"),
        pytest.param("amount", "381.2万", {"amount": 3_812_000.0}, id="amount in 万"),
        pytest.param("amount", "300-400", UNREADABLE, id="an amount is one"),
        pytest.param("amount", "50000", ASK, id="amount to ask"),
        pytest.param("unit_price_total", 300.0, {"price": 3_000_000.0}, id="price"),
        pytest.param("unit_price_total", "单价4万", OTHER, id="price a square metre"),
    ],
)
def test_single_amounts(field: str, cell: Cell, expected: dict[str, Any]) -> None:
    assert read(field, cell) == expected


def area(low: float | None, high: float | None) -> dict[str, object]:
    ends = {"area_low": low, "area_high": high}
    return {name: end for name, end in ends.items() if end is not None}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("90", area(90.0, 90.0)),
        row(90.0, area(90.0, 90.0)),
        row("90㎡", area(90.0, 90.0)),
        row("90m²", area(90.0, 90.0)),
        row("90平", area(90.0, 90.0)),
        row("90-110", area(90.0, 110.0)),
        row("90~110㎡", area(90.0, 110.0)),
        row("110平米左右", area(110.0, 110.0), name="how near is for grading"),
        row("50平米以下", area(None, 50.0)),
        row("100平以上", area(100.0, None)),
        row("30坪", area(99.174, 99.174)),
        row("三十坪", area(99.174, 99.174)),
        row("30-40坪", area(99.174, 132.232)),
        row("1000 sqft", area(92.90304, 92.90304)),
        row("建面约98", area(98.0, 98.0)),
        row("套内80", area(80.0, 80.0)),
        row("89/110", area(89.0, 110.0)),
        row("不限", NOTHING),
        row("三房", {"code": "area-unreadable"}),
        row("-5", {"code": "area-unreadable"}),
    ],
)
def test_area(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("area", cell) == expected


def test_areas_under_a_header_in_ping() -> None:
    assert read("area", "30-40", unit="坪") == area(99.174, 132.232)
