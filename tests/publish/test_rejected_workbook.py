"""The rejected workbook: only the bad rows, marked and explained, under the office's own header."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from pipeline.publish.rejected_workbook import RejectedSheet, write_rejected_workbook
from pipeline.wording import Language, Wording

HEADER = ["序号", "客户姓名", "联系电话", "预算(万)", "备注", "备注"]
ROWS = {
    9: ["7", '=HYPERLINK("http://x")', "13900000001", "-", "+1", "@x"],
    5: ["3", "王某某", "1.38E+10", "30000", "", "http://x.example"],
}
ISSUES = [
    (5, "D", "预算(万)", "budget", "budget-unit", "warning"),
    (5, "C", "联系电话", "phone", "phone-digits-lost", "error"),
    (9, "", "", "", "row-invalid", "error"),
    (9, "F", "备注", "content", "cell-error-value", "warning"),
    (7, "C", "联系电话", "phone", "phone-invalid", "error"),
    (0, "", "", "", "field-missing", "warning"),
    (0, "A", "序号", "", "header-unmapped", "notice"),
]


def issues(rows: list[tuple[int, str, str, str, str, str]]) -> pd.DataFrame:
    columns = ["row", "column", "header", "field", "code", "severity"]
    return pd.DataFrame(rows, columns=columns).assign(details="")


def opened(path: Path, *sheets: RejectedSheet, language: Language = "zh") -> Workbook:
    write_rejected_workbook(
        path / "rejected.xlsx", "客户台账.xls", list(sheets), Wording(language), file_id="4f1c"
    )
    return openpyxl.load_workbook(path / "rejected.xlsx")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return opened(tmp_path, RejectedSheet("11月", HEADER, ROWS, issues(ISSUES)))


def said(code: str, header: str, language: Language = "zh") -> str:
    wording = Wording(language)
    return wording(
        "rejected.problem",
        what=wording(f"issue.{code}", header=header, details=""),
        hint=wording(f"issue.{code}.hint", header=header, details=""),
    )


def comment_of(cell: openpyxl.cell.Cell) -> str:
    assert isinstance(cell.comment, Comment)
    return cell.comment.text


def test_only_the_bad_rows_under_the_offices_header(book: Workbook) -> None:
    table = [[cell.value for cell in row[:7]] for row in book["11月"].iter_rows(min_row=5)]
    assert table == [
        ["原表行号", *HEADER],
        ["5", "3", "王某某", "1.38E+10", "30000", None, "http://x.example"],
        ["9", "7", '=HYPERLINK("http://x")', "13900000001", "-", "+1", "@x"],
    ]


def test_the_top_says_how_many_and_what_holds_for_the_whole_sheet(book: Workbook) -> None:
    sheet = book["11月"]
    assert sheet["A1"].value == "客户台账.xls：有 2 行没有收进来"
    assert sheet["A3"].value == said("field-missing", "")
    assert [cell.value for cell in sheet[4]] == [None] * 8


def test_wrong_cells_are_marked_and_explained(book: Workbook) -> None:
    sheet = book["11月"]
    assert comment_of(sheet["D6"]) == said("phone-digits-lost", "联系电话")
    assert comment_of(sheet["E6"]) == said("budget-unit", "预算(万)")
    assert comment_of(sheet["A7"]) == said("row-invalid", "")
    assert comment_of(sheet["G7"]) == said("cell-error-value", "备注")
    red, amber, plain = (sheet[cell].fill.fgColor.rgb for cell in ("D6", "E6", "C6"))
    assert len({red, amber, plain}) == 3 and sheet["A7"].fill.fgColor.rgb == red
    assert sheet["F7"].comment is None


def test_the_last_column_sums_up_errors_first(book: Workbook) -> None:
    sheet = book["11月"]
    assert sheet["H5"].value == "问题和改法"
    assert sheet["H6"].value.split("\n") == [
        said("phone-digits-lost", "联系电话"),
        said("budget-unit", "预算(万)"),
    ]


def test_every_cell_is_text(book: Workbook) -> None:
    cells = [cell for row in book["11月"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert {cell.number_format for row in book["11月"].iter_rows(min_row=6) for cell in row} == {"@"}


def test_the_map_says_what_is_ours(book: Workbook) -> None:
    hidden = book["_callsheet"]
    lines = [[cell for cell in row if cell is not None] for row in hidden.iter_rows(values_only=True)]
    assert hidden.sheet_state == "veryHidden"
    assert lines == [
        ["callsheet", "rejected"],
        ["file", "客户台账.xls"],
        ["file_id", "4f1c"],
        ["sheet", "11月", "11月"],
        ["11月", "原表行号", "original_row"],
        ["11月", "问题和改法", "problems"],
    ]


def test_awkward_sheets_get_titles_of_their_own(tmp_path: Path) -> None:
    none = issues([])
    sheets = [RejectedSheet(name, ["电话"], {2: ["1"]}, none) for name in ("a/b", "a b", "_callsheet", "")]
    clean = RejectedSheet("clean", ["电话"], {}, none)
    book = opened(tmp_path, *sheets, clean)
    assert book.sheetnames == ["a b", "a b (2)", "_callsheet (2)", "Sheet4", "_callsheet"]


def test_a_table_that_begins_elsewhere_is_marked_by_its_header(tmp_path: Path) -> None:
    """The office's table began in column C; the issue names column D of the office, our sheet has it in C."""
    wrong = issues([(4, "D", "电话", "phone", "phone-invalid", "error")])
    book = opened(tmp_path, RejectedSheet("s", ["姓名", "电话"], {4: ["王某", "12"]}, wrong), language="en")
    assert comment_of(book["s"]["C5"]) == said("phone-invalid", "电话", "en")
    assert book["s"]["A1"].value == "客户台账.xls: 1 row was not taken in"


def test_cells_beyond_the_header_are_kept(tmp_path: Path) -> None:
    book = opened(tmp_path, RejectedSheet("s", ["电话"], {2: ["12", "多写的"], 3: []}, issues([])))
    assert [cell.value for cell in book["s"][5]] == ["2", "12", "多写的", None]
    assert book["s"]["D4"].value == "问题和改法"


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        sheet = RejectedSheet("11月", HEADER, ROWS, issues(ISSUES))
        write_rejected_workbook(tmp_path / name, "客户台账.xls", [sheet], Wording("zh"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
