"""What lies in the inbox: workbooks that open, with the headers and oddities of a real office."""

import re
from collections import Counter
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.demo_office import plan_office
from pipeline.demo_office.lexicon import Language

UNTIL = date(2026, 11, 20)
MOBILE = re.compile(r"^1990\d{7}$")

HEADERS = {
    "客户台账_20261120.xlsx": "序号 客户姓名 联系电话 微信 客户来源 登记时间 置业顾问 意向等级 客户状态 "
    "购房预算(万) 意向面积(㎡) 意向户型 置业目的 购房周期 竞品 下次跟进时间 更新时间 是否同意联系 勿扰",
    "通话记录_2026年11月.xlsx": "客户姓名 联系电话 跟进时间 跟进方式 通话结果 通话时长(秒) 跟进内容 "
    "下次跟进时间 置业顾问 抗性",
    "房源表.xlsx": "房号 户型 建筑面积(㎡) 总价(万) 是否主力户型 销售状态 朝向 装修 学区",
    "人员名单.xlsx": "工号 姓名 岗位 在职状态 休息日 每日接待上限",
    "认购签约台账.xlsx": "客户姓名 联系电话 房号 成交总价(万) 认购日期 签约日期 "
    "交房日期 入住日期 按揭放款日期 退房日期 置业顾问",
    "投诉登记.xlsx": "投诉编号 客户姓名 联系电话 房号 投诉时间 投诉或建议 投诉类型 投诉内容 "
    "首次响应时间 办结时间 经办人",
    "满意度调查.xlsx": "客户姓名 联系电话 调查日期 调查场景 满意度评分 满分 意见建议",
    "客户信息档案.xlsx": "客户姓名 联系电话 更新日期 生日 籍贯 学历 家庭结构 兴趣爱好",
    "营销节点.xlsx": "节点名称 节点类型 节点日期 邀请对象",
    "话术库.xlsx": "话术 适用场景 适用抗性 配套资料",
}
ENGLISH_HEADERS = {
    "customer_list_20261120.xlsx": "No.|Customer Name|Mobile|WeChat|Lead Source|Enquiry Date|Consultant|Grade|Status|"
    "Budget (yuan)|Area (sqm)|Layout|Purchase Purpose|Purchase Timeline|Competitors|Next Follow-up Date|"
    "Last Updated|Consent to Contact|Do Not Call",
    "call_log_2026-11.xlsx": "Customer Name|Mobile|Follow-up Time|Follow-up Method|Call Outcome|Duration (s)|"
    "Follow-up Notes|Next Follow-up Date|Consultant|Objection",
    "unit_list.xlsx": "Unit No|Layout|Floor Area (sqm)|Price (yuan)|Main Unit|Sales Status|Orientation|Decoration|"
    "School District",
    "staff_list.xlsx": "Staff No|Name|Role|Employment Status|Rest Day|Daily Capacity",
    "deposits_and_contracts.xlsx": "Customer Name|Mobile|Unit No|Deal Amount (yuan)|Deposit Date|Contract Date|"
    "Handover Date|Move-in Date|Loan Date|Cancelled Date|Consultant",
    "complaints.xlsx": "Complaint No|Customer Name|Mobile|Unit No|Complaint Time|Complaint or Suggestion|"
    "Complaint Type|Complaint Content|First Response Time|Resolved Time|Handled by",
    "surveys.xlsx": "Customer Name|Mobile|Survey Date|Survey Occasion|Satisfaction Score|Scale|Comments",
    "customer_profiles.xlsx": "Customer Name|Mobile|Updated on|Birthday|Native place|Education|Household|Interests",
    "events.xlsx": "Event Name|Event Type|Event Date|Audience",
    "words_to_say.xlsx": "Words to say|Scenario|For objection|Material to send",
}
EXPECTED_HEADERS = [
    *(pytest.param("zh", name, header.split(), id=name) for name, header in HEADERS.items()),
    *(pytest.param("en", name, header.split("|"), id=name) for name, header in ENGLISH_HEADERS.items()),
]


