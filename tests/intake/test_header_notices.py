"""What is said of headers: columns nobody knows, and fields without a column."""

from pathlib import Path

import pytest

from pipeline.config import FilePattern, Settings
from pipeline.intake.reading import SheetReading
from pipeline.messages import hints
from pipeline.wording import Wording
from tests.intake.files import facts, read_rows

WHO = "13800138000"


def told(sheet: SheetReading, code: str) -> list[tuple[int, str, str, str, str]]:
    lines = sheet.issues.loc[sheet.issues["code"] == code, ["row", "column", "header", "field", "details"]]
    return [tuple(line) for line in lines.to_numpy().tolist()]


@pytest.mark.parametrize(
    ("header", "near"),
    [
        ("联糸电话", "联系电话"),
        ("意向面职", "意向面积"),
        ("Budgett", "Budget"),
        ("车牌", ""),
    ],
)
def test_an_unknown_column_is_said_in_the_headers_row_with_what_it_may_be(
    tmp_path: Path, header: str, near: str
) -> None:
    rows = [["客户台账"], ["客户姓名", "微信号", "登记日期", header], ["王五", "wangwu66", "2026-11-03", "x"]]
    sheet = read_rows(tmp_path, rows)
    assert told(sheet, "header-unmapped") == [(2, "D", header, "", near)]
    (hint,) = hints(sheet.issues[sheet.issues["code"] == "header-unmapped"], Wording("zh"))
    assert (f"“{near}”" in hint) == bool(near)


def test_a_needed_field_without_a_column_is_said_with_its_usual_header(tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [["客户姓名", "电话", "来源"], ["王五", WHO, "抖音"]])
    assert told(sheet, "field-missing") == [(1, "", "", "created_at", "登记日期")]
    english = read_rows(tmp_path, [["Name", "Phone", "Source"], ["Wang Wu", WHO, "抖音"]], name="b.xlsx")
    assert told(english, "field-missing") == [(1, "", "", "created_at", "Created At")]


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        (Settings(columns={"甲": "need_change"}), ["need_change"]),
        (Settings(sites={"main": {"columns": {"甲": "need_change"}}}), ["need_change"]),
        (Settings(files={"来访*": FilePattern(columns={"甲": "need_change"})}), ["need_change"]),
        (Settings(files={"成交*": FilePattern(columns={"甲": "need_change"})}), []),
        (Settings(columns={"甲": "duration_seconds"}), []),
        (Settings(columns={"甲": "channel"}), []),
        (Settings(columns={"备注2": "need_change"}), []),
    ],
    ids=["all", "site", "pattern", "other files", "other kinds", "fed by another header", "there"],
)
def test_a_field_the_office_mapped_but_no_column_feeds_is_said(
    tmp_path: Path, settings: Settings, missing: list[str]
) -> None:
    rows = [["客户姓名", "电话", "登记日期", "来源", "备注2"], ["王五", WHO, "2026-11-03", "抖音", "要三房"]]
    sheet = read_rows(tmp_path, rows, settings=settings)
    assert [field for _, _, _, field, _ in told(sheet, "field-missing")] == missing


def test_brackets_tell_mapped_headers_apart(tmp_path: Path) -> None:
    settings = Settings(columns={"甲（一）": "need_change", "乙": "resistance"})
    rows = [
        ["客户姓名", "电话", "登记日期", "甲(二)", "甲(一)", "乙(可多选)"],
        ["王五", WHO, "2026-11-03", "a", "b", "价格"],
    ]
    sheet = read_rows(tmp_path, rows, settings=settings)
    assert facts(sheet, "leads", "need_change", "resistance") == [("b", "价格")]
    assert sheet.unmapped == ["甲(二)"]


@pytest.mark.parametrize(
    ("head", "cells", "kind", "field"),
    [
        (
            ["甲", "客户电话", "通话时间", "结果"],
            ["想要三房", WHO, "2026-11-03", "已接通"],
            "activities",
            "need_change",
        ),
        (
            ["甲", "客户电话", "签约日期", "房号"],
            ["李顾问", WHO, "2026-11-03", "1-101"],
            "deals",
            "consultant",
        ),
        (["甲", "客户姓名", "客户电话", "来访日期"], ["抖音", "王五", WHO, "2026-11-03"], "leads", "channel"),
        (["甲", "户型", "总价(万)"], ["1-101", "三房", 300], "units", "unit"),
        (["甲", "姓名", "岗位"], ["7", "李顾问", "置业顾问"], "consultants", "consultant_id"),
    ],
)
def test_the_offices_own_mapping_counts_for_every_kind(
    tmp_path: Path, head: list[str], cells: list[object], kind: str, field: str
) -> None:
    sheet = read_rows(tmp_path, [head, cells], settings=Settings(columns={"甲": field}))
    assert sheet.columns["甲"] == field
    assert facts(sheet, kind, field)[0][0] is not None


@pytest.mark.parametrize(
    ("header", "sites", "said"),
    [
        ("项目名称", ["云栖里", "main"], ["云栖里"]),
        ("项目名称", ["main", "main"], []),
        ("公司", ["云栖里", "云栖里"], []),
    ],
    ids=["another site", "its own", "no column of sites"],
)
def test_rows_of_other_sites_are_said(tmp_path: Path, header: str, sites: list[str], said: list[str]) -> None:
    settings = Settings(sites={"云栖里": {}, "main": {}})
    rows = [["客户姓名", "电话", "登记日期", header], *[["王五", WHO, "2026-11-03", site] for site in sites]]
    sheet = read_rows(tmp_path, rows, settings=settings)
    assert [details for *_, details in told(sheet, "other-site")] == said
    assert set(sheet.ledger["disposition"]) == {"accepted"}
