"""Layouts of real office sheets: headers of several rows, several tables, wide logs, calls with two ends."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.intake.reading import SheetReading
from tests.intake.files import assert_conserved, codes, dispositions, facts, read, read_rows, workbook

WHO = ["13800138000", "13900139000", "13700137000", "13600136000"]
Rows = Sequence[Sequence[Any]]


def merged(
    tmp_path: Path, rows: Rows, *ranges: str, name: str = "客户.xlsx", sheet: str = "客户"
) -> SheetReading:
    """The one sheet of a workbook with these rows and merged ranges."""
    path = workbook(tmp_path / name, {sheet: rows})
    book = openpyxl.load_workbook(path)
    for cells in ranges:
        book[sheet].merge_cells(cells)
    book.save(path)
    reading = read(path)
    assert_conserved(reading)
    return reading.sheets[0]


def test_three_rows_of_merged_headers_are_one(tmp_path: Path) -> None:
    sheet = merged(
        tmp_path,
        [
            ["2026年11月来访客户登记表"],
            ["序号", "客户资料", None, None, None, "推荐人信息", None, "来访日期"],
            [None, "联系", None, "意向", None, "姓名", "电话", None],
            [None, "姓名", "电话", "面积(㎡)", "预算(万)", None, None, None],
            [1, "周末", WHO[0], "90-110", 300, "吴用", WHO[1], "2026-11-03"],
        ],
        "A1:H1", "A2:A4", "B2:E2", "B3:C3", "D3:E3", "F2:G2", "F3:F4", "G3:G4", "H2:H4",
    )  # fmt: skip
    assert (sheet.kind, sheet.header_row, sheet.rows) == ("visits", 2, 1)
    wanted = ("row", "name", "phone", "area_high", "budget_high", "referrer_phone")
    assert facts(sheet, "leads", *wanted) == [
        (5, "周末", "+8613800138000", 110.0, 3_000_000.0, "+8613900139000")
    ]


def test_parents_that_a_text_file_cannot_merge_reach_to_the_right(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "客户信息,,推荐人,,登记日期\n姓名,电话,姓名,电话,\n周末,13800138000,吴用,13900139000,2026-11-03\n",
        encoding="utf-8",
    )
    sheet = read(path).sheets[0]
    assert facts(sheet, "leads", "name", "phone", "referrer_phone") == [
        ("周末", "+8613800138000", "+8613900139000")
    ]


@pytest.mark.parametrize(
    ("parent", "child", "field"),
    [
        ("认购信息", "日期", "deposit_date"),
        ("签约情况", "时间", "contract_date"),
        ("成交信息", "面积", None),
        ("成交信息", "签约日期", "contract_date"),
        ("推荐人信息", "电话", "referrer_phone"),
        ("渠道信息", "电话", None),
        ("基本信息", "预算(万)", "budget"),
        ("需求信息", "户型", "layout"),
        ("销售信息", "置业顾问", "consultant"),
        ("配偶", "姓名", None),
    ],
)
def test_a_child_means_what_its_parent_makes_of_it(
    tmp_path: Path, parent: str, child: str, field: str | None
) -> None:
    sheet = merged(
        tmp_path,
        [
            ["客户姓名", "客户电话", "登记日期", parent, None],
            [None, None, None, child, "其他"],
            ["周末", WHO[0], "2026-11-03", "3", "x"],
        ],
        "A1:A2", "B1:B2", "C1:C2", "D1:E1",
    )  # fmt: skip
    assert sheet.columns.get(f"{parent}/{child}") == field


def test_a_second_table_of_another_kind_is_read_under_its_own_header(tmp_path: Path) -> None:
    rows: Rows = [
        ["来访登记"],
        ["客户姓名", "联系电话", "来访日期", "客户来源", "购房预算"],
        ["王五", WHO[0], "2026-11-03", "抖音", "300万"],
        [],
        ["跟进记录"],
        ["跟进时间", "联系电话", "跟进方式", "跟进内容"],
        ["2026-11-04 10:00", WHO[0], "电话", "约周六看房"],
        ["2026-11-05 10:00", "1380013", "电话", "号码不全"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert dispositions(sheet) == {
        3: "accepted", 5: "ignored", 6: "ignored", 7: "accepted", 8: "rejected",
    }  # fmt: skip
    assert facts(sheet, "leads", "row", "name", "channel") == [(3, "王五", "douyin")]
    calls = [(row, mode, str(at)) for row, mode, at in facts(sheet, "activities", "row", "mode", "at")]
    assert calls == [(3, "visit", "2026-11-03 00:00:00"), (7, "phone", "2026-11-04 10:00:00")]
    assert sheet.rejected == {8: ["2026-11-05 10:00", "1380013", "电话", "号码不全", ""]}
    assert sheet.own_headers == {8: ["跟进时间", "联系电话", "跟进方式", "跟进内容", ""]}


def test_a_second_table_may_share_columns_with_the_first(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "客户姓名", "联系电话", "登记日期", "来源", "备注"],
        [1, "王五", WHO[0], "2026-11-03", "抖音", ""],
        [2, "赵六", WHO[1], "2026-11-03", "抖音", ""],
        ["序号", "客户姓名", "联系电话", "认购日期", "房号", "成交金额"],
        [1, "钱七", WHO[2], "2026-11-04", "3-1-501", "260万"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert [phone for (phone,) in facts(sheet, "leads", "phone")] == ["+8613800138000", "+8613900139000"]
    assert facts(sheet, "deals", "row", "unit", "amount") == [(5, "3-1-501", 2_600_000.0)]
    assert dispositions(sheet)[4] == "ignored"


def test_the_same_header_again_is_no_new_table(tmp_path: Path) -> None:
    head = ["客户姓名", "联系电话", "登记日期", "来源"]
    rows = [head, ["王五", WHO[0], "2026-11-03", "抖音"], head, ["赵六", WHO[1], "2026-11-03", "抖音"]]
    sheet = read_rows(tmp_path, rows)
    assert dispositions(sheet) == {2: "accepted", 3: "ignored", 4: "accepted"}
    assert len(sheet.facts["leads"]) == 2


def test_figures_below_a_list_are_not_people(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户姓名", "联系电话", "登记日期", "来源"],
        ["王五", WHO[0], "2026-11-03", "抖音"],
        [],
        ["渠道汇总"],
        ["渠道", "来访量", "成交量", "占比"],
        ["抖音", 12, 3, "25%"],
        ["合计", 12, 3, "100%"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert dispositions(sheet) == {2: "accepted", **dict.fromkeys([4, 5, 6, 7], "ignored")}
    assert "sheet-aggregate" in sheet.issues["code"].tolist()


@pytest.mark.parametrize(
    "head",
    [
        ["城市", "报备量", "到访量"],
        ["渠道", "来电组数", "来访组数", "认购套数", "转化率"],
        ["置业顾问", "来访量", "认购套数", "签约金额合计"],
        ["City", "Leads Count", "Visits Count"],
    ],
)
def test_sheets_of_figures_are_taken_for_nothing(tmp_path: Path, head: list[str]) -> None:
    sheet = read_rows(tmp_path, [["十一月汇总"], head, ["杭州", 12, 5, 3, "20%"][: len(head)]])
    assert (sheet.kind, sheet.rows, set(sheet.ledger["disposition"])) == (None, 3, {"ignored"})
    assert sheet.issues["code"].tolist() == ["sheet-aggregate"]


@pytest.mark.parametrize("told", ["共1条", "共 1 组客户", "共1条记录"])
def test_a_count_below_the_list_is_ignored(tmp_path: Path, told: str) -> None:
    rows: Rows = [["客户姓名", "联系电话", "登记日期"], ["王五", WHO[0], "2026-11-03"], ["", "", told]]
    assert read_rows(tmp_path, rows).ledger["disposition"].tolist() == ["accepted", "ignored"]


def test_a_wide_call_log_is_one_line_and_several_activities(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户姓名", "联系电话", "第一次电联", "状态(一)", "第二次电联", "状态(二)"],
        ["王五", WHO[0], "2026-11-03", "未接", "2026-11-05", "已加微信"],
        ["赵六", WHO[1], "2026-11-04", "已接通", None, None],
        ["钱七", WHO[2], None, None, None, None],
        ["孙八", WHO[3], "2026-11-04", "未接", "2月30日", "未接"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert sheet.kind == "activities"
    assert dispositions(sheet) == {2: "accepted", 3: "accepted", 4: "rejected", 5: "rejected"}
    calls = [
        (row, str(at)[:10], *rest)
        for row, at, *rest in facts(sheet, "activities", "row", "at", "outcome", "mode")
    ]
    assert calls == [
        (2, "2026-11-03", "no_answer", "phone"),
        (2, "2026-11-05", "wechat_added", "phone"),
        (3, "2026-11-04", "connected", "phone"),
    ]
    assert sheet.facts["activities"]["row_key"].is_unique
    assert sheet.unmapped == []
    assert sheet.issues.loc[sheet.issues["row"] == 5, "column"].tolist() == ["E"]


@pytest.mark.parametrize(
    "head",
    [
        ["第一次跟进时间", "第一次跟进内容", "第二次跟进时间", "第二次跟进内容"],
        ["跟进时间1", "跟进内容1", "跟进时间2", "跟进内容2"],
        ["跟进时间", "跟进内容", "跟进时间", "跟进内容"],
        ["跟进时间", "跟进内容", "跟进时间2", "跟进内容2"],
        ["首次回访时间", "首次回访情况", "二次回访时间", "二次回访情况"],
        ["1st Call Date", "1st Call Notes", "2nd Call Date", "2nd Call Notes"],
        ["Call 1 Date", "Call 1 Notes", "Call 2 Date", "Call 2 Notes"],
        ["回访①日期", "回访①内容", "回访②日期", "回访②内容"],
    ],
)
def test_how_the_activities_of_a_row_are_numbered(tmp_path: Path, head: list[str]) -> None:
    rows: Rows = [
        ["客户姓名", "客户电话", "登记日期", "客户来源", *head],
        ["王五", WHO[0], "2026-11-01", "抖音", "2026-11-03", "没接", "2026-11-05", "想要三房"],
        ["赵六", WHO[1], "2026-11-01", "抖音", None, None, "2026-11-06", "约周六"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert sheet.kind == "leads"
    assert len(sheet.facts["leads"]) == 2
    told = [
        (row, str(at)[:10], content)
        for row, at, content in facts(sheet, "activities", "row", "at", "content")
    ]
    assert told == [(2, "2026-11-03", "没接"), (2, "2026-11-05", "想要三房"), (3, "2026-11-06", "约周六")]


def test_notes_that_begin_with_their_day_are_activities(tmp_path: Path) -> None:
    rows: Rows = [
        ["2026年11月客户台账"],
        ["客户姓名", "客户电话", "登记日期", "跟进记录1", "跟进记录2"],
        ["王五", WHO[0], "11.1", "11.3 未接", "11.5 加了微信"],
        ["赵六", WHO[1], "11.2", "11.4 看了样板间", None],
    ]
    sheet = read_rows(tmp_path, rows)
    told = [
        (row, str(at)[:10], content)
        for row, at, content in facts(sheet, "activities", "row", "at", "content")
    ]
    assert told == [
        (3, "2026-11-03", "11.3 未接"),
        (3, "2026-11-05", "11.5 加了微信"),
        (4, "2026-11-04", "11.4 看了样板间"),
    ]


def test_an_activity_without_a_day_beside_an_enquiry_is_left_out_with_a_warning(tmp_path: Path) -> None:
    rows: Rows = [
        [
            "客户姓名",
            "客户电话",
            "登记日期",
            "第一次回访时间",
            "第一次回访内容",
            "第二次回访时间",
            "第二次回访内容",
        ],
        ["王五", WHO[0], "2026-11-01", "2026-11-03", "没接", None, "想要三房"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert dispositions(sheet) == {2: "accepted"}
    assert codes(sheet) == {2: "date-missing"}
    assert len(sheet.facts["activities"]) == 1


def test_two_activities_of_one_row_on_one_day_have_keys_of_their_own(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户电话", "第一次电联", "状态(一)", "第二次电联", "状态(二)"],
        [WHO[0], "2026-11-03", "未接", "2026-11-03", "已接通"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert facts(sheet, "activities", "outcome", "record_number") == [("no_answer", None), ("connected", "2")]
    assert sheet.facts["activities"]["row_key"].is_unique


def test_first_and_later_visits_in_one_row(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户姓名", "客户电话", "首访日期", "复访日期", "来源"],
        ["王五", WHO[0], "2026-11-01", "2026-11-08", "抖音"],
        ["赵六", WHO[1], "2026-11-02", None, "抖音"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert len(sheet.facts["leads"]) == 2
    visits = [(row, str(at)[:10], mode) for row, at, mode in facts(sheet, "activities", "row", "at", "mode")]
    assert visits == [(2, "2026-11-01", "visit"), (2, "2026-11-08", "visit"), (3, "2026-11-02", "visit")]


def test_the_customer_is_the_other_end_of_a_call(tmp_path: Path) -> None:
    rows: Rows = [
        ["坐席", "呼叫类型", "主叫号码", "被叫号码", "开始时间", "通话时长(秒)"],
        ["李顾问", "呼入", WHO[0], "057188886666", "2026-11-03 10:00", 60],
        ["李顾问", "呼出", "057188886666", WHO[1], "2026-11-03 11:00", 0],
    ]
    sheet = read_rows(tmp_path, rows)
    assert facts(sheet, "activities", "phone", "direction", "consultant") == [
        ("+8613800138000", "inbound", "李顾问"),
        ("+8613900139000", "outbound", "李顾问"),
    ]
    assert sheet.columns["主叫号码"] == sheet.columns["被叫号码"] == "phone"


def test_without_a_direction_the_number_that_recurs_is_the_offices(tmp_path: Path) -> None:
    rows: Rows = [
        ["主叫号码", "被叫号码", "通话时间", "时长(秒)"],
        *[["13300133000", who, f"2026-11-03 1{i}:00", 30] for i, who in enumerate(WHO)],
        ["13500135000", "13300133000", "2026-11-03 15:00", 30],
        ["13400134000", "13200132000", "2026-11-03 16:00", 30],
    ]
    sheet = read_rows(tmp_path, rows)
    assert facts(sheet, "activities", "phone", "direction") == [
        *[(f"+86{who}", "outbound") for who in WHO],
        ("+8613500135000", "inbound"),
    ]
    assert dispositions(sheet)[7] == "rejected"


def test_a_name_that_recurs_over_many_numbers_is_the_consultants(tmp_path: Path) -> None:
    head = ["姓名", "客户电话", "通话时间", "通话结果"]
    calls: Rows = [["李顾问", who, "2026-11-03 10:00", "已接通"] for who in WHO]
    sheet = read_rows(tmp_path, [head, *calls])
    assert facts(sheet, "activities", "name", "consultant") == [(None, "李顾问")] * 4
    customers: Rows = [[f"客户{i}", who, "2026-11-03 10:00", "已接通"] for i, who in enumerate(WHO)]
    sheet = read_rows(tmp_path, [head, *customers], name="b.xlsx")
    assert [consultant for (consultant,) in facts(sheet, "activities", "consultant")] == [None] * 4


@pytest.mark.parametrize(
    ("parts", "unit"),
    [(("3栋", "1单元", "2501室"), "3-1-2501"), (("3", "1", 2501), "3-1-2501"), (("3", "1", "3-1-2501"), "3-1-2501"),
     (("3幢", None, "2501"), "3-2501")],
)  # fmt: skip
def test_building_entrance_and_room_are_one_unit(tmp_path: Path, parts: tuple[Any, ...], unit: str) -> None:
    rows = [["客户姓名", "电话", "楼栋", "单元", "房号", "签约日期"], ["王五", WHO[0], *parts, "2026-11-03"]]
    assert facts(read_rows(tmp_path, rows), "deals", "unit") == [(unit,)]


@pytest.mark.parametrize(
    ("head", "cells", "name"),
    [
        (["First Name", "Last Name"], ["John", "Smith"], "John Smith"),
        (["Last Name", "First Name"], ["Smith", "John"], "John Smith"),
        (["姓", "名"], ["王", "五"], "王五"),
        (["姓氏", "名字"], ["欧阳", "锋"], "欧阳锋"),
        (["客户姓氏"], ["王"], "王"),
    ],
)
def test_surname_and_given_name_are_one_name(
    tmp_path: Path, head: list[str], cells: list[str], name: str
) -> None:
    rows = [[*head, "Phone", "Created At", "Source"], [*cells, WHO[0], "2026-11-03", "抖音"]]
    assert facts(read_rows(tmp_path, rows), "leads", "name") == [(name,)]


def test_merged_cells_say_the_same_of_all_they_cover(tmp_path: Path) -> None:
    sheet = merged(
        tmp_path,
        [
            ["客户姓名", "电话", "登记日期", "最低预算(万)", "最高预算(万)"],
            ["王五", WHO[0], "2026-11-03", 300, None],
            ["赵六", WHO[1], None, 200, 250],
            ["注：以上客户由李顾问登记"],
        ],
        "D2:E2", "C2:C3", "A4:E4",
    )  # fmt: skip
    assert dispositions(sheet) == {2: "accepted", 3: "accepted", 4: "ignored"}
    told = [
        (str(at)[:10], *rest)
        for at, *rest in facts(sheet, "leads", "created_at", "budget_low", "budget_high")
    ]
    assert told == [("2026-11-03", 3_000_000.0, 3_000_000.0), ("2026-11-03", 2_000_000.0, 2_500_000.0)]


def test_what_people_do_not_see_is_read_and_said(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"说明": [["仅供内部"]], "客户": [["姓名", "电话", "来源"], *[["王五", who, "抖音"] for who in WHO]]},
    )
    book = openpyxl.load_workbook(path)
    book["客户"].sheet_state = "hidden"
    book["客户"].row_dimensions[3].hidden = True
    book["客户"].column_dimensions["C"].hidden = True
    book.save(path)
    sheet = read(path).sheets[1]
    assert len(sheet.facts["leads"]) == 4
    told = sheet.issues[["code", "severity", "row", "details"]].to_numpy().tolist()
    assert told[:3] == [
        ["sheet-hidden", "notice", 0, ""],
        ["rows-hidden", "notice", 0, "1"],
        ["columns-hidden", "notice", 0, "C"],
    ]


@pytest.mark.parametrize(
    ("name", "sheet", "above", "typed", "expected"),
    [
        ("来访登记.xlsx", "Sheet1", [["2025年来访客户登记表"]], "12.5", "2025-12-05"),
        ("来访登记.xlsx", "Sheet1", [[2025]], "3月5日", "2025-03-05"),
        ("来访登记2025.xlsx", "Sheet1", [], "3.5", "2025-03-05"),
        ("2025年来访.xlsx", "11月", [], "11.5", "2025-11-05"),
        ("来访.xlsx", "2026年1月", [], "12.30", "2025-12-30"),
        ("来访.xlsx", "Sheet1", [["民國114年來訪登記表"]], "3/5", "2025-03-05"),
        ("来访.xlsx", "Sheet1", [["2026年1月1日-12月31日来访登记"]], "11.5", "2026-11-05"),
        ("来访.xlsx", "Sheet1", [["来访登记"]], "11.5", "2026-11-05"),
    ],
)
def test_days_without_a_year(
    tmp_path: Path, name: str, sheet: str, above: Rows, typed: str, expected: str
) -> None:
    rows: Rows = [*above, ["客户姓名", "联系电话", "来访日期"], ["王五", WHO[0], typed]]
    reading = read_rows(tmp_path, rows, name=name, sheet=sheet)
    assert [str(at)[:10] for (at,) in facts(reading, "activities", "at")] == [expected]


@pytest.mark.parametrize(
    ("name", "sheet", "expected"),
    [
        ("a.xlsx", "910617", "2002-06-17"),
        ("a.xlsx", "1150305", "2026-03-05"),
        ("a.xlsx", "260305", "2026-03-05"),
        ("2025年来访.xlsx", "11.20", "2025-11-20"),
        ("a.xlsx", "11-20", "2026-11-20"),
        ("a.xlsx", "11-21", "2025-11-21"),
        ("御名峰_293.xlsx", "Sheet1", "2026-11-19"),
        ("a.xlsx", "户型3-2", "2026-11-19"),
    ],
)
def test_sheets_named_for_their_day(tmp_path: Path, name: str, sheet: str, expected: str) -> None:
    rows: Rows = [["客户姓名", "联系电话", "客户来源"], ["王五", WHO[0], "抖音"]]
    reading = read_rows(tmp_path, rows, name=name, sheet=sheet)
    assert [str(told)[:10] for (told,) in facts(reading, "leads", "spoken_date")] == [expected]


def test_lists_beside_each_other_are_read_each(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户姓名", "联系电话", "登记日期", None, "客户姓名", "联系电话", "签约日期", "房号"],
        ["王五", WHO[0], "2026-11-03", None, "钱七", WHO[2], "2026-11-04", "1-101"],
        ["赵六", WHO[1], "2026-11-03"],
        [None, None, None, None, "孙八", "1380013", "2026-11-04", "1-102"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert dispositions(sheet) == {2: "accepted", 3: "accepted", 4: "rejected"}
    assert facts(sheet, "leads", "row", "name") == [(2, "王五"), (3, "赵六")]
    assert facts(sheet, "deals", "row", "name", "unit") == [(2, "钱七", "1-101")]


def test_an_empty_column_inside_a_list_parts_nothing(tmp_path: Path) -> None:
    rows: Rows = [
        ["客户姓名", "联系电话", None, "登记日期", "客户来源"],
        ["王五", WHO[0], None, "2026-11-03", "抖音"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert facts(sheet, "leads", "name", "channel") == [("王五", "douyin")]


@pytest.mark.parametrize(
    "row",
    [
        ["示例", "13900139000", "2026-11-01", "抖音", "90"],
        ["张三（示例）", "13900139000", "2026-11-01", "抖音", "90"],
        ["e.g. Wang", "13900139000", "2026-11-01", "抖音", "90"],
        ["填写客户真实姓名", "11位手机号", "格式：2026-01-01", "请从下拉框选择", "单位：平方米"],
        ["必填", "必填", "必填", "选填", None],
        ["A", "B", "C", "D", "E"],
        ["一", "二", "三", "四", "五"],
        [None, None, None, None, "㎡"],
        ["Name", "Phone", "Visit Date", "Source", "Area"],
    ],
)
def test_lines_below_a_header_that_only_explain_it(tmp_path: Path, row: list[str | None]) -> None:
    rows: Rows = [
        ["客户姓名", "联系电话", "来访日期", "客户来源", "意向面积"],
        row,
        ["王五", WHO[0], "2026-11-03", "抖音", "90"],
    ]
    assert dispositions(read_rows(tmp_path, rows)) == {2: "ignored", 3: "accepted"}
