"""Whose a complaint is: by key, by masked number and name, by name and consultant; or nobody's yet."""

from pathlib import Path

import pytest

from tests.nights.office import LEADS, Office, lead

HEADER = ["备注编号", "客户姓名", "联系电话", "微信号", "投诉时间", "投诉内容", "经办人"]
WANG, LI, CHEN, OTHER_CHEN = "13800138000", "13900139000", "13700137000", "13600136000"
# id, name, phone, WeChat, handled by -> whose (by mobile), "waits" or "rejected"
CASES = [
    ("its mobile", "王芳", WANG, None, None, WANG),
    ("another name", "小王", WANG, None, None, WANG),
    ("nobody's mobile", "王芳", "13500135000", None, None, "waits"),
    ("name and consultant", "王芳", None, None, "周敏", WANG),
    ("name alone", "王芳", None, None, None, "rejected"),
    ("another consultant", "王芳", None, None, "吴用", "rejected"),
    ("two of that name", "陈晨", None, None, "周敏", "rejected"),
    ("a landline leads to nobody", "吴晴", "0571-88880000", None, None, "rejected"),
    ("masked with the name", "李强", "139****9000", None, None, LI),
    ("masked with another name", "赵六", "139****9000", None, None, "waits"),
    ("masked without a name", None, "139****9000", None, None, "rejected"),
]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("CALLSHEET_KEY", "ab" * 32)
    return Office(tmp_path / "office")


def test_whose_a_complaint_is(office: Office) -> None:
    people = [("王芳", WANG), ("李强", LI), ("陈晨", CHEN), ("陈晨", OTHER_CHEN)]
    office.drop("leads.xlsx", LEADS, [lead(name, phone, "2026-11-01 10:00") for name, phone in people])
    rows = [
        [case, name, phone, wechat, f"2026-11-{day:02}", case, handler]
        for day, (case, name, phone, wechat, handler, _) in enumerate(CASES, start=1)
    ]
    office.drop("complaints.xlsx", HEADER, rows)
    office.night()
    customers = office.table("customers").set_index("customer_id")["phone"]
    complaints = office.table("complaints").set_index("content")["customer_id"]
    found = {}
    for case, *_ in CASES:
        if case not in complaints.index:
            found[case] = "rejected"
        else:
            owner = complaints[case]
            found[case] = "waits" if owner != owner else str(customers[owner]).removeprefix("+86")
    assert found == {case: owner for case, *_, owner in CASES}
    waiting = office.table("issues").query("code == 'waiting'")
    assert sorted(waiting["row"]) == [4, 11]
    lost = office.table("rows").query("disposition == 'rejected'")
    assert lost["codes"].str.contains("customer-not-found|required-missing").all()
