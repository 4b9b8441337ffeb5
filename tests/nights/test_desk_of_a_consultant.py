"""What the office drops at night stands on the consultant's desk in the morning, and comes back the next night."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.nights.office import LEADS, Office, lead

CALLS = ["客户姓名", "联系电话", "跟进时间", "跟进方式", "通话结果", "跟进内容", "置业顾问", "抗性"]
UNITS = ["房号", "户型", "面积", "总价(万)", "朝向", "状态"]


def sheet_of(office: Office, consultant: str, title: str) -> Worksheet:
    path: Path = office.latest / "main" / "tasks" / f"{consultant}.xlsx"
    sheet: Worksheet = load_workbook(path)[title]
    return sheet


def said_of(sheet: Worksheet, customer: str, header_row: int = 4) -> dict[str, Any]:
    header = [str(cell.value) for cell in sheet[header_row]]
    rows = sheet.iter_rows(min_row=header_row + 1, values_only=True)
    (row,) = [dict(zip(header, row, strict=True)) for row in rows if customer in row]
    return row


def test_the_office_s_words_and_homes_reach_the_call(office: Office) -> None:
    office.drop(
        "线索.xlsx", [*LEADS, "意向户型"], [[*lead("李雪", "19900000001", "2026-10-01 10:15"), "三房"]]
    )
    called = ["李雪", "19900000001", "2026-10-12 11:00", "去电", "已接通", "嫌贵，想要三房", "周敏", "价格"]
    office.drop("通话.xlsx", CALLS, [called])
    office.drop(
        "房源.xlsx",
        UNITS,
        [["3-1202", "三房", 118, 280, "南", "在售"], ["1-0301", "两房", 89, 198, "南", "在售"]],
    )
    office.drop("话术.xlsx", ["适用抗性", "话术", "资料"], [["价格", "咱们先把账算清楚", "首付测算表"]])
    office.night()
    row = said_of(sheet_of(office, "周敏", "今日"), "李雪")
    assert row["最近几次沟通"].startswith("10-12 电话 嫌贵，想要三房")
    prepared = row["这次要点"].split("\n")
    assert "抗性：价格" in prepared and "· 3-1202 3房 118㎡ 280万（都符合）" in prepared
    assert prepared[-1] == "可以给：首付测算表"
    assert "咱们先把账算清楚" in row["可以这样说"].split("\n")


def test_a_customer_named_to_another_consultant_is_handed_over(office: Office) -> None:
    office.drop("线索.xlsx", LEADS, [lead("李雪", "19900000001", "2026-11-18 10:15")])
    office.drop(
        "通话.xlsx",
        CALLS[:-1],
        [["李雪", "19900000001", "2026-11-18 11:00", "去电", "已接通", "周末来", "周敏"]],
    )
    office.night()
    changed = lead("李雪", "19900000001", "2026-11-18 10:15", consultant="陈晓")
    office.drop("线索2.xlsx", [*LEADS, "更新时间"], [[*changed, "2026-11-21 09:00"]])
    office.night("2026-11-21")
    taken = said_of(sheet_of(office, "陈晓", "交接"), "李雪", 3)
    assert taken["交接"] == "接自 周敏" and "周末来" in taken["最近几次沟通"]


def test_a_new_customer_of_the_workbook_is_a_lead_of_its_consultant(office: Office) -> None:
    office.drop("线索.xlsx", LEADS, [lead("李雪", "19900000001", "2026-11-20 10:15")])
    office.night()
    path = office.latest / "main" / "tasks" / "周敏.xlsx"
    book = load_workbook(path)
    for place, value in enumerate(["韩雪", "19900000077", None, "抖音"], start=1):
        book.worksheets[3].cell(5, place, value)
    book.save(path)
    told = office.night("2026-11-21")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "新客户"]
    assert (sheet["kind"], sheet["rows"], sheet["accepted"]) == ("leads", 1, 1)
    (new,) = [row for row in office.table("customers").to_dict("records") if row["name"] == "韩雪"]
    assert (new["consultant"], new["channel"], str(new["created_at"])[:10]) == (
        "周敏",
        "douyin",
        "2026-11-20",
    )
