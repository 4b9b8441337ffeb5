"""Names, notes, numbers that identify, durations, the roster; and what counts as empty."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from pipeline.intake.cells import PARSERS, Cell, ErrorCell
from tests.intake.cells.reading_rows import read, row

NOTHING: dict[str, object] = {}
EMPTY = [
    "-",
    "--",
    "/",
    "无",
    "暂无",
    "未知",
    "不详",
    "待补充",
    "N/A",
    "#N/A",
    "null",
    "None",
    "nan",
    "\u3000",
    "",
    None,
]
MAY_BE_A_VALUE = {"name", "preferred_name", "consultant", "consultant_number"}
ANSWERS = {
    "is_vip", "refuses_profiling", "consent", "consent_phone", "consent_sms", "consent_wechat", "opt_out", "is_main",
    "is_on_sale", "is_active", "is_settled",
}  # fmt: skip


@pytest.mark.parametrize("cell", EMPTY, ids=lambda cell: repr(cell))
@pytest.mark.parametrize("field", sorted(set(PARSERS) - MAY_BE_A_VALUE - ANSWERS))
def test_empty(field: str, cell: Cell) -> None:
    assert read(field, cell) == NOTHING


@pytest.mark.parametrize("cell", [cell for cell in EMPTY if cell != "无"], ids=lambda cell: repr(cell))
@pytest.mark.parametrize("field", sorted(ANSWERS))
def test_empty_where_none_is_an_answer(field: str, cell: Cell) -> None:
    assert read(field, cell) == NOTHING


@pytest.mark.parametrize("name", ["无名", "None", "Null", "张三", "王先生", "Nan Li", "欧阳 娜娜"])
def test_somebody_may_be_called_none(name: str) -> None:
    assert read("name", name) == {"name": name}


@pytest.mark.parametrize(
    "cell", [*[cell for cell in EMPTY if cell != "None"], "0"], ids=lambda cell: repr(cell)
)
def test_no_name(cell: Cell) -> None:
    assert read("name", cell) == NOTHING


@pytest.mark.parametrize("field", sorted(PARSERS))
def test_an_error_cell_is_an_error_in_every_field(field: str) -> None:
    for cell in (ErrorCell("#REF!"), ErrorCell("#N/A"), "#REF!", "#DIV/0!"):
        assert read(field, cell) == {"code": "cell-error-value"}


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        pytest.param("name", " 张 三\u3000", {"name": "张 三"}, id="name with blanks"),
        pytest.param("consultant", "李四", {"consultant": "李四"}, id="consultant"),
        pytest.param("consultant", "公海", NOTHING, id="nobody"),
        pytest.param("customer_number", 12345.0, {"customer_number": "12345"}, id="number as a float"),
        pytest.param("customer_number", " 00123 ", {"customer_number": "00123"}, id="zeros in front"),
        pytest.param("customer_number", "1.2E+12", {"code": "number-unreadable"}, id="digits lost"),
        pytest.param("record_number", 1e16, {"code": "number-unreadable"}, id="a float beyond its digits"),
        pytest.param("unit", "3-1-1201", {"unit": "3-1-1201"}, id="unit"),
        pytest.param("unit", 1201.0, {"unit": "1201"}, id="unit as a float"),
        pytest.param("content", "一\r\n二_x000D_", {"content": "一\n二"}, id="note of two lines"),
        pytest.param("need_change", "换三房", {"need_change": "换三房"}, id="need change"),
        pytest.param("resistance", "价格、学区", {"resistance": "价格|学区"}, id="resistances"),
        pytest.param("preferred_time", time(19, 30), {"preferred_time": "19:30"}, id="best hour"),
        pytest.param("preferred_mode", "微信", {"preferred_mode": "wechat"}, id="preferred mode"),
        pytest.param("next_mode", "来访", {"next_mode": "visit"}, id="next mode without its direction"),
        pytest.param("capacity", "40组/天", {"capacity": 40.0}, id="capacity"),
        pytest.param("capacity", -1, {"code": "number-unreadable"}, id="no capacity"),
        pytest.param("role", "置业顾问", {"role": "consultant"}, id="consultant's role"),
        pytest.param("role", "客服专员", {"role": "customer_service"}, id="service"),
        pytest.param("role", "案场经理", {"role": "site_manager"}, id="manager"),
        pytest.param("rest_days", "周一、周日", {"rest_days": "mon|sun"}, id="weekdays"),
        pytest.param("rest_days", "周二、四", {"rest_days": "tue|thu"}, id="weekdays in short"),
        pytest.param("rest_days", "周末", {"rest_days": "sat|sun"}, id="weekend"),
        pytest.param("rest_days", "周一至周三", {"rest_days": "mon|tue|wed"}, id="weekdays from to"),
        pytest.param("rest_days", "mon|sun", {"rest_days": "mon|sun"}, id="our own words"),
        pytest.param("rest_days", "2026-11-20", {"rest_days": "2026-11-20"}, id="a date"),
        pytest.param("rest_days", datetime(2026, 11, 20), {"rest_days": "2026-11-20"}, id="a date cell"),
        pytest.param("rest_days", "看心情", {"code": "choice-unknown"}, id="no day"),
        pytest.param("cause", "生日", {"cause": "birthday"}, id="cause"),
        pytest.param("cause", "wake_up", {"cause": "wake_up"}, id="cause as we write it"),
    ],
)
def test_texts(field: str, cell: Cell, expected: dict[str, Any]) -> None:
    assert read(field, cell) == expected


SECONDS = {"duration_seconds": 330.0}
UNREADABLE = {"code": "number-unreadable"}


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        row(330, "", SECONDS), row("330", "", SECONDS), row("330秒", "", SECONDS), row(5.5, "分", SECONDS),
        row("5分30秒", "", SECONDS), row("五分三十秒", "", SECONDS), row("5:30", "", SECONDS),
        row("00:05:30", "", SECONDS), row(time(0, 5, 30), "", SECONDS, name="a time cell"),
        row(timedelta(seconds=330), "", SECONDS, name="a span cell"),
        row(0, "", {"duration_seconds": 0.0}), row("1:02:03", "", {"duration_seconds": 3723.0}),
        row(time(5, 30), "", UNREADABLE, name="5:30:00 may have been 5 min 30 s"),
        row(0.0038, "", UNREADABLE, name="a fraction without a unit"), row(-5, "", UNREADABLE),
        row("很久", "", UNREADABLE),
    ],
)  # fmt: skip
def test_duration(cell: Cell, unit: str, expected: dict[str, Any]) -> None:
    assert read("duration_seconds", cell, unit=unit) == expected
