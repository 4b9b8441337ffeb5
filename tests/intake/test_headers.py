"""What headers mean, and which column feeds which field."""

from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import ConfigurationError
from pipeline.intake.headers import meaning_and_unit, normalised
from tests.intake.files import facts, read_rows, workbook

MEANINGS = [
    # the customer
    ("客户姓名", "customer_name"),
    ("客戶姓名 *", "customer_name"),
    ("来访人姓名", "customer_name"),
    ("Customer Name", "customer_name"),
    ("customerName", "customer_name"),
    ("姓 名", "bare_name"),
    ("＊姓名（必填）", "bare_name"),
    ("联系电话", "phone"),
    ("聯絡電話", "phone"),
    ("手机号", "mobile"),
    ("客户手机号码", "customer_phone"),
    ("phone_number", "phone"),
    ("Mobile No.", "mobile"),
    ("备用电话", "second_phone"),
    ("手机2", "second_phone"),
    ("固定电话", "landline"),
    ("微信号", "wechat"),
    ("是否加微信", "wechat"),
    ("潜客手机", "customer_phone"),
    # other people's numbers and other things
    ("推荐人电话", "referrer_phone"),
    ("顾问电话", ""),
    ("紧急联系人电话", ""),
    ("渠道电话", ""),
    ("配偶电话", ""),
    ("经纪人电话", ""),
    ("首付预算", "down_payment"),
    ("意向单价", "down_payment"),
    ("月供", "down_payment"),
    ("成交面积", ""),
    ("项目名称", ""),
    ("楼盘名称", ""),
    ("居住区域", ""),
    ("Marketing_Cost_AED", "needless"),
    # numbers
    ("客户编号", "customer_number"),
    ("Customer_ID", "customer_number"),
    ("Lead ID", "lead_number"),
    ("序号", "running"),
    ("No.", "running"),
    ("编号", "running"),
    ("#", "running"),
    ("订单号", ""),
    ("报备编号", ""),
    # when
    ("创建时间", "created"),
    ("留资时间", "created"),
    ("Lead_Date", "created"),
    ("created_at", "created"),
    ("登记日期", "registered"),
    ("来电时间", "call_in"),
    ("日期", "date"),
    ("跟进时间", "at"),
    ("callTime", "at"),
    ("最后跟进时间", "last_talk"),
    ("更新时间", "updated"),
    ("下次跟进时间", "next_date"),
    ("下次跟进方式", "next_mode"),
    ("预约到访时间", "next_date"),
    ("来访日期", "visit"),
    ("賞屋日期", "visit"),
    ("Site_Visit_Date", "visit"),
    ("预计购房时间", "horizon"),
    ("预计成交日期", "horizon"),
    ("认购日期", "deposit"),
    ("Booking_Date", "deposit"),
    ("签约日期", "contract"),
    ("交房日期", "handover"),
    ("入住日期", "moved_in"),
    ("退房时间", "cancelled"),
    # wants and means
    ("预算(万)", "budget"),
    ("购房预算", "budget"),
    ("購屋預算", "budget"),
    ("总价", "budget"),
    ("最低预算", "budget_low"),
    ("意向面积（㎡）", "area"),
    ("需求坪數", "area"),
    ("意向户型", "layout"),
    ("Bedrooms", "layout"),
    ("置业目的", "usage"),
    ("付款方式", "funds"),
    ("竞品楼盘", "competitor"),
    ("意向等级", "grade"),
    ("诚意度", "grade"),
    ("客户来源", "channel"),
    ("了解途径", "channel"),
    ("Marketing Channel", "channel"),
    ("utm_source", "channel"),
    ("客户状态", "status"),
    ("Lead Status", "status"),
    ("状态", "bare_status"),
    ("类型", "bare_type"),
    # talks
    ("跟进方式", "mode"),
    ("联系方式", "phone"),
    ("通话结果", "outcome"),
    ("Call Outcome", "outcome"),
    ("跟进内容", "content"),
    ("备注", "remark"),
    ("时长(秒)", "duration"),
    ("抗性", "resistance"),
    ("需求变化点", "need_change"),
    ("置业顾问", "consultant"),
    ("銷售人員", "consultant"),
    ("Agent Name", "consultant"),
    ("顾问工号", "consultant_number"),
    # consent and what must not be kept
    ("短信授权", "consent_sms"),
    ("隐私协议", "consent"),
    ("是否同意回访", "consent_phone"),
    ("退订", "opt_out"),
    ("是否同意联系", "consent"),
    ("是否可联系", "consent"),
    ("主叫号码", "caller"),
    ("同意接收（勿扰）", "opt_out"),
    ("拒绝来电", "opt_out"),
    ("DNC", "opt_out"),
    ("Opt-out", "opt_out"),
    ("身份证号", "forbidden"),
    ("银行卡号", "forbidden"),
    ("Passport No", "forbidden"),
    ("健康状况", "forbidden"),
]


