"""Our own workbooks that come back: filled task rows, and mended rows."""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest
import xlsxwriter

from tests.intake.files import assert_conserved, codes, day, dispositions, facts, read

SAVED = datetime(2026, 11, 20, 10, 0)  # UTC: 18:00 at the site
HEAD = {
    "任务号": "task_id",
    "编号": "stated_customer_id",
    "缘由": "cause",
    "方式(计划)": "planned_mode",
    "结果": "outcome",
    "聊了什么": "content",
    "怎么联系的": "mode",
    "什么时候": "at",
    "现在状态": "status",
    "下次联系": "next_date",
    "预算": "budget",
    "退订": "opt_out",
}


def own_book(path: Path, kind: str, title: str, rows: list[list[Any]], mapped: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": SAVED})
        sheet = book.add_worksheet(title)
        for place, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(place, column, cell)
        other = book.add_worksheet("怎么填")
        other.write_row(0, 0, ["姓名", "电话", "说明"])
        other.write_row(1, 0, ["王五", "13800138000", "这是例子"])
        hidden = book.add_worksheet("_callsheet")
        for place, row in enumerate([["callsheet", kind], *mapped]):
            hidden.write_row(place, 0, row)
        hidden.very_hidden()
    return path


def task_book(path: Path, rows: list[list[Any]]) -> Path:
    mapped = [
        ["plan_day", "2026-11-20"],
        ["site", "main"],
        *(["今日", text, field] for text, field in HEAD.items()),
    ]
    shown = ["客户", "电话", *HEAD]
    return own_book(path, "tasks", "今日", [["今天要联系的客户 2026年11月20日"], shown, *rows], mapped)


ROWS: list[list[Any]] = [
    [
        "王五",
        "138 0013 8000",
        "T1",
        "C000001",
        None,
        "phone",
        "已接通",
        "想看三房",
        None,
        None,
        "需求明确",
        "2026-11-25",
        "350万",
        None,
    ],
    [
        "赵六",
        "139 0013 9000",
        "T2",
        "C000002",
        "festival",
        "wechat",
        "已回复",
        None,
        "电话",
        "2026-11-20 15:20",
        None,
        None,
        None,
        "是",
    ],
    ["钱七", "137 0013 7000", "T3", "C000003", None, "phone", None, None, None, None, None, None, None, None],
    [
        "孙八",
        "136 0013 6000",
        None,
        None,
        None,
        None,
        "已接通",
        "自己加的一行",
        None,
        None,
        None,
        None,
        None,
        None,
    ],
    [
        "李九",
        "135 0013 5000",
        "T5",
        "C000005",
        None,
        "phone",
        "已接通",
        None,
        None,
        "2026-02-30",
        None,
        None,
        None,
        None,
    ],
]


def test_filled_rows_become_activities_and_the_rest_is_unchanged(tmp_path: Path) -> None:
    reading = read(task_book(tmp_path / "S01 李顾问.xlsx", ROWS))
    assert_conserved(reading)
    today, how_to, hidden = reading.sheets
    assert (today.kind, how_to.kind, hidden.kind) == ("tasks", None, None)
    assert set(how_to.ledger["disposition"]) | set(hidden.ledger["disposition"]) == {"ignored"}
    assert dispositions(today) == {3: "accepted", 4: "accepted", 5: "unchanged", 6: "rejected", 7: "rejected"}
    assert "required-missing" in codes(today)[6]
    assert "date-impossible" in codes(today)[7]
    told = facts(
        today, "activities", "task_id", "stated_customer_id", "mode", "direction", "at", "outcome", "cause"
    )
    assert told == [
        ("T1", "C000001", "phone", "outbound", day("2026-11-20"), "connected", None),
        ("T2", "C000002", "phone", "outbound", day("2026-11-20 15:20"), "replied", "festival"),
    ]
    assert facts(
        today, "activities", "content", "status", "next_date", "budget_high", "recorded_at", "name"
    ) == [
        ("想看三房", "needs_clear", day("2026-11-25"), 3_500_000.0, day("2026-11-20 18:00"), None),
        (None, None, None, None, day("2026-11-20 18:00"), None),
    ]
    assert facts(today, "activities", "opt_out_modes")[1][0] is not None


def test_a_task_keeps_its_key_whatever_is_filled_in(tmp_path: Path) -> None:
    first = read(task_book(tmp_path / "a.xlsx", ROWS[:1])).sheets[0]
    row = [*ROWS[0][:6], "无人接听", "没接", "微信", "2026-11-20 09:10", *ROWS[0][10:]]
    second = read(task_book(tmp_path / "b.xlsx", [row])).sheets[0]
    (one,), (other,) = (facts(sheet, "activities", "row_key", "content_hash") for sheet in (first, second))
    assert one[0] == other[0]
    assert one[1] != other[1]


def test_mended_rows_come_back_as_rows_of_the_file_they_came_from(tmp_path: Path) -> None:
    head = ["原表行号", "客户编号", "姓名", "电话", "登记日期", "来源", "问题和改法"]
    rows = [
        ["台账20261103.xlsx：有 1 行没有收进来"],
        head,
        ["17", "K9", "王五", "13800138000", "2026-11-03", "抖音", "电话少了一位"],
    ]
    mapped = [
        ["file", "台账.xlsx"],
        ["sheet", "客户", "客户"],
        ["客户", "原表行号", "original_row"],
        ["客户", "问题和改法", "problems"],
    ]
    mended = read(own_book(tmp_path / "a.xlsx", "rejected", "客户", rows, mapped)).sheets[0]
    assert (mended.kind, dispositions(mended)) == ("rejected", {3: "accepted"})
    path = tmp_path / "台账20261103.csv"
    path.write_text(
        "客户编号,姓名,电话,登记日期,来源\nK9,王五,13800138000,2026-11-03,抖音\n", encoding="utf-8"
    )
    names = ("row_key", "content_hash", "number_source", "spoken_date")
    assert facts(mended, "leads", *names) == facts(read(path).sheets[0], "leads", *names)


@pytest.mark.parametrize("state", ["hidden", "visible"])
def test_other_programs_hide_our_map_less_and_it_is_ours_still(
    tmp_path: Path, state: Literal["hidden", "visible"]
) -> None:
    """LibreOffice saves a very hidden sheet as a hidden one; somebody may have looked at it."""
    path = task_book(tmp_path / "王芳.xlsx", ROWS)
    untouched = read(path)
    book = openpyxl.load_workbook(path)
    book["_callsheet"].sheet_state = state
    book.save(path)
    kinds = [[sheet.kind for sheet in reading.sheets] for reading in (untouched, read(path))]
    assert kinds[0] == kinds[1] == ["tasks", None, None]
