"""Files of every make -> the same rows, with the numbers that Excel shows."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.intake.raw_tables import UnreadableFileError
from pipeline.intake.workbooks import read_raw
from tests.intake.files import assert_conserved, codes, dispositions, facts, read, read_rows, workbook

LIST = (
    "客户姓名,联系电话,登记日期,客户来源\n王五,13800138000,2026-11-03,抖音\n"
    ",,,\n赵六,13900139000,2026-11-04,自然到访\n"
)
TRADITIONAL = (
    "客戶姓名,聯絡電話,登記日期,客戶來源\n王五,13800138000,2026-11-03,抖音\n"
    ",,,\n趙六,13900139000,2026-11-04,自然到訪\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (LIST, "utf-8"),
        (LIST, "utf-8-sig"),
        (LIST, "utf-16"),
        (LIST, "utf-16-le"),
        (LIST, "gb18030"),
        (TRADITIONAL, "big5"),
        (LIST.replace(",", "\t"), "utf-16"),
        (LIST.replace(",", ";"), "gb18030"),
        ("sep=;\n" + LIST.replace(",", ";"), "gbk"),
        (LIST.replace("\n", "\r\n"), "utf-8"),
    ],
    ids=[
        "utf-8",
        "mark",
        "utf-16",
        "utf-16 unmarked",
        "gb18030",
        "big5",
        "unicode text",
        "semicolon",
        "sep line",
        "crlf",
    ],
)
def test_text_files(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "十一月.csv"
    path.write_bytes(text.encode(encoding))
    reading = read(path)
    sheet = reading.sheets[0]
    assert (sheet.name, sheet.kind, sheet.header_row) == ("十一月", "leads", 1)
    assert dispositions(sheet) == {2: "accepted", 4: "accepted"}
    assert facts(sheet, "leads", "phone", "channel") == [
        ("+8613800138000", "douyin"),
        ("+8613900139000", "walk_in"),
    ]


def test_records_of_several_lines_are_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '姓名,电话,备注\n"王五",13800138000,"第一行\n第二行"\n赵六,13900139000,好\n', encoding="utf-8"
    )
    assert dispositions(read(path).sheets[0]) == {2: "accepted", 3: "accepted"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "file-empty", id="empty"),
        pytest.param(b"\n \n", "file-empty", id="blank"),
        pytest.param(b"\xd0\xcf\x11\xe0 old workbook", "file-damaged", id="compound file"),
        pytest.param(b"PK\x03\x04 no zip at all", "file-damaged", id="broken zip"),
        pytest.param(b"<html><p>no table</p></html>", "file-unreadable", id="web page without a table"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x08\x06", "file-unreadable", id="picture"
        ),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "客户.xlsx"
    path.write_bytes(content)
    reading = read(path)
    assert (reading.outcome, reading.reason, reading.sheets) == ("unreadable", why, [])


def test_a_workbook_named_csv_is_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"客户": [["姓名", "电话"], ["王五", "13800138000"]]})
    assert read(path.rename(tmp_path / "客户.csv")).sheets[0].name == "客户"


def test_hidden_sheets_are_read_and_aggregates_are_not_people(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        tables: dict[str, list[list[Any]]] = {
            "汇总": [["城市", "报备量", "到访量"], ["杭州", 12, 5], ["宁波", 8, 2]],
            "客户": [["姓名", "电话"], ["王五", "13800138000"]],
        }
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for place, cells in enumerate(rows):
                sheet.write_row(place, 0, cells)
        sheet.hide()
    totals, people = read(path).sheets
    assert (totals.kind, totals.rows, set(totals.ledger["disposition"])) == (None, 3, {"ignored"})
    assert totals.issues["code"].tolist() == ["sheet-aggregate"]
    assert people.kind == "leads"


def test_rows_are_numbered_as_shown_whatever_lies_between(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [],
        [None, "十一月来访客户登记表"],
        [],
        [None, "姓名", "电话", "来访日期"],
        [],
        [None, "王五", 13800138000.0, 46329],
        ["　"],
        [None, "赵六", "139 0013 9000", "2026.11.4"],
    ]
    sheet = read_rows(tmp_path, rows)
    assert (sheet.kind, sheet.header_row) == ("visits", 4)
    assert dispositions(sheet) == {6: "accepted", 8: "accepted"}
    assert [str(at) for (at,) in facts(sheet, "activities", "at")] == [
        "2026-11-03 00:00:00",
        "2026-11-04 00:00:00",
    ]


def test_cells_merged_over_several_rows_say_the_same_of_each(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "客户": [
                ["置业顾问", "姓名", "电话"],
                ["李顾问", "王五", "13800138000"],
                [None, "赵六", "13900139000"],
                [None, "钱七", "13700137000"],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    book["客户"].merge_cells("A2:A3")
    book.save(path)
    assert facts(read(path).sheets[0], "leads", "name", "consultant") == [
        ("王五", "李顾问"),
        ("赵六", "李顾问"),
        ("钱七", None),
    ]


def test_error_cells_are_errors_and_their_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, ["姓名", "电话", "登记日期", "预算(万)"])
        sheet.write_row(1, 0, ["王五", "13800138000", "2026-11-03"])
        sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["赵六", None, "2026-11-03", "#N/A"])
        sheet.write_formula("B3", "=VLOOKUP(1,X:Y,2)", None, "#N/A")
        sheet.write_formula("A5", "=Z1", None, "#REF!")
    sheet_reading = read(path).sheets[0]
    assert_conserved(read(path))
    assert dispositions(sheet_reading) == {2: "accepted", 3: "rejected", 5: "rejected"}
    assert codes(sheet_reading)[2] == "cell-error-value"


def test_a_workbook_of_another_make(tmp_path: Path) -> None:
    """Prefixed names, no cell references, inline strings, rich text, a blank shared string, a lying dimension."""
    path = workbook(tmp_path / "a.xlsx", {"客户": [["姓名", "电话"], ["王五", "13800138000"]]})
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:dimension ref="A1"/><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>电话</x:t></x:is></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:r><x:t>王</x:t></x:r><x:r><x:t>五</x:t></x:r></x:is></x:c>'
        '<x:c r="B3"><x:v>13800138000</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:t> </x:t></x:is></x:c></x:row>'
        '<x:row r="5"><x:c r="A5" t="str"><x:f>A1</x:f><x:v></x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for part in old.namelist():
            new.writestr(part, sheet if part.endswith("sheet1.xml") else old.read(part))
    reading = read(other)
    assert reading.outcome == "read"
    assert dispositions(reading.sheets[0]) == {3: "accepted"}


def test_a_file_in_which_two_ways_of_counting_differ_is_not_taken(tmp_path: Path) -> None:
    """A row number that only one of the readers believes."""
    path = workbook(
        tmp_path / "a.xlsx", {"客户": [["姓名", "电话"], ["王五", "13800138000"], ["赵六", "13900139000"]]}
    )
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'<row r="3"', b'<row r="9"')
            new.writestr(part, content)
    assert read(other).outcome == "unreadable"


def test_a_damaged_workbook_is_unreadable(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"客户": [["姓名", "电话"], *[["王五", str(13800138000 + i)] for i in range(500)]]},
    )
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        read_raw(path, path.name)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            " ",
            "　",
            "姓名",
            "电话",
            "合计",
            "注：",
            "13800138000",
            "138****8000",
            "王五",
            "2026-11-03",
            "#N/A",
            "0",
            "无",
        ]
    ),
    st.integers(-5, 20_000_000_000),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.text(alphabet="张王客户a1 \u200b\n", max_size=6),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_every_row_of_any_table_has_exactly_one_disposition(tmp_path: Path, rows: list[list[object]]) -> None:
    head = [["客户姓名", "联系电话", "登记日期", "来源"]]
    for table in (rows, head + rows):
        reading = read(workbook(tmp_path / "a.xlsx", {"客户": table}))
        assert reading.outcome == "read"
        assert_conserved(reading)
        visible = [
            place for place, cells in enumerate(table, 1) if any(c is not None and _shows(c) for c in cells)
        ]
        sheet = reading.sheets[0]
        last = sheet.header_row
        assert sheet.ledger["row"].tolist() == [row for row in visible if row > last]


def _shows(cell: object) -> bool:
    return bool(str(cell).replace("\u200b", "").strip())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.text(alphabet='王a1,;\t"\n 　', max_size=6), max_size=5), max_size=8))
def test_every_record_of_any_text_has_exactly_one_disposition(tmp_path: Path, rows: list[list[str]]) -> None:
    import csv

    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["客户姓名", "联系电话", "登记日期", "来源"], *rows])
    reading = read(path)
    assert reading.outcome == "read"
    assert_conserved(reading)
    assert reading.sheets[0].rows == sum(any(_shows(cell) for cell in cells) for cells in rows)
