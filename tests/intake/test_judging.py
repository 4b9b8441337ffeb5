"""Which rows are accepted, rejected or ignored, and what becomes of them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.intake.files import assert_conserved, codes, day, dispositions, facts, read, read_rows, workbook

LEADS = ["客户姓名", "联系电话", "登记日期", "客户来源", "预算(万)"]
TALKS = ["客户姓名", "客户电话", "跟进时间", "跟进方式", "跟进内容"]


@pytest.mark.parametrize(
    ("cells", "disposition", "code"),
    [
        (["王五", "13800138000", "2026-11-03", "抖音", "300"], "accepted", ""),
        (["王五", None, "2026-11-03", "抖音", None], "accepted", ""),
        ([None, "138****8000", "2026-11-03", "抖音", None], "accepted", ""),
        ([None, None, "2026-11-03", "抖音", "300"], "rejected", "required-missing"),
        (["王五", "1380013800", "2026-11-03", "抖音", None], "rejected", "phone-invalid"),
        (["王五", 1.38001e10 + 0.5, "2026-11-03", "抖音", None], "rejected", ""),
        (["王五", "1.38001E+10", "2026-11-03", "抖音", None], "rejected", "phone-digits-lost"),
        (["王五", "无", "2026-11-03", "抖音", None], "accepted", ""),
        (["王五", "13800138000", None, "抖音", None], "accepted", "date-missing"),
        (["王五", "13800138000", "2026-02-30", "抖音", None], "rejected", "date-impossible"),
        (["王五", "13800138000", "2026-11-21", "抖音", None], "accepted", ""),
        (["王五", "13800138000", "2026-11-22", "抖音", None], "accepted", "future-date"),
        (["王五", "13800138000", "2026-11-03", "天外飞客", None], "accepted", "channel-unknown"),
        (["王五", "13800138000", "2026-11-03", "抖音", "首付100"], "accepted", "money-other-kind"),
    ],
    ids=[
        "whole",
        "name only",
        "masked number",
        "nobody",
        "10 digits",
        "no number of digits",
        "digits lost",
        "placeholder",
        "no date",
        "no such day",
        "a day ahead",
        "two days ahead",
        "unknown channel",
        "down payment",
    ],
)
def test_leads(tmp_path: Path, cells: list[Any], disposition: str, code: str) -> None:
    sheet = read_rows(tmp_path, [LEADS, cells])
    assert sheet.kind == "leads"
    assert dispositions(sheet) == {2: disposition}
    if code or disposition == "accepted":
        assert codes(sheet).get(2, "") == code


@pytest.mark.parametrize(
    ("cells", "disposition", "code"),
    [
        (["王五", "13800138000", "2026-11-03 10:00", "电话", "约看房"], "accepted", ""),
        (["王五", None, "2026-11-03", "电话", "约看房"], "accepted", ""),
        (["王五", "13800138000", None, "电话", "约看房"], "rejected", "required-missing"),
        (["王五", "13800138000", "13月1日", "电话", "约看房"], "rejected", "date-impossible"),
        ([None, None, "2026-11-03", "电话", "约看房"], "rejected", "required-missing"),
        (["王五", "13800138000", "2026-11-03", "飞鸽传书", "约看房"], "accepted", "mode-unknown"),
    ],
    ids=["whole", "name only", "no time", "no such day", "nobody", "unknown mode"],
)
def test_activities(tmp_path: Path, cells: list[Any], disposition: str, code: str) -> None:
    sheet = read_rows(tmp_path, [TALKS, cells])
    assert sheet.kind == "activities"
    assert (dispositions(sheet), codes(sheet).get(2, "")) == ({2: disposition}, code)


@pytest.mark.parametrize(
    ("cells", "disposition", "code"),
    [
        (["王五", "13800138000", "1-1201", 312.5, "2026-10-01", "2026-10-08"], "accepted", ""),
        (["王五", "13800138000", "1-1201", 312.5, None, "2026-10-08"], "accepted", ""),
        (
            ["王五", "13800138000", "1-1201", 312.5, "2026-10-09", "2026-10-08"],
            "accepted",
            "contract-before-deposit",
        ),
        (["王五", "13800138000", "1-1201", 312.5, None, None], "rejected", "required-missing"),
        (["王五", "13800138000", "1-1201", 312.5, "2026-09-31", None], "rejected", "date-impossible"),
        (["王五", "13800138000", "1-1201", 312.5, "2026-09-31", "2026-10-08"], "accepted", "date-impossible"),
    ],
    ids=["whole", "contract only", "wrong order", "no day", "no such day", "one day is enough"],
)
def test_deals(tmp_path: Path, cells: list[Any], disposition: str, code: str) -> None:
    sheet = read_rows(tmp_path, [["客户姓名", "电话", "房号", "成交总价(万)", "认购日期", "签约日期"], cells])
    assert sheet.kind == "deals"
    assert (dispositions(sheet), codes(sheet).get(2, "")) == ({2: disposition}, code)
    if disposition == "accepted":
        assert facts(sheet, "deals", "unit", "amount") == [("1-1201", 3_125_000.0)]


def test_units_and_consultants(tmp_path: Path) -> None:
    units = read_rows(
        tmp_path,
        [
            ["户型", "面积", "总价(万)", "主力户型", "状态"],
            ["三房", "98", "320", "是", "在售"],
            ["四房", "128", None, "否", "售罄"],
            [None, "89", "290", "是", "在售"],
        ],
    )
    assert (units.kind, dispositions(units)) == ("units", {2: "accepted", 3: "rejected", 4: "rejected"})
    assert facts(units, "units", "layout", "price", "is_main", "is_on_sale") == [
        ("3", 3_200_000.0, True, True)
    ]
    people = read_rows(
        tmp_path,
        [
            ["工号", "姓名", "岗位", "是否在职", "休息日"],
            ["S01", "李顾问", "置业顾问", "在职", "周一"],
            [None, None, "置业顾问", "在职", None],
        ],
    )
    assert (people.kind, dispositions(people)) == ("consultants", {2: "accepted", 3: "rejected"})
    assert facts(people, "consultants", "consultant_id", "role", "is_active") == [("S01", "consultant", True)]


def test_rows_that_are_no_entries_are_ignored(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            ["XX花园来访客户台账"],
            ["填表说明：带*的必填，日期格式 2026-01-01"],
            ["序号", "客户姓名*", "联系电话", "登记日期", "来源"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["示例", "张三", "13800000000", "2026-01-01", "抖音"],
            [1, "王五", "13800138000", "2026-11-03", "抖音"],
            ["序号", "客户姓名*", "联系电话", "登记日期", "来源"],
            [2, "合计金", "13900139000", "2026-11-04", "抖音"],
            ["合计", None, 2, None, None],
            [3],
            ["注：以上客户均已回访"],
            ["XX花园来电客户台账"],
        ],
    )
    entries = {row: told for row, told in dispositions(sheet).items() if told != "ignored"}
    assert (sheet.header_row, entries, sheet.rows) == (3, {6: "accepted", 8: "accepted"}, 9)


@pytest.mark.parametrize(
    ("options", "title", "sheet", "spoken"),
    [
        ({}, "客户台账", "Sheet1", "2026-11-19"),
        ({}, "客户台账 2026年11月5日", "Sheet1", "2026-11-05"),
        ({}, "制表：2026.11.01-2026.11.07", "Sheet1", "2026-11-07"),
        ({}, "客户台账", "11月6日", "2026-11-06"),
        ({}, "客户台账", "12月6日", "2025-12-06"),
        ({"name": "台账20261102.xlsx"}, "客户台账", "Sheet1", "2026-11-02"),
        ({"name": "台账20261102.xlsx"}, "截至2026年11月5日", "11月6日", "2026-11-05"),
        ({"name": "台账20271102.xlsx"}, "客户台账", "Sheet1", "2026-11-19"),
        ({"plan_day": date(2026, 11, 10)}, "客户台账", "Sheet1", "2026-11-10"),
        ({"name": "御名峰_293.xlsx"}, "日期格式如2026-01-01", "Sheet1", "2026-11-19"),
    ],
    ids=[
        "saved",
        "title",
        "newest of a title",
        "sheet",
        "sheet of last year",
        "file name",
        "title first",
        "after D",
        "saved after D",
        "no date",
    ],
)
def test_the_day_a_file_speaks_for(
    tmp_path: Path, options: dict[str, Any], title: str, sheet: str, spoken: str
) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {sheet: [[title], LEADS, ["王五", "13800138000", None, "抖音", None]]}
    )
    told = read(path, **options).sheets[0]
    assert facts(told, "leads", "spoken_date", "own_at", "created_at") == [
        (day(spoken), day(spoken), day(spoken))
    ]


def test_a_rows_own_date_is_its_update_time(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            [*LEADS, "最后跟进时间"],
            ["王五", "13800138000", "2026-10-03", "抖音", None, "2026-11-01 09:30"],
            ["赵六", "13900139000", "2026-10-04", "抖音", None, None],
            ["钱七", "13700137000", "2026-10-05", "抖音", None, "2027-01-01"],
        ],
    )
    own = [str(at) for (at,) in facts(sheet, "leads", "own_at")]
    assert own == ["2026-11-01 09:30:00", "2026-11-19 00:00:00", "2026-11-20 00:00:00"]


def test_what_must_not_be_kept_is_dropped_and_said(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [[*LEADS, "身份证号"], ["王五", "1380013800", "2026-11-03", "抖音", None, "330102199001011234"]],
    )
    assert "身份证号" in sheet.unmapped
    assert sheet.rejected == {2: ["王五", "1380013800", "2026-11-03", "抖音", "", ""]}
    assert not any("330102" in str(cell) for cell in sheet.issues.to_numpy().ravel())


def test_an_opt_out_counts_whatever_else_its_header_says(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            ["客户姓名", "联系电话", "登记日期", "来源", "是否退订短信", "拒绝来电"],
            ["王五", "13800138000", "2026-11-03", "抖音", "是", None],
            ["赵六", "13900139000", "2026-11-03", "抖音", "是", "是"],
            ["钱七", "13700137000", "2026-11-03", "抖音", None, None],
        ],
    )
    found = [set((modes or "").split("|")) - {""} for (modes,) in facts(sheet, "leads", "opt_out_modes")]
    assert found[0] == {"sms"}
    assert found[1] >= {"sms", "phone"}
    assert found[2] == set()


def test_columns_without_use_are_said_once(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [[*LEADS, "性别", "生肖"], *[["王五", "13800138000", "2026-11-03", "抖音", None, "男", "龙"]] * 3],
    )
    assert sheet.unmapped == ["性别", "生肖"]
    of_sheet = sheet.issues[sheet.issues["row"] == sheet.header_row]
    assert of_sheet[["code", "column", "severity"]].to_numpy().tolist() == [
        ["header-unmapped", "F", "notice"],
        ["header-unmapped", "G", "notice"],
    ]
    assert sheet.columns == {
        "客户姓名": "name",
        "联系电话": "phone",
        "登记日期": "created_at",
        "客户来源": "channel",
        "预算(万)": "budget",
    }


def test_an_unknown_channel_is_said_once_per_word(tmp_path: Path) -> None:
    rows = [
        [f"客{i}", f"1380013800{i}", "2026-11-03", word, None]
        for i, word in enumerate(["天外", "地心", "天外", "抖音"])
    ]
    assert codes(read_rows(tmp_path, [LEADS, *rows])) == {2: "channel-unknown", 3: "channel-unknown"}


def test_rows_that_only_a_name_leads_to_are_kept_for_the_site_to_judge(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            TALKS,
            ["王五", None, "2026-11-03", "电话", "约看房"],
            ["赵六", "13900139000", "2026-11-03", "电话", "好"],
        ],
    )
    assert sheet.doubtful == {2: ["王五", "", "2026-11-03", "电话", "约看房"]}
    assert_conserved(read(tmp_path / "来访.xlsx"))
