"""Which rows are accepted, rejected or ignored, and what becomes of them."""

from datetime import date, datetime
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
        "whole", "name only", "masked number", "nobody", "10 digits", "no number of digits", "digits lost", "placeholder",
        "no date", "no such day", "a day ahead", "two days ahead", "unknown channel", "down payment",
    ],
)  # fmt: skip
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
            ["XX花园来访客户台账"], ["填表说明：带*的必填，日期格式 2026-01-01"],
            ["序号", "客户姓名*", "联系电话", "登记日期", "来源"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["示例", "张三", "13800000000", "2026-01-01", "抖音"],
            [1, "王五", "13800138000", "2026-11-03", "抖音"],
            ["序号", "客户姓名*", "联系电话", "登记日期", "来源"],
            [2, "合计金", "13900139000", "2026-11-04", "抖音"],
            ["合计", None, 2, None, None],
            [3], ["注：以上客户均已回访"], ["XX花园来电客户台账"],
        ],
    )  # fmt: skip
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
        "saved", "title", "newest of a title", "sheet", "sheet of last year", "file name", "title first", "after D",
        "saved after D", "no date",
    ],
)  # fmt: skip
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
        [[*LEADS, "最后跟进时间"], ["王五", "13800138000", "2026-10-03", "抖音", None, "2026-11-01 09:30"], ["赵六", "13900139000", "2026-10-04", "抖音", None, None], ["钱七", "13700137000", "2026-10-05", "抖音", None, "2027-01-01"]],
    )  # fmt: skip
    own = [str(at) for (at,) in facts(sheet, "leads", "own_at")]
    assert own == ["2026-11-01 09:30:00", "2026-11-19 00:00:00", "2026-11-20 00:00:00"]


def test_a_visit_is_a_lead_and_an_activity(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [["来访日期", "客户姓名", "联系电话", "客户来源", "接待顾问", "接待情况"], ["2026-11-03 14:00", "王五", "13800138000", "抖音", "李顾问", "看了98平三房"], [None, "赵六", "13900139000", "路过", "李顾问", None]],
    )  # fmt: skip
    assert (sheet.kind, codes(sheet)) == ("visits", {3: "date-missing"})
    assert facts(sheet, "leads", "name", "created_at", "own_at") == [
        ("王五", day("2026-11-03 14:00"), day("2026-11-03 14:00")), ("赵六", day("2026-11-19"), day("2026-11-19")),
    ]  # fmt: skip
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
        ("C-77", "T1-904", day("2026-04-02"), day("2026-04-02")), ("C-81", "T1-905", day("2026-04-03"), None),
    ]  # fmt: skip
    assert facts(sheet, "leads", "budget_high", "status") == [
        (None, "closed"),
        (None, "deposit_pending"),
        (None, "closed"),
    ]


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
        [["客户姓名", "联系电话", "登记日期", "来源", "是否退订短信", "拒绝来电"], ["王五", "13800138000", "2026-11-03", "抖音", "是", None], ["赵六", "13900139000", "2026-11-03", "抖音", "是", "是"], ["钱七", "13700137000", "2026-11-03", "抖音", None, None]],
    )  # fmt: skip
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
    of_sheet = sheet.issues[sheet.issues["row"] == 0]
    assert of_sheet[["code", "column", "severity"]].to_numpy().tolist() == [
        ["header-unmapped", "F", "notice"], ["header-unmapped", "G", "notice"],
    ]  # fmt: skip
    assert sheet.columns == {
        "客户姓名": "name", "联系电话": "phone", "登记日期": "created_at", "客户来源": "channel", "预算(万)": "budget",
    }  # fmt: skip


def test_an_unknown_channel_is_said_once_per_word(tmp_path: Path) -> None:
    rows = [
        [f"客{i}", f"1380013800{i}", "2026-11-03", word, None]
        for i, word in enumerate(["天外", "地心", "天外", "抖音"])
    ]
    assert codes(read_rows(tmp_path, [LEADS, *rows])) == {2: "channel-unknown", 3: "channel-unknown"}


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
        tmp_path, ["300万", 7, "+86 138 0013 8000", "王五", "抖音", "2026/11/3"],
        ["购房预算", "序号", "手机", "姓名", "来源", "创建时间"],
    )  # fmt: skip
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
