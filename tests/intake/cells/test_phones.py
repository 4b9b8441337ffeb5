"""Telephone cells. The numbers are made up."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.intake.cells import Cell, ErrorCell
from tests.intake.cells.reading_rows import read, row

MOBILE = {"phone": "+8613800138000"}
BOTH = {"phone": "+8613800138000", "phone_2": "+8613900139000"}
LOST = {"code": "phone-digits-lost"}
INVALID = {"code": "phone-invalid"}
NOTHING: dict[str, object] = {}

SPELLINGS = [
    row("13800138000", MOBILE),
    row(13800138000, MOBILE, name="a whole number"),
    row(13800138000.0, MOBILE, name="a float"),
    row("13800138000.0", MOBILE),
    row("13,800,138,000", MOBILE),
    row("+86 138 0013 8000", MOBILE),
    row("0086-138-0013-8000", MOBILE),
    row("86 138 0013 8000", MOBILE),
    row("１３８００１３８０００", MOBILE, name="full width"),
    row("138O0138OOO", MOBILE, name="letter O for 0"),
    row("'13800138000", MOBILE, name="leading apostrophe"),
    row("13800138000_x000D_", MOBILE, name="_x000D_"),
    row("\t13800138000 ", MOBILE, name="tab"),
    row("tel: 138-0013-8000", MOBILE),
    row("013800138000", MOBILE, name="dialled with 0"),
    row("13800138000/13900139000", BOTH),
    row("13800138000、13900139000", BOTH),
    row("13800138000\n13900139000", BOTH, name="two lines"),
    row("13800138000 13900139000", BOTH, name="two with a blank"),
    row("138 0013 8000 139 0013 9000", BOTH),
    row("13800138000/13800138000", MOBILE, name="twice the same"),
    row("13800138000（微信同号）", {**MOBILE, "is_wechat_connected": True}),
    row("13800138000王先生", {**MOBILE, "preferred_name": "王先生"}),
    row("陳小姐 13800138000", {**MOBILE, "preferred_name": "陳小姐"}),
    row("13800138000 李晓明", {**MOBILE, "preferred_name": "李晓明"}),
    row("13800138000（白天）", MOBILE),
    row("13800138000 2号楼", MOBILE),
    row("微信号 wang_88aa", {"wechat": "wang_88aa", "is_wechat_connected": True}),
    row("1.38001E+10", LOST),
    row("1.38E10", LOST),
    row("1.3800138000E+10", MOBILE, name="exponent with all digits"),
    row(1.38e18, LOST, name="a float beyond its digits"),
    row("138****1234", {"masked_phone": "138****1234"}),
    row("138xxxx1234", {"masked_phone": "138****1234"}),
    row("138 **** 1234", {"masked_phone": "138****1234"}),
    row("0912-345-678", {"phone": "+886912345678"}, name="Taiwan"),
    row("+886 912 345 678", {"phone": "+886912345678"}),
    row("+852 6123 4567", {"phone": "+85261234567"}),
    row("00852-61234567", {"phone": "+85261234567"}),
    row("9123 4567", {"phone": "+85291234567"}, name="Hong Kong: no mainland line begins with 9"),
    row("+1 415 555 2671", {"phone": "+14155552671"}),
    row("021-12345678", {"other_phone": "+862112345678"}),
    row("(0571) 8888 7777", {"other_phone": "+8657188887777"}),
    row("021-12345678-801", {"other_phone": "+862112345678;ext=801"}),
    row("400-800-1234", {"other_phone": "+864008001234"}),
    row(
        "6123 4567",
        {"other_phone": "61234567"},
        name="8 digits: a line of the town, or Hong Kong: ties nobody",
    ),
    row("13800138000转801", {"other_phone": "+8613800138000;ext=801"}, name="a relay is not one person's"),
    row("13800138000（老婆）", {"other_phone": "+8613800138000"}, name="somebody else's"),
    row("13800138000/13900139000(老婆)", {"phone": "+8613800138000", "other_phone": "+8613900139000"}),
    row("1380013800", INVALID, name="10 digits"),
    row("138001380001", INVALID, name="12 digits"),
    row("13800138000-1", INVALID),
    row("1380013800a", INVALID, name="a letter"),
    row("abcdefghijk", INVALID),
    row("2026-03-05", INVALID),
    row(-13800138000, INVALID),
    row(True, INVALID),
    row(datetime(2026, 3, 5), INVALID, name="a date"),
    row("无", NOTHING),
    row("/", NOTHING),
    row("0", NOTHING),
    row(0.0, NOTHING),
    row("11111111111", NOTHING),
    row("12345678901", NOTHING),
    row("未留电", NOTHING),
    row("客户不方便留", NOTHING),
    row("10086", NOTHING),
    row("#N/A", NOTHING),
    row("#REF!", {"code": "cell-error-value"}),
    row(ErrorCell("#N/A"), {"code": "cell-error-value"}, name="an error cell"),
]


@pytest.mark.parametrize(("cell", "expected"), SPELLINGS)
def test_phone(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("phone", cell) == expected


@pytest.mark.parametrize(
    ("cell", "zone", "expected"),
    [
        row("6123 4567", "Asia/Hong_Kong", {"phone": "+85261234567"}),
        row("02-2345-6789", "Asia/Taipei", {"other_phone": "+886223456789"}),
        row("13800138000", "Asia/Taipei", MOBILE, name="a mainland mobile in Taiwan"),
        row("050 123 4567", "Asia/Dubai", {"phone": "+971501234567"}),
    ],
)
def test_a_number_without_a_country_is_dialled_where_the_site_is(
    cell: Cell, zone: str, expected: dict[str, Any]
) -> None:
    assert read("phone", cell, zone=ZoneInfo(zone)) == expected


def test_first_three_and_last_four_under_a_header_that_says_so() -> None:
    assert read("phone", "1381234", header="电话(前三后四)") == {"masked_phone": "138****1234"}


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        pytest.param("phone_2", "13800138000", {"phone_2": "+8613800138000"}, id="second"),
        pytest.param("phone_2", "021-12345678", {"other_phone": "+862112345678"}, id="second is a landline"),
        pytest.param("other_phone", "13800138000", {"other_phone": "+8613800138000"}, id="other stays other"),
        pytest.param(
            "referrer_phone", "13800138000 李四", {"referrer_phone": "+8613800138000"}, id="referrer"
        ),
        pytest.param(
            "phone",
            "13800138000/13900139000/13700137000",
            {**BOTH, "other_phone": "+8613700137000"},
            id="three",
        ),
    ],
)
def test_other_telephone_fields(field: str, cell: Cell, expected: dict[str, Any]) -> None:
    assert read(field, cell) == expected


CONNECTED = {"is_wechat_connected": True}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("Zhang_San-88", {"wechat": "zhang_san-88"}),
        row("a12345", {"wechat": "a12345"}, name="6 signs"),
        row("a1234", {"code": "choice-unknown"}, name="5 signs"),
        row("a" * 20, {"wechat": "a" * 20}, name="20 signs"),
        row("a" * 21, {"code": "choice-unknown"}, name="21 signs"),
        row("12345678", {"code": "choice-unknown"}, name="no letter in front"),
        row("微信号：zhang_san", {"wechat": "zhang_san"}),
        row("zhang_san（已加）", {"wechat": "zhang_san", **CONNECTED}),
        row("13800138000", {"phone_2": "+8613800138000"}),
        row(13800138000.0, {"phone_2": "+8613800138000"}),
        row("是", CONNECTED),
        row("已加", CONNECTED),
        row("同手机", CONNECTED),
        row("同手機", CONNECTED),
        row(1, CONNECTED),
        row("未加", {"is_wechat_connected": False}),
        row("否", {"is_wechat_connected": False}),
        row("快乐的鱼", {"code": "choice-unknown"}),
        row("无", NOTHING),
        row("None", NOTHING),
        row("unknown", NOTHING),
    ],
)
def test_wechat(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("wechat", cell) == expected
