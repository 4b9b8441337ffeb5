"""The manager's and customer service's workbooks: written, filled in, read back in the next night."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.nights.office import CALLS, LEADS, Office, call, lead
from tests.nights.own_books import fill, rows_of, saved_by_libreoffice

ROSTER = [
    ["C01", "周敏", "置业顾问", "是"], ["C02", "陈一", "置业顾问", "是"], ["S01", "林静", "客服专员", "是"],
    ["M01", "赵总", "案场经理", "是"],
]  # fmt: skip
PEOPLE = [
    lead("李雪", "19900000001", "2026-11-18 10:15", status="意向强烈"),
    lead("王强", "19900000002", "2026-11-18 10:20"),
    lead("王强", "19900000003", "2026-11-18 10:30"),
    lead("张伟", "19900000004", "2026-11-18 10:40"),
    lead("孙丽", "19900000005", "2026-11-18 10:50"),
]
DEALS = ["客户姓名", "联系电话", "房号", "成交总价", "认购日期", "签约日期", "交房日期", "入住日期"]
COMPLAINTS = ["客户姓名", "联系电话", "投诉日期", "投诉类型", "投诉内容", "首次响应时间", "结案时间"]


@pytest.fixture
def published(office: Office) -> Office:
    """An office the night before: five enquiries, one owner with a complaint, one who opted out."""
    office.drop("人员名单.xlsx", ["工号", "姓名", "岗位", "在职"], ROSTER)
    office.drop("线索.xlsx", LEADS, PEOPLE)
    out = call("孙丽", "19900000005", "2026-11-19 10:00", "勿扰")
    office.drop("通话.xlsx", CALLS, [call("李雪", "19900000001", "2026-11-18 11:00"), out])
    deal = ["马杰", "19911110005", "2-303", 4_100_000, "2026-05-02", "2026-05-20", "2026-10-20", ""]
    office.drop("成交.xlsx", DEALS, [deal])
    complaint = ["马杰", "19911110005", "2026-11-18 09:30", "工程质量", "卫生间漏水", "", ""]
    office.drop("投诉.xlsx", COMPLAINTS, [complaint])
    office.night("2026-11-20")
    return office


def site(office: Office, book: str) -> Path:
    return office.latest.resolve() / "main" / book


def numbers(office: Office) -> dict[str, str]:
    """Last sign of the mobile -> customer number."""
    told = office.table("customers")
    return {str(phone)[-1]: number for phone, number in zip(told["phone"], told["customer_id"], strict=True)}


def decide(office: Office) -> dict[str, str]:
    """Six decisions in the rows to fill in."""
    who = numbers(office)
    fill(
        site(office, "manager.xlsx"),
        "决定",
        {
            1: {"客户编号": who["1"], "定级": "C", "有效至": "2026-12-31", "原因": "出国半年"},
            2: {"客户编号": who["2"], "与谁合并": who["3"]},
            3: {"客户编号": who["4"], "转给": "陈一", "VIP": "是", "渠道": "老带新"},
            5: {"客户编号": who["5"], "解除拒联": "全部", "原因": "客户来电要求恢复"},
            6: {"客户编号": "main-000099", "VIP": "是"},
            7: {"客户编号": who["1"], "定级": "A"},
            8: {"客户编号": who["1"], "转给": "没有这个人"},
        },
    )
    return who


def check_decided(office: Office, who: dict[str, str]) -> None:
    told = office.table("customers").set_index("customer_id")
    assert (told.loc[who["1"], "grade"], told.loc[who["1"], "grade_provisional"]) == ("C", "false")
    assert str(told.loc[who["1"], "grade_reason"]).startswith("manual=C:until 2026-12-31|intent=A")
    assert who["3"] not in told.index
    assert who["2"] in told.index
    handed = told[["consultant", "is_vip", "channel"]].to_dict("index")[who["4"]]
    assert handed == {"consultant": "C02", "is_vip": "true", "channel": "referral"}
    assert pd.isna(told["opted_out_modes"].to_dict()[who["5"]])
    changes = office.table("grades").set_index("customer_id").loc[[who["1"]]]
    assert changes["to_grade"].tolist()[-1] == "C"


def test_decisions_hold_from_the_next_night(published: Office) -> None:
    who = decide(published)
    told = published.night("2026-11-21")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "决定"]
    assert sheet["kind"] == "manager"
    assert (sheet["accepted"], sheet["rejected"]) == (4, 3)
    check_decided(published, who)
    issues = published.table("issues")
    assert sorted(set(issues["code"]) & {"customer-unknown", "decision-incomplete", "consultant-away"}) == [
        "consultant-away", "customer-unknown", "decision-incomplete",
    ]  # fmt: skip


def test_what_was_decided_is_shown_and_restates_nothing(published: Office) -> None:
    who = decide(published)
    published.night("2026-11-21")
    rows = [row for row in rows_of(site(published, "manager.xlsx"), "决定") if row["决定日期"]]
    assert {row["客户编号"] for row in rows} == {who["1"], who["2"], who["4"], who["5"]}
    (graded,) = [row for row in rows if row["定级"]]
    assert (graded["定级"], f"{graded['有效至']:%Y-%m-%d}", graded["现状"]) == (
        "C",
        "2026-12-31",
        "定级生效中",
    )
    fill(site(published, "manager.xlsx"), "决定", {}, "2026-11-21 10:30")
    told = published.night("2026-11-22")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "决定"]
    assert (sheet["accepted"], sheet["unchanged"], sheet["rejected"]) == (0, 4, 0)


def test_an_earlier_decision_is_changed_where_it_is_listed(published: Office) -> None:
    who = decide(published)
    published.night("2026-11-21")
    fill(site(published, "manager.xlsx"), "决定", {who["1"]: {"有效至": "2026-11-21"}}, "2026-11-21 10:30")
    published.night("2026-11-22")
    told = published.table("customers").set_index("customer_id")
    assert told["grade"].to_dict()[who["1"]] == told["computed_grade"].to_dict()[who["1"]]


def test_decisions_that_were_rejected_are_mended_and_count(published: Office) -> None:
    who = decide(published)
    published.night("2026-11-21")
    (path,) = (published.latest.resolve() / "main" / "rejected").iterdir()
    rows = rows_of(path, "决定")
    assert [row["客户编号"] for row in rows] == ["main-000099", who["1"], who["1"]]
    mended = published.inbox / "mended.xlsx"
    shutil.copy(path, mended)
    fill(
        mended,
        "决定",
        {1: {"客户编号": who["5"]}, 2: {"有效至": "2026-12-01", "原因": "老板的朋友"}},
        "2026-11-21 11:00",
    )
    told = published.night("2026-11-22")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "决定"]
    assert (sheet["kind"], sheet["accepted"], sheet["rejected"]) == ("rejected", 2, 1)
    customers = published.table("customers").set_index("customer_id")
    assert customers.loc[who["1"], "grade"] == "A"
    assert customers.loc[who["5"], "is_vip"] == "true"


def test_a_plan_of_attack_comes_back_every_night_until_it_is_settled(published: Office) -> None:
    def hard() -> list[dict[str, object]]:
        return [row for row in rows_of(site(published, "manager.xlsx"), "周会攻坚") if row["客户"]]

    published.drop("补充.xlsx", [*LEADS, "抗性"], [[*PEOPLE[0], "嫌价格高"]])
    published.night("2026-11-20")
    assert [row["客户"] for row in hard()] == ["李雪"]
    plan = {"攻坚方案": "带总价对比表上门", "责任人": "陈一", "完成期限": "2026-11-25"}
    fill(site(published, "manager.xlsx"), "周会攻坚", {"李雪": plan})
    published.night("2026-11-21")
    (row,) = hard()
    assert (row["攻坚方案"], row["责任人"], f"{row['完成期限']:%Y-%m-%d}") == (
        "带总价对比表上门",
        "陈一",
        "2026-11-25",
    )
    fill(site(published, "manager.xlsx"), "周会攻坚", {"李雪": {"已解决": "是"}}, "2026-11-21 10:30")
    published.night("2026-11-22")
    assert [row["攻坚方案"] for row in hard()] == [None]


def test_complaints_surveys_and_visits_come_back(published: Office) -> None:
    path = site(published, "after_sales.xlsx")
    assert [row["客户"] for row in rows_of(path, "满意度调查")] == ["马杰"]
    fill(path, "投诉", {1: {"首次响应时间": "2026-11-19 10:00"}})
    fill(path, "满意度调查", {"马杰": {"得分": 9, "意见": "管家很负责"}})
    told = published.night("2026-11-21")
    assert {sheet["kind"] for sheet in told["files"][0]["sheets"]} == {"after_sales", None}
    (complaint,) = published.table("complaints").to_dict("records")
    assert complaint["first_response_at"] == "2026-11-19T10:00:00"
    assert (complaint["content"], complaint["category"]) == ("卫生间漏水", "工程质量")
    (survey,) = published.table("surveys").to_dict("records")
    assert (survey["score"], survey["scale"], survey["answered_at"][:10]) == (9, 10, "2026-11-20")
    path = site(published, "after_sales.xlsx")
    assert rows_of(path, "满意度调查")[0]["客户"] == "这几天没有要做的调查。"
    fill(path, "投诉", {1: {"结案时间": "2026-11-21 16:00"}}, "2026-11-21 10:30")
    published.night("2026-11-22")
    assert rows_of(site(published, "after_sales.xlsx"), "投诉")[0]["时效"] == "没有未结的投诉。"


def test_workbooks_that_libreoffice_saved_say_the_same(published: Office, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    who = decide(published)
    path = site(published, "manager.xlsx")
    saved_by_libreoffice(soffice, path, tmp_path)
    told = published.night("2026-11-22")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "决定"]
    assert (sheet["accepted"], sheet["rejected"]) == (4, 3)
    meeting = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "周会攻坚"]
    assert [sheet["accepted"] for sheet in meeting] == [0]
    check_decided(published, who)


def test_nobody_sees_more_than_he_fills_in(published: Office) -> None:
    book = load_workbook(site(published, "manager.xlsx"))
    assert book.sheetnames[-1] == "_callsheet"
    assert book["_callsheet"].sheet_state == "veryHidden"
    footer = book["决定"].oddFooter
    assert footer is not None
    assert "赵总" in str(footer.left.text)
