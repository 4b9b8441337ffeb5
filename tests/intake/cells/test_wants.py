"""Unit types, horizons, and the other wants."""

from datetime import date, datetime
from typing import Any

import pytest

from pipeline.intake.cells import Cell
from tests.intake.cells.reading_rows import read, row

NOTHING: dict[str, object] = {}


@pytest.mark.parametrize(
    ("cell", "layout"),
    [
        row("三房", "3"),
        row("3房", "3"),
        row("三室两厅", "3"),
        row("三室兩廳", "3"),
        row("3室2厅2卫", "3"),
        row("3-2-2", "3"),
        row("3/2/2", "3"),
        row("3+1", "3"),
        row("3+1房", "3"),
        row("三居", "3"),
        row("二居室/三居室", "2|3"),
        row("2-3房", "2|3"),
        row("两房或三房", "2|3"),
        row("2、3房", "2|3"),
        row("2-4", "2|3|4"),
        row("3-2", "3", name="3 rooms, 2 halls"),
        row("四房及以上", "4|5|6"),
        row("3BR", "3"),
        row("3B2B", "3", name="bedrooms and bathrooms"),
        row("3 bedrooms", "3"),
        row("3", "3"),
        row(3.0, "3"),
        row("小三房", "3"),
        row("3房复式", "3", name="bedrooms count before words"),
        row("复式", "duplex"),
        row("叠拼", "stacked_villa"),
        row("洋房", "garden_house"),
        row("loft", "loft"),
        row("商铺", "shop"),
        row("别墅/联排", "villa|townhouse"),
        row("Studio", "studio"),
        row("样板间那种", "样板间那种", name="as typed"),
    ],
)
def test_layout(cell: Cell, layout: str) -> None:
    assert read("layout", cell) == {"layout": layout}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row(90, {"code": "layout-unreadable"}, name="an area"),
        row(datetime(2003, 2, 2), {"code": "layout-unreadable"}, name="3-2-2 made a date"),
        row("不限", NOTHING),
        row("先看看再说", {"is_vague": True}),
        row("都可以", {"is_vague": True}),
    ],
)
def test_no_layout(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("layout", cell) == expected


def test_no_bedrooms_are_a_studio_where_bedrooms_are_counted() -> None:
    assert read("layout", 0.0, header="Bedrooms") == {"layout": "studio"}
    assert read("layout", 0.0, header="户型") == {"code": "layout-unreadable"}


@pytest.mark.parametrize(
    ("cell", "horizon"),
    [
        row("立即", "m:1"),
        row("马上", "m:1"),
        row("越快越好", "m:1"),
        row("ASAP", "m:1"),
        row("1个月内", "m:1"),
        row("半个月内", "m:1"),
        row("三个月以内", "m:3"),
        row("3個月內", "m:3"),
        row("1-3个月", "m:3"),
        row("within 3 months", "m:3"),
        row("90天内", "m:3"),
        row("半年内", "m:6"),
        row("半年~二年", "m:24"),
        row("一年内", "m:12"),
        row("一年半", "m:18"),
        row("年底前", "year_end"),
        row("过年前", "spring_festival"),
        row("春节后", "after_spring_festival"),
        row("明年上半年", "next_year_first_half"),
        row("下半年", "second_half"),
        row("两年后", "open"),
        row("半年后", "open", name="半年后 is not 年后"),
        row("6个月以上", "open"),
        row("不急", "open"),
        row("观望", "open"),
        row("待定", "open"),
        row("卖房后", "open"),
        row("2026Q3", "d:2026-09-30"),
        row("2026年三季度", "d:2026-09-30"),
        row("2026年底", "d:2026-12-31"),
        row("2026年9月", "d:2026-09-30"),
        row("9月", "d:2026-09-30"),
        row("2月", "d:2027-02-28", name="the next February"),
        row("明年", "d:2027-12-31"),
        row("本月", "d:2026-03-31"),
        row("下个月", "d:2026-04-30"),
        row("2026-09-30", "d:2026-09-30"),
        row("2026年9月30日前", "d:2026-09-30"),
        row(date(2026, 9, 30), "d:2026-09-30", name="a date cell"),
    ],
)
def test_horizon(cell: Cell, horizon: str) -> None:
    assert read("horizon", cell) == {"horizon": horizon}


@pytest.mark.parametrize("cell", ["3", "6月内", "3-6月", "0个月", "abc", True, 99999999999])
def test_unreadable_horizon(cell: Cell) -> None:
    assert read("horizon", cell) == {"code": "horizon-unreadable"}


@pytest.mark.parametrize("cell", ["", "不限", "看情况", "暂未确定", "-", "无"])
def test_no_horizon_was_said(cell: Cell) -> None:
    assert read("horizon", cell) == NOTHING


def test_bare_months_under_a_header_that_says_so() -> None:
    assert read("horizon", "3-6", unit="月") == {"horizon": "m:6"}


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        pytest.param("floor", "低层", {"floor": "low"}, id="low"),
        pytest.param("floor", "中高楼层", {"floor": "middle|high"}, id="middle and high"),
        pytest.param("floor", "8-15层", {"floor": "8-15"}, id="from to"),
        pytest.param("floor", "12/33", {"floor": "12-12"}, id="12 of 33"),
        pytest.param("floor", 12.0, {"floor": "12-12"}, id="one"),
        pytest.param("floor", "10层以上", {"floor": "10-200"}, id="from 10"),
        pytest.param("floor", "6楼以下", {"floor": "1-6"}, id="up to 6"),
        pytest.param("floor", datetime(2026, 8, 15), {"code": "choice-unknown"}, id="8-15 made a date"),
        pytest.param("orientation", "朝南", {"orientation": "南"}, id="south"),
        pytest.param("decoration", "精装修/毛坯房", {"decoration": "精装|毛坯"}, id="decoration"),
        pytest.param("school", "是", {"school": "学区"}, id="a school, any"),
        pytest.param("school", "否", NOTHING, id="no school"),
        pytest.param("district", "城东、城北", {"district": "城东|城北"}, id="districts"),
        pytest.param("transport", "不限", NOTHING, id="any transport"),
        pytest.param("competitors", "万科/保利、万科", {"competitors": "万科|保利"}, id="each once"),
        pytest.param("competitors", "没看过", NOTHING, id="none seen"),
        pytest.param("funds", "需置换", {"funds": "sell_first"}, id="must sell"),
        pytest.param("funds", "需融资", {"funds": "needs_financing"}, id="must borrow"),
        pytest.param("funds", "公积金贷款", {"funds": "mortgage"}, id="an ordinary mortgage"),
        pytest.param("funds", "全款", {"funds": "cash"}, id="cash"),
        pytest.param("funds", "置换，按揭", {"funds": "sell_first"}, id="the one that limits most"),
        pytest.param("funds", "无需置换，按揭", {"funds": "mortgage"}, id="need not sell"),
        pytest.param("customer_type", "首次置业", {"customer_type": "first_home"}, id="first home"),
        pytest.param("customer_type", "改善型", {"customer_type": "upgrade"}, id="upgrade"),
        pytest.param("customer_type", "Investor", {"customer_type": "investment"}, id="investment"),
        pytest.param("customer_type", "租房", {"customer_type": "rental"}, id="rental"),
        pytest.param("customer_type", "自住", NOTHING, id="own use says nothing of it"),
        pytest.param("customer_type", "投资/改善", {"code": "choice-unknown"}, id="two are not guessed"),
    ],
)
def test_other_wants(field: str, cell: Cell, expected: dict[str, Any]) -> None:
    assert read(field, cell) == expected
