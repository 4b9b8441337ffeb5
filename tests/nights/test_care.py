"""What owners, complaints, birthdays and announcements bring about, on whole nights. D is 20 November 2026."""

from pathlib import Path

import pytest

from tests.nights.office import CALLS, LEADS, Office, call, lead

COMPLAINTS = ["客户姓名", "手机号", "投诉时间", "投诉类型", "首次响应时间", "办结时间"]
DEALS = ["客户姓名", "手机号", "房号", "成交金额", "签约日期", "交房日期"]
PROFILE = ["客户姓名", "手机号", "生日", "性别", "兴趣爱好", "家庭结构"]
OWNERS = [
    ["王芳", "13800138000", "1-101", 2000000, "2026-02-10", None],
    ["李强", "13900139000", "1-102", 2000000, "2026-02-10", "2026-11-20"],
    ["陈晨", "13700137000", "1-103", 2000000, "2025-11-22", None],
]
PEOPLE = [lead(str(name), str(phone), "2026-01-05 10:00") for name, phone, *_ in OWNERS]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CALLSHEET_KEY", "ab" * 32)
    return Office(tmp_path / "office")


def next_of(office: Office) -> dict[str, tuple[str, str]]:
    people = office.table("customers").set_index("name")
    return {
        str(name): (str(row["next_contact_date"]), str(row["next_contact_reason"]))
        for name, row in people.to_dict(orient="index").items()
    }


def test_owners_over_two_nights(office: Office) -> None:
    office.drop("leads.xlsx", LEADS, PEOPLE)
    office.drop("deals.xlsx", DEALS, OWNERS)
    opened = ["王芳", "13800138000", "2026-11-19 10:00", "漏水"]
    office.drop("complaints.xlsx", COMPLAINTS, [[*opened, None, None]])
    office.night()
    assert next_of(office) == {
        "王芳": ("2026-11-20", "complaint"),
        "李强": ("2026-11-20", "handover"),
        "陈晨": ("2026-11-20", "cadence|anniversary"),
    }
    customers = office.table("customers").set_index("name")
    assert customers.loc["王芳", "last_contact_at"] == "2026-11-19T10:00:00"
    assert (customers.loc["李强", "next_contact_mode"], customers.loc["李强", "basis"]) == (
        "visit",
        "contract",
    )
    # Answered today: taken up again tomorrow. Handed over by a visit today: survey a month on, before the cadence.
    office.drop("complaints 2.xlsx", COMPLAINTS, [[*opened, "2026-11-21 09:30", None]])
    office.drop("calls.xlsx", CALLS, [call("李强", "13900139000", "2026-11-20 15:00")])
    office.night("2026-11-21")
    assert next_of(office)["王芳"] == ("2026-11-22", "complaint")
    assert next_of(office)["李强"] == ("2026-12-20", "survey")


def test_a_birthday_beside_a_lead_and_an_hour_beside_a_change(office: Office) -> None:
    row = [*lead("王芳", "13800138000", "2026-11-10 10:00"), "同意", "农历十月十五"]
    office.drop("leads.xlsx", [*LEADS, "是否同意联系", "客户生日"], [row])
    header = ["节点名称", "节点类型", "节点日期"]
    office.drop("events.xlsx", header, [["首付调整", "政策", "2026-11-20 10:30"]])
    office.drop("calls.xlsx", CALLS, [call("王芳", "13800138000", "2026-11-19 15:00")])
    office.night()
    # The 15th of the 10th moon is 23 November; three days before is today.
    task = office.table("tasks").iloc[0]
    assert (task["rule"], task["other_rules"], task["occasion"]) == ("policy", "birthday", "首付调整|own")
    assert task["latest_at"] == "2026-11-21T10:30:00"


def test_nobodys_wake_up_moves_when_another_cannot_be_called_any_more(office: Office) -> None:
    people = [("王芳", "13800138000", 3), ("李强", "13900139000", 2), ("陈晨", "13700137000", 1)]
    office.drop("leads.xlsx", LEADS, [lead(n, p, f"2026-10-0{day} 10:00") for n, p, day in people])
    office.night()
    first = next_of(office)
    assert first == {
        "王芳": ("2026-11-20", "wake_up"), "李强": ("2026-11-30", "wake_up"), "陈晨": ("2026-12-10", "wake_up"),
    }  # fmt: skip
    office.drop("calls.xlsx", CALLS, [call("王芳", "13800138000", "2026-11-20 15:00", outcome="空号")])
    office.night("2026-11-21")
    later = next_of(office)
    assert (later["李强"], later["陈晨"]) == (first["李强"], first["陈晨"])


def test_the_ledger_says_whose_a_row_was_also_when_a_newer_one_replaced_it(office: Office) -> None:
    office.drop("leads.xlsx", LEADS, PEOPLE)
    opened = ["王芳", "13800138000", "2026-11-19 10:00", "漏水"]
    office.drop("complaints.xlsx", COMPLAINTS, [[*opened, None, None]])
    office.drop("profiles.xlsx", PROFILE, [["王芳", "13800138000", "1980-05-01", "女", "喝茶", "三口之家"]])
    office.night()
    office.drop("complaints 2.xlsx", COMPLAINTS, [[*opened, "2026-11-20 09:30", None]])
    office.drop("profiles 2.xlsx", PROFILE, [["王芳", "13800138000", "1980-05-11", "女", "跑步", "四口之家"]])
    office.night("2026-11-21")
    rows = office.table("rows")
    hers = rows[rows["kind"].isin(["complaints", "profiles"])]
    people = office.table("customers").set_index("name")
    assert hers["customer_id"].to_list() == [people.loc["王芳", "customer_id"]] * 4
