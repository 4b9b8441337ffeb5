"""Complaints, surveys, milestones, channel costs, phrases, profiles, targets: known by their headers, and read."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from tests.intake.files import codes, dispositions, facts, read_rows
from tests.kinds.sheets import EXPECTED, SHEETS

PHONE = "13800138000"


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_is_known_by_its_headers(kind: str, tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, SHEETS[kind], name="导出.xlsx")
    assert sheet.kind == kind
    assert list(dispositions(sheet).values()) == EXPECTED[kind]
    assert codes(sheet) == {}


ENGLISH = {
    "complaints": [
        "Customer Name",
        "Phone",
        "Opened Date",
        "Complaint Type",
        "Complaint Details",
        "First Response",
        "Resolved Date",
    ],
    "surveys": ["Customer Name", "Mobile", "Survey Date", "Satisfaction Score", "Scale", "Comments"],
    "milestones": ["Event Name", "Event Type", "Event Date", "Audience", "Attendees"],
    "channel_costs": ["Channel", "Month", "Marketing Spend"],
    "phrases": ["Scenario", "Objection", "Script", "Material"],
    "profiles": ["Customer Name", "Mobile", "Gender", "Company", "Education", "Hobbies", "Date of Birth"],
    "targets": ["Consultant", "Month", "Call Target", "Visit Target", "Deal Target"],
}
TRADITIONAL = {
    "complaints": ["客戶姓名", "聯絡電話", "投訴日期", "投訴類別", "投訴事項", "首次回覆時間", "結案日期"],
    "surveys": ["客戶姓名", "手機", "滿意度調查日期", "整體滿意度", "滿分"],
    "milestones": ["活動名稱", "節點類型", "活動日期", "邀請客群", "出席名單"],
    "channel_costs": ["媒體", "月份", "廣告費用"],
    "phrases": ["使用場景", "客戶異議", "建議話術", "搭配資料"],
    "profiles": ["客戶姓名", "手機", "性別", "公司名稱", "學歷", "興趣", "出生日期"],
    "targets": ["銷售顧問", "月份", "去電目標", "帶看目標", "簽約目標"],
}


@pytest.mark.parametrize("headers", [ENGLISH, TRADITIONAL], ids=["english", "traditional"])
@pytest.mark.parametrize("kind", SHEETS)
def test_headers_of_other_offices(kind: str, headers: dict[str, list[str]], tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [headers[kind], ["x"] * len(headers[kind])], name="导出.xlsx")
    assert sheet.kind == kind
    assert sheet.unmapped == []


LISTS_OF_LEADS = [
    ["客户姓名", "电话", "登记日期", "来源", "满意度"],
    ["客户姓名", "电话", "性别", "年龄", "职业", "学历", "籍贯", "登记日期", "置业顾问"],
    ["姓名", "手机", "性别", "职业", "学历", "婚姻状况", "意向户型"],
    ["客户姓名", "电话", "来访日期", "满意度", "问题类型"],
    ["客户姓名", "联系电话", "跟进时间", "跟进方式", "跟进内容", "满意度评分", "通话结果"],
    ["渠道", "报备量", "到访量", "费用"],
]


@pytest.mark.parametrize("header", LISTS_OF_LEADS, ids=["/".join(header[-3:]) for header in LISTS_OF_LEADS])
def test_a_column_of_another_kind_makes_no_list_of_it(header: list[str], tmp_path: Path) -> None:
    sheet = read_rows(tmp_path, [header, ["x"] * len(header)])
    assert sheet.kind in ("leads", "visits", "activities", None)


def read_one(tmp_path: Path, kind: str, **changed: Any) -> Any:
    """The first row of a sheet with some cells changed, by header."""
    header, row = SHEETS[kind][0], list(SHEETS[kind][1])
    for name, cell in changed.items():
        row[header.index(name)] = cell
    return read_rows(tmp_path, [header, row])


REJECTED = [
    ("complaints", {"投诉时间": None}, "required-missing"),
    ("complaints", {"投诉时间": "2月30日"}, "date-impossible"),
    ("complaints", {"客户姓名": None, "联系电话": None}, "required-missing"),
    ("complaints", {"联系电话": "1380013800"}, "phone-invalid"),
    ("surveys", {"满意度评分": None}, "required-missing"),
    ("surveys", {"满意度评分": "不错吧"}, "score-unreadable"),
    ("surveys", {"满意度评分": 11, "满分": 10}, "score-above-scale"),
    ("surveys", {"调查日期": None}, "required-missing"),
    ("milestones", {"日期": "待定"}, "required-missing"),
    ("channel_costs", {"渠道名称": None}, "required-missing"),
    ("channel_costs", {"费用月份": "上半年"}, "month-unreadable"),
    ("channel_costs", {"推广费用": "很多"}, "money-unreadable"),
    ("channel_costs", {"推广费用": "8"}, "budget-unit"),
    ("phrases", {"参考话术": None}, "required-missing"),
    ("profiles", {"客户姓名": None, "手机号": None}, "required-missing"),
    ("targets", {"姓名": None}, "required-missing"),
    ("targets", {"电话目标": None, "来访目标": None, "成交目标": None}, "required-missing"),
]


@pytest.mark.parametrize(("kind", "changed", "code"), REJECTED, ids=[f"{k}-{c}" for k, _, c in REJECTED])
def test_what_a_row_cannot_do_without(kind: str, changed: dict[str, Any], code: str, tmp_path: Path) -> None:
    sheet = read_one(tmp_path, kind, **changed)
    assert dispositions(sheet) == {2: "rejected"}
    assert code in codes(sheet)[2].split("|")
    assert 2 in sheet.rejected


WARNED = [
    ("complaints", {"首次响应时间": "2026-11-10 09:00"}, "response-before-opened"),
    ("complaints", {"办结时间": "2026-11-09"}, "closed-before-opened"),
    ("complaints", {"投诉时间": "2026-12-01", "首次响应时间": None}, "future-date"),
    ("complaints", {"首次响应时间": "改天"}, "date-impossible"),
    ("phrases", {"适用阶段": "随便什么时候"}, "choice-unknown"),
    ("targets", {"来访目标": "很多"}, "number-unreadable"),
    ("profiles", {"籍贯": "330102199001011234"}, "value-not-kept"),
]


@pytest.mark.parametrize(("kind", "changed", "code"), WARNED, ids=[f"{k}-{c}" for k, _, c in WARNED])
def test_what_is_wrong_but_does_not_matter(
    kind: str, changed: dict[str, Any], code: str, tmp_path: Path
) -> None:
    sheet = read_one(tmp_path, kind, **changed)
    assert dispositions(sheet) == {2: "accepted"}
    assert codes(sheet) == {2: code}


def test_a_response_on_the_day_of_the_complaint_is_not_before_it(tmp_path: Path) -> None:
    assert codes(read_one(tmp_path, "complaints", 首次响应时间="2026-11-10")) == {}


@pytest.mark.parametrize(
    ("score", "scale", "read"),
    [
        (85, None, (85.0, None)),
        ("4.5分", None, (4.5, None)),
        ("9/10", None, (9.0, 10.0)),
        ("★★★★☆", None, (4.0, 5.0)),
        ("90%", None, (90.0, 100.0)),
        ("很满意", None, (5.0, 5.0)),
        ("不满意", None, (2.0, 5.0)),
        (0, 10, (0.0, 10.0)),
        (4, "5分制", (4.0, 5.0)),
    ],
)
def test_scores(tmp_path: Path, score: Any, scale: Any, read: tuple[Any, ...]) -> None:
    sheet = read_one(tmp_path, "surveys", 满意度评分=score, 满分=scale)
    assert facts(sheet, "surveys", "score", "scale") == [read]


@pytest.mark.parametrize(
    "header", ["满意度评分（10分制）", "满意度评分(满分10)", "满意度得分/10分", "Survey Score (out of 10)"]
)
def test_a_scale_in_the_header(tmp_path: Path, header: str) -> None:
    sheet = read_rows(
        tmp_path, [["客户姓名", "手机号", "调查日期", header], ["王芳", PHONE, "2026-11-03", 9]]
    )
    assert facts(sheet, "surveys", "score", "scale") == [(9.0, 10.0)]


@pytest.mark.parametrize(
    ("amount", "header", "yuan"),
    [
        (8000, "推广费用", 8000.0),
        (50000, "推广费用", 50000.0),
        ("5万", "推广费用", 50000.0),
        (3.2, "推广费用(万)", 32000.0),
        (800, "推广费用(元)", 800.0),
        ("12,500.50", "推广费用", 12500.5),
        (0, "推广费用", 0.0),
    ],
)
def test_costs_are_yuan_unless_they_say_otherwise(
    tmp_path: Path, amount: Any, header: str, yuan: float
) -> None:
    sheet = read_rows(tmp_path, [["渠道名称", "费用月份", header], ["抖音", "2026-10", amount]])
    assert facts(sheet, "channel_costs", "amount") == [(yuan,)]


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-10", "2026-10-01"),
        ("2026年3月", "2026-03-01"),
        ("202603", "2026-03-01"),
        ("2026/3/15", "2026-03-01"),
        ("Oct 2026", "2026-10-01"),
        ("10月", "2026-10-01"),
        ("12月份", "2026-12-01"),
        ("115年3月", "2026-03-01"),
        ("2月", "2027-02-01"),
    ],
)
def test_months(tmp_path: Path, written: str, month: str) -> None:
    sheet = read_one(tmp_path, "targets", 月份=written)
    assert [str(day)[:10] for (day,) in facts(sheet, "targets", "month")] == [month]


@pytest.mark.parametrize("written", ["上半年", "13月", "5月", 2026.1])
def test_months_that_could_be_another(tmp_path: Path, written: Any) -> None:
    """The files speak for 19 November 2026: May is as far ahead as behind."""
    assert dispositions(read_one(tmp_path, "targets", 月份=written)) == {2: "rejected"}


def test_sensitive_items_are_kept_only_where_configured(tmp_path: Path) -> None:
    rows = SHEETS["profiles"]
    settings = Settings.model_validate({"rules": {"profiles": {"kept_classes": ["third_person"]}}})
    plain = read_rows(tmp_path, rows)
    assert facts(plain, "profiles", "item") == [("sex",), ("native_place",), ("interests",)]
    assert "张三" not in str(plain.facts) + str(plain.rejected)
    kept = read_rows(tmp_path, rows, settings=settings)
    assert ("spouse_contact", "third_person", "张三") in facts(
        kept, "profiles", "item", "item_class", "value"
    )
    told = plain.issues.set_index("header")["code"].to_dict()
    assert told == {"配偶姓名": "item-not-kept", "身份证号": "column-dropped"}
    dropped = Settings.model_validate({"rules": {"profiles": {"dropped_items": ["interests"]}}})
    assert ("interests",) not in facts(read_rows(tmp_path, rows, settings=dropped), "profiles", "item")


def test_a_profile_item_by_item(tmp_path: Path) -> None:
    head = ["客户姓名", "联系电话", "信息项", "填写内容", "更新日期"]
    rows: list[list[Any]] = [
        ["王芳", PHONE, "学历", "本科", "2026-11-01"],
        ["王芳", PHONE, "子女生日", "2015-06-01", "2026-11-01"],
        ["王芳", PHONE, "血型", "A", "2026-11-01"],
        ["王芳", PHONE, "籍贯", None, "2026-11-01"],
    ]
    sheet = read_rows(tmp_path, [head, *rows])
    assert dispositions(sheet) == {2: "accepted", 3: "ignored", 4: "ignored", 5: "ignored"}
    assert codes(sheet) == {3: "item-not-kept", 4: "item-not-kept"}
    assert facts(sheet, "profiles", "item", "value") == [("education", "本科")]
    assert "2015-06-01" not in str(sheet.facts) + str(sheet.rejected)


KEYS: list[tuple[str, int, dict[str, Any], bool]] = [
    ("complaints", 1, {"投诉内容": "两扇窗户漏水", "投诉时间": "2026-11-11"}, True),
    ("complaints", 1, {"投诉编号": "T02"}, False),
    ("complaints", 2, {"投诉内容": "改一下"}, True),
    ("complaints", 2, {"投诉时间": "2026-11-13"}, False),
    ("surveys", 1, {"满意度评分": 7, "调查日期": "2026-11-05"}, True),
    ("surveys", 1, {"调查场景": "入住后"}, False),
    ("surveys", 1, {"调查场景": None, "满意度评分": 7}, False),
    ("milestones", 1, {"到场客户": "王芳"}, True),
    ("milestones", 1, {"日期": "2026-12-06"}, False),
    ("channel_costs", 1, {"推广费用": 90000}, True),
    ("channel_costs", 1, {"费用月份": "2026-09"}, False),
    ("targets", 1, {"电话目标": 200}, True),
    ("targets", 1, {"月份": "2026-12"}, False),
    ("phrases", 1, {"配套资料": "价目表"}, True),
    ("phrases", 1, {"抗性": "价格"}, False),
]


@pytest.mark.parametrize(
    ("kind", "place", "changed", "is_same"), KEYS, ids=[f"{k}-{i}-{'-'.join(c)}" for k, i, c, _ in KEYS]
)
def test_what_is_the_same_thing_again(
    kind: str, place: int, changed: dict[str, Any], is_same: bool, tmp_path: Path
) -> None:
    header, row = SHEETS[kind][0], SHEETS[kind][place]
    again = [changed.get(name, cell) for name, cell in zip(header, row, strict=True)]
    sheet = read_rows(tmp_path, [header, row, again])
    (one,), (other,) = facts(sheet, kind, "row_key")
    assert (one == other) == is_same
