"""Sheets of several tables and of several activities in a row, through a whole night and back."""

from openpyxl import load_workbook

from tests.nights.office import Office


def test_rejected_rows_of_two_tables_come_back_each_under_its_own_header(office: Office) -> None:
    calls = ["跟进时间", "客户电话", "跟进方式", "跟进内容"]
    path = office.drop(
        "台账.xlsx",
        ["客户姓名", "联系电话", "登记日期", "来源"],
        [
            ["李雪", "19900000001", "2026-11-19", "抖音"],
            ["王强", "1990000", "2026-11-19", "抖音"],
            [],
            ["跟进记录"],
            calls,
            ["2026-11-20 10:00", "19900000001", "电话", "周六来看房"],
            ["2月30日", "19900000001", "电话", "想要三房"],
        ],
    )
    (file,) = office.night()["files"]
    counts = {name: file["sheets"][0][name] for name in ("rows", "accepted", "rejected", "ignored")}
    assert counts == {"rows": 6, "accepted": 2, "rejected": 2, "ignored": 2}
    assert not path.exists()

    (rejected,) = (office.latest / "main" / "rejected").iterdir()
    book = load_workbook(rejected)
    pages = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(pages) == 2
    for page, (wrong, right) in zip(
        pages, [("1990000", "19900000002"), ("2月30日", "2026-11-20 11:00")], strict=True
    ):
        (cell,) = [c for row in page.iter_rows() for c in row if c.value == wrong]
        cell.value = right
    book.save(office.inbox / "改好.xlsx")
    (mended,) = [file for file in office.night("2026-11-21")["files"] if file["name"] == "改好.xlsx"]
    assert [sheet["accepted"] for sheet in mended["sheets"] if sheet["kind"] == "rejected"] == [1, 1]
    assert set(office.table("leads")["name"]) == {"李雪", "王强"}
    assert set(office.table("activities")["content"]) == {"周六来看房", "想要三房"}


def test_a_wide_call_log_gives_every_call_once(office: Office) -> None:
    head = ["客户姓名", "客户电话", "登记日期", "第一次电联", "状态(一)", "第二次电联", "状态(二)"]
    row = ["李雪", "19900000001", "2026-11-17", "2026-11-18", "未接", "2026-11-19", "已接通"]
    office.drop("电联.xlsx", head, [row])
    office.night()
    office.drop("电联2.xlsx", [*head, "第三次电联", "状态(三)"], [[*row, "2026-11-20", "已约到访"]])
    (file,) = [file for file in office.night("2026-11-21")["files"] if file["name"] == "电联2.xlsx"]
    assert file["sheets"][0]["accepted"] == 1
    calls = office.table("activities").sort_values("at")
    assert calls["outcome"].tolist() == ["no_answer", "connected", "visit_agreed"]
    assert len(office.table("leads")) == 1
