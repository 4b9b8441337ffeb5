"""Accepted rows -> facts: whole funnels, what a row is known by and what it says."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.intake.files import codes, day, dispositions, facts, read_rows

LEADS = ["客户姓名", "联系电话", "登记日期", "客户来源", "预算(万)"]
TALKS = ["客户姓名", "客户电话", "跟进时间", "跟进方式", "跟进内容"]


def test_a_visit_is_a_lead_and_an_activity(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            ["来访日期", "客户姓名", "联系电话", "客户来源", "接待顾问", "接待情况"],
            ["2026-11-03 14:00", "王五", "13800138000", "抖音", "李顾问", "看了98平三房"],
            [None, "赵六", "13900139000", "路过", "李顾问", None],
        ],
    )
    assert (sheet.kind, codes(sheet)) == ("visits", {3: "date-missing"})
    assert facts(sheet, "leads", "name", "created_at", "own_at") == [
        ("王五", day("2026-11-03 14:00"), day("2026-11-03 14:00")),
        ("赵六", day("2026-11-19"), day("2026-11-19")),
    ]
    assert facts(sheet, "activities", "row", "at", "mode", "direction", "content", "consultant") == [
        (2, day("2026-11-03 14:00"), "visit", "inbound", "看了98平三房", "李顾问")
    ]


FUNNEL = ["线索日期", "客户姓名", "电话", "来源", "到访日期", "认购日期", "签约日期", "成交金额(万)", "房号"]


def test_one_row_may_carry_a_whole_funnel(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            FUNNEL,
            [
                "2026-09-01",
                "王五",
                "13800138000",
                "抖音",
                "2026-09-05",
                "2026-09-20",
                "2026-09-30",
                300,
                "1-1201",
            ],
            ["2026-09-02", "赵六", "13900139000", "抖音", "2026-09-06", None, None, None, None],
            ["2026-09-03", "钱七", "13700137000", "抖音", None, None, None, None, "1-1202"],
            ["2026-09-04", "孙八", "13600136000", "抖音", "2026-09-31", None, None, None, None],
        ],
    )
    assert (sheet.kind, codes(sheet)) == ("leads", {5: "date-impossible"})
    assert set(dispositions(sheet).values()) == {"accepted"}
    assert facts(sheet, "leads", "row") == [(2,), (3,), (4,), (5,)]
    assert facts(sheet, "activities", "row", "at") == [(2, day("2026-09-05")), (3, day("2026-09-06"))]
    assert facts(sheet, "deals", "row", "deposit_date", "contract_date", "amount", "unit") == [
        (2, day("2026-09-20"), day("2026-09-30"), 3_000_000.0, "1-1201")
    ]


def test_a_funnel_that_says_sold_has_its_contract_on_the_newest_day(tmp_path: Path) -> None:
    head = [
        "Lead_Date",
        "Customer_ID",
        "Channel",
        "Ad_Cost_AED",
        "Unit_ID",
        "Lead_Status",
        "Site_Visit_Date",
        "Booking_Date",
    ]
    sheet = read_rows(
        tmp_path,
        [
            head,
            ["2026-03-01", "C-77", "Referral", 120.5, "T1-904", "Sold", "2026-03-08", "2026-04-02"],
            ["2026-03-02", "C-81", "Referral", 99.0, "T1-905", "Booking", None, "2026-04-03"],
            ["2026-03-03", "C-85", "Referral", 80.0, "T1-906", "Sold", None, None],
        ],
    )
    assert facts(sheet, "deals", "customer_number", "unit", "deposit_date", "contract_date") == [
        ("C-77", "T1-904", day("2026-04-02"), day("2026-04-02")),
        ("C-81", "T1-905", day("2026-04-03"), None),
    ]
    assert facts(sheet, "leads", "budget_high", "status") == [
        (None, "closed"),
        (None, "deposit_pending"),
        (None, "closed"),
    ]


def key_and_content(
    tmp_path: Path, row: list[Any], head: list[str] = LEADS, kind: str = "leads", name: str = "a.xlsx"
) -> tuple[Any, ...]:
    return facts(read_rows(tmp_path, [head, row], name=name), kind, "row_key", "content_hash")[0]


def test_equal_values_are_equal_content_however_they_are_typed(tmp_path: Path) -> None:
    one = key_and_content(tmp_path, ["王五", "13800138000", "2026-11-03", "抖音", "300"])
    other = key_and_content(
        tmp_path, ["王五 ", 13800138000.0, datetime(2026, 11, 3), "抖音", 300], name="b.xlsx"
    )
    assert one == other
    moved = key_and_content(
        tmp_path,
        ["300万", 7, "+86 138 0013 8000", "王五", "抖音", "2026/11/3"],
        ["购房预算", "序号", "手机", "姓名", "来源", "创建时间"],
    )
    assert one == moved


@pytest.mark.parametrize(
    ("row", "same_key"),
    [
        (["王武", "13800138000", "2026-11-03", "抖音", "300"], True),
        (["王五", "13800138000", "2026-11-03", "抖音", "350"], True),
        (["王五", "13900139000", "2026-11-03", "抖音", "300"], False),
        (["王五", "13800138000", "2026-11-04", "抖音", "300"], False),
        (["王五", "13800138000", "2026-11-03", "快手", "300"], False),
    ],
    ids=["name", "budget", "phone", "created", "channel"],
)
def test_the_key_of_a_lead(tmp_path: Path, row: list[Any], same_key: bool) -> None:
    key, content = key_and_content(tmp_path, ["王五", "13800138000", "2026-11-03", "抖音", "300"])
    other_key, other_content = key_and_content(tmp_path, row)
    assert (key == other_key, content == other_content) == (same_key, False)


@pytest.mark.parametrize(
    ("row", "same_key"),
    [
        (["王五", "13800138000", "2026-11-03 10:00:40", "电话", "改了的话"], True),
        (["王五", "13800138000", "2026-11-03 10:01", "电话", "约看房"], False),
        (["王五", "13800138000", "2026-11-03 10:00", "微信", "约看房"], False),
    ],
    ids=["content", "minute", "mode"],
)
def test_the_key_of_an_activity(tmp_path: Path, row: list[Any], same_key: bool) -> None:
    key, _ = key_and_content(
        tmp_path, ["王五", "13800138000", "2026-11-03 10:00", "电话", "约看房"], TALKS, "activities"
    )
    assert (key == key_and_content(tmp_path, row, TALKS, "activities")[0]) == same_key


def test_without_a_time_of_day_the_first_letters_tell_activities_apart(tmp_path: Path) -> None:
    rows = [
        ["王五", "13800138000", "2026-11-03", "电话", text]
        for text in (
            "约看房",
            "问贷款",
            "一二三四五六七八九十一二三四五六七八九十甲",
            "一二三四五六七八九十一二三四五六七八九十乙",
        )
    ]
    keys = [key for (key,) in facts(read_rows(tmp_path, [TALKS, *rows]), "activities", "row_key")]
    assert len(set(keys)) == 3
    assert keys[2] == keys[3]


def test_a_list_without_dates_exported_again_says_nothing_new(tmp_path: Path) -> None:
    rows = [["姓名", "电话", "来源"], ["王五", "13800138000", "抖音"]]
    first = facts(
        read_rows(tmp_path, rows, name="台账20261101.xlsx"), "leads", "row_key", "content_hash", "created_at"
    )[0]
    again = facts(
        read_rows(tmp_path, rows, name="台账20261102.xlsx"), "leads", "row_key", "content_hash", "created_at"
    )[0]
    assert first[:2] == again[:2]
    assert (first[2], again[2]) == (day("2026-11-01"), day("2026-11-02"))