@pytest.fixture(scope="module")
def inboxes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One small office in each language."""
    folders = {language: tmp_path_factory.mktemp(language) for language in ("zh", "en")}
    for language in ("zh", "en"):
        drop(language, folders[language])
    return folders


def drop(language: Any, inbox: Path, seed: int = 7) -> list[Path]:
    return plan_office("small", language, seed, UNTIL).drop(UNTIL, inbox)


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))


def table_of(path: Path, header_row: int) -> list[dict[str, Any]]:
    rows = rows_of(path)
    return [dict(zip(map(str, rows[header_row - 1]), row, strict=True)) for row in rows[header_row:]]


@pytest.mark.parametrize(("language", "name", "header"), EXPECTED_HEADERS)
def test_headers(inboxes: dict[str, Path], language: str, name: str, header: list[str]) -> None:
    assert header in [list(row) for row in rows_of(inboxes[language] / name)[:3]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_workbook_opens_and_nothing_else_lies_there(inboxes: dict[str, Path], language: str) -> None:
    paths = list(inboxes[language].iterdir())
    assert {path.suffix for path in paths} == {".xlsx"}
    assert 17 <= len(paths) <= 18  # eight or nine months of calls, four lists, five sheets about care
    assert all(len(rows_of(path)) > 2 for path in paths)


def test_titles_name_site_and_day(inboxes: dict[str, Path]) -> None:
    book = load_workbook(inboxes["zh"] / "客户台账_20261120.xlsx")
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "云栖里客户台账（截至2026年11月20日）"
    assert "A1:S1" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet["B3"].font.bold
    assert book.properties.created == datetime(2026, 11, 20, 8, 40)


@pytest.mark.parametrize(
    ("what", "name", "low", "high"),
    [
        ("leads", "客户台账_20261120.xlsx", 300, 315),
        ("units", "房源表.xlsx", 22, 26),
        ("colleagues", "人员名单.xlsx", 8, 8),
        ("deals", "认购签约台账.xlsx", 18, 40),
    ],
)
def test_counts_of_a_small_office(
    inboxes: dict[str, Path], what: str, name: str, low: int, high: int
) -> None:
    rows = rows_of(inboxes["zh"] / name)
    below_header = len(rows) - (3 if what == "leads" else 2) - (what == "leads")
    assert low <= below_header <= high


def test_about_two_thousand_activities(inboxes: dict[str, Path]) -> None:
    calls = sum(len(rows_of(path)) - 3 for path in inboxes["zh"].glob("通话记录*"))
    assert 1700 <= calls <= 2500


def test_roster_of_a_small_office(inboxes: dict[str, Path]) -> None:
    roster = table_of(inboxes["zh"] / "人员名单.xlsx", 2)
    assert Counter(row["岗位"] for row in roster) == {"置业顾问": 6, "案场经理": 1, "客服专员": 1}
    assert [row["岗位"] for row in roster if row["在职状态"] == "离职"] == ["置业顾问"]
    assert len({row["姓名"] for row in roster}) == len(roster)


def test_ten_channels_and_one_word_nobody_knows(inboxes: dict[str, Path]) -> None:
    leads = table_of(inboxes["zh"] / "客户台账_20261120.xlsx", 3)
    words = {row["客户来源"] for row in leads} - {None}
    assert words == {
        "自然到访", "来电", "抖音", "安居客", "贝壳", "老带新", "小红书", "分销", "外拓", "户外广告", "社区食堂海报",
    }  # fmt: skip


def masked(text: str) -> bool:
    return re.fullmatch(r"199\*{4}\d{4}", text) is not None


@pytest.mark.parametrize(
    ("header", "is_there"),
    [
        pytest.param("联系电话", lambda cell: re.fullmatch(r"1\.99\d*E\+10", str(cell)), id="digits lost"),
        pytest.param("联系电话", lambda cell: masked(str(cell)), id="masked"),
        pytest.param("联系电话", lambda cell: re.fullmatch(r"\d{10}", str(cell)), id="ten digits"),
        pytest.param("联系电话", lambda cell: re.fullmatch(r"\d{11}/\d{11}", str(cell)), id="two numbers"),
        pytest.param("联系电话", lambda cell: "微信同号" in str(cell), id="with a remark"),
        pytest.param("联系电话", lambda cell: "１９９０" in str(cell), id="full width"),
        pytest.param("登记时间", lambda cell: str(cell).endswith("2月30日"), id="impossible day"),
        pytest.param("登记时间", lambda cell: re.fullmatch(r"2026\.\d+\.\d+", str(cell)), id="dots"),
        pytest.param("购房预算(万)", lambda cell: cell == "首付100", id="down payment"),
        pytest.param("购房预算(万)", lambda cell: cell == "300W", id="300W"),
        pytest.param("购房预算(万)", lambda cell: cell == "200-250万", id="range"),
        pytest.param("购房预算(万)", lambda cell: cell == 50_000, id="which unit"),
        pytest.param("意向面积(㎡)", lambda cell: cell == "90-110", id="area range"),
        pytest.param("客户姓名", lambda cell: cell is None, id="no name"),
        pytest.param("序号", lambda cell: cell == "合计", id="total row"),
    ],
)
def test_untidy_cells(inboxes: dict[str, Path], header: str, is_there: Any) -> None:
    cells = [row[header] for row in table_of(inboxes["zh"] / "客户台账_20261120.xlsx", 3)]
    assert 1 <= sum(bool(is_there(cell)) for cell in cells) <= 3


def test_calls_to_people_whom_no_list_knows(inboxes: dict[str, Path]) -> None:
    calls = table_of(inboxes["zh"] / "通话记录_2026年11月.xlsx", 3)
    strangers = [row["联系电话"] for row in calls if row["客户姓名"] == "诸葛先生"]
    assert [number is None for number in strangers] == [True, False]
    leads = table_of(inboxes["zh"] / "客户台账_20261120.xlsx", 3)
    assert not {row["联系电话"] for row in leads} & set(strangers) - {None}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_numbers_of_calls_are_made_up(inboxes: dict[str, Path], language: str) -> None:
    pattern = "通话记录*" if language == "zh" else "call_log*"
    numbers = [row[1] for path in inboxes[language].glob(pattern) for row in rows_of(path)[3:] if row[1]]
    assert len(numbers) > 1500
    assert all(MOBILE.match(str(number)) for number in numbers)


def test_english_amounts_are_yuan(inboxes: dict[str, Path]) -> None:
    units = table_of(inboxes["en"] / "unit_list.xlsx", 2)
    assert all(1_500_000 < row["Price (yuan)"] < 6_000_000 for row in units)
    deals = table_of(inboxes["en"] / "deposits_and_contracts.xlsx", 2)
    assert all(1_500_000 < row["Deal Amount (yuan)"] < 6_000_000 for row in deals)


def test_english_office_has_no_chinese(inboxes: dict[str, Path]) -> None:
    cells = [
        cell
        for path in inboxes["en"].iterdir()
        for row in rows_of(path)
        for cell in row
        if isinstance(cell, str)
    ]
    assert not [cell for cell in cells if re.search(r"[\u4e00-\u9fff]", cell)]


def test_unit_list_marks_main_types_and_what_is_taken(inboxes: dict[str, Path]) -> None:
    units = table_of(inboxes["zh"] / "房源表.xlsx", 2)
    assert {row["是否主力户型"] for row in units} == {"是", "否"}
    assert {row["销售状态"] for row in units} == {"在售", "已认购", "已售"}
    assert len({row["房号"] for row in units}) == len(units)


def test_complaints_are_open_late_and_closed(inboxes: dict[str, Path]) -> None:
    told = table_of(inboxes["zh"] / "投诉登记.xlsx", 2)
    waiting = [row for row in told if row["首次响应时间"] is None]
    assert (
        min(row["投诉时间"] for row in waiting)
        < datetime(2026, 11, 18, 8, 40)
        < max(row["投诉时间"] for row in waiting)
    )
    assert {row["办结时间"] is None for row in told} == {True, False}
    deals = {row["联系电话"]: row["签约日期"] for row in table_of(inboxes["zh"] / "认购签约台账.xlsx", 2)}
    assert all(deals[row["联系电话"]] < row["投诉时间"] for row in told)


def test_some_birthdays_come_soon(inboxes: dict[str, Path]) -> None:
    born = {row["生日"][5:] for row in table_of(inboxes["zh"] / "客户信息档案.xlsx", 2)}
    assert born >= {"11-21", "11-22", "11-23"}


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.xlsx"))
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_same_seed_same_bytes(inboxes: dict[str, Path], tmp_path: Path, language: Language) -> None:
    drop(language, tmp_path)
    assert fingerprints(tmp_path) == fingerprints(inboxes[language])


def test_another_seed_is_another_office(inboxes: dict[str, Path], tmp_path: Path) -> None:
    drop("zh", tmp_path, seed=8)
    ours, theirs = fingerprints(tmp_path), fingerprints(inboxes["zh"])
    same = {name for name in ours if ours[name] == theirs.get(name)}
    assert same == {"营销节点.xlsx", "话术库.xlsx"}  # the office's own, whoever its customers are


def test_dates_lie_in_bounds(inboxes: dict[str, Path]) -> None:
    leads = table_of(inboxes["zh"] / "客户台账_20261120.xlsx", 3)
    asked = [row["登记时间"] for row in leads if isinstance(row["登记时间"], datetime)]
    assert datetime(2026, 3, 20) <= min(asked) < datetime(2026, 5, 1)
    assert datetime(2026, 11, 19) <= max(asked) <= datetime(2026, 11, 20, 8, 40)
    updated = [row["更新时间"] for row in leads if row["更新时间"]]
    assert max(updated) <= datetime(2026, 11, 20, 8, 40)
    agreed = [row["下次跟进时间"] for row in leads if row["下次跟进时间"]]
    assert max(agreed) < datetime(2027, 1, 1)