@pytest.mark.parametrize(("header", "meaning"), MEANINGS, ids=[header for header, _ in MEANINGS])
def test_what_a_header_means(header: str, meaning: str) -> None:
    assert meaning_and_unit(header)[0] == meaning


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("预算(万)", "万"),
        ("预算（万元）", "万元"),
        ("面积（㎡）", "m2"),
        ("时长(秒)", "秒"),
        ("通话秒数", "秒"),
        ("预算万元", "万元"),
        ("Budget_AED", "aed"),
        ("Call Duration (in seconds)", "seconds"),
        ("需求坪數", "坪"),
        ("预算", ""),
        ("状态(一)", ""),
    ],
)
def test_the_unit_in_a_header(header: str, unit: str) -> None:
    assert meaning_and_unit(header)[1] == unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("客户\n姓名", "客戶姓名"),
        ("Customer_Name", "customer name"),
        ("１、姓名", "姓名"),
        ("*姓名(必填)", "姓名"),
        ("手\u200b机", "手机"),
    ],
)
def test_headers_that_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


WHO = ["13800138000", "13900139000", "13700137000"]


def test_two_rows_of_merged_headers_are_joined(tmp_path: Path) -> None:
    import openpyxl

    path = workbook(
        tmp_path / "合并.xlsx",
        {
            "客户": [
                ["2026年11月客户台账"],
                ["客户信息", None, "意向", None, "推荐人", None, "登记日期"],
                ["姓名", "电话", "面积", "预算(万)", "姓名", "电话", None],
                ["周末", "13800138000", "90-110", 300, "吴用", "13900139000", "2026-11-03"],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    for merged in ("A1:G1", "A2:B2", "C2:D2", "E2:F2", "G2:G3"):
        book["客户"].merge_cells(merged)
    book.save(path)
    from tests.intake.files import read

    sheet = read(path).sheets[0]
    assert sheet.header_row == 2
    assert facts(sheet, "leads", "row", "name", "phone", "area_low", "budget_high", "referrer_phone") == [
        (4, "周末", "+8613800138000", 90.0, 3_000_000.0, "+8613900139000")
    ]


def test_a_mapped_header_wins_over_its_words(tmp_path: Path) -> None:
    settings = Settings(
        columns={"贵姓": "name", "备注2": "need_change"}, sites={"main": {"columns": {"来自": "channel"}}}
    )
    sheet = read_rows(
        tmp_path,
        [["贵姓", "电话", "登记日期", "来自", "备注2"], ["王五", WHO[0], "2026-11-03", "抖音", "想要三房"]],
        settings=settings,
    )
    assert facts(sheet, "leads", "name", "channel", "need_change") == [("王五", "douyin", "想要三房")]


def test_a_mapping_to_no_field_is_a_mistake_in_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        read_rows(tmp_path, [["姓名", "电话"], ["王五", WHO[0]]], settings=Settings(columns={"贵姓": "nmae"}))


@pytest.mark.parametrize(
    ("header", "number"),
    [
        (["客户编号"], ["K7", "K9", "K12"]),
        (["客户编号"], [1, 2, 3]),
        (["序号"], ["K7", "K9", "K12"]),
        (["Lead ID", "Customer ID"], [("L1", "C7"), ("L2", "C8"), ("L3", "C9")]),
        (["编号"], ["5", "7", "9"]),
    ],
    ids=["customer number", "counts 1..n", "running number", "customer before lead", "number of anything"],
)
def test_customer_numbers(tmp_path: Path, header: list[str], number: list[object]) -> None:
    cells = [list(one) if isinstance(one, tuple) else [one] for one in number]
    rows = [[*cells[i], "客人", phone, "2026-11-03", "抖音"] for i, phone in enumerate(WHO)]
    sheet = read_rows(tmp_path, [[*header, "姓名", "电话", "登记日期", "来源"], *rows])
    expected = {"客户编号": ["K7", "K9", "K12"], "Lead ID": ["C7", "C8", "C9"]}.get(header[0], [None] * 3)
    if number == [1, 2, 3]:
        expected = [None] * 3
    assert [found for (found,) in facts(sheet, "leads", "customer_number")] == expected


def test_the_source_of_numbers_is_the_set_of_headers_in_any_order(tmp_path: Path) -> None:
    one = read_rows(tmp_path, [["客户编号", "姓名", "来源 "], ["K1", "王五", "抖音"]], name="a.xlsx")
    other = read_rows(tmp_path, [["来源", "客戶編號", "姓名*"], ["抖音", "K1", "王五"]], name="b.xlsx")
    third = read_rows(
        tmp_path, [["来源", "客户编号", "姓名", "电话"], ["抖音", "K1", "王五", WHO[0]]], name="c.xlsx"
    )
    sources = [facts(sheet, "leads", "number_source")[0][0] for sheet in (one, other, third)]
    assert sources[0] == sources[1] != sources[2]


def test_in_a_call_log_the_plain_name_beside_the_customers_is_the_consultants(tmp_path: Path) -> None:
    sheet = read_rows(
        tmp_path,
        [
            ["姓名", "客户姓名", "客户电话", "通话时间", "通话结果"],
            ["李顾问", "王五", WHO[0], "2026-11-03 10:00", "已接通"],
        ],
    )
    assert sheet.kind == "activities"
    assert facts(sheet, "activities", "name", "consultant") == [("王五", "李顾问")]


def test_a_plain_phone_beside_the_customers_may_be_anybodys(tmp_path: Path) -> None:
    rows = [["客户电话", "电话", "登记日期", "来源"], [WHO[0], WHO[1], "2026-11-03", "抖音"]]
    assert facts(read_rows(tmp_path, rows), "leads", "phone", "phone_2") == [("+8613800138000", None)]
    rows = [["手机", "电话", "登记日期", "来源"], [WHO[0], WHO[1], "2026-11-03", "抖音"]]
    both = ("+8613800138000", "+8613900139000")
    assert facts(read_rows(tmp_path, rows), "leads", "phone", "phone_2") == [both]


def test_a_status_of_calls_is_their_outcome(tmp_path: Path) -> None:
    head = ["客户电话", "通话时间", "时长(秒)", "状态"]
    sheet = read_rows(
        tmp_path,
        [head, [WHO[0], "2026-11-03 10:00", 0, "无人接听"], [WHO[1], "2026-11-03 10:05", 65, "已接通"]],
    )
    assert facts(sheet, "activities", "outcome", "mode") == [("no_answer", "phone"), ("connected", "phone")]


def test_days_and_times_in_two_columns(tmp_path: Path) -> None:
    head = ["日期", "时间", "客户电话", "跟进方式", "跟进内容"]
    sheet = read_rows(
        tmp_path,
        [
            head,
            ["2026-11-03", "14:30", WHO[0], "电话", "约了周六"],
            ["2026-11-04", None, WHO[0], "微信", "发了户型图"],
        ],
    )
    assert [str(at) for (at,) in facts(sheet, "activities", "at")] == [
        "2026-11-03 14:30:00",
        "2026-11-04 00:00:00",
    ]


def test_of_a_callers_and_a_called_number_neither_is_taken_for_the_customers(tmp_path: Path) -> None:
    head = ["客户姓名", "主叫号码", "被叫号码", "通话时间", "时长(秒)"]
    both = read_rows(tmp_path, [head, ["王五", "05718888", WHO[0], "2026-11-03 10:00", 30]])
    assert facts(both, "activities", "name", "phone") == [("王五", None)]
    one = read_rows(tmp_path, [[*head[:1], *head[2:]], ["王五", WHO[0], "2026-11-03 10:00", 30]])
    assert facts(one, "activities", "phone") == [("+8613800138000",)]
