"""The rejected workbook there and back: mended rows are taken in once, the others stay where they were."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from tests.nights.office import LEADS, Office, lead

NOTE = [*LEADS, "备忘"]


def messy_file(office: Office) -> str:
    """Row 2 is well, 3 and 5 have a bad phone, 4 has one and no amount that can be read. Gives its file_id."""
    rows = [
        [*lead("李雪", "19900000001", "2026-11-20 10:15"), "好"],
        [*lead("赵敏", "1990000", "2026-11-02 09:00"), ""],
        [*lead("王强", "199000000022", "2026-11-03 09:00")[:-1], "很多", ""],
        [*lead("孙悦", "1990000000a", "2026-11-04 09:00"), ""],
    ]
    office.drop("客户台账.xlsx", NOTE, rows, sheet="十一月")
    told = office.night()
    return str(told["files"][0]["file_id"])


def come_back(office: Office, name: str, mend: Callable[[Worksheet], None]) -> None:
    """The newest rejected workbook, filled in and dropped into the inbox under another name."""
    (path,) = (office.latest / "main" / "rejected").iterdir()
    book = openpyxl.load_workbook(path)
    mend(book["十一月"])
    book.save(office.inbox / name)


def cells_below(sheet: Worksheet) -> dict[str, list[object]]:
    """Original row number -> the office's own cells."""
    rows = list(sheet.iter_rows(values_only=True))
    first = next(place for place, row in enumerate(rows) if row[0] == "原表行号") + 1
    return {str(row[0]): list(row[1:-1]) for row in rows[first:]}


def set_phone(sheet: Worksheet, original_row: str, phone: str) -> None:
    for row in sheet.iter_rows():
        if row[0].value == original_row:
            row[2].value = phone


def open_issues(office: Office) -> set[tuple[str, int, str]]:
    issues = office.table("issues")
    found = issues[(issues["closed"] == "false") & (issues["severity"] != "notice")]
    return set(found[["file_id", "row", "code"]].itertuples(index=False, name=None))


def rejected(office: Office) -> Path:
    (path,) = (office.latest / "main" / "rejected").iterdir()
    return path


def test_a_mended_row_is_taken_in_and_its_issue_is_closed(office: Office) -> None:
    file_id = messy_file(office)
    before = open_issues(office)
    assert before == {
        (file_id, 3, "phone-invalid"), (file_id, 4, "phone-invalid"), (file_id, 4, "money-unreadable"),
        (file_id, 5, "phone-invalid"),
    }  # fmt: skip
    come_back(office, "改好.xlsx", lambda sheet: set_phone(sheet, "3", "19900000003"))
    told = office.night()
    (file,) = told["files"]
    assert (told["totals"]["accepted"], told["totals"]["rejected"]) == (1, 2)
    assert [sheet["kind"] for sheet in file["sheets"]] == ["rejected", None]
    assert sorted(office.table("customers")["name"]) == ["李雪", "赵敏"]
    assert open_issues(office) == before - {(file_id, 3, "phone-invalid")}
    issues = office.table("issues")
    assert issues.loc[issues["row"] == 3, "closed"].tolist() == ["true"]
    assert len(issues[issues["severity"] == "error"]) == 3


def test_rows_rejected_again_keep_their_file_and_their_row(office: Office) -> None:
    messy_file(office)
    first = openpyxl.load_workbook(rejected(office))["十一月"]
    come_back(office, "改了一半.xlsx", lambda sheet: set_phone(sheet, "4", "19900000004"))
    name = rejected(office).name
    office.night()
    assert rejected(office).name == name
    again = openpyxl.load_workbook(rejected(office))["十一月"]
    assert cells_below(again) == {row: cells for row, cells in cells_below(first).items() if row != "4"}
    assert [cell.value for cell in again[4]] == [cell.value for cell in first[4]]
    texts = [str(cell.comment.text) for row in again.iter_rows() for cell in row if cell.comment]
    assert len(texts) == 2
    assert all("联系电话" in text for text in texts)


def test_mended_in_two_rounds(office: Office) -> None:
    file_id = messy_file(office)
    come_back(office, "第一次.xlsx", lambda sheet: set_phone(sheet, "3", "19900000003"))
    office.night()

    def mend_the_rest(sheet: Worksheet) -> None:
        set_phone(sheet, "4", "19900000004")
        set_phone(sheet, "5", "19900000005")

    come_back(office, "第二次.xlsx", mend_the_rest)
    told = office.night("2026-11-21")
    assert told["totals"]["rejected"] == 0
    assert told["customers"] == 4
    assert open_issues(office) == {(file_id, 4, "money-unreadable")}
    assert not (office.latest / "main" / "rejected").exists()
    report = office.latest / "report.json"
    assert "phone-invalid" not in report.read_text(encoding="utf-8")
    assert "money-unreadable" in report.read_text(encoding="utf-8")


def test_the_same_mended_workbook_twice_changes_nothing(office: Office) -> None:
    messy_file(office)
    come_back(office, "改好.xlsx", lambda sheet: set_phone(sheet, "3", "19900000003"))

    def mend_and_more(sheet: Worksheet) -> None:
        set_phone(sheet, "3", "19900000003")
        sheet["A1"] = "又存了一次"

    come_back(office, "又改好.xlsx", mend_and_more)
    told = office.night()
    assert (told["totals"]["accepted"], told["totals"]["unchanged"]) == (1, 1)
    rows = office.table("leads")
    assert len(rows) == 2


def test_our_own_columns_are_not_spoken_of(office: Office) -> None:
    messy_file(office)
    come_back(office, "改好.xlsx", lambda sheet: set_phone(sheet, "3", "19900000003"))
    told = office.night()
    issues = office.table("issues")
    of_return = issues[issues["file_id"] == told["files"][0]["file_id"]]
    assert of_return.empty


def test_an_origin_that_is_not_ours_closes_nothing(office: Office) -> None:
    """A row number and a file that somebody made up: the rows are read, nothing else happens."""
    file_id = messy_file(office)
    before = open_issues(office)
    (path,) = (office.latest / "main" / "rejected").iterdir()
    book = openpyxl.load_workbook(path)
    book["_callsheet"]["B3"] = "ffffffffffff"
    set_phone(book["十一月"], "3", "19900000003")
    set_phone(book["十一月"], "5", "19900000005")
    book.save(office.inbox / "别处来的.xlsx")
    told = office.night()
    assert told["totals"]["accepted"] == 2
    assert {issue for issue in open_issues(office) if issue[0] == file_id} == before


def test_rows_written_below_ours_have_no_origin(office: Office) -> None:
    messy_file(office)

    def add_one(sheet: Worksheet) -> None:
        sheet.append(["", *lead("周杰", "19900000009", "2026-11-05 09:00")])

    come_back(office, "加一行.xlsx", add_one)
    told = office.night()
    assert told["totals"]["accepted"] == 1
    assert isinstance(office.table("issues"), pd.DataFrame)
    assert "周杰" in set(office.table("customers")["name"])
